"""Documents of figures: ordered in a turn, made outside it, sent to whoever may still see what they asked for."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.conversation import Turn
from bot.documents.child import NotMade
from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import Texts, moment, translator
from handlers.counts.asked_for import document_choice, part_of, understood
from handlers.counts.requests import Request, nameable, read_reference, reference
from handlers.names import role_name
from storage import contacts, media, orders, outbox, roles, zones
from storage.database import Database, Reader, Transaction
from storage.roles import Role, regions_of
from storage.states import Part

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """`scope` are the regions whose figures they may see, `named` those whose people's telephones they may."""

    texts: Texts
    zone: str
    scope: tuple[str, ...]
    named: tuple[str, ...]
    who: str
    asked: Request = field(default_factory=Request)

    @property
    def codes(self) -> tuple[str, ...]:
        """The regions whose people are counted."""
        return self.asked.counted_in(self.scope)

    @property
    def part(self) -> Part:
        """The people whom the document is about."""
        return part_of(self.asked, self.codes, self.zone)

    @property
    def question(self) -> str:
        """What was asked for, in words."""
        return understood(self.texts, self.asked, self.codes)

    @property
    def footer(self) -> str:
        """Who had it made, and when."""
        _ = self.texts.gettext
        made_at = moment(now(), self.zone, self.texts.locale)
        return _("Dibuat untuk {who}, {moment}.").format(who=self.who, moment=made_at)


@dataclass(frozen=True)
class Document:
    """Files by their names, of one kind ("photo", "document"), and what is said with them."""

    words: str
    files: Sequence[tuple[str, bytes]] = ()
    kind: str = ""
    mime: str = ""


@dataclass(frozen=True)
class Product:
    """A kind of document: what makes it, and what is said, in Indonesian, when it is ordered (with {question}) and when
    it could not be made. `job` is the kind of the job and of its rows in the outbox, and the verb of its audit rows;
    `other` is the one of `DOCUMENTS` that is offered beside it.
    """

    job: str
    make: Callable[[Reader, Order], Awaitable[Document]]
    ordered: str
    sorry: str
    other: str


async def place(turn: Turn, db: Transaction, product: Product, asked: Request) -> None:
    """The document is to be made after the turn, and leaves an audit row."""
    _ = turn.gettext
    question = reference(asked, asked.codes[0] if asked.codes else "")
    turn.note(product.job, question.strip(":"))
    turn.job(product.job, await orders.place(db, turn.contact.id, question, millis(now())))
    codes = asked.counted_in(turn.regions(Role.ORGANISER, Role.COORDINATOR))
    words = _(product.ordered).format(question=understood(turn.texts, asked, codes))
    turn.say(words, [document_choice(turn.texts, asked, product.other)])


async def serve(product: Product, database: Database, id_: int) -> None:
    """Make what was ordered and send it, once, or word that it could not be made; nothing to who may not see it now."""
    row = await orders.order(database.reader, id_)
    if row is None:
        return
    asked = await _order_of(database.reader, row["contact"], row["question"])
    if asked is None:
        async with database.transaction() as db:
            await orders.finish(db, id_)
        return
    try:
        await _send(database, product.job, id_, row["contact"], await product.make(database.reader, asked))
    except (NotMade, media.TooLarge) as problem:
        log.warning("%s %d was not made: %s", product.job, id_, problem)
        await _send(database, product.job, id_, row["contact"], Document(asked.texts.gettext(product.sorry)))


async def _send(database: Database, job: str, id_: int, contact: int, made: Document) -> None:
    at = millis(now())
    async with database.transaction() as db:
        files = [
            await media.keep(
                db, kind=made.kind, name=name, mime=made.mime, content=content, at=at, expires_at=at + media.DAY
            )
            for name, content in made.files
        ]
        await outbox.tell(db, f"{job}:{id_}", contact, Outbound(made.words, media=tuple(files)), at, kind=job)
        await orders.finish(db, id_)


async def _order_of(db: Reader, contact: int, question: str) -> Order | None:
    """The contact's order; None if they may not see what they asked for any more."""
    grants = await roles.held_by(db, contact)
    scope = regions_of(grants, Role.ORGANISER, Role.COORDINATOR)
    asked = read_reference(question.split(":"), await nameable(db))
    if not scope or asked is None or asked.foreign_to(scope) is not None:
        return None
    texts = translator(await contacts.locale_of(db, contact))
    who = ", ".join(dict.fromkeys(role_name(texts, grant.role) for grant in grants))
    zone = await zones.home_zone(db, contact)
    return Order(texts, zone, scope, regions_of(grants, Role.COORDINATOR), who, asked)
