"""Stopping and resuming pushed messages, and the language."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import millis, now
from bot.prompts import Choose
from bot.texts import translator
from storage import contacts
from storage.database import Transaction


async def stop(turn: Turn, db: Transaction) -> None:
    """The talk of `/berhenti`, and of STOP in any state: pushed messages end at once; an open talk stays open."""
    await contacts.stop(db, turn.contact.id, millis(now()))
    turn.say(
        turn.gettext(
            "Baik Kak, Relawan tidak akan mengirim pengumuman dan pengingat lagi. Data Kakak tetap ada. "
            "Kalau mau menerima lagi, ketik /mulai."
        )
    )


async def resume(turn: Turn, db: Transaction) -> None:
    """The talk of `/mulai`."""
    await contacts.resume(db, turn.contact.id)
    _ = turn.gettext
    turn.say(_("Siap Kak, pengumuman dan pengingat akan Relawan kirim lagi. Untuk berhenti, ketik /berhenti."))


async def choose_language(turn: Turn, db: Transaction) -> None:
    """The talk of `/bahasa`."""
    languages = [Choice("id", "Bahasa Indonesia"), Choice("en", "English")]
    locale = turn.ask("locale", Choose(turn.gettext("Mau pakai bahasa apa, Kak?"), languages, turn.gettext))
    await contacts.speak(db, turn.contact.id, locale)
    turn.say(translator(locale).gettext("Baik Kak, mulai sekarang Relawan memakai bahasa Indonesia."))
