"""Videos, voices, albums and places are sent, edited and shared as Telegram would have it."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.channel import Attachment, Rejected
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.parse import parse
from bot.messages import Address, Choice, Inbound, Outbound, Pin
from bot.playground import Playground
from tests.bot.playground.api import SARI, TOKEN, Api
from tests.bot.playground.test_media import answered, form, png

TO = Address("telegram", "4242", str(SARI))
YES = Choice("rsvp:1:v1:1:yes", "Ya")


@pytest.fixture
async def telegram(api: Api) -> AsyncIterator[Telegram]:
    telegram = await Telegram.connect(TOKEN, api.url)
    yield telegram
    await telegram.close()


def attachment(kind: str, reference: str = "") -> Attachment:
    content = png(30, 40) if kind == "photo" else b"isi"
    return Attachment(kind, f"berkas.{kind}", "application/octet-stream", reference, content)


async def came(api: Api) -> list[Inbound]:
    found = [parse(json.dumps(update), "4242") for update in await api.updates()]
    return [inbound for inbound in found if inbound is not None and inbound.media]


@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice"])
async def test_the_channel_sends_a_file_and_then_the_same_by_its_id(
    playground: Playground, telegram: Telegram, kind: str
) -> None:
    message = Outbound("Keterangan", (YES,), media=(1,))
    first = await telegram.send_files(TO, message, [attachment(kind)])
    again = await telegram.send_files(TO, message, [attachment(kind, first.references[0])])
    assert again.references == first.references != ("",)
    assert [shown["text"] for shown in playground.messages(SARI)] == ["Keterangan"] * 2
    changed = await telegram.send_files(TO, Outbound("Lain", media=(1,)), [attachment(kind)], first.message)
    assert changed.message == first.message
    assert playground.messages(SARI)[0]["text"] == "Lain"


async def test_the_channel_sends_an_album(playground: Playground, telegram: Telegram) -> None:
    files = [attachment("photo"), attachment("video"), attachment("photo")]
    sent = await telegram.send_files(TO, Outbound("Dokumentasi", media=(1, 2, 3)), files)
    shown = playground.messages(SARI)
    assert [message["text"] for message in shown] == ["Dokumentasi", "", ""]
    assert len({message["album"] for message in shown}) == 1
    assert len(set(sent.references)) == 3


async def test_what_telegram_would_not_group_is_refused(telegram: Telegram) -> None:
    with pytest.raises(Rejected):
        await telegram.send_files(TO, Outbound("", media=(1, 2)), [attachment("photo"), attachment("document")])


async def test_a_photo_takes_the_place_of_a_text_and_of_a_photo(playground: Playground, telegram: Telegram) -> None:
    id_ = await telegram.send(TO, Outbound("Sedang dibuat"))
    await telegram.send_files(TO, Outbound("Satu", (YES,), media=(1,)), [attachment("photo")], id_)
    (one,) = playground.messages(SARI)
    sent = await telegram.send_files(TO, Outbound("Dua", media=(2,)), [attachment("photo")], id_)
    (two,) = playground.messages(SARI)
    assert (one["text"], two["text"], two["inline_keyboard"], sent.message) == ("Satu", "Dua", None, id_)
    assert one["photo"]["url"] != two["photo"]["url"]


async def test_places_are_sent_and_shown(playground: Playground, telegram: Telegram) -> None:
    await telegram.send(TO, Outbound("", pin=Pin(-3.3194, 114.5908)))
    await telegram.send(TO, Outbound("", pin=Pin(-3.3194, 114.5908, "Gedung", "Jl. Basri")))
    places = [message["place"] for message in playground.messages(SARI)]
    assert [place["title"] for place in places] == ["", "Gedung"]
    assert places[0]["latitude"] == -3.3194


async def test_a_text_has_no_caption_to_edit_and_is_left_as_it_is(playground: Playground, telegram: Telegram) -> None:
    id_ = await telegram.send(TO, Outbound("Sedang dibuat"))
    sent = await telegram.send_files(TO, Outbound("Ini", media=(1,)), [attachment("document")], id_)
    assert sent.message != id_
    assert [message["text"] for message in playground.messages(SARI)] == ["Sedang dibuat", "Ini"]


async def test_a_place_shared_from_a_phone_arrives(playground: Playground, api: Api) -> None:
    await api.post(f"/sim/phones/{SARI}/place", {"latitude": -3.3194, "longitude": 114.5908})
    await api.post(f"/sim/phones/{SARI}/place", {"latitude": 91, "longitude": 0}, 400)
    await api.post(f"/sim/phones/{SARI}/place", {"latitude": "x", "longitude": 0}, 400)
    (inbound,) = await came(api)
    assert inbound.pin == Pin(-3.3194, 114.5908)


async def test_an_album_from_a_phone_arrives_as_updates_of_one_album(
    playground: Playground, api: Api, telegram: Telegram
) -> None:
    await playground.send_album(SARI, [("a.png", png(3, 4)), ("b.png", png(5, 6))], "dua foto")
    one, two = await came(api)
    assert (one.text, two.text) == ("dua foto", "")
    assert one.album == two.album != ""
    assert await telegram.fetch(two.files[0]) == png(5, 6)


async def test_wrong_requests_are_refused(api: Api) -> None:
    photo = {"type": "photo", "media": "attach://a"}
    assert "2 to 10" in await api.refusal("sendMediaGroup", chat_id=SARI, media=[photo])
    assert "no photo" in await api.refusal("sendMediaGroup", chat_id=SARI, media=[photo, photo])
    assert "reply_markup" in await api.refusal("sendMediaGroup", chat_id=SARI, media=[photo, photo], reply_markup={})
    assert "LOCATION_INVALID" in await api.refusal("sendLocation", chat_id=SARI, latitude=-91, longitude=0)
    assert "Float" in await api.refusal("sendLocation", chat_id=SARI, latitude="x", longitude=0)
    assert "title" in await api.refusal("sendVenue", chat_id=SARI, latitude=1, longitude=2, title="", address="x")
    assert "uploads" in await api.refusal("sendMediaGroup", chat_id=SARI, media=[photo, photo], uploads="x")
    video = await answered(api, "sendVideo", form("video", "a.mp4", b"x"))
    id_ = video["result"]["video"]["file_id"]  # type: ignore[index]
    assert "type of file mismatch" in await api.refusal("sendVoice", chat_id=SARI, voice=id_)
