"""The judge of requests finds what is wrong, and nothing in what is right."""

import json

import pytest

from tests.bot_api import violations

BUTTON: dict[str, object] = {"text": "Ya", "callback_data": "a:1:1:yes"}


def keyboard(button: dict[str, object]) -> str:
    return json.dumps({"inline_keyboard": [[button]]})


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": "5", "text": "<b>Halo</b> &amp; kabar", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": 5, "text": "b" * 4096, "reply_markup": keyboard(BUTTON)}),
        ("sendMessage", {"chat_id": "5", "text": f"<b>{'b' * 4096}</b>", "parse_mode": "HTML"}),
        ("getUpdates", {"timeout": "30", "limit": "100", "allowed_updates": '["message"]'}),
        ("setMyCommands", {"commands": '[{"command": "daftar", "description": "Mendaftar"}]'}),
        ("deleteWebhook", {"drop_pending_updates": "false"}),
    ],
)
def test_a_right_request_has_no_violations(method: str, params: dict[str, object]) -> None:
    assert violations(method, params) == []


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": "5"}, "required"),
        ("sendMessage", {"chat_id": "5", "text": "a", "colour": "red"}, "colour: unknown parameter"),
        ("sendMessage", {"chat_id": "5", "text": 7}, "string"),
        ("sendMessage", {"chat_id": "5", "text": "a", "disable_notification": '"yes"'}, "boolean"),
        ("sendMessage", {"chat_id": "5", "text": "a", "reply_markup": "{"}, "not JSON"),
        ("sendMessage", {"chat_id": "5", "text": " "}, "0 characters"),
        ("sendMessage", {"chat_id": "5", "text": "b" * 4097}, "4097 characters"),
        ("sendMessage", {"chat_id": "5", "text": "<b>a", "parse_mode": "HTML"}, "not closed"),
        ("sendMessage", {"chat_id": "5", "text": "<p>a</p>", "parse_mode": "HTML"}, "no tag"),
        ("sendMessage", {"chat_id": "5", "text": "a", "reply_markup": keyboard({"text": "Ya"})}, "one action"),
        ("sendMessage", {"chat_id": "5", "text": "a", "reply_markup": keyboard(BUTTON | {"a": 1})}, "unknown field"),
        (
            "editMessageText",
            {"chat_id": "5", "text": "a", "reply_markup": keyboard(BUTTON | {"callback_data": "é" * 33})},
            "66 bytes",
        ),
        ("getUpdates", {"timeout": "51"}, "timeout: 51"),
        ("setMyCommands", {"commands": '[{"command": "/Daftar", "description": "a"}]'}, "name"),
        ("setWebhook", {"url": "https://a.id", "secret_token": "a b"}, "secret_token"),
    ],
)
def test_a_wrong_request_is_found_out(method: str, params: dict[str, object], words: str) -> None:
    found = violations(method, params)
    assert found
    assert any(words in each for each in found), found
