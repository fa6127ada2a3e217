"""A coordinator's contingents: the list, and one of them with what can be done to it."""

from collections.abc import Awaitable, Callable, Mapping

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.prompts import Confirm
from bot.texts import number
from handlers.contingents.linking import hand_out
from handlers.contingents.making import create, quota_prompt
from handlers.contingents.roll import remind, show_names, show_roll
from handlers.contingents.sending import ask_for_list, hand_out_links, hand_out_template
from handlers.contingents.texts import described, places, to_contingent
from handlers.references import number_in
from storage import contingents
from storage.contingents import Contingent, QuotaTooSmall
from storage.database import Reader, Transaction
from storage.roles import Role

Way = Callable[[Turn, Transaction, Contingent], Awaitable[None]]
PAGE = 7
"""Contingents shown at once: with [Buat baru] and those that turn the page they fit a list of ten."""


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/kontingen`: the contingents in one's own regions."""
    _ = turn.gettext
    own = await contingents.in_regions(db, turn.regions(Role.COORDINATOR))
    page = max(0, min(int(turn.args.get("page", 0)), (len(own) - 1) // PAGE))
    shown = own[page * PAGE : (page + 1) * PAGE]
    lines = [f"{place}. {bold(one.name)}: {places(turn.texts, one)}" for place, one in enumerate(shown, 1)]
    choices = [*listed([(f"contingent:{one.id}", one.name) for one in shown]), Choice("contingent:new", _("Buat baru"))]
    if (page + 1) * PAGE < len(own):
        choices.append(Choice(f"contingent:page:{page + 1}", _("Lainnya »")))
    if page:
        choices.append(Choice(f"contingent:page:{page - 1}", _("« Sebelumnya")))
    title = _("Kontingen di daerah Kakak:") if own else _("Belum ada kontingen di daerah Kakak.")
    turn.say("\n".join([title, *lines]), choices)


async def show_one(turn: Turn, db: Transaction) -> None:
    """The talk of the buttons `contingent:ID`, `contingent:ID:WHAT`, `contingent:new` and `contingent:page:N`."""
    parts: list[str] = turn.args["parts"]
    first, what = parts[0], parts[1] if len(parts) > 1 else ""
    if first == "new":
        await create(turn, db)
        return
    if first == "page":
        turn.then("/kontingen", page=number_in(what))
        return
    contingent = await contingents.contingent(db, number_in(first))
    if contingent is None or not turn.may(Role.COORDINATOR, contingent.region):
        turn.say(turn.gettext("Kontingen itu tidak ada di daerah Kakak. Lihat daftarnya di /kontingen."))
        return
    await _WAYS.get(what, _say_contingent)(turn, db, contingent)


async def _say_contingent(turn: Turn, db: Reader, contingent: Contingent) -> None:
    _ = turn.gettext
    turning = ("close", _("Tutup tautan")) if contingent.open else ("reopen", _("Buka tautan"))
    buttons = [
        ("link", _("Tautan dan QR")), ("roll", _("Daftar nama")), ("list", _("Kirim berkas nama")),
        ("quota", _("Ubah kuota")), turning,
    ]  # fmt: skip
    choices = [Choice(f"contingent:{contingent.id}:{what}", label) for what, label in buttons]
    turn.say(described(turn.texts, contingent), choices)


async def _close(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """Nobody joins through the link any more; done twice it stays so."""
    _ = turn.gettext
    await contingents.close(db, contingent.id)
    turn.note("close", f"contingent:{contingent.id}")
    said = _("Tautan {name} sudah ditutup. Yang sudah masuk tetap terdaftar.").format(name=bold(contingent.name))
    turn.say(said, [to_contingent(turn.texts, contingent.id)])


async def _reopen(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """The link lets people join again."""
    _ = turn.gettext
    await contingents.reopen(db, contingent.id)
    turn.note("reopen", f"contingent:{contingent.id}")
    said = _("Tautan {name} sudah dibuka lagi.").format(name=bold(contingent.name))
    turn.say(said, [to_contingent(turn.texts, contingent.id)])


async def _change_quota(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    _ = turn.gettext
    quota = turn.ask("quota", quota_prompt(turn))
    limit = number(quota, turn.texts.locale) if quota else _("tanpa batas")
    question = _("Kuota {name} menjadi {limit}?").format(name=bold(contingent.name), limit=bold(limit))
    yes_no = [Choice("yes", _("Ya, ubah")), Choice("no", _("Tidak"))]
    if turn.ask("sure", Confirm(question, yes_no, _)) == "no":
        turn.say(_("Baik Kak, tidak ada yang diubah."))
        return
    try:
        await contingents.change_quota(db, contingent.id, quota)
    except QuotaTooSmall:
        taken = number(contingent.taken, turn.texts.locale)
        turn.say(_("Belum bisa, Kak: yang sudah masuk {taken} orang.").format(taken=bold(taken)))
        return
    turn.note("quota", f"contingent:{contingent.id}")
    turn.say(_("Sudah diubah, Kak."), [to_contingent(turn.texts, contingent.id)])


_WAYS: Mapping[str, Way] = {
    "link": hand_out,
    "close": _close,
    "reopen": _reopen,
    "quota": _change_quota,
    "roll": show_roll,
    "names": show_names,
    "remind": remind,
    "list": ask_for_list,
    "template": hand_out_template,
    "links": hand_out_links,
}
"""What the last part of a button does with a contingent."""
