"""What one agrees to before anything is kept (UU 27/2022): who keeps what, for what, and how to end it."""

import re
from dataclasses import dataclass
from functools import partial

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import Choice, plain
from bot.prompts import Choose, Confirm, Text
from bot.texts import Texts
from bot.understanding.yesno import read_yesno
from handlers.registration.asking import name_of
from storage import consents
from storage.database import Transaction

CONSENT_VERSION = "2026-11b"
"""Goes up with every change of these texts."""
_AGE = re.compile(
    r"\b(?:umur|usia|br|baru|masih|sudah|sdh|udah|am)\s+(\d{1,2})\b|\b(\d{1,2})\s*(?:\+|(?:th|thn|tahun|taon|thun|years?)\b)",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(?:di\s?bawah|dbwh|kurang dari|under|belum|blm)\s*(?:18|17|delapan belas|umur|usia|cukup|dewasa)", re.IGNORECASE
)
_GROWN = re.compile(r"\b(?:di\s?atas|lebih dari|over)\s*(?:17|18)|\b(?:dewasa|(?:cukup|sudah) umur)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(\d{1,2})\W*")
_OF_AGE = 18
_AGES = {"yes": "grown", "no": "young"}
_PLAIN = 3
"""Words of a plain yes or no."""
_WITHOUT_AGE = "agreed"
"""What somebody answers who agrees in words of their own, and does not say how old they are."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed: `guardian` is the name of the one who did so for somebody under 18, "" for an adult."""

    words: str
    given_at: int
    guardian: str = ""


def consent_text(texts: Texts, *, other: bool = False) -> str:
    """What one agrees to, for oneself or on behalf of somebody else who has been asked."""
    _ = texts.gettext
    whose = (
        _("Sebelum mulai, boleh Relawan menyimpan nama, kabupaten/kota, pilar, dan nomor telepon beliau (kalau diisi)? "
          "Tanyakan dulu ya, Kak: beliau harus sudah setuju.")
        if other
        else _("Sebelum mulai, boleh Relawan menyimpan nama, kabupaten/kota, pilar, dan nomor telepon Kakak (kalau "
               "diisi)?")
    )  # fmt: skip
    return " ".join(
        [
            whose,
            _("Gunanya untuk mengatur kegiatan relawan. Soal kiriman pengumuman bisa dipilih di akhir.\n\n"
              "Kakak bisa melihatnya dengan /dataku, menghapusnya dengan /hapusdata, dan berhenti menerima pesan "
              "dengan /berhenti. Relawan tidak pernah meminta NIK, KK, atau OTP.\n\nYang belum 18 tahun perlu izin "
              "orang tua atau wali."),
        ]
    )  # fmt: skip


def guardian_text(texts: Texts) -> str:
    """What a parent or guardian agrees to for somebody under 18."""
    _ = texts.gettext
    return _(
        "Terima kasih sudah jujur, Kak. Tolong tunjukkan ini kepada orang tua atau wali:\n\n"
        "Bapak/Ibu, bolehkah putra-putrinya ikut sebagai relawan, dan boleh Relawan menyimpan nama, kabupaten/kota, "
        "pilar, nomor telepon (kalau diisi), serta nama Bapak/Ibu sebagai wali? Semuanya bisa dihapus kapan saja "
        "dengan /hapusdata."
    )


def announcements_text(texts: Texts) -> str:
    """What one agrees to beside that: to be sent announcements."""
    return texts.gettext("Pengumuman dan kabar kegiatan baru boleh dikirim ke sini.")


def agreed(turn: Turn, *, other: bool, heard: str = "") -> Consent | None:
    """The consent, a guardian's for whoever is under 18; None, kindly told, where it is refused.

    `heard` is what was said before, which may tell the age.
    """
    _ = turn.gettext
    words = consent_text(turn.texts, other=other)
    agreeing = [
        Choice("yes", _("Setuju, 18+")), Choice("minor", _("Setuju, di bawah 18")), Choice("no", _("Tidak"))
    ]  # fmt: skip
    answer = turn.ask("consent", Confirm(words, agreeing, _, heed=_heard))
    if answer == "no":
        turn.say(_("Baik Kak, tidak ada yang disimpan. Kalau berubah pikiran, ketik /daftar kapan saja."))
        return None
    if answer == "minor" or (answer == _WITHOUT_AGE and not _is_of_age(turn, heard, other=other)):
        return _guardians(turn, words)
    return Consent(words, turn.confirmed_at("consent"))


def _is_of_age(turn: Turn, heard: str, *, other: bool) -> bool:
    """Whether somebody who agreed without saying so is 18 or over: as they said before, or else say now."""
    _ = turn.gettext
    if said := _age_in(heard):
        turn.presume("age", _AGES[said])
    wish = (
        _("Terima kasih, Kak. Umur beliau sudah 18 tahun?")
        if other
        else _("Terima kasih, Kak. Umurnya sudah 18 tahun?")
    )
    ages = [Choice("grown", _("Sudah 18+")), Choice("young", _("Belum 18"))]
    return turn.ask("age", Choose(wish, ages, _, read_as=_age_answered)) == "grown"


def _guardians(turn: Turn, words: str) -> Consent | None:
    """The consent of a parent or guardian, and their name."""
    _ = turn.gettext
    asked = guardian_text(turn.texts)
    answers = [Choice("yes", _("Saya wali, setuju")), Choice("no", _("Tidak"))]
    if turn.ask("guardian_consent", Confirm(asked, answers, _, read_as=partial(_unclear, turn.texts))) == "no":
        turn.say(_("Baik, tidak ada yang disimpan. Kalau nanti wali mengizinkan, ketik /daftar lagi ya."))
        return None
    wish = Text(_("Siapa nama lengkap Bapak/Ibu wali?"), _, read_as=lambda text: name_of(turn.texts, text))
    name = turn.ask("guardian", wish)
    return Consent(f"{words}\n\n{asked}", turn.confirmed_at("guardian_consent"), name)


def _unclear(texts: Texts, words: str) -> str | None:
    """A guardian's words that neither agree nor refuse ("saya ibunya"). Raises Invalid, but for a question."""
    if "?" in words:
        return None
    raise Invalid(texts.gettext("Kalau Bapak/Ibu setuju, ketuk “Saya wali, setuju”, atau ketik: setuju"))


def _heard(text: str) -> str | None:
    """The choice that a typed answer comes to: with the age, or _WITHOUT_AGE; None where it is no such answer."""
    age, answer = _age_in(text), read_yesno(_YOUNG.sub(" ", _AGE.sub(" ", text)))
    if "?" in text:
        return None
    if age == "no" and answer != "no":
        return "minor"
    if answer == "no":
        return answer
    return (age or _WITHOUT_AGE) if answer == "yes" else None


def _age_in(text: str) -> str | None:
    """Whether words say that somebody is 18 or over: "yes", "no", or None where they do not tell."""
    if age := _AGE.search(text):
        return _is_enough(age[1] or age[2])
    if _YOUNG.search(text):
        return "no"
    return "yes" if _GROWN.search(text) else None


def _age_answered(text: str) -> str | None:
    """Which age words are that answer whether somebody is 18: a number alone will do, or a plain yes or no."""
    number = _NUMBER.fullmatch(text)
    plainly = read_yesno(text) if len(text.split()) <= _PLAIN else ""
    said = _is_enough(number[1]) if number else _age_in(text) or plainly
    return _AGES.get(said)


def _is_enough(years: str) -> str:
    return "yes" if int(years) >= _OF_AGE else "no"


async def record(turn: Turn, db: Transaction, consent: Consent, *, other: bool, announcements: bool) -> int:
    """Keep the consent, and the one to announcements where it is given; the first one's number."""
    contact, channel = turn.contact.id, turn.contact.address.channel
    spoke = contact if other or consent.guardian else None
    number = await consents.record(
        db, contact, CONSENT_VERSION, plain(consent.words), channel, consent.given_at, given_by=spoke
    )
    if announcements:
        words, at = announcements_text(turn.texts), turn.confirmed_at("summary")
        purpose = consents.ANNOUNCEMENTS
        await consents.record(db, contact, CONSENT_VERSION, plain(words), channel, at, purpose=purpose, given_by=spoke)
    return number
