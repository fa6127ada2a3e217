"""An update is the same event each time it comes, with Telegram's id or without."""

import pytest

from bot.channels.telegram.arrivals import HIGHEST_UPDATE_ID, arrival, update_id


@pytest.mark.parametrize("given", [1, HIGHEST_UPDATE_ID])
def test_telegrams_id_is_the_event(given: int) -> None:
    assert update_id({"update_id": given}) == given
    assert arrival({"update_id": given}).event == str(given)


@pytest.mark.parametrize("given", [0, -5, HIGHEST_UPDATE_ID + 1, True, "7", 7.0, None])
def test_an_id_that_cannot_be_telegrams_confirms_nothing(given: object) -> None:
    assert update_id({"update_id": given}) is None


def test_without_an_id_the_content_is_the_event() -> None:
    first, again, other = arrival({"a": 1}), arrival({"a": 1}), arrival({"a": 2})
    assert first == again
    assert first.event != other.event
    assert update_id([]) is None


def test_what_no_database_can_hold_is_written_down_as_ascii() -> None:
    assert arrival("\ud800\x00").payload == '"\\ud800\\u0000"'


@pytest.mark.parametrize(
    ("update", "album"),
    [
        ({"update_id": 1, "message": {"media_group_id": "13"}}, "13"), ({"update_id": 1, "message": {}}, ""),
        ({"update_id": 1, "message": {"media_group_id": 13}}, ""), ({"update_id": 1, "message": 3}, ""), ([], ""),
    ],
)  # fmt: skip
def test_an_album_is_known_before_it_is_read(update: object, album: str) -> None:
    assert arrival(update).album == album
