"""Everything that one bot's Telegram holds: its chats and messages, the updates for it, the limits and the clock."""

import time
from typing import Any

from bot.playground.answers import Json, bad_request, forbidden
from bot.playground.callbacks import Callbacks
from bot.playground.events import Audience
from bot.playground.faults import Faults
from bot.playground.limits import Limits
from bot.playground.people import Chat, Person, chat_of
from bot.playground.shown import shown_message
from bot.playground.store import Store
from bot.playground.updates import Updates
from bot.playground.webhook import Webhook

DEFAULT_NAME = "Relawan"


class World:
    """The state that the Bot API's methods and the phones share; used from one event loop only."""

    def __init__(self, token: str, username: str, store: Store, faults: Faults, limits: Limits) -> None:
        self.token = token
        self.username = username
        self.bot_id = int(token.partition(":")[0])
        self.store = store
        self.faults = faults
        self.limits = limits
        self.audience = Audience()
        self.callbacks = Callbacks()
        self.updates = Updates(store)
        self.webhook = Webhook(store, self.updates)
        self.chats: dict[int, Chat] = {chat.id: chat for chat in store.chats()}
        self.ahead = float(store.value("ahead", "0"))
        self.is_running = True

    def now(self) -> float:
        """The present on the playground's clock, in seconds since 1970."""
        return time.time() + self.ahead

    def bot(self) -> Json:
        """The bot as the Bot API's User."""
        name = self.store.value("name:") or DEFAULT_NAME
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": self.username}

    def add_person(self, person: Person) -> Chat:
        """The person's chat, made unless it is known."""
        if person.id not in self.chats:
            self.keep(chat_of(person))
        return self.chats[person.id]

    def keep(self, chat: Chat) -> None:
        """Remember a chat as it is now."""
        self.chats[chat.id] = chat
        self.store.keep_chat(chat)

    def chat(self, chat_id: Any) -> Chat:
        """The chat with this id. Raises Refused where it is none."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def reachable(self, chat_id: Any) -> Chat:
        """The chat, if the bot may write there. Raises Refused where it may not."""
        chat = self.chat(chat_id)
        if chat.left:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if chat.blocked or (chat.kind == "private" and self.faults.blocks(chat.id)):
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def message(self, chat: Chat, message_id: Any, purpose: str) -> Json:
        """A message of the chat. Raises Refused, with the purpose in its words, where it is gone or never was."""
        message = self.store.message(chat.id, message_id) if isinstance(message_id, int) else None
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message

    def tell(self, chat: Chat, event: str, data: Json) -> None:
        """Tell the page what happened on a phone, if it shows that phone."""
        if chat.visible:
            self.audience.tell(event, {"phone": chat.id, **data})

    def tell_message(self, chat: Chat, event: str, message: Json) -> None:
        """Tell the page of a message that is new ("message") or changed ("edit")."""
        if chat.visible:
            self.tell(chat, event, {"message": shown_message(message, self.bot_id)})
