import struct
import zlib

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.answers import Refused
from bot.playground.media import kept_photo, picture_size
from bot.playground.requests import Upload
from bot.playground.store import Store
from tests.bot.playground.api import SARI, TOKEN, Api


def png(width: int, height: int) -> bytes:
    """A PNG picture as far as its size goes."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def form(field: str, name: str, content: bytes, **more: str) -> aiohttp.FormData:
    data = aiohttp.FormData({"chat_id": str(SARI), **more}, default_to_multipart=True)
    data.add_field(field, content, filename=name, content_type="application/octet-stream")
    return data


async def answered(api: Api, method: str, data: aiohttp.FormData) -> dict[str, object]:
    async with api.session.post(f"{api.url}/bot{TOKEN}/{method}", data=data) as answer:
        body: dict[str, object] = await answer.json()
        return body


def test_pictures_tell_their_size() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40) + bytes(10)
    assert picture_size(png(3, 4)) == (3, 4)
    assert picture_size(b"GIF89a" + struct.pack("<HH", 5, 6)) == (5, 6)
    assert picture_size(jpeg) == (40, 30)
    assert picture_size(b"\xff\xd8\xff") is None
    assert picture_size(b"%PDF") is None
    assert picture_size(png(0, 4)) is None


async def test_a_photo_is_shown_and_can_be_sent_again_by_its_id(playground: Playground, api: Api) -> None:
    body = await answered(
        api, "sendPhoto", form("photo", "a.png", png(30, 40), caption="<b>Foto</b>", parse_mode="HTML")
    )
    assert body["ok"], body
    (shown,) = playground.messages(SARI)
    assert (shown["text"], shown["photo"]["width"], shown["photo"]["height"]) == ("Foto", 30, 40)
    async with api.session.get(api.url + shown["photo"]["url"]) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", png(30, 40))
    again = await api.result("sendPhoto", chat_id=SARI, photo=shown["photo"]["url"].rpartition("/")[2])
    assert again["photo"][0]["width"] == 30


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF", "Bad Request: IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_fitting_photo_is_refused(api: Api, content: bytes, words: str) -> None:
    body = await answered(api, "sendPhoto", form("photo", "a.png", content))
    assert str(body["description"]).startswith(words)


def test_a_photo_has_at_most_ten_megabytes() -> None:
    store = Store(None)
    with pytest.raises(Refused, match="Bad Request: file of size 10000033 bytes is too big for a photo"):
        kept_photo(store, Upload("a.png", "image/png", png(9, 9) + bytes(10_000_000)))
    store.close()


async def test_a_document_may_come_under_an_attached_name_and_be_fetched(playground: Playground, api: Api) -> None:
    body = await answered(api, "sendDocument", form("berkas", "daftar.csv", b"a;b", document="attach://berkas"))
    assert body["ok"], body
    (shown,) = playground.messages(SARI)
    assert (shown["document"]["name"], shown["document"]["size"]) == ("daftar.csv", 3)
    file = await api.result("getFile", file_id=shown["document"]["url"].rpartition("/")[2])
    async with api.session.get(f"{api.url}/file/bot{TOKEN}/{file['file_path']}") as answer:
        assert await answer.read() == b"a;b"
    async with api.session.get(f"{api.url}/file/bot4242:x/{file['file_path']}") as answer:
        assert answer.status == 401
    async with api.session.get(f"{api.url}/file/bot{TOKEN}/documents/none") as answer:
        assert answer.status == 404
    async with api.session.get(api.url + shown["document"]["url"]) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"


async def test_files_that_are_not_there_are_refused(api: Api) -> None:
    assert await api.refusal("sendPhoto", chat_id=SARI) == "Bad Request: there is no photo in the request"
    words = "Bad Request: wrong file identifier/HTTP URL specified"
    assert await api.refusal("sendDocument", chat_id=SARI, document="https://a.id/b.pdf") == words
    words = "Bad Request: wrong file_id or the file is temporarily unavailable"
    assert await api.refusal("getFile", file_id="x") == words
    body = await answered(api, "sendDocument", form("document", "a", b""))
    assert body["description"] == "Bad Request: file must be non-empty"


async def test_a_document_is_no_photo(playground: Playground, api: Api) -> None:
    await answered(api, "sendDocument", form("document", "a", b"x"))
    file_id = playground.messages(SARI)[0]["document"]["url"].rpartition("/")[2]
    assert await api.refusal("sendPhoto", chat_id=SARI, photo=file_id) == "Bad Request: type of file mismatch"


async def test_a_file_under_an_unknown_name_is_refused(api: Api) -> None:
    body = await answered(api, "sendMessage", form("photo", "a.png", png(1, 1), text="a"))
    assert body["description"] == 'Bad Request: unknown parameter "photo"'
