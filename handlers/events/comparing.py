"""An event before and after a change, side by side."""

from collections.abc import Sequence

from bot.messages import bold
from bot.now import instant
from bot.texts import Texts, moment
from handlers.events.programme import part_lines
from handlers.events.texts import event_moment
from storage.events import Event
from storage.history import Earlier
from storage.parts import Part


def compared(texts: Texts, before: Earlier, event: Event, programme: Sequence[Part], reader_zone: str) -> str:
    """What the event was and is, one under the other where it differs; its time and place in any case."""
    _ = texts.gettext
    pairs = [
        (_("Nama"), before.title, event.title),
        (
            _("Waktu"),
            moment(instant(before.starts_at), before.zone, texts.locale, reader_zone),
            event_moment(texts, event, reader_zone),
        ),
        (_("Tempat"), before.place, event.place),
        (
            _("Sesi"),
            "\n".join(part_lines(texts, before.parts, before.zone)) or _("tidak ada"),
            "\n".join(part_lines(texts, programme, event.zone)) or _("tidak ada"),
        ),
    ]
    always = {_("Waktu"), _("Tempat")}
    lines = []
    for what, was, is_now in pairs:
        if was != is_now:
            lines += [f"{what}", _("Dulu: {was}").format(was=was), _("Menjadi: {now}").format(now=bold(is_now))]
        elif what in always:
            lines.append(f"{what}: {is_now}")
    return "\n".join(lines)
