"""What may be said of an event, each with its question: asked for a new one, and for one that is changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import Choice
from bot.now import instant, millis, now
from bot.prompts import Choose, Files, Number, Spot, Text, When
from bot.prompts.words import bare
from bot.texts import Texts, moment
from bot.understanding.regions import zone_of
from handlers.audiences import Whom, region_for
from handlers.events.plans import Plan
from handlers.events.programme import Programme, read_end
from handlers.events.quotas import Quotas
from handlers.reminders.rules import rules_prompt
from storage.audiences import Audience
from storage.audiences.naming import Known
from storage.parts import Part

TITLE_LENGTH, PLACE_LENGTH, DESCRIPTION_LENGTH, BRING_LENGTH = 60, 80, 300, 120
MOST = 100_000
"""People at one event."""
_NOTHING = frozenset({"", "kosong", "kosongkan", "hapus", "tidak ada", "tanpa", "none", "nothing"})


def _line(texts: Texts, most: int, *, empty: bool = False) -> Callable[[str], str]:
    """A reader of one line of at most so many characters; where it may be empty, "kosong" makes it so."""
    _ = texts.gettext

    def read(text: str) -> str:
        line = " ".join(text.split())
        if empty and bare(line) in _NOTHING:
            return ""
        if len(line) > most:
            raise Invalid(_("Terlalu panjang, Kak. Paling banyak {most} huruf, ya.").format(most=most))
        return line

    return read


def _title(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Apa nama kegiatannya, Kak? Misalnya: Bakti Sosial Kiram")
    return replace(plan, title=turn.ask(key, Text(question, _, read_as=_line(turn.texts, TITLE_LENGTH))))


def _region(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    region = region_for(turn, _("Untuk relawan di daerah mana? Pilih, atau tulis nama kabupaten/kotanya."), key)
    moved = replace(plan, region=region, zone=zone_of(region) if region else turn.house.zone)
    # Whom it is for lies in its region, and so do its quotas.
    return replace(moved.for_whom(Audience((region,))), quota_by="", quotas=())


def _when(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    if plan.starts_at:
        question = _("{title} sekarang: {when}. Pindah ke kapan, Kak?").format(
            title=plan.title, when=moment(instant(plan.starts_at), plan.zone, turn.texts.locale)
        )
    else:
        question = _("Kapan mulainya? Tulis saja, misalnya: Sabtu depan jam 8 pagi")
    when, zone = turn.ask(key, When(question, turn.texts, plan.zone, now))
    return plan.at(millis(when), zone)


def _ends(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    start = instant(plan.starts_at).astimezone(ZoneInfo(plan.zone))

    def read(text: str) -> str:
        if bare(text) in _NOTHING:
            return ""
        end = read_end(text, start)
        if end is None:
            raise Invalid(_("Jamnya belum terbaca. Tulis misalnya: jam 12 siang, atau 16.30"))
        return str(millis(end))

    question = _("Selesai jam berapa? Misalnya: jam 12 siang. Tulis “kosong” kalau tidak perlu.")
    ends_at = turn.ask(key, Text(question, _, read_as=read))
    return plan.detailed(ends_at=int(ends_at or 0))


def _place(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Di mana tempatnya? Misalnya: Kiram Park, Kab. Banjar")
    return replace(plan, place=turn.ask(key, Text(question, _, read_as=_line(turn.texts, PLACE_LENGTH))))


def _capacity(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Paling banyak berapa orang?")
    return replace(plan, capacity=turn.ask(key, Number(question, _, 1, MOST, Choice("none", _("Tanpa batas")))))


def _description(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Ceritakan singkat kegiatannya ya, Kak. Tulis “kosong” kalau tidak perlu.")
    read = _line(turn.texts, DESCRIPTION_LENGTH, empty=True)
    return plan.detailed(description=turn.ask(key, Text(question, _, read_as=read, free=True)))


def _parts(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Ada sesi apa saja? Tulis satu sesi tiap baris: nama, waktu, tempat. Misalnya:\n"
                 "Pembukaan, 28 November jam 8-10 pagi, Aula\n"
                 "Pelatihan P3K, 29 November jam 1-3 siang, Lapangan")  # fmt: skip
    programme: list[Part] = turn.ask(key, Programme(question, turn.texts, plan.zone, plan.place))
    return plan.in_parts(programme)


def _quotas(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Tulis kuota tiap daerah, pilar, atau kontingen, misalnya: Banjarmasin 20, HSU 10; atau: "
                 "Kontingen Banjarbaru 20, Kontingen HSU 10. Yang tidak disebut tidak mendapat tempat.")  # fmt: skip
    quota_by, quotas = turn.ask(key, Quotas(question, _, plan.region, plan.capacity, plan.known.contingents))
    return replace(plan, quota_by=quota_by, quotas=tuple(quotas))


def _audience(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Khusus untuk siapa, Kak? Ketuk, atau tulis misalnya: Tagana dan PSM; kontingen Banjarbaru; semua.")
    known = Known(contingents=plan.known.contingents)
    return plan.for_whom(turn.ask(key, Whom(question, turn.texts, (plan.region,), known, plan.zone)))


@dataclass(frozen=True)
class _Deadline(When):
    """A moment to come, before the start."""

    start: datetime = field(default_factory=now)

    def _coming(self, value: datetime) -> datetime:
        if value > self.start:
            raise Invalid(self.texts.gettext("Itu sesudah kegiatannya mulai. Tulis waktu sebelumnya ya, Kak."))
        return super()._coming(value)


def _deadline(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Sampai kapan relawan bisa menjawab ikut? Misalnya: Jumat jam 5 sore")
    when, _zone = turn.ask(key, _Deadline(question, turn.texts, plan.zone, now, start=instant(plan.starts_at)))
    return plan.detailed(answer_by=millis(when))


def _bring(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Apa yang perlu dibawa? Misalnya: jas hujan, botol minum. Tulis “kosong” kalau tidak ada.")
    read = _line(turn.texts, BRING_LENGTH, empty=True)
    return plan.detailed(bring=turn.ask(key, Text(question, _, read_as=read)))


def _reconfirm(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    choices = [Choice("yes", _("Ya, tanyakan")), Choice("no", _("Tidak perlu"))]
    question = _("Sehari sebelumnya, apakah yang ikut perlu ditanya lagi jadi datang atau tidak?")
    return plan.detailed(reconfirm=turn.ask(key, Choose(question, choices, _)) == "yes")


def _spot(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Bagikan lokasinya dari peta (tombol 📎 lalu Lokasi), atau tulis koordinatnya.")
    spot = turn.ask(key, Spot(question, _, [Choice("none", _("Tanpa peta"))]))
    if isinstance(spot, str):
        return plan.detailed(latitude=None, longitude=None)
    return plan.detailed(latitude=spot.latitude, longitude=spot.longitude)


def _picture(turn: Turn, key: str, plan: Plan) -> Plan:
    _ = turn.gettext
    question = _("Kirim gambar atau pamfletnya ya, Kak.")
    given = turn.ask(key, Files(question, _, kinds=("photo",), choices=[Choice("none", _("Tanpa gambar"))]))
    return plan.detailed(picture=next(iter(given.media), 0))


def _reminders(turn: Turn, key: str, plan: Plan) -> Plan:
    rules: list[tuple[int, str]] = turn.ask(key, rules_prompt(turn))
    return replace(plan, reminders=tuple(rules))


FIELDS: Mapping[str, Callable[[Turn, str, Plan], Plan]] = {
    "title": _title, "when": _when, "place": _place, "capacity": _capacity, "region": _region, "ends": _ends,
    "description": _description, "parts": _parts, "quotas": _quotas, "audience": _audience, "deadline": _deadline,
    "spot": _spot, "picture": _picture, "bring": _bring, "reconfirm": _reconfirm, "reminders": _reminders,
}  # fmt: skip
"""How each of them is asked for, under a key, and what the plan is then."""
FIRST = ("title", "region", "when", "place", "capacity")
"""What is asked for in any case; the region comes before the time, as it says in which zone a time is meant."""
FURTHER = tuple(name for name in FIELDS if name not in FIRST)
"""What may be said."""


def field_choices(texts: Texts, names: tuple[str, ...]) -> list[Choice]:
    """The buttons that change these."""
    _ = texts.gettext
    labels = {
        "title": _("Ubah nama"), "when": _("Ubah waktu"), "place": _("Ubah tempat"), "capacity": _("Ubah batas"),
        "region": _("Ubah daerah"), "ends": _("Jam selesai"), "description": _("Keterangan"), "parts": _("Sesi"),
        "quotas": _("Kuota"), "audience": _("Khusus siapa"), "deadline": _("Batas menjawab"),
        "spot": _("Peta"), "picture": _("Gambar"), "bring": _("Yang dibawa"),
        "reconfirm": _("Tanya jadi datang"), "reminders": _("Ubah pengingat"),
    }  # fmt: skip
    return [Choice(name, labels[name]) for name in names]
