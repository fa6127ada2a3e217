"""Answers to a broadcast: given with a button or in words, counted, reminded of, and closed."""

from collections.abc import Sequence

from bot.conversation import Turn
from bot.messages import Choice, bold, clean
from bot.now import millis, now
from bot.prompts.choices import numbered
from bot.prompts.words import bare
from bot.texts import Texts, number
from bot.understanding.labels import read_label
from handlers.broadcasts.content import Content
from handlers.broadcasts.wording import named, opening
from handlers.references import number_in
from storage.broadcasts import lives, replies
from storage.database import Reader, Transaction

_SHOWN = 30
"""Answers that are shown one by one; more are in the sheet."""
_LENGTH = 700
"""Characters that these may have."""


async def answer(turn: Turn, db: Transaction) -> None:
    """A button under a broadcast, or words written in reply to it."""
    _ = turn.gettext
    id_, choice = [*turn.args["parts"], "", ""][:2]
    row = await lives.by_id(db, number_in(id_))
    if row is None:
        turn.say(_("Itu hanya contoh tombolnya, Kak. Yang menerima pengumuman nanti bisa mengetuknya."))
        return
    content = Content.of(row)
    words = clean(str(turn.args.get("text", ""))).strip()
    offered = content.choices(row["id"])
    tapped = _meant(words, offered) if words else next((c for c in offered if c.id.split(":")[2] == choice), None)
    if tapped is None and not words:
        turn.say(_("Tombol itu sudah tidak berlaku, Kak."))
        return
    number_ = int(tapped.id.split(":")[2]) if tapped else 0
    if tapped and (bare(words) == bare(tapped.label) or words.isdigit()):
        words = ""
    if not await replies.answer(db, row["id"], turn.contact.id, number_, words, millis(now())):
        turn.say(_("Jawaban untuk pengumuman itu sudah ditutup, Kak. Terima kasih, ya."))
    elif tapped:
        said = _("Terima kasih, Kak. Jawabannya dicatat: {label}. Masih boleh diubah selama belum ditutup.")
        turn.say(said.format(label=bold(tapped.label)))
    else:
        said = _(
            "Terima kasih, Kak. Pesannya Relawan teruskan ke pengurus. Kalau maksudnya salah satu ini, ketuk saja:"
        )
        turn.say(said, offered)


def _meant(words: str, offered: Sequence[Choice]) -> Choice | None:
    """The answer that words surely mean: by its number, or in words of one's own."""
    place = read_label(words, [choice.label for choice in offered], beside=1)
    return numbered(words, offered) or (None if place is None else offered[place])


async def tally_lines(texts: Texts, db: Reader, broadcast: int) -> list[str]:
    """How a broadcast has been answered so far, a line for each answer; nothing where it asks nothing."""
    tally = await replies.tally(db, broadcast)
    if not tally.counts:
        return []
    _ = texts.gettext
    lines = [f"{label}: {bold(number(count, texts.locale))}" for _n, label, count in tally.counts]
    if tally.unclear:
        lines.append(_("Belum jelas: {count}").format(count=number(tally.unclear, texts.locale)))
    silent = _("Belum menjawab: {count}").format(count=number(tally.silent, texts.locale))
    return ["", _("Jawaban sejauh ini:"), *lines, silent]


async def show(turn: Turn, db: Reader) -> None:
    """The answers to a broadcast, for those who may see them, with what may be done next."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    lines = [_("Pengumuman {words}").format(words=opening(turn.texts, row))]
    lines += await tally_lines(turn.texts, db, row["id"])
    said = await replies.said(db, row["id"])
    nobody, unclear = _("tanpa nama"), _("belum jelas")
    told = [f"• {clean(each['name']) or nobody}: {each['label'] or unclear}"
            + (f" (“{clean(each['text'])}”)" if each["text"] else "") for each in said]  # fmt: skip
    shown: list[str] = []
    for line in told[:_SHOWN]:
        if sum(map(len, shown)) + len(line) > _LENGTH:
            break
        shown.append(line)
    if len(told) > len(shown):
        shown.append(
            _("… dan {count} lainnya, ada di lembar Excel.").format(
                count=number(len(told) - len(shown), turn.texts.locale)
            )
        )
    turn.note("answers", f"broadcast:{row['id']}")
    turn.say(
        "\n".join([*lines, *([""] if shown else []), *shown]),
        answering(turn.texts, row["id"], open_=row["answers_until"] is None),
    )


def answering(texts: Texts, broadcast: int, *, open_: bool) -> tuple[Choice, ...]:
    """What may be done with the answers to a broadcast; `open_` while more are taken."""
    _ = texts.gettext
    renew = Choice(f"tally:{broadcast}", _("Lihat jawaban"))
    if not open_:
        return (renew,)
    return renew, Choice(f"remind:{broadcast}", _("Ingatkan")), Choice(f"close:{broadcast}", _("Tutup"))


async def close(turn: Turn, db: Transaction) -> None:
    """Answers are not taken any more."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    if await replies.close(db, row["id"], millis(now())):
        turn.note("close", f"broadcast:{row['id']}")
    lines = await tally_lines(turn.texts, db, row["id"])
    turn.say("\n".join([_("Jawaban ditutup, Kak."), *lines]), answering(turn.texts, row["id"], open_=False))
