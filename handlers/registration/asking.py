"""The questions of a registration, as they are put when somebody registers and when they correct their data."""

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import Choice
from bot.prompts import Home, Phone, Pillars, Text
from bot.texts import Texts
from bot.understanding.personal_names import read_name


def name_of(texts: Texts, text: str) -> str:
    """A full name as it was given, but for its spacing. Raises Invalid for what is no name."""
    _ = texts.gettext
    name = read_name(text)
    if name is None:
        raise Invalid(_("Itu sepertinya bukan nama. Tulis nama lengkapnya saja ya, misalnya: Siti Aminah"))
    return name


def name_prompt(turn: Turn, *, other: bool = False) -> Text:
    """What somebody is called."""
    _ = turn.gettext
    wish = _("Siapa nama lengkap beliau?") if other else _("Siapa nama lengkap Kakak?")
    return Text(wish, _, read_as=lambda text: name_of(turn.texts, text))


def home_prompt(turn: Turn, *, other: bool = False) -> Home:
    """Where somebody lives."""
    _ = turn.gettext
    if other:
        return Home(_("Beliau tinggal di kabupaten/kota mana? Misalnya: Banjarbaru"), _)
    return Home(_("Kakak tinggal di kabupaten/kota mana? Misalnya: Banjarbaru"), _)


def pillars_prompt(turn: Turn, *, other: bool = False) -> Pillars:
    """Which pillars somebody belongs to."""
    _ = turn.gettext
    wish = _("Beliau dari pilar mana?") if other else _("Kakak dari pilar mana?")
    several = _("Kalau lebih dari satu, ketik semuanya, misalnya: Tagana dan PSM")
    return Pillars(f"{wish} {several}", _)


def phone_prompt(turn: Turn, *, other: bool = False) -> Phone:
    """How somebody is reached by telephone, if they like."""
    _ = turn.gettext
    wish = (
        _("Boleh minta nomor telepon beliau? Tidak wajib, bisa dilewati.")
        if other
        else _("Boleh minta nomor telepon Kakak? Tidak wajib, bisa dilewati.")
    )
    return Phone(wish, _, Choice("skip", _("Lewati")))


def new_phone_prompt(turn: Turn) -> Phone:
    """How somebody is reached from now on; or that the number is not to be kept."""
    _ = turn.gettext
    return Phone(_("Berapa nomor telepon Kakak yang baru?"), _, Choice("skip", _("Tanpa nomor")))
