"""A new event: asked for in chat, shown and completed as often as one likes, published, and offered to be announced."""

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import millis, now
from bot.prompts import Choose, Confirm
from bot.understanding.personal_names import tidied
from bot.understanding.words import normalised
from handlers.audiences import is_wide
from handlers.events.announcing import offer_to_announce
from handlers.events.fields import FIELDS, FIRST, FURTHER, TITLE_LENGTH, field_choices
from handlers.events.plans import Plan, plan_lines
from storage import capacities, events, parts, reminders
from storage.audiences import naming
from storage.database import Transaction
from storage.roles import Role

_ENOUGH = "enough"
_ENDING = frozenset({"cukup", "selesai", "sudah", "terbitkan", "tidak", "publish", "done"})


def _enough(words: str) -> str | None:
    """Whether words say that nothing is to be added: "tidak ada", "selesai", "terbitkan"."""
    return None if _ENDING.isdisjoint(normalised(words)) else _ENOUGH


async def create(turn: Turn, db: Transaction) -> None:
    """The talk of [Buat baru]: the first answers, then the summary, from which everything is changed and completed."""
    _ = turn.gettext
    plan = Plan("", "", 0, turn.zone, "", 0, known=await naming.known(db, millis(now())))
    if title := tidied(turn.args.pop("title", ""))[:TITLE_LENGTH]:
        turn.presume("title", title)
        turn.prelude.append(Outbound(_("Baik Kak, kita buat kegiatan {title}.").format(title=bold(title))))
    for name in FIRST:
        plan = FIELDS[name](turn, name, plan)
    for round_ in range(len(turn.session.answers) + 1):
        wish = turn.ask(
            f"summary {round_}",
            Confirm(_("Sudah benar, Kak?") + "\n\n" + plan_lines(turn.texts, plan), _changes(turn), _),
        )
        if wish == "more":
            question = _("Mau menambahkan apa, Kak?")
            further = [Choice(_ENOUGH, _("Sudah cukup")), *field_choices(turn.texts, FURTHER)]
            wish = turn.ask(f"more {round_}", Choose(question, further, _, read_as=_enough))
        if wish == "yes":
            break
        if wish == _ENOUGH:
            continue
        plan = FIELDS[wish](turn, f"{wish} {round_}", plan)
    await _publish(turn, db, plan)


def _changes(turn: Turn) -> list[Choice]:
    """Publishing first, then what may be changed."""
    _ = turn.gettext
    wide = is_wide(turn.regions(Role.COORDINATOR))
    first = tuple(name for name in ("title", "when", "place", "capacity", "region") if wide or name != "region")
    return [
        Choice("yes", _("Terbitkan")),
        *field_choices(turn.texts, first),
        Choice("more", _("Tambah keterangan")),
    ]


async def _publish(turn: Turn, db: Transaction, plan: Plan) -> None:
    """Publish the plan, and offer to announce it."""
    _ = turn.gettext
    at = millis(now())
    number = await events.publish(
        db, title=plan.title, starts_at=plan.starts_at, zone=plan.zone, place=plan.place, region=plan.region,
        capacity=plan.capacity, by=turn.contact.id, at=at, details=plan.details,
    )  # fmt: skip
    await parts.put(db, number, plan.programme)
    await reminders.set_rules(db, number, plan.reminders, at)
    if plan.quotas:
        await capacities.set_quotas(db, number, plan.quota_by, dict(plan.quotas), at)
    turn.note("publish", f"event:{number}")
    event = await events.event(db, number)
    if event is not None:
        await offer_to_announce(turn, db, event, _("Kegiatan {title} sudah terbit.").format(title=bold(plan.title)))
