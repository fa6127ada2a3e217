"""The button [Kalender]: an event as a file for the phone's calendar, as the event is now."""

import re
from datetime import timedelta

from bot.conversation import Turn
from bot.documents.calendars import Entry, calendar
from bot.messages import Address, bold
from bot.now import instant, millis, now
from handlers.references import number_named
from handlers.schedule import is_shown, over, refuse_to_show
from storage import events, media, parts
from storage.database import Transaction
from storage.events import Event
from storage.parts import Part

UNSAID = timedelta(hours=3)
"""How long something takes of which no end is said."""
_KEPT = 24 * 3600 * 1000


async def send(turn: Turn, db: Transaction) -> None:
    """The talk of a button `calendar:EVENT`."""
    _ = turn.gettext
    event = await events.event(db, number_named(turn))
    if event is None or not (event.cancelled or event.open_at(millis(now()))):
        turn.say(over(turn.texts, event))
        return
    if not await is_shown(turn, db, event):
        refuse_to_show(turn)
        return
    programme = await parts.of_event(db, event.id)
    at = millis(now())
    content = calendar(
        entries(event, programme, turn.contact.address),
        version=event.version - 1,
        cancelled=event.cancelled,
        made_at=now(),
    )
    number = await media.keep(
        db, kind="document", name=file_name(event), mime="text/calendar", content=content, at=at, expires_at=at + _KEPT
    )
    words = (
        _("Kegiatan {title} dibatalkan. Buka berkas ini supaya hilang dari kalender Kakak.")
        if event.cancelled
        else _("Buka berkas ini untuk memasukkan {title} ke kalender Kakak. Kalau nanti berubah, ketuk Kalender lagi.")
    )
    turn.show(words.format(title=bold(event.title)), number)


def entries(event: Event, programme: list[Part], reader: Address) -> list[Entry]:
    """The event, or each of its parts, as it stands in a calendar. The bot's account tells it from another bot's."""
    said = "\n\n".join(words for words in (event.description, event.bring) if words)
    if not programme:
        programme = [Part("", event.starts_at, event.ends_at, event.place)]
    return [
        Entry(
            uid=f"event-{event.id}-{part.id}@{reader.account}.{reader.channel}.relawan",
            title=f"{event.title}: {part.title}" if part.title else event.title,
            start=instant(part.starts_at),
            end=instant(part.ends_at) if part.ends_at else instant(part.starts_at) + UNSAID,
            place=part.place,
            description=said,
            latitude=event.latitude,
            longitude=event.longitude,
        )
        for part in programme
    ]


def file_name(event: Event) -> str:
    """What the file is called: letters and digits that every phone keeps."""
    return (re.sub(r"[^A-Za-z0-9]+", "-", event.title).strip("-")[:40] or "kegiatan") + ".ics"
