"""A new event: asked for in chat, shown once more, published, and sent to the volunteers of its region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Invalid, Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.prompts import Confirm, Number, Text, When
from bot.texts import Texts, moment, number
from bot.understanding.regions import zone_of
from handlers.audiences import region_for
from handlers.events.texts import region_line
from storage import events
from storage.database import Transaction

TITLE_LENGTH = 60
PLACE_LENGTH = 80
MOST = 100_000
"""People at one event."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was answered so far; `capacity` 0 is no limit."""

    title: str
    region: str
    when: datetime
    zone: str
    place: str
    capacity: int


async def create(turn: Turn, db: Transaction) -> None:
    """The talk of [Buat baru]: title, region (where there is a choice), time, place, capacity, and the summary."""
    _ = turn.gettext
    plan = _plan(turn)
    summary = turn.ask(
        "summary", Confirm(_("Sudah benar, Kak?") + "\n\n" + _lines(turn.texts, plan), _changes(turn), _)
    )
    if summary != "yes":
        turn.change(summary)
    event = await events.publish(
        db,
        title=plan.title,
        starts_at=millis(plan.when),
        zone=plan.zone,
        place=plan.place,
        region=plan.region,
        capacity=plan.capacity,
        by=turn.contact.id,
        at=millis(now()),
    )
    turn.job("invite", event)
    turn.note("publish", f"event:{event}")
    turn.say(
        _("Kegiatan {title} sudah terbit. Undangannya sedang dikirim ke relawan di daerahnya. Jawabannya bisa dilihat "
          "lewat /acara.").format(title=bold(plan.title)),
        [Choice(f"manage:{event}", _("Lihat kegiatan"))],
    )  # fmt: skip


def _plan(turn: Turn) -> Plan:
    """The answers; the region comes before the time, because it says in which zone a time is meant."""
    _ = turn.gettext
    title = turn.ask(
        "title",
        Text(_("Apa nama kegiatannya, Kak? Misalnya: Bakti Sosial Kiram"), _, read_as=_short(turn.texts, TITLE_LENGTH)),
    )
    region = region_for(turn, _("Untuk relawan di daerah mana? Pilih, atau tulis nama kabupaten/kotanya."))
    zone = zone_of(region) if region else turn.house.zone
    when, zone = turn.ask(
        "when", When(_("Kapan mulainya? Tulis saja, misalnya: Sabtu depan jam 8 pagi"), turn.texts, zone, now)
    )
    place = turn.ask(
        "place",
        Text(_("Di mana tempatnya? Misalnya: Kiram Park, Kab. Banjar"), _, read_as=_short(turn.texts, PLACE_LENGTH)),
    )
    capacity = turn.ask(
        "capacity", Number(_("Paling banyak berapa orang?"), _, 1, MOST, Choice("none", _("Tanpa batas")))
    )
    return Plan(title, region, when, zone, place, capacity)


def _short(texts: Texts, most: int) -> Callable[[str], str]:
    """A reader of one line of at most so many characters."""
    _ = texts.gettext

    def read(text: str) -> str:
        line = " ".join(text.split())
        if len(line) > most:
            raise Invalid(_("Terlalu panjang, Kak. Paling banyak {most} huruf, ya.").format(most=most))
        return line

    return read


def _lines(texts: Texts, plan: Plan) -> str:
    _ = texts.gettext
    limit = number(plan.capacity, texts.locale) if plan.capacity else _("tanpa batas")
    return "\n".join(
        [
            _("Kegiatan: {title}").format(title=bold(plan.title)),
            _("Waktu: {when}").format(when=bold(moment(plan.when, plan.zone, texts.locale))),
            _("Tempat: {place}").format(place=bold(plan.place)),
            _("Batas peserta: {limit}").format(limit=bold(limit)),
            region_line(texts, plan.region),
        ]
    )


def _changes(turn: Turn) -> list[Choice]:
    """Publishing first, then what may be changed."""
    _ = turn.gettext
    choices = [
        Choice("yes", _("Terbitkan")),
        Choice("title", _("Ubah nama")),
        Choice("when", _("Ubah waktu")),
        Choice("place", _("Ubah tempat")),
        Choice("capacity", _("Ubah batas")),
    ]
    if turn.answered("region"):
        choices.append(Choice("region", _("Ubah daerah")))
    return choices
