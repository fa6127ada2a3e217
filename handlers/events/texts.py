"""An event in words, and the buttons that answer it."""

from collections.abc import Sequence

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import instant
from bot.texts import Texts, moment, number
from handlers.names import place_name
from storage.events import Event

PAGE = 6
"""Events shown at once: with the buttons that turn the page they fit a list of ten, and a text with choices."""


def event_moment(texts: Texts, event: Event, reader_zone: str) -> str:
    """When the event begins, in its zone and, where it differs, the reader's."""
    return moment(instant(event.starts_at), event.zone, texts.locale, reader_zone)


def described(texts: Texts, event: Event, reader_zone: str) -> str:
    """Title, time and place, a line each."""
    _ = texts.gettext
    return "\n".join(
        [
            bold(event.title),
            _("Waktu: {when}").format(when=event_moment(texts, event, reader_zone)),
            _("Tempat: {place}").format(place=event.place),
        ]
    )


def region_line(texts: Texts, region: str) -> str:
    """The region whose volunteers are invited."""
    return texts.gettext("Untuk relawan di: {region}").format(region=place_name(texts, region))


def room(texts: Texts, event: Event) -> str:
    """How many places are left; "" where there is no limit."""
    _ = texts.gettext
    if not event.capacity:
        return ""
    if event.full:
        return _("Tempat sudah penuh ({capacity} orang).").format(capacity=number(event.capacity, texts.locale))
    return _("Sisa tempat: {left} dari {capacity}").format(
        left=number(event.capacity - event.taken, texts.locale), capacity=number(event.capacity, texts.locale)
    )


def answering(event: Event, volunteer: int, answer: str, label: str) -> Choice:
    """The button that answers for a volunteer (0: whoever taps): "yes", "maybe" or "no"."""
    return Choice(f"rsvp:{event.id}:v{event.version}:{volunteer}:{answer}", label)


def replies(texts: Texts, event: Event, volunteer: int) -> tuple[Choice, ...]:
    """The buttons for somebody who has not decided: they come, may come, or do not."""
    _ = texts.gettext
    return (
        answering(event, volunteer, "yes", _("Ikut")),
        answering(event, volunteer, "maybe", _("Mungkin")),
        answering(event, volunteer, "no", _("Tidak")),
    )


def calendar_choice(texts: Texts, event: Event) -> Choice:
    """The button that sends the event as a file for the phone's calendar."""
    return Choice(f"calendar:{event.id}", texts.gettext("Kalender"))


def staying(texts: Texts, event: Event, volunteer: int) -> tuple[Choice, ...]:
    """The buttons for somebody who has said yes: it stays so, or not."""
    _ = texts.gettext
    return answering(event, volunteer, "yes", _("Tetap ikut")), answering(event, volunteer, "no", _("Tidak jadi"))


def say_events(
    turn: Turn,
    title: str,
    entries: Sequence[tuple[Event, str]],
    verb: str,
    turning: str,
    others: Sequence[Choice] = (),
) -> None:
    """Say a page of events, each with a word on it and a button `verb:ID`; the other choices come after them.

    The page is what the talk was started with; `turning` is the action that turns it. The number before an event is
    the one that may be typed for its button.
    """
    _ = turn.gettext
    page = page_of(turn.args.get("page", 0), PAGE, len(entries))
    shown = entries[page * PAGE : (page + 1) * PAGE]
    lines = [
        f"{place}. {bold(event.title)}\n{event_moment(turn.texts, event, turn.zone)}" + (f"\n{word}" if word else "")
        for place, (event, word) in enumerate(shown, 1)
    ]
    choices = [*listed([(f"{verb}:{event.id}", event.title) for event, _word in shown]), *others]
    if (page + 1) * PAGE < len(entries):
        choices.append(Choice(f"{turning}:{page + 1}", _("Lainnya »")))
    if page:
        choices.append(Choice(f"{turning}:{page - 1}", _("« Sebelumnya")))
    turn.say("\n\n".join([title, *lines]), choices)


def page_of(asked: int, size: int, entries: int) -> int:
    """The page nearest to the one asked for that a list has, from 0: it may have grown shorter since."""
    return max(0, min(asked, (entries - 1) // size))
