"""One message, one transaction: what it changed, where the talk stands, and the replies, together or not at all."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot import courtesies
from bot.channel import Channel
from bot.conversation import Rerun, Turn, Waiting
from bot.messages import Address, Inbound, Kind, Outbound
from bot.now import millis, now
from bot.routes import Continue, Courtesy, Route, Start, begun, open_one
from bot.routing import route
from bot.talks import House
from bot.understanding.private_numbers import has_hidden, remainder
from storage import audit, contacts, deliveries, inbox, jobs, outbox, roles, sessions, volunteers
from storage.contacts import Contact
from storage.database import Database, Reader, Row, Statement, Transaction
from storage.sessions import Session

Interrupt = Callable[[Turn, Any], Awaitable[bool]]
"""May answer, in the turn's Transaction, words that an open question refuses; True if it did."""

SILENT = frozenset({Kind.BLOCKED, Kind.UNBLOCKED, Kind.GROUP})
"""Nobody is made a contact by these."""


class WroteEarly(RuntimeError):
    """A conversation wrote before its last question: its change would be made again at every message."""


@dataclass(slots=True)
class _Loaded:
    contact: Contact
    sessions: list[Session]
    grants: list[roles.Grant]
    people: list[volunteers.Volunteer]


def _questions(sender: Address) -> list[Statement]:
    key = (sender.channel, sender.account, sender.user)
    talks, grants = sessions.of_contact_at(*key), roles.of_contact_at(*key)
    return [contacts.at(sender), talks, grants, volunteers.of_contact_at(*key)]


def _loaded(answers: Sequence[Sequence[Row]]) -> _Loaded | None:
    who, talks, grants, people = answers
    if not who:
        return None
    return _Loaded(
        contacts.from_row(who[0]),
        [sessions.from_row(row) for row in talks],
        [roles.from_row(row) for row in grants],
        [volunteers.from_row(row) for row in people],
    )


class Answering:
    """Answers what rows of the inbox hold. An exception leaves the row and everything else as it was."""

    def __init__(self, database: Database, house: House, interrupt: Interrupt) -> None:
        self._database, self._house, self._interrupt = database, house, interrupt

    async def answer(self, row: int, inbound: Inbound | None, channel: Channel, also: Sequence[int] = ()) -> None:
        """Answer a row, and with it `also`, once; None is nothing to answer. Raises Busy, and WroteEarly."""
        at = millis(now())
        if inbound is not None and self._only_reads(inbound) and await self._read(row, inbound, channel, at):
            return
        async with self._database.transaction() as db:
            if inbound is None or inbound.kind in SILENT:
                if (await db.apply([inbox.take(row, at)]))[0] and inbound is not None:
                    await self._notice(db, row, inbound, channel, at)
            else:
                await self._turn(db, row, inbound, channel, at, also)

    async def _turn(
        self, db: Transaction, row: int, inbound: Inbound, channel: Channel, at: int, also: Sequence[int]
    ) -> None:
        # A question put again by the bot itself is no sign of life from anybody.
        written = [] if inbound.kind is Kind.AGAIN else contacts.seen(inbound.sender, at, self._house.locale)
        questions = _questions(inbound.sender)
        taken, *answers = await db.apply([inbox.take(row, at, also), *written, *questions])
        found = _loaded(answers[-len(questions) :]) if taken else None
        if found is not None:
            turn = self._begun(row, inbound, found, channel)
            changes = await self._respond(turn, db, at)
            await db.finish([*changes, *_told(turn, row, at)])

    def _only_reads(self, inbound: Inbound) -> bool:
        if inbound.kind is not Kind.TEXT:
            return False
        talk = self._house.talks.get(inbound.text.split(" ")[0].split("@")[0].lower())
        return talk is not None and talk.reads

    async def _read(self, row: int, inbound: Inbound, channel: Channel, at: int) -> bool:
        """Answer what only reads, without the writer; False if the contact is new, or it leads to what writes."""
        found = _loaded(await self._database.reader.several(_questions(inbound.sender)))
        if found is None:
            return False
        turn = self._begun(row, inbound, found, channel)
        going = await route(turn, self._database.reader, at)
        if not isinstance(going, Start):
            return False
        await self._run(turn, self._database.reader, Session(going.talk, going.args))
        if turn.next is not None:
            return False
        async with self._database.transaction() as db:
            # Replies are keyed by the row: were it answered before, nothing would be queued twice.
            await db.finish([inbox.take(row, at), *contacts.seen(inbound.sender, at), *_told(turn, row, at)])
        return True

    def _begun(self, row: int, inbound: Inbound, found: _Loaded, channel: Channel) -> Turn:
        hidden = has_hidden(inbound.text)
        if hidden:
            words = remainder(inbound.text)
            inbound = replace(inbound, text=words, marked=words)
        turn = Turn(
            inbound, found.contact, found.grants, found.people, found.sessions,
            house=self._house, link=channel.entry_link, row=row, album=channel.caps.album,
        )  # fmt: skip
        if hidden:
            turn.prelude.append(courtesies.keep_it(turn))
        return turn

    async def _notice(self, db: Transaction, row: int, inbound: Inbound, channel: Channel, at: int) -> None:
        if inbound.kind is Kind.BLOCKED:
            await db.apply(contacts.lost(inbound.sender, at, "blocked"))
        elif inbound.kind is Kind.UNBLOCKED:
            await contacts.find_again(db, inbound.sender)
        else:
            nobody = Contact(0, inbound.sender, self._house.locale, stopped=False)
            words = courtesies.in_a_group(Turn(inbound, nobody, house=self._house, link=channel.entry_link))
            await db.apply([outbox.reply(f"group:{row}", None, inbound.sender, words, at)])

    async def _respond(self, turn: Turn, db: Transaction, at: int) -> list[Statement]:
        """Run what the message belongs to; the changes to the sessions that come of it."""
        waited_for = [row for talk in turn.unfinished if (row := talk.args.get("heard"))]
        going = await route(turn, db, at)
        changes: list[Statement] = []
        session = await self._step(turn, going, db)
        if isinstance(going, Start) and going.settles:
            changes.append(deliveries.settled(turn.contact.address, going.settles))
        left = going.session if isinstance(going, Continue) else going.ends if isinstance(going, Courtesy) else None
        open_now = session if session is not None and session.asked is not None else None
        if left is not None and (open_now is None or open_now.id != left.id):
            changes.append(sessions.end(left.id))
        if open_now is not None:
            before = open_one(turn)
            if before is not None and before.id not in (open_now.id, left.id if left else ""):
                changes.append(sessions.put_aside(turn.contact.id))
            open_now.state = "open"
            changes.append(sessions.save(turn.contact.id, open_now, at))
        elif left is not None:
            waiting = next((one for one in turn.unfinished if one.id != left.id and one.state == "aside"), None)
            # The talk that ended may have erased the others.
            if waiting is not None and await sessions.unfinished(db, waiting.id):
                offer = courtesies.put_aside(turn, waiting)
                turn.say(offer.text, offer.choices, offer.about)
        if turn.waiting and open_now is not None and open_now.args.get("heard") == turn.row:
            changes.append(inbox.keep_words(turn.row, turn.waiting))
        if waited_for:
            changes.append(inbox.erase_words(waited_for, turn.contact.id))
        return changes

    async def _step(self, turn: Turn, going: Route, db: Transaction) -> Session | None:
        """Run the talk; the session it leaves, with an open question or without."""
        match going:
            case Courtesy(messages, _):
                for message in messages:
                    turn.say(message.text, message.choices, message.about)
                return None
            case Start(talk, args, _):
                return await self._run(turn, db, Session(talk, args))
            case Continue(session, inbound, back, courtesy):
                if courtesy is not None:
                    turn.prelude.append(courtesy)
                if back and not sessions.forget_last(session):
                    turn.prelude.append(Outbound(courtesies.first_question(turn)))
                turn.unread, turn.resumed = inbound, inbound is None
                return await self._run(turn, db, session)

    async def _run(self, turn: Turn, db: Reader, session: Session) -> Session:
        """Run a talk, and those that follow from it, to an open question or the end."""
        while True:
            talk = self._house.talks.get(session.conversation)
            turn.begin(session)
            if talk is None or not turn.may_use(talk):
                session.asked = None
                words = courtesies.past(turn) if talk is None else courtesies.not_for_you(turn)
                turn.say(words.text)
                return session
            written = db.written
            try:
                await talk.run(turn, db)
            except Rerun:
                turn.restart()
                continue
            except Waiting:
                if db.written != written:
                    raise WroteEarly(f"{session.conversation} wrote before its question {session.asked}") from None
                if turn.refused and turn.inbound.kind is Kind.TEXT and not session.free:
                    turn.answered_aside = await self._interrupt(turn, db)
                return session
            session.asked = None
            if turn.next is None or self._needs_writer(turn.next[0], db):
                return session
            name, args = turn.next
            session = begun(turn, name, args) or Session(name)
            session.args |= args

    def _needs_writer(self, talk: str, db: Reader) -> bool:
        """Whether a talk that follows cannot be had with what only reads."""
        return not (isinstance(db, Transaction) or self._house.talks[talk].reads)


def _told(turn: Turn, row: int, at: int) -> list[Statement]:
    """What a turn leaves beside its session: replies, audit rows, jobs."""
    contact, sender = turn.contact.id, turn.contact.address
    return [
        *(
            outbox.reply(f"reply:{row}:{number}", contact, sender, message, at)
            for number, message in enumerate(turn.replies())
        ),
        *(audit.record(contact, verb, thing, at) for verb, thing in turn.notes),
        *(jobs.queue(kind, subject, at) for kind, subject in turn.jobs),
    ]
