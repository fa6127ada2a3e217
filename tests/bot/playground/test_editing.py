from typing import Any

import pytest

from bot.playground import Playground
from bot.playground.media import kept_photo
from bot.playground.requests import Upload
from tests.bot.playground.api import BUDI, SARI, Api

KEYBOARD = {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}


async def test_an_edit_replaces_text_and_keyboard(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=KEYBOARD)
    edited = await api.result("editMessageText", chat_id=SARI, message_id=sent["message_id"], text="b")
    assert (edited["text"], "reply_markup" in edited) == ("b", False)
    (message,) = playground.messages(SARI)
    assert (message["text"], message["edited"], message["inline_keyboard"]) == ("b", True, None)


async def test_a_keyboard_may_be_edited_alone(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=KEYBOARD)
    await api.result("editMessageReplyMarkup", chat_id=SARI, message_id=sent["message_id"])
    assert playground.messages(SARI)[0]["inline_keyboard"] is None


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
async def test_an_edit_that_changes_nothing_is_refused(api: Api, method: str) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=KEYBOARD)
    text = {"text": "a"} if method == "editMessageText" else {}
    refusal = await api.refusal(method, chat_id=SARI, message_id=sent["message_id"], reply_markup=KEYBOARD, **text)
    assert refusal == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )


async def test_a_second_edit_that_changes_nothing_is_refused_too(api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a")
    await api.result("editMessageText", chat_id=SARI, message_id=sent["message_id"], text="b")
    assert "message is not modified" in await api.refusal(
        "editMessageText", chat_id=SARI, message_id=sent["message_id"], text="b"
    )


async def test_what_is_not_there_cannot_be_edited(api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a")
    for where in ({"chat_id": SARI, "message_id": 99}, {"chat_id": BUDI, **sent}, {"chat_id": SARI}):
        params: dict[str, Any] = {name: where[name] for name in ("chat_id", "message_id") if name in where}
        assert await api.refusal("editMessageText", text="b", **params) == "Bad Request: message to edit not found"


async def test_peoples_messages_and_those_with_a_reply_keyboard_cannot_be_edited(
    playground: Playground, api: Api
) -> None:
    said = await playground.say(SARI, "Halo")
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup={"remove_keyboard": True})
    for message_id in (said, sent["message_id"]):
        refusal = await api.refusal("editMessageText", chat_id=SARI, message_id=message_id, text="b")
        assert refusal == "Bad Request: message can't be edited"


async def test_a_deleted_message_is_gone(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a")
    where = {"chat_id": SARI, "message_id": sent["message_id"]}
    assert await api.result("deleteMessage", **where) is True
    assert playground.messages(SARI) == []
    assert await api.refusal("deleteMessage", **where) == "Bad Request: message to delete not found"


async def test_after_two_days_a_message_cannot_be_deleted(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a")
    await playground.move_clock(48 * 3600 + 60)
    refusal = await api.refusal("deleteMessage", chat_id=SARI, message_id=sent["message_id"])
    assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_an_answer_to_a_tap_has_at_most_200_characters(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=KEYBOARD)
    callback_id = await playground.tap(SARI, sent["message_id"], "ya")
    assert "MESSAGE_TOO_LONG" in await api.refusal("answerCallbackQuery", callback_query_id=callback_id, text="x" * 201)


async def test_a_tap_may_be_answered_and_an_unknown_one_may_not(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=KEYBOARD)
    callback_id = await playground.tap(SARI, sent["message_id"], "ya")
    assert await api.result("answerCallbackQuery", callback_query_id=callback_id, text="Baik") is True
    refusal = await api.refusal("answerCallbackQuery", callback_query_id="123")
    assert refusal == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_photo_has_no_text_to_edit(playground: Playground, api: Api) -> None:
    file = kept_photo(playground._world.store, Upload("a.gif", "image/gif", b"GIF89a\x05\x00\x06\x00"))
    sent = await api.result("sendPhoto", chat_id=SARI, photo=file["file_id"])
    refusal = await api.refusal("editMessageText", chat_id=SARI, message_id=sent["message_id"], text="b")
    assert refusal == "Bad Request: there is no text in the message to edit"
