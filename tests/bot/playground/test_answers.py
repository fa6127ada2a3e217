import json

import pytest

from bot.playground.answers import Described, bad_request, denied, dumped, granted, too_many


@pytest.mark.parametrize(
    ("words", "description"),
    [
        ("Message is too long", "Bad Request: message is too long"),
        ("BUTTON_DATA_INVALID", "Bad Request: BUTTON_DATA_INVALID"),
        ("A_B", "Bad Request: A_B"),
        ("X", "Bad Request: x"),
        ("", "Bad Request: "),
    ],
)
def test_the_first_letter_is_lowered_unless_it_begins_a_constant(words: str, description: str) -> None:
    assert bad_request(words).description == description


def test_the_envelopes_are_telegrams() -> None:
    assert json.loads(granted([1])) == {"ok": True, "result": [1]}
    assert json.loads(granted(Described(True, "Webhook was set"))) == {
        "ok": True,
        "result": True,
        "description": "Webhook was set",
    }
    assert json.loads(denied(too_many(5))) == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }


def test_even_half_a_surrogate_pair_is_passed_on() -> None:
    assert json.loads(dumped("\ud800").encode()) == "\ud800"
