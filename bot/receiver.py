"""Answers what came in: one message, one transaction, in the order of arrival."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot import courtesies
from bot.channel import Arrival, Channel
from bot.conversation import House, Rerun, Turn, Waiting
from bot.messages import Address, Inbound, Kind, Outbound
from bot.now import millis, now
from bot.routing import Continue, Courtesy, Route, Start, open_one, route
from storage import audit, contacts, deliveries, inbox, jobs, outbox, roles, sessions, volunteers
from storage.contacts import Contact
from storage.database import Busy, Database, Reader, Row, Statement, Transaction
from storage.sessions import Session

log = logging.getLogger(__name__)

Interrupt = Callable[[Turn, Reader], Awaitable[bool]]
"""May answer words that an open question refuses; True if it did."""


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


def _loaded(answers: Sequence[Sequence[Row]]) -> _Loaded:
    who, talks, grants, people = answers
    return _Loaded(
        contacts.from_row(who[0]),
        [sessions.from_row(row) for row in talks],
        [roles.from_row(row) for row in grants],
        [volunteers.from_row(row) for row in people],
    )


class Receiver:
    """Takes what the inbox holds and answers it. `wake` is called after each commit that queued something."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        house: House,
        *,
        interrupt: Interrupt,
        wake: Callable[[], None],
    ) -> None:
        self._database, self._channels, self._house = database, channels, house
        self._interrupt, self._wake_others = interrupt, wake
        self._arrived = asyncio.Event()
        self._acknowledging: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something was stored in the inbox."""
        self._arrived.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until told to stop; a turn that has begun is finished."""
        patience = 0.1
        while not stop.is_set():
            self._arrived.clear()
            try:
                answered = await self.answer_waiting(stop)
                patience = 0.1
            except Busy as busy:
                log.warning("the database is busy, trying again in %.1f s: %s", patience, busy)
                await asyncio.sleep(patience)
                patience = min(patience * 2, 5)
                continue
            if not answered:
                await _first_of(self._arrived, stop, timeout=5)
        await asyncio.gather(*self._acknowledging)

    async def answer_waiting(self, stop: asyncio.Event | None = None) -> int:
        """Answer what the inbox holds now; how many rows. Raises Busy."""
        rows = await inbox.unanswered(self._database.reader)
        for row in rows:
            if stop is not None and stop.is_set():
                break
            await self._answer(row)
        return len(rows)

    async def _answer(self, row: Row) -> None:
        channel = self._channels.get(row["channel"])
        inbound: Inbound | None = None
        try:
            if channel is None:
                raise ValueError(f"no channel {row['channel']}")
            inbound = _parsed(row, channel)
            await self._turn(row["id"], inbound, channel)
        except Busy:
            raise
        except Exception as error:
            log.exception("inbox row %d cannot be answered", row["id"])
            await self._bury(row["id"], inbound, error)
        if channel is not None and inbound is not None and inbound.tap:
            task = asyncio.create_task(channel.acknowledge(inbound))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)

    async def _bury(self, row: int, inbound: Inbound | None, error: Exception) -> None:
        at = millis(now())
        async with self._database.transaction() as db:
            # The text of an exception may quote what somebody wrote; its name and place are enough here.
            if await inbox.bury(db, row, type(error).__name__, at) and inbound and inbound.kind not in _SILENT:
                *_, found = await db.apply([*contacts.seen(inbound.sender, at), contacts.at(inbound.sender)])
                contact = contacts.from_row(found[0])
                words = courtesies.apology(Turn(inbound, contact, house=self._house))
                await db.apply([outbox.reply(f"apology:{row}", contact.id, inbound.sender, words, at)])
        self._wake_others()

    async def _turn(self, row: int, inbound: Inbound | None, channel: Channel) -> None:
        at = millis(now())
        if inbound is not None and self._only_reads(inbound) and await self._read(row, inbound, channel, at):
            return
        async with self._database.transaction() as db:
            if inbound is None or inbound.kind in _SILENT:
                if (await db.apply([inbox.take(row, at)]))[0] and inbound is not None:
                    await self._notice(db, row, inbound, channel, at)
            else:
                questions = _questions(inbound.sender)
                taken, *answers = await db.apply(
                    [inbox.take(row, at), *contacts.seen(inbound.sender, at), *questions]
                )
                if not taken:
                    return
                found = _loaded(answers[-len(questions) :])
                turn = self._begun(inbound, found, channel)
                changes = await self._respond(turn, found.sessions, db, at)
                await db.finish([*changes, *self._told(turn, row, at)])
        self._wake_others()

    def _only_reads(self, inbound: Inbound) -> bool:
        talk = self._house.talks.get(inbound.text.split(" ")[0].split("@")[0].lower()) if inbound.kind is Kind.TEXT else None
        return talk is not None and talk.reads

    async def _read(self, row: int, inbound: Inbound, channel: Channel, at: int) -> bool:
        """Answer what only reads, without the writer; False if the contact is new."""
        answers = await self._database.reader.several(_questions(inbound.sender))
        if not answers[0]:
            return False
        found = _loaded(answers)
        turn = self._begun(inbound, found, channel)
        going = await route(turn, found.sessions, self._database.reader, at)
        if not isinstance(going, Start):
            return False
        await self._run(turn, self._database.reader, Session(going.talk, going.args))
        async with self._database.transaction() as db:
            # Replies are keyed by the row: were it answered before, nothing would be queued twice.
            await db.finish([inbox.take(row, at), *contacts.seen(inbound.sender, at), *self._told(turn, row, at)])
        self._wake_others()
        return True

    def _begun(self, inbound: Inbound, found: _Loaded, channel: Channel) -> Turn:
        return Turn(
            inbound, found.contact, found.grants, found.people, house=self._house, link=channel.entry_link
        )

    async def _notice(self, db: Transaction, row: int, inbound: Inbound, channel: Channel, at: int) -> None:
        if inbound.kind is Kind.BLOCKED:
            await contacts.lose(db, inbound.sender, at, "blocked")
        elif inbound.kind is Kind.UNBLOCKED:
            await contacts.find_again(db, inbound.sender)
        else:
            nobody = Contact(0, inbound.sender, "id", stopped=False)
            words = courtesies.in_a_group(Turn(inbound, nobody, house=self._house, link=channel.entry_link))
            await db.apply([outbox.reply(f"group:{row}", None, inbound.sender, words, at)])

    async def _respond(self, turn: Turn, talks: list[Session], db: Transaction, at: int) -> list[Statement]:
        """Run what the message belongs to; the changes to the sessions that come of it."""
        going = await route(turn, talks, db, at)
        changes: list[Statement] = []
        session = await self._step(turn, going, db)
        if isinstance(going, Start) and going.settles:
            changes.append(deliveries.settled(turn.contact.address, going.settles))
        left = going.session if isinstance(going, Continue) else going.ends if isinstance(going, Courtesy) else None
        open_now = session if session is not None and session.asked is not None else None
        if left is not None and (open_now is None or open_now.id != left.id):
            changes.append(sessions.end(left.id))
        if open_now is not None:
            before = open_one(talks)
            if before is not None and before.id not in (open_now.id, left.id if left else ""):
                changes.append(sessions.put_aside(turn.contact.id))
            open_now.state = "open"
            changes.append(sessions.save(turn.contact.id, open_now, at))
        elif left is not None:
            waiting = next((one for one in talks if one.id != left.id and one.state == "aside"), None)
            if waiting is not None:
                offer = courtesies.put_aside(turn, waiting)
                turn.say(offer.text, offer.choices, offer.about)
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
                turn.unread = inbound
                return await self._run(turn, db, session)

    async def _run(self, turn: Turn, db: Reader, session: Session) -> Session:
        """Run a talk, and those that follow from it, to an open question or the end."""
        while True:
            talk = self._house.talks.get(session.conversation)
            turn.begin(session)
            if talk is None or not turn.may_use(talk):
                session.asked = None
                words = courtesies.past(turn) if talk is None else courtesies.not_for_you(turn, talk)
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
            if turn.next is None:
                return session
            session = Session(*turn.next)

    def _told(self, turn: Turn, row: int, at: int) -> list[Statement]:
        """What the turn leaves beside its session: replies, audit rows, jobs."""
        contact, sender = turn.contact.id, turn.contact.address
        return [
            *(
                outbox.reply(f"reply:{row}:{number}", contact, sender, message, at)
                for number, message in enumerate(turn.replies())
            ),
            *(audit.record(contact, verb, thing, at) for verb, thing in turn.notes),
            *(jobs.queue(kind, subject, at) for kind, subject in turn.jobs),
        ]


def _parsed(row: Row, channel: Channel) -> Inbound | None:
    """What a row of the inbox holds. Raises ValueError where it is malformed."""
    if row["event"].startswith(inbox.AGAIN):
        sender = Address(row["channel"], row["account"], row["payload"])
        return Inbound(row["event"], sender, now(), Kind.AGAIN)
    return channel.parse(Arrival(row["event"], row["payload"]))


_SILENT = frozenset({Kind.BLOCKED, Kind.UNBLOCKED, Kind.GROUP})
"""Nobody is made a contact by these."""


async def _first_of(*events: asyncio.Event, timeout: float) -> None:
    """Wait until one of the events is set, at most so many seconds."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
