from typing import Any

import pytest

from bot.playground import NotPossible, Playground
from tests.bot.playground.api import BUDI, SARI, STRANGER, Api

KEYBOARD = {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}


async def test_a_deep_link_is_a_start_command_with_its_payload(playground: Playground, api: Api) -> None:
    await playground.say(STRANGER, "/start undangan_7-x")
    message = (await api.updates())[-1]["message"]
    assert message["text"] == "/start undangan_7-x"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": STRANGER, "is_bot": False, "first_name": "Tono", "language_code": "id"}
    assert message["chat"] == {"id": STRANGER, "type": "private", "first_name": "Tono"}


async def test_a_tap_tells_the_message_and_the_data(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=BUDI, text="Ikut?", reply_markup=KEYBOARD)
    callback_id = await playground.tap(BUDI, sent["message_id"], "ya")
    query = (await api.updates())[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["last_name"]) == (callback_id, "ya", "Santoso")
    assert query["message"]["reply_markup"] == KEYBOARD


async def test_ones_own_contact_says_whose_it_is_and_anothers_does_not(playground: Playground, api: Api) -> None:
    await playground.share_contact(SARI)
    await playground.share_contact(SARI, "+62812", "Ibu")
    own, other = (update["message"]["contact"] for update in await api.updates())
    assert own == {"phone_number": "+6281100000101", "first_name": "Sari", "user_id": SARI}
    assert other == {"phone_number": "+62812", "first_name": "Ibu"}


@pytest.mark.parametrize(("one_time", "left"), [(True, False), (False, True)])
async def test_a_keyboard_for_one_use_goes_when_used(
    playground: Playground, api: Api, one_time: bool, left: bool
) -> None:
    async def is_there() -> bool:
        return (await api.get("/sim/state"))["phones"][0]["keyboard"] is not None

    markup = {"keyboard": [[{"text": "Nomor", "request_contact": True}, "Lewati"]], "one_time_keyboard": one_time}
    await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=markup)
    await playground.say(SARI, "lain")
    assert await is_there()
    await playground.say(SARI, "Lewati")
    assert await is_there() is left
    await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=markup)
    await playground.share_contact(SARI)
    assert await is_there() is left


async def test_people_change_their_own_texts(playground: Playground, api: Api) -> None:
    message_id = await playground.say(SARI, "/satu")
    await playground.edit(SARI, message_id, "dua")
    edited = (await api.updates())[-1]["edited_message"]
    assert (edited["text"], "entities" in edited, "edit_date" in edited) == ("dua", False, True)
    assert playground.messages(SARI)[0]["edited"]


async def test_people_send_photos_and_documents(playground: Playground, api: Api) -> None:
    picture = b"GIF89a\x05\x00\x06\x00"
    await playground.send_photo(SARI, "a.gif", picture, "ini")
    await playground.send_document(SARI, "b.txt", b"isi")
    photo, document = (update["message"] for update in await api.updates())
    assert (photo["caption"], photo["photo"][0]["width"]) == ("ini", 5)
    assert (document["document"]["file_name"], document["document"]["file_size"]) == ("b.txt", 3)


async def test_a_reply_tells_what_it_replies_to(playground: Playground, api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SARI, text="Ikut?")
    await playground.say(SARI, "ya", reply_to=sent["message_id"])
    assert (await api.updates())[-1]["message"]["reply_to_message"]["text"] == "Ikut?"


async def test_what_no_phone_can_do_is_not_possible(playground: Playground, api: Api) -> None:
    said = await playground.say(SARI, "halo")
    sent = await api.result("sendMessage", chat_id=SARI, text="a", reply_markup=KEYBOARD)
    attempts: list[Any] = [
        playground.say(9, "halo"), playground.say(SARI, " "), playground.say(SARI, "x" * 4097),
        playground.say(SARI, "halo", reply_to=99), playground.tap(SARI, 99, "ya"), playground.tap(SARI, said, "ya"),
        playground.tap(SARI, sent["message_id"], "x" * 65), playground.edit(SARI, sent["message_id"], "b"),
        playground.send_photo(SARI, "a.png", b"x"), playground.send_document(SARI, "a", b"x", "x" * 1025),
        playground.move_clock(-1),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(NotPossible):
            await attempt


async def test_who_has_blocked_the_bot_writes_nothing(playground: Playground) -> None:
    await playground.block(SARI)
    with pytest.raises(NotPossible, match="unblock it first"):
        await playground.say(SARI, "halo")


async def test_the_clock_moves_what_is_dated(playground: Playground, api: Api) -> None:
    await playground.say(SARI, "kini")
    await playground.move_clock(7 * 86_400)
    await playground.say(SARI, "nanti")
    now, later = (update["message"]["date"] for update in await api.updates())
    assert later - now == pytest.approx(7 * 86_400, abs=2)
    assert playground.ahead == 7 * 86_400
