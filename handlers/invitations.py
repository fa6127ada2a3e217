"""One-time links that make whoever opens them admin, organiser or coordinator: signed, so nothing is written before."""

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.roles import Role

PREFIX = "u"
"""How a payload that invites begins."""
VALID = timedelta(hours=24)
_ROLES = {Role.ADMIN: 1, Role.ORGANISER: 2, Role.COORDINATOR: 3}
_FIELDS = struct.Struct(">BBBI8s")
_SIGNATURE = 16


class BadInvitation(Exception):
    """The invitation is forged or damaged."""


class Expired(Exception):
    """The invitation is older than a day."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A role in a region ("" is the whole country); `digest` tells one invitation from another."""

    role: Role
    region: str
    digest: str


def signing_key(token: str) -> bytes:
    """The key of an installation, derived from its channel's secret, so that no other needs keeping."""
    return hashlib.sha256(b"relawan invitations\0" + token.encode()).digest()


def invite(key: bytes, role: Role, region: str, now: datetime) -> str:
    """The payload of a new invitation, 43 characters of a deep link's 64."""
    province, _, regency = region.partition(".")
    fields = _FIELDS.pack(
        _ROLES[role], int(province or 0), int(regency or 0), int((now + VALID).timestamp()), secrets.token_bytes(8)
    )
    signature = hmac.digest(key, fields, "sha256")[:_SIGNATURE]
    return _spelled(fields + signature)


def _spelled(packed: bytes) -> str:
    return PREFIX + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_invitation(key: bytes, payload: str, now: datetime) -> Invitation:
    """What a payload invites to. Raises BadInvitation or Expired."""
    try:
        packed = base64.b64decode(
            payload[len(PREFIX) :] + "=" * (-(len(payload) - len(PREFIX)) % 4), b"-_", validate=True
        )
        fields, signature = packed[: _FIELDS.size], packed[_FIELDS.size :]
        role, province, regency, until, _ = _FIELDS.unpack(fields)
    except (ValueError, struct.error) as error:
        raise BadInvitation from error
    # Base64 has several spellings of the same bytes; only ours is an invitation.
    if _spelled(packed) != payload or not hmac.compare_digest(
        hmac.digest(key, fields, "sha256")[:_SIGNATURE], signature
    ):
        raise BadInvitation
    if now.timestamp() >= until:
        raise Expired
    region = f"{province:02}.{regency:02}" if regency else f"{province:02}" if province else ""
    by_number = {number: role for role, number in _ROLES.items()}
    return Invitation(by_number[role], region, hashlib.sha256(fields).hexdigest())
