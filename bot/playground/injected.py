"""Any JSON as an update, for tests: what it tells of chats and taps becomes known, as if it had come from Telegram."""

from typing import Any

from bot.playground.people import Chat, Person
from bot.playground.world import World

_LARGEST = 2**52


def inject(world: World, update: Any) -> None:
    """Put it among the updates for the bot."""
    chat: Any = None
    if isinstance(update, dict):
        for content in update.values():
            if isinstance(content, dict):
                message = content.get("message", content)
                chat = message.get("chat") if isinstance(message, dict) else None
                _know_chat(world, chat)
        _know_tap(world, update.get("callback_query"))
    world.updates.inject(update, chat["id"] if isinstance(chat, dict) and _is_id(chat.get("id")) else 0)


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < abs(value) < _LARGEST


def _know_chat(world: World, chat: Any) -> None:
    if not isinstance(chat, dict) or not _is_id(chat.get("id")) or chat["id"] in world.chats:
        return
    kind, name = chat.get("type"), str(chat.get("first_name", "")).encode(errors="replace").decode()
    if kind == "private" and chat["id"] > 0:
        world.add_person(Person(chat["id"], name or "?", hidden=True, started=True))
    elif kind in ("group", "supergroup", "channel") and chat["id"] < 0:
        title = str(chat.get("title", "")).encode(errors="replace").decode()
        world.keep(Chat(chat["id"], kind, title=title, started=True))


def _know_tap(world: World, query: Any) -> None:
    if not isinstance(query, dict) or not isinstance(query.get("id"), str):
        return
    sender = query.get("from")
    if isinstance(sender, dict) and _is_id(sender.get("id")):
        world.callbacks.begin(sender["id"], query["id"])
