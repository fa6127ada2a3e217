"""What admins are told when the clock stood still or the bot was down."""

from collections.abc import Callable
from datetime import datetime

from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import Texts, moment, translator
from storage import contacts, outbox, roles
from storage.database import Database
from storage.roles import Role
from storage.zones import home_zone

KIND = "outage"
"""The kind of these rows in the outbox."""


async def tell_silence(database: Database, since: datetime) -> None:
    """The clock has not ticked since then: reminders may be late. Admins are told at once, at any hour."""

    def words(texts: Texts, zone: str) -> str:
        _ = texts.gettext
        return _(
            "Perhatian, Kak: jam Relawan tidak berdetak sejak {since}, jadi pengingat bisa terlambat. Tolong lihat log "
            "di komputernya, dan jalankan ulang botnya kalau perlu."
        ).format(since=moment(since, zone, texts.locale))

    await _tell_admins(database, f"silence:{millis(since)}", words)


async def tell_outage(database: Database, since: datetime) -> None:
    """The bot is back after having been down since then."""

    def words(texts: Texts, zone: str) -> str:
        _ = texts.gettext
        return _(
            "Relawan sempat mati sejak {since}, dan sekarang sudah jalan lagi. Pesan yang masuk sementara itu dibalas; "
            "pengingat yang masih berguna dikirim, yang sudah terlambat tidak."
        ).format(since=moment(since, zone, texts.locale))

    await _tell_admins(database, f"outage:{millis(since)}", words)


async def _tell_admins(database: Database, key: str, words: Callable[[Texts, str], str]) -> None:
    at = millis(now())
    async with database.transaction() as db:
        admins = {row["contact"] for row in await roles.holders(db) if row["role"] == Role.ADMIN}
        for admin in sorted(admins):
            texts = translator(await contacts.locale_of(db, admin))
            text = words(texts, await home_zone(db, admin))
            await outbox.tell(db, f"{key}:{admin}", admin, Outbound(text), at, kind=KIND)
