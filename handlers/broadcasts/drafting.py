"""An announcement as far as it is told: what it says, to whom, and when; and what stands in its way."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.asking import Again, Invalid
from bot.conversation import Turn
from bot.messages import Inbound, Kind, Outbound, clean
from bot.now import instant, millis, now
from bot.prompts import When, chosen, meant
from bot.texts import moment, number
from handlers.audiences import Whom, covering, described
from handlers.broadcasts import approving, summary
from handlers.broadcasts.agreeing import is_plain_yes
from handlers.broadcasts.content import Content, announcement, has_blanks
from handlers.broadcasts.saying import with_answers, words_told
from storage.audiences import Audience, naming, reach
from storage.audiences.naming import Known
from storage.audiences.reach import Size
from storage.broadcasts import DAY, lives
from storage.database import Reader
from storage.roles import Role

TIMED = "with time"
"""What is kept as answered where a time is told beside words and audience."""


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
        """The audience; a word that it may be sent now, or not at all, names nobody."""
        if is_plain_yes(inbound.text) and not chosen(inbound.text, self.question(note).choices):
            raise Invalid(self.texts.gettext("Sebut dulu untuk siapa ya, Kak. Kalau untuk semua, tulis: semua."))
        meant(inbound.text, self.texts.gettext)
        return super().read(inbound, note)


async def drafted(turn: Turn, db: Reader) -> Draft:
    """The announcement with the number of those whom it reaches now; what keeps it from being sent is asked anew."""
    content = await words_told(turn, db)
    scope = turn.regions(Role.COORDINATOR)
    whom = _Recipients(_whom_question(turn), turn.texts, scope, await naming.known(db, millis(now())), turn.zone)
    _presume_audience(turn, whom)
    audience = turn.ask("audience", whom)
    size = await reach.size(db, audience)
    if obstacle := await _obstacle(turn, db, whom, audience, size):
        turn.say(obstacle)
        turn.amend("audience", whom.keep(turn.ask("audience instead", whom)))
    content = with_answers(turn, content)
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


def _presume_audience(turn: Turn, whom: Whom) -> None:
    """Whom the wish named is the audience, where they are plainly known."""
    if said := clean(turn.args.pop("whom", "")):
        with suppress(Invalid, Again):
            turn.presume("audience", whom.keep(whom.read(replace(turn.inbound, kind=Kind.TEXT, text=said), None)))


def is_timed(turn: Turn) -> bool:
    """Whether it is to be sent at a time, and not at once."""
    wished = turn.told(TIMED)
    # A time that has passed meanwhile is asked for anew.
    return turn.answered("when") or turn.session.asked == "when" if wished is None else bool(wished)


def when_prompt(turn: Turn) -> When:
    """The question when it is to be sent."""
    question = turn.gettext("Mau dikirim kapan, Kak? Misalnya: besok jam 8 pagi.")
    return When(question, turn.texts, turn.zone, now)


def _whom_question(turn: Turn) -> str:
    return turn.gettext(
        "Untuk siapa, Kak? Ketuk, atau tulis sendiri, misalnya: tagana dan PSM di HSS yang belum jawab acara Sabtu; "
        "atau: semua kecuali PSM."
    )


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
