"""Telling an event to exactly those it is for, if its coordinator wishes so."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.texts import number
from handlers.broadcasts.summary import resting
from storage.audiences import reach
from storage.database import Reader
from storage.events import Event


async def offer_to_announce(turn: Turn, db: Reader, event: Event, said: str) -> None:
    """Say something of the event, how many would be told of it, and offer that."""
    _ = turn.gettext
    size = await reach.size(db, event.for_whom)
    people, chats = number(size.reached, turn.texts.locale), number(size.chats, turn.texts.locale)
    look = Choice(f"manage:{event.id}", _("Lihat kegiatan"))
    between = "\n\n" if "\n" in said else " "
    if not size.chats:
        turn.say(said + between + _("Belum ada relawan di sana yang bisa dikabari."), [look])
        return
    question = _("Mau diumumkan ke {people} relawan ({chats} obrolan)?").format(people=people, chats=chats)
    night = resting(turn.texts, event.for_whom, None, size.chats / turn.house.rate_bulk)
    turn.say(
        "\n\n".join([f"{said}{between}{question}", *night]),
        [
            Choice(f"manage:{event.id}:announce:yes", _("Umumkan sekarang")),
            Choice(f"manage:{event.id}:quiet:no", _("Tanpa pengumuman")),
            look,
        ],
    )


def announce(turn: Turn, event: Event) -> None:
    """Have the invitations sent; whoever has had one gets no other."""
    _ = turn.gettext
    turn.job("invite", event.id)
    turn.note("announce", f"event:{event.id}")
    turn.say(
        _("Undangannya sedang dikirim. Jawabannya bisa dilihat lewat /acara."),
        [Choice(f"manage:{event.id}", _("Lihat kegiatan"))],
    )
