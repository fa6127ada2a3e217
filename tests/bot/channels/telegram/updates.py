"""What Telegram sends, and what it is read as."""

import json
from typing import Any

from bot.channels.telegram.parse import parse
from bot.messages import Address, Inbound

SARI = {"id": 101, "is_bot": False, "first_name": "Sari", "language_code": "id"}
PRIVATE = {"id": 101, "type": "private", "first_name": "Sari"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Tagana Banjar"}
AT = 1_764_291_600
ADDRESS = Address("telegram", "4242", "101")


def said(update: dict[str, Any]) -> Inbound | None:
    return parse(json.dumps({"update_id": 7, **update}), "4242", "relawan_bot")


def message(**content: Any) -> dict[str, Any]:
    return {"message": {"message_id": 5, "date": AT, "chat": PRIVATE, "from": SARI, **content}}


def group_message(text: str) -> dict[str, Any]:
    return {"message": {"message_id": 5, "date": AT, "chat": GROUP, "from": SARI, "text": text}}


def membership(chat: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    change = {"chat": chat, "from": SARI, "date": AT}
    return {"my_chat_member": change | {"old_chat_member": {"status": before}, "new_chat_member": {"status": after}}}
