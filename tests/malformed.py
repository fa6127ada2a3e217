"""Updates as Telegram never sends them: real shapes, broken at random, and what people might forge."""

import copy
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from handlers import TALKS

FIRST_ID = 500_000_000
"""The id of the first update; each has the next, unless that was broken."""
PEOPLE = range(1, 9)
"""Who writes, besides ids that are nobody's."""

Json = dict[str, Any]

_STORIES = (
    ("/daftar", "1", "Siti Aminah", "bjm", "1", "081255501234", "1"),
    ("/daftar", "1", "Ahmad Noor", "banjarbaru", "tagana", "1", "1"),
    ("/acara", "buat baru", "Bakti sosial", "sabtu jam 8 pagi", "Posko induk", "63", "50", "1"),
    ("/siaran", "Besok apel jam 7, ya.", "1", "1"),
    ("/jadwal", "1", "ya"), ("/jumlah",), ("/undang", "1", "1"), ("/profil", "1", "Siti Aminah", "1"),
    ("mau bicara sama petugas", "1", "Apakah boleh bawa anak?", "1"), ("/dataku",), ("/bahasa", "1"), ("/mulai",),
    ("/pertanyaan", "1"),
)  # fmt: skip
"""What carries talks forward; the first choice of every question does."""
_WORDS = (
    "tidak", "2", "99", "kembali", "batal", "lanjut", "STOP", "mulai", "kab banjar", "tagana", "besok", "buat baru",
    "31 februari jam 25", "-1", "1e999", "pkh itu apa?", "mau bicara sama petugas", "makasih", "darurat!", "halo kak",
    "081234567890", "+62 811-555-0101", "", " ", "\n\n",
    "/", "//", "/x", "/start@relawan_demo_bot", "/start inv-salah", "/start \x00", "/jumlah \x00 banjar", "/ daftar",
    "\x00", "a\x00b", "\ud83d", "\udc00 x", "\u202eterbalik", "\u200b", "é" * 300, "😀" * 80, "<b>tebal", "&lt;",
    "'; DROP TABLE inbox; --", "{name}", "{0}", "%s", "\ue100\ue103", "٣", "²", "x" * 5000, "a" * 1_000_000,
)  # fmt: skip
_NASTY: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**53, 2**63, -(2**63), 10**40, 1.5, 1e308, "", "x", "\x00", "\ud800", "1", "id",
    [], {}, [[]], [[[[]]]], [None], {"": None}, {"id": "1"}, {"id": -5, "type": "private"}, "y" * 70_000,
)  # fmt: skip
_PARTS = ("", "0", "1", "2", "-1", "v1", "yes", "no", "x", "9" * 21, "²", "63.71", "\x00", "daftar", "resume")
_VERBS = (*(name for name in TALKS if name.endswith(":")), "a:", "go:", "talk:", "tidak-ada:", ":", "")
_MEDIA: tuple[tuple[str, Any], ...] = (
    ("sticker", {"file_id": "s", "emoji": "🙂"}), ("voice", {"file_id": "v", "duration": 3}), ("dice", {"value": 6}),
    ("photo", [{"file_id": "p", "width": 1, "height": 1}]), ("document", {"file_id": "d"}), ("story", {"id": 1}),
    ("location", {"latitude": -3.3, "longitude": 114.6}), ("poll", {"id": "1", "options": []}), ("venue", {}),
    ("pinned_message", {"message_id": 1}), ("new_chat_members", [{"id": 1}]), ("successful_payment", {}),
)  # fmt: skip
_UNKNOWN = (
    "channel_post", "inline_query", "poll_answer", "chat_join_request", "message_reaction", "business_message", "baru",
)  # fmt: skip


def updates(seed: int, count: int, offered: Sequence[str]) -> Iterator[Any]:
    """So many updates; every second is as it should be, but for what somebody wrote.

    `offered` are the buttons that the bot has shown so far; the rest follows from the seed.
    """
    random, people = Random(seed), _People(seed, offered)
    for number in range(count):
        breaks = random.choice((0, 0, 1, 3))
        update: Any = {"update_id": FIRST_ID + number, **people.update(breaks == 0)}
        for _ in range(breaks):
            update = _broken(random, update)
        yield update


class _People:
    """Some who write what a talk asks for, mostly, and whatever else people send."""

    def __init__(self, seed: int, offered: Sequence[str]) -> None:
        self._random, self._offered = Random(seed), offered
        self._stories: dict[int, list[str]] = {}
        self._steady = True

    def update(self, steady: bool) -> Json:
        """An update without its id; a steady one may carry a talk forward."""
        self._steady = steady
        shapes: tuple[Callable[[], Json], ...] = (
            *[self._text] * 6, *[self._tap] * 2, self._edit, self._media, self._contact, self._membership, self._new,
        )  # fmt: skip
        return self._random.choice(shapes)()

    def _message(self, group: bool = False) -> Json:
        random = self._random
        who = random.choice(PEOPLE)
        chat: Json = {"id": who, "type": "private", "first_name": "Siti"}
        if group:
            kind = random.choice(("group", "supergroup", "channel", "sesuatu"))
            chat = {"id": -who, "type": kind, "title": "Grup"}
        message: Json = {
            "message_id": random.randint(1, 10**6), "date": random.choice((1_700_000_000, 0, 1_900_000_000)),
            "chat": chat, "from": {"id": who, "is_bot": False, "first_name": "Siti", "language_code": "id"},
        }  # fmt: skip
        if random.random() < 0.05:
            message["reply_to_message"] = {"message_id": random.randint(1, 500), "chat": chat, "date": 1}
        return message

    def _text(self) -> Json:
        message = self._message(self._random.random() < 0.05)
        if not self._steady or self._random.random() < 0.2:
            return {"message": {**message, "text": self._words()}}
        story = self._stories.setdefault(message["from"]["id"], [])
        if not story:
            story.extend(self._random.choice(_STORIES))
        return {"message": {**message, "text": story.pop(0)}}

    def _words(self) -> str:
        commands = [name for name in TALKS if name.startswith("/")]
        words = self._random.choice(self._random.choice((_WORDS, _WORDS, _WORDS, commands)))
        return f"{self._random.choice(commands)} {words}" if self._random.random() < 0.1 else words

    def _edit(self) -> Json:
        return {"edited_message": {**self._message(), "text": self._words(), "edit_date": 1_700_000_001}}

    def _media(self) -> Json:
        name, content = self._random.choice(_MEDIA)
        message = {**self._message(), name: content, "caption": self._words()}
        return {"message": {**message, "media_group_id": "album"} if self._random.random() < 0.3 else message}

    def _contact(self) -> Json:
        message = self._message()
        whose = self._random.choice((message["from"]["id"], 999, None))
        number = self._random.choice(("628115550101", "+62811", "", "x", "9" * 50, 62811))
        return {"message": {**message, "contact": {"phone_number": number, "first_name": "S", "user_id": whose}}}

    def _tap(self) -> Json:
        message = self._message()
        data = self._random.choice(_VERBS) + ":".join(self._random.choices(_PARTS, k=self._random.randint(0, 4)))
        if self._offered and self._random.random() < 0.6:
            data = self._random.choice(self._offered)
        return {"callback_query": {
            "id": str(self._random.randint(1, 10**12)), "from": message["from"], "chat_instance": "1", "data": data,
            "message": {**message, "text": "?"},
        }}  # fmt: skip

    def _membership(self) -> Json:
        message = self._message(self._random.random() < 0.5)
        before, after = self._random.choices(("member", "kicked", "left", "administrator", "apa"), k=2)
        return {"my_chat_member": {
            "chat": message["chat"], "from": message["from"], "date": 1_700_000_000,
            "old_chat_member": {"status": before, "user": {"id": 1}}, "new_chat_member": {"status": after},
        }}  # fmt: skip

    def _new(self) -> Json:
        return {self._random.choice(_UNKNOWN): self._random.choice((self._message(), *_NASTY))}


def _broken(random: Random, update: Any) -> Any:
    """The update with something at some depth left out, exchanged, put in twice or nested."""
    broken = copy.deepcopy(update)
    holder: Any = broken
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return broken
        # The id itself is broken seldom: without it the rest is not looked at.
        key = random.choice([key for key in keys if key != "update_id" or random.random() < 0.1] or keys)
        inner = holder[key]
        if not isinstance(inner, dict | list) or random.random() < 0.25:
            break
        holder = inner
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = random.choice(_NASTY)
        case _:
            holder[key] = [inner] if random.random() < 0.5 else {"update_id": inner, "text": inner}
    return broken
