"""The bot puts other media in the place of what it sent, as Telegram lets it."""

import json
from typing import Any

import pytest

from bot.playground import Playground
from tests.bot.playground.api import SARI, Api
from tests.bot.playground.test_editing import KEYBOARD
from tests.bot.playground.test_media import answered, form, png

PHOTO = {"type": "photo", "media": "attach://a"}


async def sent(api: Api, method: str = "sendPhoto", field: str = "photo", **more: str) -> dict[str, Any]:
    body: Any = await answered(api, method, form(field, f"{field}.png", png(30, 40), **more))
    assert body["ok"], body
    return dict(body["result"])


async def edited(api: Api, message: dict[str, Any], media: dict[str, Any], content: bytes = b"") -> dict[str, Any]:
    data = form("a", "a.png", content or png(50, 60), message_id=str(message["message_id"]), media=json.dumps(media))
    return await answered(api, "editMessageMedia", data)


async def test_an_attached_photo_with_its_caption_takes_the_place_of_the_other(
    playground: Playground, api: Api
) -> None:
    message = await sent(api, caption="lama", reply_markup=json.dumps(KEYBOARD), has_spoiler="true")
    body: Any = await edited(api, message, {**PHOTO, "caption": "<b>baru</b>", "parse_mode": "HTML"})
    now = body["result"]
    assert (now["message_id"], now["caption"], now["photo"][0]["width"]) == (message["message_id"], "baru", 50)
    assert now["caption_entities"][0]["type"] == "bold"
    assert not {"reply_markup", "has_media_spoiler"} & set(now)
    (shown,) = playground.messages(SARI)
    assert (shown["text"], shown["photo"]["width"], shown["edited"]) == ("baru", 50, True)


async def test_a_known_file_takes_a_texts_place_and_the_same_again_changes_nothing(
    playground: Playground, api: Api
) -> None:
    photo = await sent(api)
    message = await api.result("sendMessage", chat_id=SARI, text="*", entities=[])
    media = {"type": "photo", "media": photo["photo"][0]["file_id"]}
    where = {"chat_id": SARI, "message_id": message["message_id"], "media": media, "reply_markup": KEYBOARD}
    now = await api.result("editMessageMedia", **where)
    assert "text" not in now
    assert now["reply_markup"] == KEYBOARD
    assert "message is not modified" in await api.refusal("editMessageMedia", **where)
    assert playground.messages(SARI)[1]["photo"]["width"] == 30


async def test_a_photo_may_become_a_document(api: Api) -> None:
    body: Any = await edited(api, await sent(api), {"type": "document", "media": "attach://a"}, b"isi")
    assert body["result"]["document"]["file_name"] == "a.png"
    assert "photo" not in body["result"]


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ({"type": "photo", "media": "attach://b"}, "there is no photo in the request"),
        ({"type": "photo", "media": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ({"type": "photo"}, 'field "media" is missing'),
        ({"type": "sticker", "media": "attach://a"}, "can't parse InputMedia"),
        ({**PHOTO, "colour": "red"}, 'unknown field "colour" in media'),
        ({**PHOTO, "duration": 3}, 'unknown field "duration" in media'),
        ({**PHOTO, "caption": 7}, 'parameter "caption" must be a String'),
        ({**PHOTO, "caption": "a" * 1025}, "caption is too long"),
        ([PHOTO], 'parameter "media" must be an Object'),
    ],
)
async def test_wrong_media_are_refused_and_change_nothing(
    playground: Playground, api: Api, media: Any, words: str
) -> None:
    message = await sent(api, caption="lama")
    before = playground.messages(SARI)
    body: Any = await edited(api, message, media)
    assert (body["ok"], playground.messages(SARI)) == (False, before)
    assert words in body["description"]


async def test_what_has_no_media_or_is_not_the_bots_is_not_edited(playground: Playground, api: Api) -> None:
    place = await api.result("sendLocation", chat_id=SARI, latitude=1, longitude=2)
    said = await playground.say(SARI, "Halo")
    for message, words in ((place, "there is no media in the message to edit"), ({"message_id": said}, "can't be")):
        body: Any = await edited(api, message, PHOTO)
        assert words in body["description"]
    assert "no media in the request" in await api.refusal("editMessageMedia", chat_id=SARI, message_id=1)
    refusal = await api.refusal("editMessageMedia", chat_id=SARI, message_id=99, media=PHOTO)
    assert refusal == "Bad Request: message to edit not found"


async def test_a_photo_of_an_album_stays_a_photo(api: Api) -> None:
    id_ = (await sent(api))["photo"][0]["file_id"]
    album = await api.result("sendMediaGroup", chat_id=SARI, media=[{"type": "photo", "media": id_}] * 2)
    body: Any = await edited(api, album[0], {"type": "document", "media": "attach://a"})
    assert body["description"] == "Bad Request: can't change media type in the album"
    body = await edited(api, album[0], PHOTO)
    assert body["result"]["media_group_id"] == album[0]["media_group_id"]
