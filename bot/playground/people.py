"""The people with phones, and the chats they have with the bot."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.playground.answers import Json


class Person(NamedTuple):
    """Somebody with a phone; `hidden` people have no phone on the page, `started` ones have opened the chat already."""

    id: int
    first_name: str
    last_name: str = ""
    phone_number: str = ""
    note: str = ""
    hidden: bool = False
    started: bool = False


@dataclass(slots=True)
class Chat:
    """A chat the bot is in, or that a person could open; `keyboard` is the reply keyboard as the page shows it."""

    id: int
    kind: str = "private"
    person: Person | None = None
    title: str = ""
    started: bool = False
    blocked: bool = False
    left: bool = False
    keyboard: Json | None = None

    @property
    def visible(self) -> bool:
        """Whether the page has a phone for it."""
        return self.person is not None and not self.person.hidden

    def as_chat(self) -> Json:
        """The Bot API's Chat."""
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        return {"id": self.id, "type": "private", **_names(self.person)}

    def as_user(self) -> Json:
        """The Bot API's User of a private chat."""
        assert self.person is not None
        return {"id": self.id, "is_bot": False, **_names(self.person), "language_code": "id"}

    def as_row(self) -> Json:
        """What the store keeps of it."""
        return {
            "id": self.id, "kind": self.kind, "person": self.person, "title": self.title, "started": self.started,
            "blocked": self.blocked, "left": self.left, "keyboard": self.keyboard,
        }  # fmt: skip


def chat_of(person: Person) -> Chat:
    """The private chat that the person has, or could open."""
    number = person.phone_number or f"+62811{person.id:08d}"
    return Chat(person.id, person=person._replace(phone_number=number), started=person.started)


def chat_from_row(row: Json) -> Chat:
    """The chat that the store kept."""
    person = row.pop("person")
    return Chat(**row, person=None if person is None else Person(*person))


def _names(person: Person) -> Json:
    names = {"first_name": person.first_name}
    if person.last_name:
        names["last_name"] = person.last_name
    return names
