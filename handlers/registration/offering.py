"""What a registered person can give, in one line of their own: skills, hands, things, services, room; never money."""

import re

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import bold
from bot.prompts import Text
from bot.texts import Texts
from handlers.references import number_named
from storage import volunteers
from storage.database import Transaction

LONGEST = 120
"""Letters of an offer: one line."""
_MONEY = re.compile(
    r"\brp\W*\d|\b(?:uang|duit|dana|transfer|rekening|donasi|sumbangan)\b|\b\d[\d.,]*\s*(?:rb|ribu|jt|juta|rupiah)\b",
    re.IGNORECASE,
)


def offer_prompt(turn: Turn) -> Text:
    """What somebody can give."""
    _ = turn.gettext
    wish = _("Apa yang bisa disumbangkan: keahlian, tenaga, barang, jasa, atau tempat? Satu baris saja, misalnya: P3K, "
             "perahu karet, dapur umum. Relawan tidak menerima uang.")  # fmt: skip
    return Text(wish, _, read_as=lambda text: offer_of(turn.texts, text), free=True)


def offer_of(texts: Texts, text: str) -> str:
    """One line of what somebody can give. Raises Invalid for money, and for what is too long or says nothing."""
    _ = texts.gettext
    words = " ".join(text.split()).strip(" .,")
    if _MONEY.search(words):
        raise Invalid(_("Terima kasih, Kak, tapi Relawan tidak menerima uang. Kalau ada keahlian, tenaga, atau barang "
                        "yang bisa dipakai, tulis itu saja ya."))  # fmt: skip
    if len(words) > LONGEST:
        raise Invalid(_("Cukup satu baris ya, Kak, misalnya: P3K, perahu karet, dapur umum."))
    if not re.search(r"[^\W\d_]{2}", words):
        raise Invalid(_("Tulis dengan kata-kata ya, Kak, misalnya: P3K, perahu karet, dapur umum."))
    return words


async def tell(turn: Turn, db: Transaction) -> None:
    """The talk of a button `offer:VOLUNTEER`."""
    _ = turn.gettext
    person = next((one for one in turn.volunteers if one.id == number_named(turn)), None)
    if person is None:
        turn.say(_("Tombol itu bukan untuk Kakak. Data Kakak ada di /profil."))
        return
    words = turn.ask("offer", offer_prompt(turn))
    await volunteers.offer(db, person.id, words)
    turn.say(
        _("Terima kasih! Tercatat untuk {name}: {offer}. Bisa diubah kapan saja di /profil.").format(
            name=bold(person.name), offer=bold(words)
        )
    )
