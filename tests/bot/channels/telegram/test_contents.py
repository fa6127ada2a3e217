"""Files, places and formatting come beside the plain words."""

from typing import Any

import pytest

from bot.messages import File, Kind, Pin, bold, link, styled
from tests.bot.channels.telegram.updates import AT, message, said

PHOTO = {"photo": [{"file_id": "small", "file_size": 9}, {"file_id": "large", "file_size": 99}]}
HALL = {"latitude": -3.3194, "longitude": 114.5908}


def test_a_picture_is_its_largest_size_with_its_caption() -> None:
    came = said(message(**PHOTO, caption="Peta"))
    assert came is not None
    assert (came.kind, came.media, came.text, came.marked) == (Kind.MEDIA, "photo", "Peta", "Peta")
    assert came.files == (File("photo", "large", size=99),)


@pytest.mark.parametrize("kind", ["document", "video", "voice"])
def test_a_file_has_the_name_and_kind_that_its_sender_gave_it(kind: str) -> None:
    came = said(message(**{kind: {"file_id": "f", "file_name": "a.csv", "mime_type": "text/csv", "file_size": 3}}))
    assert came is not None
    assert came.files == (File(kind, "f", "a.csv", "text/csv", 3),)


@pytest.mark.parametrize("content", [{"sticker": {"file_id": "f"}}, {"photo": []}, {"document": {}}, {"video": 3}])
def test_what_cannot_be_kept_brings_no_file(content: dict[str, Any]) -> None:
    came = said(message(**content))
    assert came is not None
    assert (came.kind, came.files) == (Kind.MEDIA, ())


def test_a_shared_place_is_a_pin_and_a_venue_one_with_its_name() -> None:
    place = said(message(location=HALL))
    venue = said(message(location=HALL, venue={"location": HALL, "title": "Gedung", "address": "Jl. Basri"}))
    nowhere = said(message(location={"latitude": 91, "longitude": "x"}))
    assert place is not None
    assert venue is not None
    assert nowhere is not None
    assert place.pin == Pin(-3.3194, 114.5908)
    assert venue.pin == Pin(-3.3194, 114.5908, "Gedung", "Jl. Basri")
    assert nowhere.pin is None


def test_formatting_is_kept_beside_the_plain_words() -> None:
    entities = [
        {"type": "bold", "offset": 3, "length": 4}, {"type": "italic", "offset": 5, "length": 9},
        {"type": "text_link", "offset": 9, "length": 4, "url": "https://a.id"},
        {"type": "url", "offset": 0, "length": 1},
        {"type": "bold", "offset": 12, "length": 99}, {"type": "code"}, "x",
    ]  # fmt: skip
    came = said(message(text="🙏 Halo\ue100 <b>Kak", entities=entities))
    assert came is not None
    assert came.text == "🙏 Halo <b>Kak"
    assert came.marked == f"🙏 {bold('Halo')} {link('<b>K', 'https://a.id')}ak"


@pytest.mark.parametrize("style", ["bold", "italic", "underline", "strikethrough", "spoiler", "code"])
def test_each_style_that_people_use_is_kept(style: str) -> None:
    came = said(message(text="Apel besok", entities=[{"type": style, "offset": 5, "length": 5}]))
    assert came is not None
    assert came.marked == f"Apel {styled('besok', style)}"


def test_parts_of_an_album_say_which() -> None:
    came = said(message(**PHOTO, media_group_id="g7"))
    assert came is not None
    assert came.album == "g7"


def test_a_forwarded_message_is_a_message() -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Budi", "date": AT}
    came = said(message(**PHOTO, caption="Kabar", forward_origin=origin))
    assert came is not None
    assert (came.text, len(came.files)) == ("Kabar", 1)
