from typing import Any

import pytest

from bot.playground import Playground
from tests.bot.playground.api import SARI, STRANGER, Api


async def test_a_message_arrives_with_its_formatting(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="<b>Halo</b> &amp; 😊", parse_mode="HTML")
    (message,) = playground.messages(SARI)
    assert (message["id"], message["from"], message["text"]) == (sent["message_id"], "bot", "Halo & 😊")
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "a"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 9, "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": "@siapa", "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": STRANGER, "text": "a"}, "Forbidden: bot can't initiate conversation with a user"),
        ({"chat_id": SARI}, "Bad Request: message text is empty"),
        ({"chat_id": SARI, "text": " "}, "Bad Request: message text is empty"),
        ({"chat_id": SARI, "text": "x" * 4097}, "Bad Request: message is too long"),
        (
            {"chat_id": SARI, "text": "<b>", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"chat_id": SARI, "text": "a", "reply_parameters": {"message_id": 9}},
            "Bad Request: message to be replied not found",
        ),
        (
            {"chat_id": SARI, "text": "a", "reply_markup": "{"},
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            {
                "chat_id": SARI,
                "text": "a",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]},
            },
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        ({"chat_id": SARI, "text": "a", "colour": "red"}, 'Bad Request: unknown parameter "colour"'),
        (
            {"chat_id": SARI, "text": "a", "reply_parameters": {"id": 1}},
            'Bad Request: unknown field "id" in reply_parameters',
        ),
        (
            {"chat_id": SARI, "text": "a", "protect_content": "maybe"},
            'Bad Request: parameter "protect_content" must be a Boolean',
        ),
        (
            {"chat_id": SARI, "text": "a", "message_effect_id": "1"},
            'Bad Request: parameter "message_effect_id" names something that the playground does not have',
        ),
    ],
)
async def test_what_telegram_refuses_is_refused_in_its_words(
    playground: Playground, api: Api, params: dict[str, Any], words: str
) -> None:
    assert await api.refusal("sendMessage", **params) == words
    assert playground.messages(SARI) == []


async def test_who_has_blocked_the_bot_is_not_written_to(playground: Playground, api: Api) -> None:
    await playground.block(SARI)
    assert await api.refusal("sendMessage", chat_id=SARI, text="a") == "Forbidden: bot was blocked by the user"
    await playground.block(SARI, False)
    await api.result("sendMessage", chat_id=SARI, text="a")


async def test_flood_is_refused_with_the_seconds_to_wait(playground: Playground, api: Api) -> None:
    playground._world.limits.enforced = True
    for _ in range(3):
        await api.result("sendMessage", chat_id=SARI, text="a")
    body = await api.bot("sendMessage", chat_id=SARI, text="a")
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_a_reply_shows_what_it_replies_to(playground: Playground, api: Api) -> None:
    asked = await playground.say(SARI, "Halo")
    sent = await api.result("sendMessage", chat_id=SARI, text="Ya?", reply_parameters={"message_id": asked})
    assert sent["reply_to_message"]["text"] == "Halo"
    assert playground.messages(SARI)[-1]["reply_to"] == asked
    gone = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.result("sendMessage", chat_id=SARI, text="Ya?", reply_parameters=gone)


async def test_a_reply_keyboard_stays_until_taken_away(api: Api) -> None:
    async def keyboard() -> Any:
        return (await api.get("/sim/state"))["phones"][0]["keyboard"]

    markup = {"keyboard": [[{"text": "Nomor", "request_contact": True}]], "resize_keyboard": True}
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=markup)
    assert "reply_markup" not in sent
    await api.result("sendMessage", chat_id=SARI, text="b")
    assert (await keyboard())["rows"] == [[{"text": "Nomor", "request_contact": True}]]
    await api.result("sendMessage", chat_id=SARI, text="c", reply_markup={"remove_keyboard": True})
    assert await keyboard() is None


async def test_typing_is_shown_only_in_ways_that_exist(api: Api) -> None:
    assert await api.result("sendChatAction", chat_id=SARI, action="typing") is True
    refusal = await api.refusal("sendChatAction", chat_id=SARI, action="thinking")
    assert refusal == "Bad Request: wrong parameter action in request"
