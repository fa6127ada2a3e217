"""Whom a registration is about: what was answered, shown to be confirmed, with what may be changed."""

from dataclasses import dataclass
from functools import partial

from bot.asking import Invalid
from bot.messages import Choice
from bot.prompts import Confirm, Place
from bot.texts import Texts
from bot.understanding.corrections import read_correction
from bot.understanding.intents import is_question
from bot.understanding.yesno import read_yesno
from handlers.registration.lines import announcements_line, personal_lines


@dataclass(frozen=True, slots=True)
class Person:
    """What was answered; `typed` is the name as it was written."""

    name: str
    typed: str
    home: Place
    pillars: tuple[str, ...]
    phone: str
    guardian: str
    announcements: bool

    @property
    def pillar(self) -> str:
        """The one that counts."""
        return self.pillars[0]


def confirmation(texts: Texts, person: Person) -> Confirm:
    """Whether all of it is right, or which answer is not."""
    choices = _choices(texts, person)
    return Confirm(_summary(texts, person), choices, texts.gettext, read_as=partial(_wrong, texts, choices))


def _summary(texts: Texts, person: Person) -> str:
    _ = texts.gettext
    lines = personal_lines(
        texts, person.name, person.home.regency, person.pillar, person.phone,
        district=person.home.district, further=person.pillars[1:], guardian=person.guardian,
    )  # fmt: skip
    return "\n".join([_("Sudah benar semua, Kak?"), "", lines, announcements_line(texts, person.announcements)])


def _choices(texts: Texts, person: Person) -> list[Choice]:
    """Yes first, then what may be changed."""
    _ = texts.gettext
    choices = [
        Choice("yes", _("Ya, benar")), Choice("name", _("Ubah nama")), Choice("regency", _("Ubah daerah")),
        Choice("pillar", _("Ubah pilar")), Choice("phone", _("Ubah telepon")),
        Choice("announcements", _("Tanpa pengumuman") if person.announcements else _("Dengan pengumuman")),
    ]  # fmt: skip
    if person.name != person.typed:
        choices.append(Choice("as_typed", _("Nama seperti ketikan"), person.typed[:72]))
    if person.guardian:
        choices.append(Choice("guardian", _("Ubah nama wali")))
    return choices


def _wrong(texts: Texts, choices: list[Choice], words: str) -> str | None:
    """Which of the answers is said to be wrong ("namanya salah"). Raises Invalid where only that something is."""
    wrong = read_correction(words)
    if wrong in {choice.id for choice in choices} and not is_question(words):
        return wrong
    if read_yesno(words) == "no":
        raise Invalid(texts.gettext("Bagian mana yang keliru, Kak? Ketuk tombol “Ubah …” yang sesuai ya."))
    return None
