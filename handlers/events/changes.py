"""Moving and cancelling an event: confirmed once, and told to those who said yes."""

from dataclasses import replace

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.prompts import Confirm, When
from bot.texts import number
from handlers.events.notices import both_times
from handlers.events.texts import described, event_moment
from storage import events, notices
from storage.database import Transaction
from storage.events import Event


async def move(turn: Turn, db: Transaction, event: Event) -> None:
    """Ask for the new time, show it beside the old one, and move the event."""
    _ = turn.gettext
    question = _("{title} sekarang: {when}. Pindah ke kapan, Kak?").format(
        title=bold(event.title), when=event_moment(turn.texts, event, event.zone)
    )
    when, zone = turn.ask("when", When(question, turn.texts, event.zone, now))
    if millis(when) == event.starts_at:
        turn.say(_("Itu waktu yang sekarang, Kak. Tidak ada yang diubah."))
        return
    moved = replace(event, starts_at=millis(when), zone=zone)
    times = both_times(turn.texts, event.starts_at, event.zone, moved, event.zone)
    sure = turn.ask(
        "sure",
        Confirm(
            _("Pindahkan {title}?").format(title=bold(event.title)) + "\n\n" + times,
            [Choice("yes", _("Ya, pindahkan")), Choice("when", _("Ubah waktu")), Choice("no", _("Tidak"))],
            _,
        ),
    )
    if sure == "when":
        turn.change("when")
    if sure == "no":
        turn.say(_("Baik Kak, waktunya tetap."))
        return
    at = millis(now())
    await events.move(db, event.id, moved.starts_at, zone, at)
    turn.note("move", f"event:{event.id}")
    turn.say(_("Sudah dipindah.") + " " + await _told(turn, db, event, at))


async def cancel(turn: Turn, db: Transaction, event: Event) -> None:
    """Cancel the event, once that is confirmed."""
    _ = turn.gettext
    sure = turn.ask(
        "sure",
        Confirm(
            _("Batalkan kegiatan ini? Ini tidak bisa dikembalikan.")
            + "\n\n"
            + described(turn.texts, event, event.zone),
            [Choice("yes", _("Ya, batalkan")), Choice("no", _("Tidak"))],
            _,
            free=True,  # "batalkan" is an answer here, and must not call the talk off
        ),
    )
    if sure == "no":
        turn.say(_("Baik Kak, kegiatannya tetap jadi."))
        return
    at = millis(now())
    await events.cancel(db, event.id)
    turn.note("cancel", f"event:{event.id}")
    turn.say(_("Sudah dibatalkan.") + " " + await _told(turn, db, event, at))


async def _told(turn: Turn, db: Transaction, event: Event, at: int) -> str:
    """Queue word of the change, and say to how many it goes."""
    _ = turn.gettext
    # One statement, and with the change itself, so that it reaches exactly those who had said yes by then.
    told = await notices.tell_change(db, event.id, at)
    if not told:
        return _("Belum ada peserta yang perlu dikabari.")
    return _("{told} peserta sedang dikabari.").format(told=number(told, turn.texts.locale))
