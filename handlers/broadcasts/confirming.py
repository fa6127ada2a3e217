"""Before an announcement is sent it is shown as it will be seen, with whom it goes to; and anything may be changed."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, NoReturn

from bot.asking import Again, Invalid
from bot.conversation import Turn
from bot.messages import Choice, clean
from bot.now import now
from bot.prompts import Confirm
from bot.prompts.words import bare
from bot.texts import clock, number
from bot.understanding.when import read_when
from handlers.broadcasts import summary
from handlers.broadcasts.agreeing import heeded
from handlers.broadcasts.content import Content, has_blanks
from handlers.broadcasts.drafting import TIMED, Draft, is_timed, when_prompt
from handlers.broadcasts.phoning import list_phones
from handlers.broadcasts.saying import LABELLED
from storage.database import Reader


def confirmed(turn: Turn, draft: Draft) -> str:
    """What to do with the announcement: "yes", "morning" (once nobody sleeps), "no", or what is to be changed."""
    _ = turn.gettext
    shown = draft.shown(turn)
    if shown not in turn.prelude:
        turn.say(heading(turn, draft.content, draft.readers))
        turn.send(shown)
    choices = [Choice("yes", _("Kirim")), Choice("test", _("Kirim ke saya dulu"))]
    if morning := rested(turn, draft):
        time = clock(morning, draft.zone, turn.texts.locale)
        choices.insert(1, Choice("morning", _("Kirim {time}").format(time=time)))
    choices.append(Choice("now", _("Langsung saja")) if draft.send_at else Choice("when", _("Kirim nanti")))
    choices += [Choice("text", _("Ubah isi")), Choice("audience", _("Ubah penerima"))]
    choices.append(Choice("labels", _("Tombol jawaban")))
    if draft.size.people > draft.size.reached:
        choices.append(Choice("phones", _("Daftar telepon")))
    choices.append(Choice("no", _("Batal")))
    return turn.ask("send", Confirm(_summary(turn, draft), choices, _, heed=partial(_chosen, turn, draft, choices)))


def heading(turn: Turn, content: Content, readers: Sequence[tuple[str, str]]) -> str:
    """What leads to the announcement as these readers see it."""
    _ = turn.gettext
    if has_blanks(content) and readers and not turn.volunteers:
        name = clean(readers[0][0])
        return _("Pesannya akan tampil seperti ini, misalnya bagi {name}:").format(name=name)
    return _("Pesannya akan tampil seperti ini:")


def rested(turn: Turn, draft: Draft) -> datetime | None:
    """When nobody's night is disturbed, where somebody's would be."""
    return summary.next_morning(draft.audience, draft.send_at, draft.size.chats / turn.house.rate_bulk)


def _chosen(turn: Turn, draft: Draft, choices: Sequence[Choice], text: str) -> str | None:
    """What words choose that are no label: "when" if they name a time to come; else as `heeded`.

    Raises Invalid where they try one of the answers that are only shown.
    """
    if any(bare(text) == bare(label) for label in draft.content.labels):
        raise Invalid(turn.gettext("Itu hanya contoh tombolnya, Kak. Yang menerima pengumuman nanti bisa mengetuknya."))
    if any(bare(text) == bare(choice.label) for choice in choices):
        return None
    found = read_when(text, now(), turn.zone)
    return "when" if isinstance(found.value, datetime) else heeded(turn.gettext, text)


def _summary(turn: Turn, draft: Draft) -> str:
    _ = turn.gettext
    texts, size, rate = turn.texts, draft.size, turn.house.rate_bulk
    lines = summary.lines(texts, draft.audience, size, draft.who(turn), rate, draft.send_at, draft.zone)
    if size.chats > turn.house.approval_above:
        above = number(turn.house.approval_above, texts.locale)
        lines.append(_("Karena lebih dari {above} penerima, satu pengurus lain harus setuju dulu.").format(above=above))
    return "\n".join([*lines, "", _("Kirim, Kak?") if draft.send_at else _("Kirim sekarang, Kak?")])


def _time_said(turn: Turn) -> dict[str, Any] | None:
    """The time that the words name, even where it is not certain: it is shown and to be confirmed. None: no time."""
    prompt = when_prompt(turn)
    try:
        return prompt.keep(prompt.read(turn.inbound, None))
    except Invalid:
        return None
    except Again as doubt:
        found: dict[str, Any] | None = doubt.note.get("doubtful")
        return found


async def change(turn: Turn, db: Reader, what: str, draft: Draft) -> NoReturn:
    """What was asked for instead of sending; then the confirmation comes again."""
    if what == "when" and (said := _time_said(turn)):
        if turn.answered(TIMED):
            turn.renew(TIMED, True)
        turn.amend("when", said)
    if what == "labels" and not turn.answered(LABELLED):
        turn.amend(LABELLED, True)
    if what == "when" and not is_timed(turn):
        turn.amend(TIMED, True)
    if what == "now":
        if turn.answered(TIMED):
            turn.renew(TIMED, False)
        what = "when"
    elif what == "test":
        turn.prelude.append(draft.shown(turn))
    elif what == "phones":
        await list_phones(turn, db, draft)
    turn.change(what)
    raise AssertionError("a change starts the talk again")
