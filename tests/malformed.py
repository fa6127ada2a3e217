"""Updates as Telegram never sends them: real shapes, broken at random, and what people might forge."""

import copy
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from handlers import TALKS

FIRST_ID = 500_000_000
"""The id of the first update; each has the next, unless that was broken."""
PEOPLE = range(1, 13)
"""Who writes, besides ids that are nobody's."""

Json = dict[str, Any]

_ANSWERS = ("1", "1", "1", "1", "ya", "Siti Aminah", "bjm", "banjarbaru", "sabtu jam 8 pagi", "Posko induk", "50")
"""What carries most talks forward: the first choice of every question does."""
_WORDS = (
    "tidak", "2", "99", "kembali", "batal", "lanjut", "STOP", "mulai", "kab banjar", "tagana", "besok", "buat baru",
    "31 februari jam 25", "-1", "1e999", "pkh itu apa?", "mau bicara sama petugas", "makasih", "darurat!", "halo kak",
    "081234567890", "+62 811-555-0101", "", " ", "\n\n",
    "/", "//", "/x", "/start@relawan_demo_bot", "/start inv-salah", "/start \x00", "/jumlah \x00 banjar", "/ daftar",
    "\x00", "a\x00b", "\ud83d", "\udc00 x", "\u202eterbalik", "\u200b", "é" * 300, "😀" * 80, "<b>tebal", "&lt;",
    "'; DROP TABLE inbox; --", "{name}", "{0}", "%s", "\ue100\ue103", "٣", "²", "x" * 5000, "a" * 1_000_000,
)  # fmt: skip
_NASTY = (
    None, True, False, 0, -1, 2**31, 2**53, 2**63, -(2**63), 10**40, 1.5, 1e308, "", "x", "\x00", "\ud800", "1", "id",
    [], {}, [[]], [[[[]]]], [None], {"": None}, {"id": "1"}, {"id": -5, "type": "private"}, "y" * 70_000,
)  # fmt: skip
_PARTS = ("", "0", "1", "2", "-1", "v1", "yes", "no", "x", "999999999999999999999", "²", "63.71", "\x00", "daftar", "resume")
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
    random = Random(seed)
    for number in range(count):
        update: Any = {"update_id": FIRST_ID + number, **random.choice(_SHAPES)(random)}
        if "callback_query" in update and offered and random.random() < 0.7:
            update["callback_query"]["data"] = random.choice(offered)
        for _ in range(random.choice((0, 0, 1, 3))):
            update = _broken(random, update)
        yield update


def _chat(random: Random) -> Json:
    id_ = random.choice(PEOPLE)
    if random.random() < 0.1:
        kind = random.choice(("group", "supergroup", "channel", "sesuatu"))
        return {"id": -id_, "type": kind, "title": random.choice(_WORDS[:60])}
    return {"id": id_, "type": "private", "first_name": "Siti"}


def _message(random: Random) -> Json:
    chat = _chat(random)
    who = abs(chat["id"])
    message: Json = {
        "message_id": random.randint(1, 10**6), "date": random.choice((1_700_000_000, 0, 1_900_000_000)), "chat": chat,
        "from": {"id": who, "is_bot": False, "first_name": "Siti", "language_code": random.choice(("id", "en", "xx"))},
    }  # fmt: skip
    if random.random() < 0.1:
        message["reply_to_message"] = {"message_id": random.randint(1, 500), "chat": chat, "date": 1}
    return message


def _text(random: Random) -> Json:
    commands = [name for name in TALKS if name.startswith("/")]
    text = random.choice(random.choice((_ANSWERS, _ANSWERS, _ANSWERS, _WORDS, commands)))
    if random.random() < 0.05:
        text = f"{random.choice(commands)} {random.choice(_WORDS)}"
    return {"message": {**_message(random), "text": text}}


def _edit(random: Random) -> Json:
    return {"edited_message": {**_message(random), "text": random.choice(_WORDS), "edit_date": 1_700_000_001}}


def _media(random: Random) -> Json:
    name, content = random.choice(_MEDIA)
    message = {**_message(random), name: content, "caption": random.choice(_WORDS)}
    return {"message": {**message, "media_group_id": "album"} if random.random() < 0.3 else message}


def _contact(random: Random) -> Json:
    message = _message(random)
    whose = random.choice((message["from"]["id"], 999, None))
    number = random.choice(("628115550101", "+62811", "", "x", "9" * 50, 62811))
    return {"message": {**message, "contact": {"phone_number": number, "first_name": "S", "user_id": whose}}}


def _tap(random: Random) -> Json:
    message = _message(random)
    data = random.choice(_VERBS) + ":".join(random.choices(_PARTS, k=random.randint(0, 4)))
    return {"callback_query": {
        "id": str(random.randint(1, 10**12)), "from": message["from"], "chat_instance": "1", "data": data,
        "message": {**message, "text": "?"},
    }}  # fmt: skip


def _membership(random: Random) -> Json:
    message = _message(random)
    before, after = random.choices(("member", "kicked", "left", "administrator", "apa"), k=2)
    return {"my_chat_member": {
        "chat": message["chat"], "from": message["from"], "date": 1_700_000_000,
        "old_chat_member": {"status": before, "user": {"id": 1}}, "new_chat_member": {"status": after},
    }}  # fmt: skip


def _unknown(random: Random) -> Json:
    return {random.choice(_UNKNOWN): random.choice((_message(random), *_NASTY))}


_SHAPES: tuple[Callable[[Random], Json], ...] = (
    _text, _text, _text, _text, _tap, _tap, _edit, _media, _contact, _membership, _unknown,
)  # fmt: skip


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
