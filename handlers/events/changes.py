"""Moving, changing and cancelling an event: confirmed once, and told to those who come, may come or wait."""

from dataclasses import replace

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.prompts import Choose, Confirm
from bot.texts import number
from handlers.audiences import is_wide
from handlers.events.comparing import compared
from handlers.events.fields import FIELDS, field_choices
from handlers.events.plans import Plan, kept_plan
from handlers.events.texts import described
from handlers.names import place_name
from storage import capacities, events, notices, parts, reminders
from storage.capacities import TooFew
from storage.database import Transaction
from storage.events import Event
from storage.history import Earlier
from storage.roles import Role

TOLD = ("title", "when", "place", "parts", "ends")
"""Changes that those who come are told of; others are there to be seen."""


async def change(turn: Turn, db: Transaction, event: Event, what: str = "") -> None:
    """Ask what is to be changed, unless that is known, and for the new; and change it."""
    _ = turn.gettext
    wide = is_wide(turn.regions(Role.COORDINATOR))
    changeable = tuple(name for name in FIELDS if wide or name != "region")
    if what not in changeable:
        question = _("Apa yang mau diubah dari {title}?").format(title=bold(event.title))
        what = turn.ask("what", Choose(question, field_choices(turn.texts, changeable), _))
    before = await kept_plan(db, event)
    plan = FIELDS[what](turn, "new", before)
    if plan == before:
        turn.say(_("Itu sama dengan yang sekarang, Kak. Tidak ada yang diubah."))
    elif what in TOLD or plan.zone != before.zone:
        await _change_and_tell(turn, db, event, what, before, plan)
    else:
        await _change_quietly(turn, db, event, plan)


async def _change_and_tell(turn: Turn, db: Transaction, event: Event, what: str, before: Plan, plan: Plan) -> None:
    """Show the new beside the old, and once that is confirmed change the event and tell those whom it concerns."""
    _ = turn.gettext
    was = Earlier(before.title, before.place, before.starts_at, before.zone, before.programme)
    yes, again = (_("Ya, pindahkan"), _("Ubah waktu")) if what == "when" else (_("Ya, ubah"), _("Bukan begitu"))
    will_be = replace(event, title=plan.title, place=plan.place, starts_at=plan.starts_at, zone=plan.zone)
    sure = turn.ask(
        "sure",
        Confirm(
            _("Ubah {title} begini?").format(title=bold(event.title))
            + "\n\n"
            + compared(turn.texts, was, will_be, plan.programme, event.zone),
            [Choice("yes", yes), Choice("new", again), Choice("no", _("Tidak"))],
            _,
        ),
    )
    if sure == "new":
        turn.change("new")
    if sure == "no":
        turn.say(_("Baik Kak, tidak ada yang diubah."))
        return
    at = millis(now())
    await events.change(
        db, event.id, title=plan.title, place=plan.place, starts_at=plan.starts_at, ends_at=plan.details.ends_at,
        zone=plan.zone, at=at,
    )  # fmt: skip
    await parts.put(db, event.id, plan.programme)
    if plan.region != event.region:
        await _keep(db, event, plan)
    turn.note("change", f"event:{event.id}")
    turn.say(" ".join([_changed(turn, event, plan), await _told(turn, db, event, at)]))


async def _change_quietly(turn: Turn, db: Transaction, event: Event, plan: Plan) -> None:
    """Change what nobody needs to be told of."""
    _ = turn.gettext
    try:
        await _keep(db, event, plan)
    except TooFew as few:
        turn.say(
            _("Belum bisa, Kak: sudah ada {taken} kursi yang terisi. Batasnya tidak bisa kurang dari itu.").format(
                taken=number(few.taken, turn.texts.locale)
            )
        )
        return
    turn.note("change", f"event:{event.id}")
    turn.say(_changed(turn, event, plan), [Choice(f"manage:{event.id}", _("Lihat kegiatan"))])


def _changed(turn: Turn, event: Event, plan: Plan) -> str:
    """That it is changed; of another region, what follows for those who have answered, and for groups."""
    _ = turn.gettext
    lines = [_("Sudah diubah.")]
    if plan.region != event.region:
        lines.append(_("Yang sudah menjawab tetap tercatat; undangan berikutnya untuk relawan di {region}.").format(
            region=bold(place_name(turn.texts, plan.region))
        ))  # fmt: skip
        if event.audience or event.quota_by:
            lines.append(_("Khusus dan kuotanya dikosongkan, karena terikat daerah yang lama."))
    return " ".join(lines)


async def _keep(db: Transaction, event: Event, plan: Plan) -> None:
    """The event has this region, these seats and details now. Raises TooFew."""
    at = millis(now())
    if plan.region != event.region:
        await events.relocate(db, event.id, plan.region)
    if plan.capacity != event.capacity:
        await capacities.set_capacity(db, event.id, plan.capacity, at)
    if plan.quotas != (await kept_plan(db, event)).quotas:
        await capacities.set_quotas(db, event.id, plan.quota_by, dict(plan.quotas), at)
    await reminders.set_rules(db, event.id, plan.reminders, at)
    await events.detail(db, event.id, plan.details)


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
    # One statement, and with the change itself, so that it reaches exactly those whom it concerned by then.
    told = await notices.tell_change(db, event.id, at)
    if not told:
        return _("Belum ada peserta yang perlu dikabari.")
    return _("{told} peserta sedang dikabari.").format(told=number(told, turn.texts.locale))
