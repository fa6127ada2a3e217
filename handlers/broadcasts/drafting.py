"""An announcement as far as it is told: what, to whom, with which answers, when; and what stands in its way."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.asking import Again, Invalid
from bot.conversation import Turn
from bot.messages import Inbound, Kind, Outbound, clean
from bot.now import instant, millis, now
from bot.prompts import When, chosen
from bot.texts import moment, number
from bot.understanding.announcing import Announcing, read_announcing
from handlers.audiences import Whom, covering, described
from handlers.broadcasts import approving, summary
from handlers.broadcasts.agreeing import is_plain_yes
from handlers.broadcasts.content import Content, announcement, flaw, has_blanks, joined, share_album
from handlers.broadcasts.prompts import Answers, Labels, Message, content_of
from storage import media
from storage.audiences import Audience, naming, reach
from storage.audiences.naming import Known
from storage.audiences.reach import Size
from storage.broadcasts import DAY, lives
from storage.database import Reader
from storage.roles import Role

LABELLED, TIMED = "with labels", "with time"
"""What is kept as answered where answers, or a time, are told beside words and audience."""


@dataclass(frozen=True)
class Draft:
    """All that is to be sent, as it stands: `send_at` None is at once, `zone` the IANA zone in which it was said.

    `readers` are the names and regions of those for whom it is shown before it is sent.
    """

    content: Content
    audience: Audience
    known: Known
    origin: str
    size: Size
    send_at: datetime | None
    zone: str
    readers: tuple[tuple[str, str], ...]

    def who(self, turn: Turn) -> str:
        """Whom it goes to, in words."""
        return described(turn.texts, self.audience, self.known)

    def shown(self, turn: Turn) -> Outbound:
        """The message as its readers see it."""
        return announcement(turn.texts, self.content, self.origin, self.readers)


@dataclass(frozen=True)
class _Recipients(Whom):
    """Whom it is for; files that come meanwhile are wanted, too."""

    wants_files: bool = True

    def read(self, inbound: Inbound, note: Any) -> Audience:
        """The audience; a word that it may be sent now names nobody."""
        if is_plain_yes(inbound.text) and not chosen(inbound.text, self.question(note).choices):
            raise Invalid(self.texts.gettext("Sebut dulu untuk siapa ya, Kak. Kalau untuk semua, tulis: semua."))
        return super().read(inbound, note)


async def drafted(turn: Turn, db: Reader) -> Draft:
    """The announcement with the number of those whom it reaches now; what keeps it from being sent is asked anew."""
    _presume_content(turn)
    content = await _with_more(turn, db, await _content(turn, db))
    scope = turn.regions(Role.COORDINATOR)
    whom = _Recipients(_whom_question(turn), turn.texts, scope, await naming.known(db, millis(now())), turn.zone)
    _presume_audience(turn, whom)
    audience = turn.ask("audience", whom)
    size = await reach.size(db, audience)
    if obstacle := await _obstacle(turn, db, whom, audience, size):
        turn.say(obstacle)
        turn.amend("audience", whom.keep(turn.ask("audience instead", whom)))
    content = _with_answers(turn, content)
    send_at, zone = None, turn.zone
    if is_timed(turn):
        send_at, zone = turn.ask("when", when_prompt(turn))
    origin = next(filter(None, (covering(scope, region) for region in audience.within)), "")
    shown_for = await readers(turn, db, content, audience)
    return Draft(content, audience, whom.known, origin, size, send_at, zone, shown_for)


async def readers(turn: Turn, db: Reader, content: Content, audience: Audience) -> tuple[tuple[str, str], ...]:
    """For whom it is shown: whoever writes it; if they are no volunteer, one of its recipients."""
    me = tuple((person.name, person.regency) for person in turn.volunteers)
    if me or not has_blanks(content):
        return me
    one = await reach.somebody(db, audience)
    return ((one["name"], one["regency"]),) if one else ()


def _presume_content(turn: Turn) -> None:
    """What was sent to be announced, or said with the command or the wish, is the content."""
    if given := turn.args.pop("given", None):
        content = Message.restore(given)
        turn.presume("text", Message.keep(replace(content, labels=(), yes_no=False)))
        if content.labels:
            turn.presume(LABELLED, True)
            turn.presume("labels", Labels.keep(Answers(content.labels, content.yes_no)))
    if words := turn.args.pop("words", ""):
        wish = read_announcing(words) or read_announcing(f"siaran {words}") or Announcing(words=words)
        turn.args["whom"] = wish.whom
        if wish.words:
            turn.presume("text", Message.keep(Content(wish.words)))


def _presume_audience(turn: Turn, whom: Whom) -> None:
    """Whom the wish named is the audience, where they are plainly known."""
    if said := clean(turn.args.pop("whom", "")):
        with suppress(Invalid, Again):
            turn.presume("audience", whom.keep(whom.read(replace(turn.inbound, kind=Kind.TEXT, text=said), None)))


def is_timed(turn: Turn) -> bool:
    """Whether it is to be sent at a time, and not at once."""
    wished = turn.told(TIMED)
    return turn.answered("when") if wished is None else bool(wished)


def when_prompt(turn: Turn) -> When:
    """The question when it is to be sent."""
    question = turn.gettext("Mau dikirim kapan, Kak? Misalnya: besok jam 8 pagi.")
    return When(question, turn.texts, turn.zone, now)


def _whom_question(turn: Turn) -> str:
    return turn.gettext(
        "Untuk siapa, Kak? Ketuk, atau tulis sendiri, misalnya: tagana dan PSM di HSS yang belum jawab acara Sabtu; "
        "atau: semua kecuali PSM."
    )


async def _content(turn: Turn, db: Reader) -> Content:
    """What is to be said. Files are kept for a day only, until they are sent."""
    _ = turn.gettext
    question = _(
        "Apa yang mau diumumkan, Kak? Tulis seperti yang akan dibaca relawan; foto, dokumen, video, suara, lokasi, "
        "atau pesan terusan juga boleh. {nama} dan {kabupaten} akan diisi untuk tiap orang. Kalau tidak jadi, "
        "ketik /batal."
    )
    content = turn.ask("text", Message(question, turn.texts))
    if wrong := flaw(turn.texts, content):
        _put_right(turn, content, wrong)
    if len(await media.described(db, content.media)) < len(content.media):
        _put_right(turn, content, _("Berkasnya sudah lebih dari sehari, Kak, jadi tidak Relawan simpan lagi. Tolong "
                                    "kirim sekali lagi, dengan tulisannya."))  # fmt: skip
    return content


async def _with_more(turn: Turn, db: Reader, content: Content) -> Content:
    """The content with files that come one by one, until it is said whom they are for."""
    if not content.media or not turn.inbound.files:
        return content
    kinds = [medium.kind for medium in await media.described(db, content.media)]
    if not share_album([*kinds, *(file.kind for file in turn.inbound.files)]) or turn.take_unread("audience") is None:
        return content
    more = joined(content, content_of(turn.inbound))
    turn.renew("text", Message.keep(more))
    added = turn.gettext("Sudah ditambahkan, Kak: sekarang {count} berkas dalam satu siaran.")
    turn.prelude.append(Outbound(added.format(count=number(len(more.media), turn.texts.locale))))
    return more


def _with_answers(turn: Turn, content: Content) -> Content:
    """The content with what may be answered, if anything."""
    if not turn.told(LABELLED):
        return content
    answers = turn.ask("labels", Labels(turn.texts))
    answered = replace(content, labels=answers.labels, yes_no=answers.yes_no)
    if wrong := flaw(turn.texts, answered):
        _put_right(turn, answered, wrong)
    return answered


def _put_right(turn: Turn, content: Content, wrong: str) -> None:
    """The content is asked for again, for a reason; all else that was told stays."""
    prompt = Message(wrong, turn.texts, labels=content.labels)
    turn.amend("text", prompt.keep(turn.ask("text instead", prompt)))


async def _obstacle(turn: Turn, db: Reader, whom: Whom, audience: Audience, size: Size) -> str:
    """Why nothing can be sent to these people today; "" where it can."""
    _ = turn.gettext
    house, at = turn.house, millis(now())
    if not size.chats:
        nobody = _("Belum ada yang bisa menerima pengumuman untuk {who}. Tulisannya tetap Relawan simpan.")
        who = described(turn.texts, audience, whom.known)
        return "\n".join([nobody.format(who=who), *summary.unreached(turn.texts, size)])
    if size.chats <= house.approval_above:
        return ""
    if not await approving.approvers(db, turn.contact.id, audience.within):
        fewer = _("Atau pilih penerima yang lebih sedikit; tulisannya tetap Relawan simpan.")
        return f"{approving.nobody(turn)} {fewer}"
    before = await lives.large_since(db, turn.contact.id, house.approval_above, at - DAY)
    if len(before) < house.large_per_day:
        return ""
    again = moment(instant(before[-house.large_per_day] + DAY), turn.zone, turn.texts.locale)
    refusal = _(
        "Dalam 24 jam terakhir Kakak sudah {times} kali mengirim ke lebih dari {above} penerima. Yang berikutnya bisa "
        "mulai {again}: panggil lagi /siaran waktu itu, tulisannya tetap Relawan simpan. Atau pilih penerima yang "
        "lebih sedikit sekarang."
    )
    times, above = (number(n, turn.texts.locale) for n in (len(before), house.approval_above))
    return refusal.format(times=times, above=above, again=again)
