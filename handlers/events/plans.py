"""An event as it is planned: all that a coordinator may say of it, before it is published and after."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

from bot.messages import bold
from bot.now import instant, millis, now
from bot.texts import Texts, listing, moment, number
from handlers.audiences import described
from handlers.events.programme import part_lines
from handlers.events.quotas import quota_name
from handlers.events.texts import region_line
from handlers.reminders.rules import rules_in_words
from storage import audiences, parts, reminders
from storage.audiences import Audience, naming
from storage.audiences.naming import Known
from storage.database import Reader
from storage.events import Details, Event
from storage.parts import Part
from storage.reminders import DEFAULT_RULES

_SHOWN_PARTS = 6
"""Parts that a summary shows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said of an event; `capacity` 0 is no limit, `quotas` are keys with so many seats each.

    `reminders` are milliseconds before the start with words of one's own. `known` are the contingents and events that
    it may be told by, and is no part of it.
    """

    title: str
    region: str
    starts_at: int
    zone: str
    place: str
    capacity: int
    details: Details = field(default_factory=Details)
    programme: tuple[Part, ...] = ()
    quota_by: str = ""
    quotas: tuple[tuple[str, int], ...] = ()
    reminders: tuple[tuple[int, str], ...] = DEFAULT_RULES
    known: Known = field(default_factory=Known, compare=False)

    def detailed(self, **details: object) -> "Plan":
        """The plan with other details."""
        return replace(self, details=replace(self.details, **details))  # type: ignore[arg-type]

    def at(self, starts_at: int, zone: str) -> "Plan":
        """The plan begun at another time: its end and its parts are as much later."""
        later = starts_at - self.starts_at
        ends_at = self.details.ends_at and self.details.ends_at + later
        programme = tuple(
            replace(part, starts_at=part.starts_at + later, ends_at=part.ends_at and part.ends_at + later)
            for part in self.programme
        )
        return replace(self, starts_at=starts_at, zone=zone, programme=programme).detailed(ends_at=ends_at)

    def in_parts(self, programme: Sequence[Part]) -> "Plan":
        """The plan with these parts: it begins with the first, and ends with the last whose end is said."""
        if not programme:
            return replace(self, programme=())
        ends_at = max(part.ends_at for part in programme)
        return replace(self, starts_at=programme[0].starts_at, programme=tuple(programme)).detailed(ends_at=ends_at)

    def for_whom(self, audience: Audience) -> "Plan":
        """The plan for these people."""
        # Everybody in its region is what an event is for where nothing is said.
        everybody = audience == Audience((self.region,))
        return self.detailed(audience="" if everybody else audiences.packed(audience))


async def kept_plan(db: Reader, event: Event) -> Plan:
    """The plan of an event that is published."""
    rows = await db.rows("SELECT key, capacity FROM quotas WHERE event = ? ORDER BY key", (event.id,))
    return Plan(
        title=event.title,
        region=event.region,
        starts_at=event.starts_at,
        zone=event.zone,
        place=event.place,
        capacity=event.capacity,
        details=Details(**{each.name: getattr(event, each.name) for each in fields(Details)}),
        programme=tuple(await parts.of_event(db, event.id)),
        quota_by=event.quota_by,
        quotas=tuple((row["key"], row["capacity"]) for row in rows),
        reminders=tuple(await reminders.rules_of(db, event.id)),
        known=await naming.known(db, millis(now())),
    )


def plan_lines(texts: Texts, plan: Plan) -> str:
    """The plan in words: what must be said of an event, and what else was."""
    _ = texts.gettext
    limit = number(plan.capacity, texts.locale) if plan.capacity else _("tanpa batas")
    details = plan.details
    lines = [
        _("Kegiatan: {title}").format(title=bold(plan.title)),
        _("Waktu: {when}").format(when=bold(moment(instant(plan.starts_at), plan.zone, texts.locale))),
        _("Selesai: {when}").format(when=moment(instant(details.ends_at), plan.zone, texts.locale))
        if details.ends_at and not plan.programme
        else "",
        _("Tempat: {place}").format(place=bold(plan.place)),
        _("Peta: ada") if details.latitude is not None else "",
        _("Batas peserta: {limit}").format(limit=bold(limit)),
        quota_line(texts, plan),
        region_line(texts, plan.region),
        audience_line(texts, details.audience, plan.known),
        *programme_lines(texts, plan),
        details.description,
        _("Bawa: {things}").format(things=details.bring) if details.bring else "",
        _("Jawab paling lambat: {when}").format(when=moment(instant(details.answer_by), plan.zone, texts.locale))
        if details.answer_by
        else "",
        _("Gambar: ada") if details.picture else "",
        _("Pengingat: {rules}").format(rules=rules_in_words(texts, plan.reminders)),
        _("Sehari sebelumnya ditanya lagi: jadi datang?") if details.reconfirm else "",
    ]
    return "\n".join(line for line in lines if line)


def programme_lines(texts: Texts, plan: Plan) -> list[str]:
    """The first parts, a line each, and how many more there are."""
    _ = texts.gettext
    if not plan.programme:
        return []
    more = len(plan.programme) - _SHOWN_PARTS
    lines = [_("Sesi:"), *part_lines(texts, plan.programme[:_SHOWN_PARTS], plan.zone)]
    return [*lines, _("dan {more} sesi lagi").format(more=number(more, texts.locale))] if more > 0 else lines


def quota_line(texts: Texts, plan: Plan) -> str:
    """The seats kept for each group; "" where there are none."""
    _ = texts.gettext
    kept = [
        f"{quota_name(plan.quota_by, key, plan.known.contingents)} {number(capacity, texts.locale)}"
        for key, capacity in plan.quotas
    ]
    return _("Kuota: {quotas}").format(quotas=listing(kept, texts.locale)) if kept else ""


def audience_line(texts: Texts, audience: str, known: Known) -> str:
    """Whom in its region an event is for; "" where it is for all there."""
    _ = texts.gettext
    return _("Khusus: {who}").format(who=described(texts, audiences.unpacked(audience), known)) if audience else ""
