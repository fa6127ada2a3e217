"""One gentle word to whoever has left a registration unfinished for a day; never a second."""

from collections.abc import Mapping
from datetime import timedelta

from bot.messages import Choice, Outbound
from bot.now import millis, now
from bot.quiet import is_quiet
from bot.talks import Renderer
from bot.texts import translator
from bot.understanding.regions import zone_of
from storage import contacts, nudges
from storage.database import Database, Reader
from storage.outbox import Delivery

TALKS = ("/daftar", "another:")
"""The talks that register somebody."""


async def queue_due(database: Database, zone: str) -> None:
    """Queue the nudges that are due; `zone` is of those who have not said where they live. At night they wait."""
    at, moments = millis(now()), (now(), now() + timedelta(milliseconds=nudges.LAPSE))
    waiting = await nudges.due(database.reader, TALKS, at)
    awake = [
        row["id"]
        for row in waiting
        if not any(is_quiet(moment, zone_of(row["regency"]) if row["regency"] else zone) for moment in moments)
    ]
    if awake:
        async with database.transaction() as db:
            await nudges.queue(db, awake, at)


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The nudge as it is sent; None if the registration is finished, called off or went on meanwhile."""
    session = await nudges.still_waiting(db, delivery.dedupe_key, TALKS, millis(now()))
    if session is None:
        return None
    texts = translator(await contacts.locale_of(db, delivery.contact))
    _ = texts.gettext
    text = _("Halo, Kak! Pendaftaran kemarin tinggal sedikit lagi. Mau dilanjutkan? Kalau tidak, tidak apa-apa; "
             "Relawan tidak akan mengingatkan lagi.")  # fmt: skip
    choices = (
        Choice(f"talk:resume:{session}:yes", _("Lanjutkan")), Choice(f"talk:restart:{session}", _("Mulai ulang")),
        Choice(f"talk:drop:{session}:no", _("Tidak usah")),
    )  # fmt: skip
    return Outbound(text, choices, about=_("Daftar jadi relawan"))


RENDERERS: Mapping[str, Renderer] = {"nudge": render}
