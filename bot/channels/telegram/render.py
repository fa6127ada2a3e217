"""How a neutral message looks on Telegram: HTML, and the keyboards."""

import re
from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.channel import Shown
from bot.messages import Choice, Span, clean, spans

SHARE_NUMBER = "📱 Kirim nomor"
"""The button that shares one's own number."""
BUTTON_LENGTH = 64
"""Characters that a button shows."""
SIDE_BY_SIDE = 16
"""Characters of a label of which two fit in a row on a phone."""

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code",
}  # fmt: skip
_SHORTENED = re.compile(r"(…| \d+)$")


def html(text: str) -> str:
    """The text in Telegram's HTML, with everything that is not formatting escaped."""
    return "".join(_element(span) for span in spans(text))


def _element(span: Span) -> str:
    content = escape(clean(span.text), quote=False)
    if span.style == "link":
        return f'<a href="{escape(span.url)}">{content}</a>'
    tag = _TAGS.get(span.style)
    return f"<{tag}>{content}</{tag}>" if tag else content


def inline_keyboard(form: Shown) -> InlineKeyboardMarkup | None:
    """The buttons under a message, if it is shown with any: short ones in pairs, long ones alone."""
    if form.form != "buttons":
        return None
    rows: list[list[InlineKeyboardButton]] = []
    taken: set[str] = set()
    for choice in form.choices:
        button = InlineKeyboardButton(_button_text(choice, taken), callback_data=choice.id)
        taken.add(button.text)
        if rows and len(rows[-1]) == 1 and _short(rows[-1][0].text) and _short(button.text):
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows)


def phone_keyboard(choices: Sequence[Choice]) -> ReplyKeyboardMarkup:
    """A keyboard that shares one's own number, and says each other choice's label."""
    rows = [[KeyboardButton(SHARE_NUMBER, request_contact=True)], *([KeyboardButton(c.label)] for c in choices)]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)


def _short(label: str) -> bool:
    return len(label) <= SIDE_BY_SIDE


def _button_text(choice: Choice, taken: set[str]) -> str:
    """The label, or the full name where the label is a shortened one and the button has room."""
    stem = _SHORTENED.sub("", choice.label).casefold()
    full = choice.hint.casefold().startswith(stem) and stem != choice.label.casefold()
    return choice.hint if full and len(choice.hint) <= BUTTON_LENGTH and choice.hint not in taken else choice.label
