"""What admins are told when the clock stood still or the bot was down."""

from datetime import datetime

from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import marked, moment, translator
from storage import contacts, outbox, roles
from storage.database import Database
from storage.roles import Role
from storage.zones import home_zone

KIND = "outage"
"""The kind of these rows in the outbox."""
_SILENCE = marked(
    "Perhatian, Kak: jam Relawan tidak berdetak sejak {since}, jadi pengingat bisa terlambat. Tolong lihat log "
    "di komputernya, dan jalankan ulang botnya kalau perlu."
)
_OUTAGE = marked(
    "Relawan sempat mati sejak {since}, dan sekarang sudah jalan lagi. Pesan yang masuk sementara itu dibalas; "
    "pengingat yang masih berguna dikirim, yang sudah terlambat tidak."
)


async def tell_silence(database: Database, since: datetime) -> None:
    """The clock has not ticked since then: reminders may be late. Admins are told at once, at any hour."""
    await _tell_admins(database, "silence", _SILENCE, since)


async def tell_outage(database: Database, since: datetime) -> None:
    """The bot is back after having been down since then."""
    await _tell_admins(database, "outage", _OUTAGE, since)


async def _tell_admins(database: Database, what: str, words: str, since: datetime) -> None:
    at = millis(now())
    async with database.transaction() as db:
        admins = {row["contact"] for row in await roles.holders(db) if row["role"] == Role.ADMIN}
        for admin in sorted(admins):
            texts = translator(await contacts.locale_of(db, admin))
            known = moment(since, await home_zone(db, admin), texts.locale)
            message = Outbound(texts.gettext(words).format(since=known))
            await outbox.tell(db, f"{what}:{millis(since)}:{admin}", admin, message, at, kind=KIND)
