"""Those whom an announcement will not reach, to be told by telephone: the first in the chat, all in a workbook."""

from collections.abc import AsyncIterator, Sequence

from bot.conversation import Turn
from bot.documents import sheets as documents
from bot.documents.child import made
from bot.messages import Outbound, clean
from bot.now import millis, now
from bot.texts import Texts, number, translator
from handlers.audiences import covering
from handlers.broadcasts.drafting import Draft
from handlers.names import place_name
from storage import audiences, contacts, jobs, media, outbox, roles, sessions
from storage.audiences import Audience, reach
from storage.database import Database, Reader, Row
from storage.roles import Role

JOB = "phones"
"""The kind of the job, whose subject is the talk's number, and of its row in the outbox; the verb of its audit rows."""
MOST = 100_000
"""Lines of those whom it cannot reach, in a workbook."""
_NAMED = 20
"""People who are named in the chat; more are in the workbook."""


async def list_phones(turn: Turn, db: Reader, draft: Draft) -> None:
    """The first of them in a message, and the workbook of all where there are more."""
    _ = turn.gettext
    people = await reach.unreached(db, draft.audience, _NAMED)
    lines = [_("Yang perlu ditelepon, Kak:"), *(f"• {line}" for line in _named(turn.texts, people))]
    missed = draft.size.people - draft.size.reached
    if missed > len(people):
        turn.job(JOB, int(turn.session.id, 16))
        more = _("… dan {count} lainnya. Berkas Excel dengan semuanya segera menyusul.")
        lines.append(more.format(count=number(missed - len(people), turn.texts.locale)))
    turn.prelude.append(Outbound("\n".join(lines), alone=True))
    turn.note(JOB, draft.origin or "all")


def reason_in_words(texts: Texts, why: str) -> str:
    """Why somebody is not reached, by the names of `Size`."""
    _ = texts.gettext
    reasons = {
        "stopped": _("berhenti menerima pesan"), "declined": _("tidak setuju menerima pengumuman"),
        "blocked": _("tidak bisa dihubungi"), "chatless": _("belum punya obrolan"),
    }  # fmt: skip
    return reasons[why]


def _named(texts: Texts, people: Sequence[Row]) -> list[str]:
    none = texts.gettext("tanpa nomor")
    return [
        f"{clean(person['name'])[:60]}, {person['phone'] or none}, "
        f"{place_name(texts, person['regency'])} ({reason_in_words(texts, person['why'])})"
        for person in people
    ]


async def make(database: Database, talk: int) -> None:
    """Make the workbook for a talk that still goes on and send it; nothing where its audience is no longer theirs."""
    db = database.reader
    contact, session = await sessions.kept(db, f"{talk:08x}") or (0, None)
    if session is None or "audience" not in session.answers:
        return
    audience = audiences.unpacked(session.answers["audience"])
    scope = roles.regions_of(await roles.held_by(db, contact), Role.COORDINATOR)
    if any(covering(scope, region) is None for region in audience.within):
        return
    texts = translator(await contacts.locale_of(db, contact))
    _ = texts.gettext
    sheet = {
        "title": _("Daftar telepon"), "widths": [30, 18, 26, 40],
        "heading": [_("Nama"), _("Telepon"), _("Kabupaten/kota"), _("Keterangan")],
    }  # fmt: skip
    key = f"{JOB}:{talk}:{await jobs.queued_at(db, JOB, talk)}"
    content = await made("sheets.streamed", lines=_lines(texts, db, audience), sheets=[sheet])
    at = millis(now())
    async with database.transaction() as writing:
        file = await media.keep(
            writing, kind="document", name=_("daftar-telepon.xlsx"), mime=documents.MIME, content=content, at=at,
            expires_at=at + media.DAY,
        )  # fmt: skip
        words = _("Ini daftar yang perlu ditelepon. Jaga baik-baik ya Kak, isinya data orang.")
        await outbox.tell(writing, key, contact, Outbound(words, media=(file,)), at, kind=JOB)


async def _lines(texts: Texts, db: Reader, audience: Audience) -> AsyncIterator[list[str]]:
    for each in await reach.unreached(db, audience, MOST):
        place = place_name(texts, each["regency"])
        yield [each["name"], each["phone"], place, reason_in_words(texts, each["why"])]


WORK = {JOB: make}
