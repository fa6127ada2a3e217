from dataclasses import replace

import pytest

from bot.fitting import joined, requests, split
from bot.messages import Choice, Outbound, Pin, Wanted

YES = Choice("yes", "Ya")
HALL = Pin(-3.3, 114.6)


def test_neighbours_become_one_message_where_it_fits() -> None:
    assert joined([Outbound("a"), Outbound("b", (YES,))]) == [Outbound("a\n\nb", (YES,))]
    assert len(joined([Outbound("a", (YES,)), Outbound("b")])) == 2
    assert len(joined([Outbound("a", ask_for=Wanted.PHONE), Outbound("b")])) == 2
    assert len(joined([Outbound("a"), Outbound("b", replaces="x")])) == 2
    assert [len(message.text) for message in joined([Outbound("a" * 1000), Outbound("b" * 22)])] == [1024]
    assert len(joined([Outbound("a" * 1000), Outbound("b" * 23)])) == 2


def test_files_and_places_are_joined_with_nothing() -> None:
    assert len(joined([Outbound("a", media=(1,)), Outbound("b")])) == 2
    assert len(joined([Outbound("a"), Outbound("b", pin=HALL)])) == 2


@pytest.mark.parametrize(
    "message",
    [
        Outbound("teks", (YES,)),
        Outbound("keterangan", (YES,), media=(1,)),
        Outbound("keterangan", media=(1, 2, 3)),
        Outbound("", media=(1,)),
        Outbound("", pin=HALL),
    ],
)
def test_what_one_request_carries_stays_one(message: Outbound) -> None:
    assert requests(message) == [message]


def test_the_text_with_choices_goes_behind_an_album_and_a_place() -> None:
    message = Outbound("Ikut?", (YES,), about="acara", media=(1, 2), pin=HALL)
    assert requests(message) == [
        Outbound("", media=(1, 2)),
        Outbound("", pin=HALL),
        Outbound("Ikut?", (YES,), about="acara"),
    ]


def test_a_text_too_long_for_a_caption_goes_behind_its_file() -> None:
    assert len(requests(Outbound("a" * 1024, media=(1,)))) == 1
    assert requests(Outbound("a" * 1025, media=(1,))) == [Outbound("", media=(1,)), Outbound("a" * 1025)]
    # Telegram counts what is outside the basic plane twice.
    assert len(requests(Outbound("🙏" * 513, media=(1,)))) == 2


def test_more_files_than_an_album_holds_are_several_albums() -> None:
    sent = requests(Outbound("x", media=tuple(range(1, 24))))
    assert [len(message.media) for message in sent] == [10, 10, 3]
    assert [message.text for message in sent] == ["", "", "x"]


def test_a_channel_without_albums_sends_each_file_alone_and_drops_none() -> None:
    message = Outbound("x", (YES,), media=(1, 2))
    first, left = split(message, album=1)
    assert first == Outbound("", media=(1,))
    assert left is not None
    assert split(left, album=1) == (replace(message, media=(2,)), None)


@pytest.mark.parametrize(
    ("kinds", "together"),
    [
        (["photo", "video", "photo"], 3), (["document", "document", "photo"], 2), (["photo", "document", "photo"], 1),
        (["voice", "voice", "photo"], 1),
    ],
)  # fmt: skip
def test_only_what_may_be_seen_together_shares_an_album(kinds: list[str], together: int) -> None:
    first, _ = split(Outbound("", media=(1, 2, 3)), kinds)
    assert first.media == (1, 2, 3)[:together]
