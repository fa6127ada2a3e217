"""`/hadir`: the message with the code and the QR picture, which changes every minute while people arrive."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation import Turn
from bot.documents.codes import qr_png
from bot.messages import Choice, Outbound, bold, listed
from bot.now import millis, now
from bot.prompts import Choose
from bot.texts import Texts, translator
from handlers.attendance.codes import minute_at, payload, typed_code
from handlers.attendance.texts import here_line, part_name, part_of, parts_in_order
from handlers.events.programme import part_hours
from handlers.references import number_in
from storage import contacts, desks, events, media, outbox, parts
from storage.database import Database, Transaction
from storage.desks import Desk
from storage.events import Event
from storage.roles import Role

_HOUR = 3600 * 1000
OPEN = 4 * _HOUR
"""Milliseconds after which a message that shows codes closes by itself."""
EARLY, LATE = 12 * _HOUR, 24 * _HOUR
"""Milliseconds before the start and after the end of an event in which people are checked in."""
_LONGEST = 14 * 24 * _HOUR
"""Milliseconds since the start after which nobody looks for an event that still goes on."""
_PICTURE_KEPT = 24 * _HOUR

Link = Callable[[str], str]
"""Makes the address that says `/start payload`."""


async def open_desk(turn: Turn, db: Transaction) -> None:
    """The talk of `/hadir`: which event, which part of it, and the message with the code."""
    _ = turn.gettext
    event = await _event_now(turn, db)
    if event is None:
        turn.say(_("Tidak ada kegiatan di daerah Kakak yang mulai dalam 12 jam ini. Daftarnya ada di /acara."))
        return
    at = millis(now())
    programme = parts_in_order(await parts.of_event(db, event.id), at)
    part = programme[0].id if programme else 0
    if len(programme) > 1:
        things = [(str(each.id), f"{part_hours(turn.texts, each, event.zone)} {each.title}") for each in programme]
        part = int(turn.ask("part", Choose(_("Sesi yang mana, Kak?"), listed(things), _)))
    number = await desks.open_one(db, event.id, part, turn.contact.id, at, at + OPEN)
    await _write(db, number, turn.house.key, turn.link, anew=True)
    turn.note("open", f"desk:{number}")


async def _event_now(turn: Turn, db: Transaction) -> Event | None:
    """The coordinator's event that is on, or about to be; asked where there are several."""
    _ = turn.gettext
    at = millis(now())
    near = [
        event
        for event in await events.since(db, at - _LONGEST, at + EARLY)
        if turn.may(Role.COORDINATOR, event.region) and (event.ends_at or event.starts_at) + LATE > at
    ]
    if len(near) < 2:
        return near[0] if near else None
    things = listed([(str(event.id), event.title) for event in near])
    chosen = turn.ask("event", Choose(_("Absen untuk kegiatan yang mana, Kak?"), things, _))
    return next(event for event in near if str(event.id) == chosen)


async def change_desk(turn: Turn, db: Transaction) -> None:
    """The talk of a button `desk:ID:new`, which shows the newest code once more, or `desk:ID:close`."""
    _ = turn.gettext
    parts_ = [*turn.args["parts"], "", ""]
    desk = await desks.desk(db, number_in(parts_[0]))
    found = await part_of(db, desk.event, desk.part) if desk else None
    if desk is None or found is None or not turn.may(Role.COORDINATOR, found[0].region):
        turn.say(_("Absen itu tidak ada, Kak. Buka yang baru dengan /hadir."))
    elif desk.closes_at <= millis(now()):
        turn.say(_("Absen itu sudah ditutup. Buka lagi dengan /hadir, ya."))
    elif parts_[1] == "close":
        await desks.close(db, desk.id, millis(now()))
        await _write_closed(db, replace(desk, closes_at=millis(now())))
        turn.note("close", f"desk:{desk.id}")
        here = await here_line(turn.texts, db, desk.event, desk.part)
        turn.say(_("Absen {title} ditutup.").format(title=part_name(turn.texts, *found)) + " " + here)
    else:
        await _write(db, desk.id, turn.house.key, turn.link, anew=True)


async def refresh(database: Database, key: bytes, links: Mapping[str, Link]) -> None:
    """Edit the open messages whose code is a minute old, or whose figures are; `links` has the channels that can."""
    at = millis(now())
    for desk in await desks.open_at(database.reader, at):
        if desk.channel not in links:
            continue
        texts = translator(await contacts.locale_of(database.reader, desk.contact))
        here = await here_line(texts, database.reader, desk.event, desk.part)
        if (desk.minute, desk.here) != (minute_at(at), here):
            async with database.transaction() as db:
                await _write(db, desk.id, key, links[desk.channel], anew=False)
    for desk in await desks.to_close(database.reader, at):
        async with database.transaction() as db:
            await _write_closed(db, desk)


async def _write(db: Transaction, number: int, key: bytes, link: Link, *, anew: bool) -> None:
    """Queue the message of a desk as it is now: as a new one, or as an edit."""
    at = millis(now())
    desk = await desks.desk(db, number)
    found = await part_of(db, desk.event, desk.part) if desk else None
    if desk is None or found is None:
        return
    texts = translator(await contacts.locale_of(db, desk.contact))
    minute, picture = minute_at(at), desk.picture
    if not picture or minute != desk.minute:
        address = link(payload(key, desk.event, desk.part, minute))
        picture = await media.keep(
            db, kind="photo", name="kode.png", mime="image/png", content=qr_png(address), at=at,
            expires_at=at + _PICTURE_KEPT,
        )  # fmt: skip
    here = await here_line(texts, db, desk.event, desk.part)
    code = typed_code(key, desk.event, desk.part, minute)
    message = Outbound(
        _shown(texts, part_name(texts, *found), code, here), _choices(texts, desk), media=(picture,),
        replaces="" if anew else desk.key(desk.first),
    )  # fmt: skip
    await desks.write(db, desk.id, minute=minute, picture=picture, here=here, anew=anew)
    await outbox.tell(db, desk.key(desk.edition + 1), desk.contact, message, at, kind="desk", subject=desk.id)


async def _write_closed(db: Transaction, desk: Desk) -> None:
    """The message shows no code any more, where it can be edited."""
    found = await part_of(db, desk.event, desk.part)
    if found is None or not desk.minute:
        return
    at = millis(now())
    texts = translator(await contacts.locale_of(db, desk.contact))
    here = await here_line(texts, db, desk.event, desk.part)
    text = texts.gettext("Absen {title} ditutup.").format(title=part_name(texts, *found)) + " " + here
    message = Outbound(text, media=(desk.picture,) if desk.picture else (), replaces=desk.key(desk.first))
    await desks.write(db, desk.id, minute=0, picture=0, here=here, anew=False)
    await outbox.tell(db, desk.key(desk.edition + 1), desk.contact, message, at, kind="desk", subject=desk.id)


def _shown(texts: Texts, title: str, code: str, here: str) -> str:
    _ = texts.gettext
    return "\n\n".join(
        [
            _("Absen {title}").format(title=title),
            _("Kode: {code}").format(code=bold(code)),
            _("Pindai gambarnya, atau ketik kodenya ke Relawan. Kodenya berganti tiap menit."),
            here,
        ]
    )


def _choices(texts: Texts, desk: Desk) -> tuple[Choice, ...]:
    _ = texts.gettext
    return (
        Choice(f"tick:{desk.event}:{desk.part}", _("Centang nama")),
        Choice(f"desk:{desk.id}:new", _("Kode terbaru")),
        Choice(f"desk:{desk.id}:close", _("Selesai")),
    )
