"""Stopping and resuming pushed messages, and the language."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import millis, now
from bot.prompts import Choose
from storage import contacts
from storage.database import Reader, Transaction

_NAMES = {
    "id": frozenset({"id", "indo", "indonesia", "indonesian"}),
    "en": frozenset({"en", "eng", "english", "inggris", "inggeris"}),
}


async def stop(turn: Turn, db: Transaction) -> None:
    """The talk of `/berhenti`, and of STOP in any state: pushed messages end at once; an open talk stays open."""
    await contacts.stop(db, turn.contact.id, millis(now()))
    turn.say(
        turn.gettext(
            "Baik Kak, Relawan tidak akan mengirim pengumuman dan pengingat lagi. Data Kakak tetap ada, dan yang "
            "sudah diikuti tetap tercatat. Kalau mau menerima lagi, ketik /mulai. "
            "Kalau mau datanya dihapus, ketik /hapusdata."
        )
    )


async def resume(turn: Turn, db: Transaction) -> None:
    """The talk of `/mulai`."""
    await contacts.resume(db, turn.contact.id)
    _ = turn.gettext
    turn.say(_("Siap Kak, pengumuman dan pengingat akan Relawan kirim lagi. Untuk berhenti, ketik /berhenti."))


async def leave(turn: Turn, db: Reader) -> None:
    """What is said to whoever wants to leave: both ways, and what each does; nothing changes yet."""
    _ = turn.gettext
    if not turn.volunteers:
        turn.say(
            _("Kakak belum terdaftar sebagai relawan, jadi tidak ada yang perlu dilepas. Kalau tidak mau menerima "
              "pesan dari Relawan, ketuk tombol ini."),
            [Choice("go:berhenti", _("Berhenti kabar"))],
        )  # fmt: skip
        return
    turn.say(
        _("Boleh, Kak. Ada dua pilihan:\n"
          "• Berhenti kabar: pengumuman dan pengingat tidak dikirim lagi. Kakak tetap terdaftar.\n"
          "• Hapus data: Kakak keluar dari daftar relawan, dan semua datanya dihapus. Jawaban kegiatan juga ikut "
          "terhapus.\n\nMana yang Kakak mau?"),
        [Choice("go:berhenti", _("Berhenti kabar")), Choice("go:hapusdata", _("Hapus data"))],
    )  # fmt: skip


async def choose_language(turn: Turn, db: Transaction) -> None:
    """The talk of `/bahasa`."""
    languages = [Choice("id", "Bahasa Indonesia"), Choice("en", "English")]
    question = Choose(turn.gettext("Mau pakai bahasa apa, Kak?"), languages, turn.gettext, read_as=_language)
    locale = turn.ask("locale", question)
    await contacts.speak(db, turn.contact.id, locale)
    turn.speak(locale)
    turn.say(turn.gettext("Baik Kak, mulai sekarang Relawan memakai bahasa Indonesia."))


def _language(words: str) -> str | None:
    """The language that somebody named in their own way, if it is one that the bot speaks."""
    return next((locale for locale, names in _NAMES.items() if not names.isdisjoint(words.casefold().split())), None)
