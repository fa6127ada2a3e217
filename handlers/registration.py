"""Becoming a volunteer: consent, name, kabupaten/kota, pillar, phone; a summary that lets each be changed."""

import re

from bot.conversation import Invalid, Turn
from bot.messages import Choice, bold, listed, plain
from bot.now import millis, now
from bot.prompts import Choose, Confirm, Phone, Region, Text
from bot.texts import Texts
from bot.understanding.intents import is_question
from bot.understanding.message import read_message
from bot.understanding.pillars import pillars, read_pillar
from bot.understanding.regions import region_name
from storage import consents, volunteers
from storage.database import Transaction
from storage.volunteers import AlreadyRegistered

CONSENT_VERSION = "2026-11"
"""Goes up with every change of the consent's text."""
NAME_LENGTH = 80
SURE = 0.7
"""Of 1: how sure one must be that words mean something else, not to take them for a name."""
_LEAD = re.compile(
    r"(?:nama(?:\s+(?:lengkap|saya|sy|aku|ulun))*|saya|sy|aku|ulun)\s*(?:adalah|:|=)?\s+(.+)", re.IGNORECASE
)
"""What people put before their name."""
_ANSWERS = frozenset(
    {
        "ya", "iya", "y", "yes", "ok", "oke", "okay", "sip", "siap", "benar", "bener", "betul", "setuju", "lanjut",
        "tidak", "tdk", "gak", "ga", "nggak", "enggak", "no", "bukan", "jangan", "lewati", "skip", "deh", "kak", "min",
    }
)  # fmt: skip
"""Words that answer something else; where a name has no others, it is none."""


def consent_text(texts: Texts) -> str:
    """What one agrees to. UU 27/2022 on personal data: who keeps what, for what, and how to end it."""
    _ = texts.gettext
    return _(
        "Sebelum mulai, boleh Relawan menyimpan nama, kabupaten/kota, pilar, dan nomor telepon Kakak (kalau diisi)? "
        "Gunanya hanya untuk mengatur kegiatan relawan dan mengirim jadwal serta pengumuman.\n\n"
        "Kakak bisa melihatnya dengan /dataku, menghapusnya dengan /hapusdata, dan berhenti menerima pesan dengan "
        "/berhenti. Relawan tidak pernah meminta NIK, KK, atau OTP."
    )


def person_name(texts: Texts, text: str) -> str:
    """A full name with its spacing tidied. Raises Invalid for what is no name."""
    _ = texts.gettext
    name = " ".join(text.split()).strip(" .,!")
    lead = _LEAD.match(name)
    name = lead[1] if lead else name
    wordy = len(name.split()) > 7 or len(name) > NAME_LENGTH or "?" in text or "\n" in text
    strange = bool(re.search(r"\d|[@/<>#=_]|https?:|www\.", name))
    strange = strange or not re.search(r"[^\W\d_]{2}|^[^\x00-\x7f]", name)
    meaning = read_message(name)
    strange = strange or _ANSWERS.issuperset(name.casefold().split())
    if wordy or strange or is_question(name) or (meaning.label != "none" and meaning.score >= SURE):
        raise Invalid(_("Itu sepertinya bukan nama. Tulis nama lengkap Kakak saja ya, misalnya: Siti Aminah"))
    return name.title() if name.islower() or (name.isupper() and len(name) > 4) else name


def personal_lines(texts: Texts, name: str, regency: str, pillar: str, phone: str) -> str:
    """The data of one person, a line each."""
    _ = texts.gettext
    return "\n".join(
        [
            _("Nama: {name}").format(name=bold(name)),
            _("Kabupaten/kota: {region}").format(region=bold(region_name(regency))),
            _("Pilar: {pillar}").format(pillar=bold(pillars().get(pillar, pillar))),
            _("Telepon: {phone}").format(phone=bold(phone or _("tidak diisi"))),
        ]
    )


def pillar_prompt(turn: Turn, text: str) -> Choose:
    """Which pillar, tapped or typed; a question about one is no answer."""
    named = listed(list(pillars().items()))
    return Choose(text, named, turn.gettext, read_as=lambda words: None if is_question(words) else read_pillar(words))


async def register(turn: Turn, db: Transaction) -> None:
    """The talk of `/daftar`."""
    _ = turn.gettext
    if turn.volunteers:
        name = turn.volunteers[0].name
        turn.say(_("Kak {name} sudah terdaftar. Datanya bisa dilihat dan diubah di /profil.").format(name=name))
        return
    turn.say(_("Senang Kakak mau ikut! Ada enam pertanyaan singkat."))
    if not _agreed(turn):
        return
    name = turn.ask("name", Text(_("Siapa nama lengkap Kakak?"), _, read_as=lambda text: person_name(turn.texts, text)))
    regency = turn.ask("regency", Region(_("Kakak tinggal di kabupaten/kota mana? Misalnya: Banjarbaru"), _))
    pillar = turn.ask("pillar", pillar_prompt(turn, _("Kakak dari pilar mana?")))
    wish = _("Boleh minta nomor telepon Kakak? Tidak wajib, bisa dilewati.")
    phone = turn.ask("phone", Phone(wish, _, Choice("skip", _("Lewati"))))
    lines = personal_lines(turn.texts, name, regency, pillar, phone)
    summary = _("Sudah benar semua, Kak?") + "\n\n" + lines
    change = turn.ask("summary", Confirm(summary, summary_choices(turn.texts), _))
    if change != "yes":
        turn.change(change)
    channel, text = turn.contact.address.channel, plain(consent_text(turn.texts))
    agreed_at = turn.confirmed_at("consent")
    proof = await consents.record(db, turn.contact.id, CONSENT_VERSION, text, channel, agreed_at)
    try:
        await volunteers.register(db, turn.contact.id, name, regency, pillar, phone, proof, millis(now()))
    except AlreadyRegistered:
        turn.say(_("Nama itu di daerah yang sama sudah terdaftar, Kak. Tidak didaftarkan dua kali."))
        return
    turn.say(_thanks(turn, name))
    if "event" in turn.args:
        # Whoever wanted to come before they were registered can say so now.
        turn.then("event:", parts=[str(turn.args["event"])])


def _thanks(turn: Turn, name: str) -> str:
    """What follows from being registered: where events are seen, and whether they are sent, too."""
    _ = turn.gettext
    thanks = _("Terima kasih, {name}! Kakak sudah terdaftar sebagai relawan.").format(name=bold(name))
    if turn.contact.stopped:
        later = _("Lihat kegiatan di /jadwal. Kakak sedang berhenti menerima kabar; kalau mau dikabari, ketik /mulai.")
    else:
        later = _("Lihat kegiatan di /jadwal; kabar kegiatan baru juga akan Relawan kirim ke sini.")
    return f"{thanks} {later}"


def _agreed(turn: Turn) -> bool:
    """Whether somebody of age agrees; nothing is kept of anybody else."""
    _ = turn.gettext
    agreeing = [
        Choice("yes", _("Setuju, 18+")), Choice("minor", _("Di bawah 18")), Choice("no", _("Tidak"))
    ]  # fmt: skip
    consent = turn.ask("consent", Confirm(consent_text(turn.texts), agreeing, _))
    if consent == "no":
        turn.say(_("Baik Kak, tidak ada yang disimpan. Kalau berubah pikiran, ketik /daftar kapan saja."))
    if consent == "minor":
        turn.say(
            _("Terima kasih sudah jujur, Kak. Untuk yang belum 18 tahun perlu izin orang tua atau wali, jadi mintalah "
              "orang tua atau wali bicara dengan koordinator di daerah Kakak. Tidak ada yang disimpan.")
        )  # fmt: skip
    return consent == "yes"


def summary_choices(texts: Texts) -> list[Choice]:
    """Yes first, then what may be changed."""
    _ = texts.gettext
    return [
        Choice("yes", _("Ya, benar")), Choice("name", _("Ubah nama")), Choice("regency", _("Ubah daerah")),
        Choice("pillar", _("Ubah pilar")), Choice("phone", _("Ubah telepon")),
    ]  # fmt: skip
