"""One-time links that give a role: signed, so that nothing else does."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from handlers.invitations import (
    PREFIX,
    VALID,
    BadInvitation,
    Expired,
    Invitation,
    invite,
    read_invitation,
    signing_key,
)
from storage.roles import Role

KEY = signing_key("123:token")
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ROLES = (Role.ADMIN, Role.ORGANISER, Role.COORDINATOR)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("region", ["", "63", "63.72", "91.01", "11"])
def test_an_invitation_is_read_as_it_was_made(role: Role, region: str) -> None:
    found = read_invitation(KEY, invite(KEY, role, region, AT), AT)
    assert (found.role, found.region) == (role, region)


def test_it_fits_into_a_link() -> None:
    payload = invite(KEY, Role.COORDINATOR, "63.72", AT)
    assert len(payload) == 43
    assert set(payload) <= set(LETTERS)
    assert payload.startswith(PREFIX)


def test_no_two_are_alike() -> None:
    made = {read_invitation(KEY, invite(KEY, Role.ADMIN, "", AT), AT).digest for _number in range(50)}
    assert len(made) == 50


def test_with_any_bit_flipped_it_is_no_invitation() -> None:
    payload = invite(KEY, Role.COORDINATOR, "63.72", AT)
    packed = base64.urlsafe_b64decode(payload[1:] + "==")
    for bit in range(len(packed) * 8):
        flipped = bytearray(packed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(BadInvitation):
            read_invitation(KEY, PREFIX + base64.urlsafe_b64encode(bytes(flipped)).rstrip(b"=").decode(), AT)


def test_with_any_letter_changed_it_is_no_invitation() -> None:
    payload = invite(KEY, Role.COORDINATOR, "63.72", AT)
    for at in range(1, len(payload)):
        for letter in {*LETTERS, "+", "/", "=", " ", "é"} - {payload[at]}:
            with pytest.raises(BadInvitation):
                read_invitation(KEY, payload[:at] + letter + payload[at + 1 :], AT)


@pytest.mark.parametrize("payload", ["", "u", "u=", "uAAAA", "u" + "A" * 42, "u" * 200, "u\ud800", "😀"])
def test_what_was_never_made_is_no_invitation(payload: str) -> None:
    with pytest.raises(BadInvitation):
        read_invitation(KEY, payload, AT)


@pytest.mark.parametrize("change", ["=", "==", "A", "\n"])
def test_there_is_one_way_to_spell_it(change: str) -> None:
    with pytest.raises(BadInvitation):
        read_invitation(KEY, invite(KEY, Role.ADMIN, "", AT) + change, AT)


def test_another_installation_s_invitation_is_none() -> None:
    with pytest.raises(BadInvitation):
        read_invitation(signing_key("124:token"), invite(KEY, Role.ADMIN, "", AT), AT)


def test_it_is_valid_for_a_day() -> None:
    payload = invite(KEY, Role.ADMIN, "", AT)
    assert isinstance(read_invitation(KEY, payload, AT + VALID - timedelta(seconds=1)), Invitation)
    with pytest.raises(Expired):
        read_invitation(KEY, payload, AT + VALID)
