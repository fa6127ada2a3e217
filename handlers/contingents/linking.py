"""A contingent's link, in words and as a picture to scan."""

import asyncio

from bot.conversation import Turn
from bot.documents.codes import qr_png
from bot.messages import bold
from bot.now import millis, now
from handlers.contingents.joining import PAYLOAD
from handlers.contingents.texts import to_contingent
from storage import media
from storage.contingents import Contingent
from storage.database import Transaction


async def hand_out(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """The link through which people join, and its QR code."""
    _ = turn.gettext
    link = turn.link(f"{PAYLOAD}{contingent.code}")
    at = millis(now())
    picture = await media.keep(
        db,
        kind="photo",
        name="kontingen.png",
        mime="image/png",
        content=await asyncio.to_thread(qr_png, link),
        at=at,
        contact=turn.contact.id,
        expires_at=at + media.DAY,
    )
    said = _(
        "Tautan {name}. Teruskan ke calon anggota, atau tunjukkan kode QR ini; yang membukanya langsung mendaftar:"
    )
    closed = "" if contingent.open else "\n\n" + _("Tautannya sedang ditutup. Buka dulu supaya bisa dipakai.")
    turn.show(
        said.format(name=bold(contingent.name)) + f"\n{link}{closed}",
        picture,
        choices=[to_contingent(turn.texts, contingent.id)],
    )
