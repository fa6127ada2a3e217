from typing import Any

import pytest

from bot.playground.answers import Refused
from bot.playground.keyboards import Markup, read_markup

TAP = {"text": "Ya", "callback_data": "a"}


def inline(*rows: list[Any]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ({"x": 1}, "Bad Request: object expected as reply markup"),
        ({"inline_keyboard": [TAP]}, 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an'),
        (inline([{**TAP, "callback_data": "é" * 33}]), "^Bad Request: BUTTON_DATA_INVALID$"),
        (inline([{**TAP, "callback_data": ""}]), "^Bad Request: BUTTON_DATA_INVALID$"),
        (inline([{"text": "Ya"}]), "Text buttons are unallowed in the inline keyboard"),
        (inline([{**TAP, "url": "https://a.id"}]), "exactly one action"),
        (inline([{"text": "Ya", "url": "asal"}]), "inline keyboard button URL 'asal' is invalid: Wrong HTTP URL"),
        (inline([{"callback_data": "a"}]), 'Can\'t find field "text"'),
        (inline([{**TAP, "text": 1}]), 'Field "text" must be of type String'),
        (inline([{**TAP, "text": " "}]), "Text must be non-empty"),
        (inline([{**TAP, "colour": "red"}]), 'unknown field "colour"'),
        (inline(["Ya"]), "InlineKeyboardButton must be an Object"),
        (inline([TAP] * 9), "Bad Request: reply markup is too long"),
        (inline(*[[TAP]] * 101), "Bad Request: reply markup is too long"),
        ({"keyboard": [[{"text": "Ya", "callback_data": "a"}]]}, 'unknown field "callback_data"'),
        ({"keyboard": [[{"text": "Ya", "request_contact": 1}]]}, 'Field "request_contact" must be of type Boolean'),
        ({"keyboard": [[1]]}, "KeyboardButton must be a String or an Object"),
        ({"keyboard": [["Ya"]], "columns": 2}, 'unknown field "columns"'),
        ({"remove_keyboard": False}, 'field "remove_keyboard" must be True'),
    ],
)
def test_a_wrong_keyboard_is_refused(markup: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_markup(markup)


def test_the_largest_keyboard_is_taken() -> None:
    largest = inline(*[[{**TAP, "callback_data": "é" * 32}] * 8] * 12)
    assert read_markup(largest).inline == largest


def test_a_reply_keyboard_belongs_to_the_chat_and_makes_its_message_uneditable() -> None:
    markup = read_markup(
        {"keyboard": [[{"text": "Kirim", "request_contact": True}], ["Lewati"]], "one_time_keyboard": True}
    )
    assert markup.fixed
    assert markup.reply == {
        "rows": [[{"text": "Kirim", "request_contact": True}], [{"text": "Lewati", "request_contact": False}]],
        "one_time": True,
        "placeholder": "",
    }
    assert read_markup({"remove_keyboard": True}) == Markup(fixed=True, changes_reply=True)
    assert read_markup({"force_reply": True}) == Markup(fixed=True)
