"""The keyboards under a message: checked as Telegram checks them, and as the page shows them."""

from typing import Any, NamedTuple

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from bot.playground.answers import Json, Refused, bad_request
from bot.playground.html_text import checked_link

_INLINE_ACTIONS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
})  # fmt: skip
_INLINE_FIELDS = _INLINE_ACTIONS | {"text", "icon_custom_emoji_id", "style"}
_REPLY_FIELDS = frozenset({
    "text", "icon_custom_emoji_id", "style", "request_users", "request_chat", "request_managed_bot",
    "request_contact", "request_location", "request_poll", "web_app",
})  # fmt: skip
_MARKUP_FIELDS = {
    "inline_keyboard": frozenset({"inline_keyboard"}),
    "keyboard": frozenset({
        "keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective",
    }),
    "remove_keyboard": frozenset({"remove_keyboard", "selective"}),
    "force_reply": frozenset({"force_reply", "input_field_placeholder", "selective"}),
}  # fmt: skip
_NAMES = {"inline_keyboard": "InlineKeyboardMarkup", "keyboard": "ReplyKeyboardMarkup"}


class Markup(NamedTuple):
    """A message's keyboard: `inline` goes with the message, `reply` to the chat (None there takes it away).

    `fixed`: the message cannot be edited later, as none can that carried anything but an inline keyboard.
    """

    inline: Json | None = None
    reply: Json | None = None
    fixed: bool = False
    changes_reply: bool = False


def read_markup(value: Json | None) -> Markup:
    """The keyboard that a request's reply_markup asks for. Raises Refused where Telegram would refuse it."""
    if not value:
        return Markup()
    kind = next((name for name in _MARKUP_FIELDS if name in value), None)
    if kind is None:
        raise bad_request("object expected as reply markup")
    for name in value:
        if name not in _MARKUP_FIELDS[kind]:
            raise bad_request(f'unknown field "{name}" in reply_markup')
    if kind == "inline_keyboard":
        rows = _rows(value, kind, _inline_button)
        return Markup(inline={"inline_keyboard": rows}) if rows else Markup()
    if kind == "keyboard":
        return Markup(reply=_shown(value, _rows(value, kind, _reply_button)), fixed=True, changes_reply=True)
    if value[kind] is not True:
        raise bad_request(f'field "{kind}" must be True')
    return Markup(fixed=True, changes_reply=kind == "remove_keyboard")


def _rows(markup: Json, kind: str, check: Any) -> list[list[Json]]:
    rows = markup[kind]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{kind}" of the {_NAMES[kind]} must be an Array of Arrays')
    rows = [[check(button) for button in row] for row in rows if row]
    if sum(len(row) for row in rows) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("reply markup is too long")
    if any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(button: object) -> Json:
    words = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"{words}: InlineKeyboardButton must be an Object")
    _check_fields(button, _INLINE_FIELDS, words)
    actions = _INLINE_ACTIONS & button.keys()
    if not actions:
        raise bad_request(f"{words}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{words}: exactly one action is allowed, not {', '.join(sorted(actions))}")
    if "callback_data" in actions:
        _check_data(button["callback_data"], words)
    elif "url" in actions:
        if not isinstance(button["url"], str):
            raise bad_request(f'{words}: Field "url" must be of type String')
        if not checked_link(button["url"]):
            raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _check_data(data: object, words: str) -> None:
    if not isinstance(data, str):
        raise bad_request(f'{words}: Field "callback_data" must be of type String')
    if not 1 <= len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _reply_button(button: object) -> Json:
    words = "can't parse keyboard button"
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request(f"{words}: KeyboardButton must be a String or an Object")
    _check_fields(button, _REPLY_FIELDS, words)
    if not isinstance(button.get("request_contact", False), bool):
        raise bad_request(f'{words}: Field "request_contact" must be of type Boolean')
    return button


def _check_fields(button: Json, allowed: frozenset[str], words: str) -> None:
    for name in button:
        if name not in allowed:
            raise _unknown(words, name)
    if "text" not in button:
        raise bad_request(f'{words}: Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(f'{words}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(f"{words}: Text must be non-empty")


def _unknown(words: str, name: object) -> Refused:
    return bad_request(f'{words}: unknown field "{name}"')


def _shown(markup: Json, rows: list[list[Json]]) -> Json:
    return {
        "rows": [
            [{"text": b["text"], "request_contact": b.get("request_contact", False)} for b in row] for row in rows
        ],
        "one_time": markup.get("one_time_keyboard") is True,
        "placeholder": str(markup.get("input_field_placeholder", "")),
    }
