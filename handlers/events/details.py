"""One event in full, as whoever may come to it reads it."""

from collections.abc import Sequence

from bot.messages import TEXT_WITH_CHOICES, plain
from bot.now import instant
from bot.texts import Texts, moment
from handlers.events.plans import audience_line
from handlers.events.programme import part_lines
from handlers.events.texts import described, region_line, room
from storage.audiences.naming import Known
from storage.events import Event
from storage.parts import Part


def details(
    texts: Texts, event: Event, known: Known, programme: Sequence[Part], reader_zone: str, answered: str
) -> str:
    """All that is said of the event, and what was answered; parts that do not fit beside choices are counted.

    `known` are the contingents that it is told by.
    """
    for shown in range(len(programme), -1, -1):
        text = _text(texts, event, known, programme, shown, reader_zone, answered)
        if len(plain(text)) <= TEXT_WITH_CHOICES:
            return text
    return text


def _text(
    texts: Texts, event: Event, known: Known, programme: Sequence[Part], shown: int, reader_zone: str, answered: str
) -> str:
    _ = texts.gettext
    left_out = len(programme) - shown
    ends = moment(instant(event.ends_at), event.zone, texts.locale, reader_zone) if event.ends_at else ""
    until = moment(instant(event.answer_by), event.zone, texts.locale, reader_zone) if event.answer_by else ""
    lines = [
        described(texts, event, reader_zone),
        _("Selesai: {when}").format(when=ends) if ends and not programme else "",
        event.description,
        *part_lines(texts, programme[:shown], event.zone, reader_zone),
        _("dan {more} sesi lagi; semuanya ada di berkas Kalender").format(more=left_out) if left_out else "",
        _("Bawa: {things}").format(things=event.bring) if event.bring else "",
        region_line(texts, event.region),
        audience_line(texts, event.audience, known),
        room(texts, event),
        _("Jawab paling lambat: {when}").format(when=until) if until else "",
        answered,
    ]
    return "\n".join(line for line in lines if line)
