"""Files go to Telegram and come from it; every request is as the Bot API wants it."""

import json

import pytest

from bot.channel import Attachment, Rejected, SentFiles, TryLater
from bot.channels.telegram.channel import Telegram
from bot.messages import Address, Choice, File, Outbound, Pin, bold
from tests.bot.channels.telegram.fake_api import FakeApi, refused

SARI = Address("telegram", "4242", "101")
YES = Choice("rsvp:1:v1:1:yes", "Ya")


def attachment(kind: str = "photo", reference: str = "", content: bytes = b"isi") -> Attachment:
    return Attachment(kind, "peta & rute.png", "image/png", reference, content)


@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice"])
async def test_a_file_goes_with_its_caption_and_buttons(api: FakeApi, telegram: Telegram, kind: str) -> None:
    message = Outbound(f"Halo {bold('<Sari>')}", (YES,), media=(1,))
    sent = await telegram.send_files(SARI, message, [attachment(kind)])
    ((method, request),) = api.requests[1:]
    assert method == f"send{kind.capitalize()}"
    assert request["caption"] == "Halo <b>&lt;Sari&gt;</b>"
    assert json.loads(request["reply_markup"])["inline_keyboard"][0][0]["callback_data"] == YES.id
    assert list(api.files.values()) == [b"isi"]
    assert request[kind] == f"attach://{next(iter(api.files))}"
    assert sent == SentFiles("102", (f"{kind}-2",))


async def test_a_file_that_telegram_knows_is_not_uploaded_again(api: FakeApi, telegram: Telegram) -> None:
    await telegram.send_files(SARI, Outbound("", media=(1,)), [attachment(reference="AgAD")])
    (request,) = api.asked("sendPhoto")
    assert request["photo"] == "AgAD"
    assert "caption" not in request
    assert api.files == {}


async def test_an_album_is_one_request_with_its_caption_under_the_first(api: FakeApi, telegram: Telegram) -> None:
    files = [attachment(), attachment("video", "BAAD"), attachment(content=b"lain")]
    sent = await telegram.send_files(SARI, Outbound("Dokumentasi", media=(1, 2, 3)), files)
    (request,) = api.asked("sendMediaGroup")
    items = json.loads(request["media"])
    assert [item["type"] for item in items] == ["photo", "video", "photo"]
    assert [item.get("caption") for item in items] == ["Dokumentasi", None, None]
    assert items[1]["media"] == "BAAD"
    assert [api.files[item["media"].removeprefix("attach://")] for item in items[::2]] == [b"isi", b"lain"]
    assert (sent.message, len(sent.references)) == ("102", 3)


async def test_a_place_is_a_venue_where_it_has_a_name_and_an_address(api: FakeApi, telegram: Telegram) -> None:
    await telegram.send(SARI, Outbound("", pin=Pin(-3.3194, 114.5908)))
    await telegram.send(SARI, Outbound("", pin=Pin(-3.3194, 114.5908, "Gedung Sultan Suriansyah", "Jl. Brigjen Basri")))
    (place,), (venue,) = api.asked("sendLocation"), api.asked("sendVenue")
    assert (float(place["latitude"]), float(place["longitude"])) == (-3.3194, 114.5908)
    assert venue["title"] == "Gedung Sultan Suriansyah"


async def test_a_caption_is_edited_and_what_has_none_is_sent_anew(api: FakeApi, telegram: Telegram) -> None:
    message = Outbound("Sudah 3 orang", (YES,), media=(1,), replaces="k")
    assert await telegram.send_files(SARI, message, [attachment("photo", "AgAC")], "55") == SentFiles("55", ())
    (request,) = api.asked("editMessageCaption")
    assert (request["message_id"], request["caption"]) == ("55", "Sudah 3 orang")
    api.script("editMessageCaption", refused(400, "Bad Request: there is no caption in the message to edit"))
    assert (await telegram.send_files(SARI, message, [attachment("photo", "AgAC")], "55")).message != "55"
    assert len(api.asked("sendPhoto")) == 1


async def test_a_photo_that_is_new_takes_the_place_of_the_one_that_was_sent(api: FakeApi, telegram: Telegram) -> None:
    message = Outbound("Kode: ABCD 1234", (YES,), media=(2,), replaces="k")
    assert (await telegram.send_files(SARI, message, [attachment(content=b"baru")], "55")).message == "55"
    (request,) = api.asked("editMessageMedia")
    item = json.loads(request["media"])
    assert (request["message_id"], item["type"], item["caption"]) == ("55", "photo", "Kode: ABCD 1234")
    assert api.files[item["media"].removeprefix("attach://")] == b"baru"
    assert "reply_markup" in request
    api.script("editMessageMedia", refused(400, "Bad Request: message can't be edited"))
    assert (await telegram.send_files(SARI, message, [attachment()], "55")).message != "55"


async def test_a_file_that_telegram_refuses_is_rejected(api: FakeApi, telegram: Telegram) -> None:
    for answer in (refused(400, "Bad Request: IMAGE_PROCESS_FAILED"), refused(413, "Request Entity Too Large")):
        api.script("sendPhoto", answer)
        with pytest.raises(Rejected):
            await telegram.send_files(SARI, Outbound("x", media=(1,)), [attachment()])


async def test_what_came_in_is_fetched(api: FakeApi, telegram: Telegram) -> None:
    api.downloads["docs/BQAD"] = b"No;Nama\n1;Siti\n"
    assert await telegram.fetch(File("document", "BQAD", "daftar.csv")) == b"No;Nama\n1;Siti\n"


async def test_a_file_too_large_or_gone_is_rejected_and_a_server_in_trouble_tried_later(
    api: FakeApi, telegram: Telegram
) -> None:
    with pytest.raises(Rejected):
        await telegram.fetch(File("document", "BQAD", size=20 * 1024 * 1024 + 1))
    assert api.asked("getFile") == []
    with pytest.raises(Rejected):
        await telegram.fetch(File("document", "gone"))
    api.downloads["docs/lies"] = bytes(20 * 1024 * 1024 + 1)
    with pytest.raises(Rejected):
        await telegram.fetch(File("document", "lies", size=3))
    api.script("getFile", refused(429, "Too Many Requests: retry after 3", retry_after=3))
    with pytest.raises(TryLater):
        await telegram.fetch(File("document", "BQAD"))
