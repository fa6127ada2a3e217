"""Broadcasts: a coordinator says something to volunteers of their choosing, sees it first, and sends it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import instant, millis, now
from bot.prompts import Confirm, When
from bot.texts import moment, number
from handlers.audiences import Whom, covering, described
from handlers.broadcasts import approving, summary
from handlers.broadcasts.content import Content, announcement
from handlers.broadcasts.progress import listed_line, steering
from handlers.broadcasts.prompts import Labels, Message
from storage import audiences, media
from storage.audiences import Audience, Known, Size
from storage.broadcasts import DAY, KIND, lives, recipients, replies
from storage.broadcasts.lives import Composed
from storage.database import Reader, Transaction
from storage.outbox import MONTH
from storage.roles import Role

_BESIDE = "beside"
"""The turn's argument that lists what is told beside words and audience: "labels", "when"."""
_MOST_PHONES = 200
"""People that a list to telephone holds before sending; more are in the sheet of the report."""


@dataclass(frozen=True)
class Announcement:
    """All that is to be sent, as it stands: `send_at` None is at once, `zone` the IANA zone in which it was said."""

    content: Content
    audience: Audience
    known: Known
    origin: str
    size: Size
    send_at: datetime | None
    zone: str


async def compose(turn: Turn, db: Transaction) -> None:
    """The talk of `/siaran`."""
    _ = turn.gettext
    for live in await lives.live_of(db, turn.contact.id):
        turn.say(await listed_line(turn.texts, db, live, turn.zone), steering(turn.texts, live))
    question = _(
        "Apa yang mau diumumkan, Kak? Tulis seperti yang akan dibaca relawan; foto, dokumen, video, suara, lokasi, "
        "atau pesan terusan juga boleh. {nama} dan {kabupaten} akan diisi untuk tiap orang. Kalau tidak jadi, "
        "ketik /batal."
    )
    announced = await _announced(turn, db, turn.ask("text", Message(question, turn.texts)))
    if not announced.size.chats:
        nobody = _("Belum ada yang bisa menerima pengumuman untuk {who}, jadi tidak ada yang dikirim.")
        who = described(turn.texts, announced.audience, announced.known)
        turn.say("\n".join([nobody.format(who=who), *summary.unreached(turn.texts, announced.size)]))
        return
    if not await _may_send(turn, db, announced.size):
        return
    sure = _confirmed(turn, announced)
    if sure == "no":
        turn.say(_("Baik Kak, tidak jadi dikirim."))
        return
    if sure != "yes":
        await _change(turn, db, sure, announced)
    await _send(turn, db, announced)


async def _announced(turn: Turn, db: Reader, content: Content) -> Announcement:
    """The announcement as far as it is told, with the number of those whom it reaches now."""
    _ = turn.gettext
    scope, beside = turn.regions(Role.COORDINATOR), turn.args.get(_BESIDE, [])
    known = await audiences.known(db, millis(now()))
    question = _(
        "Untuk siapa, Kak? Ketuk, atau tulis sendiri, misalnya: tagana dan PSM di HSS yang belum jawab acara Sabtu; "
        "atau: semua kecuali PSM."
    )
    audience = turn.ask("audience", Whom(question, turn.texts, scope, known, turn.zone))
    if "labels" in beside:
        answers = turn.ask("labels", Labels(turn.texts))
        content = replace(content, labels=answers.labels, yes_no=answers.yes_no)
    send_at, zone = None, turn.zone
    if "when" in beside:
        when = When(_("Mau dikirim kapan, Kak? Misalnya: besok jam 8 pagi."), turn.texts, turn.zone, now)
        send_at, zone = turn.ask("when", when)
    origin = next(filter(None, (covering(scope, region) for region in audience.within)), "")
    size = await audiences.size(db, audience)
    return Announcement(content, audience, known, origin, size, send_at, zone)


async def _may_send(turn: Turn, db: Reader, size: Size) -> bool:
    """Whether one more broadcast to so many is allowed today; says why not."""
    house, at = turn.house, millis(now())
    if size.chats <= house.approval_above:
        return True
    before = await lives.large_since(db, turn.contact.id, house.approval_above, at - DAY)
    if len(before) < house.large_per_day:
        return True
    _ = turn.gettext
    again = moment(instant(before[-house.large_per_day] + DAY), turn.zone, turn.texts.locale)
    refusal = _(
        "Dalam 24 jam terakhir Kakak sudah {times} kali mengirim ke lebih dari {above} penerima. Yang berikutnya bisa "
        "mulai {again}, atau pilih penerima yang lebih sedikit lewat /siaran."
    )
    times, above = (number(n, turn.texts.locale) for n in (len(before), house.approval_above))
    turn.say(refusal.format(times=times, above=above, again=again))
    return False


def _confirmed(turn: Turn, announced: Announcement) -> str:
    """What to do with the announcement, which is shown as it will be seen, with whom it goes to."""
    _ = turn.gettext
    shown = _shown(turn, announced)
    if shown not in turn.prelude:
        turn.say(_("Pesannya akan tampil seperti ini:"))
        turn.send(shown)
    choices = [Choice("yes", _("Kirim")), Choice("test", _("Kirim ke saya dulu"))]
    choices.append(Choice("now", _("Langsung saja")) if announced.send_at else Choice("when", _("Kirim nanti")))
    choices += [Choice("text", _("Ubah isi")), Choice("audience", _("Ubah penerima"))]
    choices.append(Choice("labels", _("Tombol jawaban")))
    if announced.size.people > announced.size.reached:
        choices.append(Choice("phones", _("Daftar telepon")))
    choices.append(Choice("no", _("Batal")))
    return turn.ask("send", Confirm(_summary(turn, announced), choices, _))


def _shown(turn: Turn, announced: Announcement) -> Outbound:
    """The message, in the name of whoever writes it."""
    me = [(person.name, person.regency) for person in turn.volunteers]
    return announcement(turn.texts, announced.content, announced.origin, me)


def _summary(turn: Turn, announced: Announcement) -> str:
    _ = turn.gettext
    texts, size, rate = turn.texts, announced.size, turn.house.rate_bulk
    lines = [
        summary.recipients(texts, size, described(texts, announced.audience, announced.known), rate),
        *summary.timing(texts, announced.send_at, announced.zone),
        *summary.unreached(texts, size),
        *summary.resting(texts, announced.audience, announced.send_at, size.chats / rate),
    ]
    if size.chats > turn.house.approval_above:
        above = number(turn.house.approval_above, texts.locale)
        lines.append(_("Karena lebih dari {above} penerima, satu pengurus lain harus setuju dulu.").format(above=above))
    return "\n".join([*lines, "", _("Kirim, Kak?") if announced.send_at else _("Kirim sekarang, Kak?")])


async def _change(turn: Turn, db: Reader, what: str, announced: Announcement) -> NoReturn:
    """What was asked for instead of sending; then the confirmation comes again."""
    beside = turn.args.setdefault(_BESIDE, [])
    if what in ("labels", "when") and what not in beside:
        beside.append(what)
    elif what == "now":
        beside.remove("when")
        what = "when"
    elif what == "test":
        turn.prelude.append(_shown(turn, announced))
    elif what == "phones":
        people = await recipients.unreached(db, announced.audience, _MOST_PHONES)
        turn.prelude += [Outbound(page, alone=True) for page in summary.phone_list(turn.texts, people)]
        turn.note("phones", announced.origin or "all")
    turn.change(what)
    raise AssertionError("a change starts the talk again")


async def _send(turn: Turn, db: Transaction, announced: Announcement) -> None:
    """The announcement sets out, waits for its time, or for somebody's approval."""
    _ = turn.gettext
    content, at, chats = announced.content, millis(now()), announced.size.chats
    large = chats > turn.house.approval_above
    id_ = await lives.begin(
        db,
        Composed(
            content.text, content.packed(), announced.origin, audiences.packed(announced.audience), chats,
            millis(announced.send_at) if announced.send_at else 0,
        ),
        turn.contact.id, at, approved=not large,
    )  # fmt: skip
    await db.apply(replies.offered(id_, content.labels))
    await media.last(db, content.media, at + MONTH)
    turn.note(KIND, f"{KIND}:{id_}")
    count = bold(number(chats, turn.texts.locale))
    if large:
        await approving.request(turn, db, id_)
    elif announced.send_at:
        when = bold(moment(announced.send_at, announced.zone, turn.texts.locale))
        said = _("Siap, Kak. Terjadwal {when} untuk {count} penerima.").format(when=when, count=count)
        turn.say(said, [Choice(f"steer:{id_}:cancel", _("Batalkan"))])
    else:
        turn.job(KIND, id_)
        turn.say(
            _("Siap, Kak. Sedang dikirim ke {count} penerima; laporannya nanti masuk ke sini.").format(count=count)
        )
