"""Whatever Telegram sends becomes something said, nothing to answer, or a ValueError."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import parse
from bot.messages import Address, Inbound, Kind
from bot.now import now
from tests.bot.channels.telegram.updates import (
    ADDRESS,
    AT,
    GROUP,
    PRIVATE,
    SARI,
    group_message,
    membership,
    message,
    said,
)


def test_a_text_is_what_somebody_said() -> None:
    assert said(message(text="halo")) == Inbound(
        "7", ADDRESS, datetime.fromtimestamp(AT, UTC), Kind.TEXT, "halo", language="id", marked="halo"
    )


def test_what_somebody_else_wrote_is_told_apart() -> None:
    forwarded = said(
        message(text="halo", forward_origin={"type": "hidden_user", "sender_user_name": "Ani", "date": AT})
    )
    own = said(message(text="halo"))
    assert forwarded is not None
    assert own is not None
    assert (forwarded.forwarded, own.forwarded) == (True, False)


def test_a_reply_names_the_message_it_answers() -> None:
    inbound = said(message(text="ya", reply_to_message={"message_id": 3}))
    assert inbound
    assert inbound.reply_to == "3"


def test_texts_are_clean_and_not_endless() -> None:
    inbound = said(message(text="\ue100Sari\x00\ud800" + "i" * 5000))
    assert inbound
    assert inbound.text == "Sari" + "i" * (4096 - 7)


def test_an_edit_is_told_apart() -> None:
    edited = {**message(text="Sari Dewi")["message"], "edit_date": AT + 60}
    inbound = said({"edited_message": edited})
    assert inbound
    assert (inbound.kind, inbound.text) == (Kind.EDIT, "Sari Dewi")
    assert inbound.at.timestamp() == AT + 60


def test_a_moving_live_location_says_nothing() -> None:
    assert said({"edited_message": message(location={"latitude": -3.3, "longitude": 114.6})["message"]}) is None


def test_a_tap_names_its_choice_and_its_message_and_is_of_now() -> None:
    tap = {"id": "9", "from": SARI, "data": "a:1:1:yes", "message": {"message_id": 5, "date": AT, "chat": PRIVATE}}
    inbound = said({"callback_query": tap})
    assert inbound
    assert (inbound.kind, inbound.choice, inbound.tap, inbound.reply_to) == (Kind.CHOICE, "a:1:1:yes", "9", "5")
    assert inbound.text == ""
    assert abs((now() - inbound.at).total_seconds()) < 5


def test_only_ones_own_number_is_a_phone() -> None:
    own = said(message(contact={"phone_number": "+628115550101", "first_name": "Sari", "user_id": 101}))
    anothers = said(message(contact={"phone_number": "+628115550102", "first_name": "Budi", "user_id": 102}))
    strangers = said(message(contact={"phone_number": "+628115550103", "first_name": "Ibu"}))
    assert own
    assert anothers
    assert strangers
    assert (own.kind, own.phone) == (Kind.PHONE, "+628115550101")
    assert {(i.kind, i.phone, i.media) for i in (anothers, strangers)} == {(Kind.MEDIA, "", "contact")}


@pytest.mark.parametrize("media", ["photo", "voice", "sticker", "video", "document", "location", "poll"])
def test_media_are_named_and_their_caption_is_the_text(media: str) -> None:
    inbound = said(message(**{media: {}}, caption="ini ya"))
    assert inbound
    assert (inbound.kind, inbound.media, inbound.text) == (Kind.MEDIA, media, "ini ya")


def test_an_animation_is_no_document() -> None:
    inbound = said(message(document={}, animation={}))
    assert inbound
    assert inbound.media == "animation"


def test_blocking_and_unblocking_are_told() -> None:
    blocked = said(membership(PRIVATE, "member", "kicked"))
    unblocked = said(membership(PRIVATE, "kicked", "member"))
    assert blocked
    assert unblocked
    assert (blocked.kind, unblocked.kind) == (Kind.BLOCKED, Kind.UNBLOCKED)
    assert blocked.sender == ADDRESS


@pytest.mark.parametrize(
    "update",
    [
        group_message("/jadwal besok"),
        group_message("/jadwal@Relawan_Bot"),
        group_message("halo @relawan_bot, kapan?"),
        membership(GROUP, "left", "member"),
    ],
)
def test_a_group_that_speaks_to_the_bot_is_answered_there_and_nothing_said_is_kept(update: dict[str, Any]) -> None:
    at = datetime.fromtimestamp(AT, UTC)
    assert said(update) == Inbound("7", Address("telegram", "4242", "-100123"), at, Kind.GROUP)


@pytest.mark.parametrize(
    "update",
    [
        group_message("besok jam berapa?"),
        group_message("/jadwal@bot_lain"),
        group_message("halo @relawan_bottle"),
        membership(GROUP, "member", "left"),
        {"edited_message": group_message("/jadwal")["message"]},
        message(pinned_message={"message_id": 3}),
        {"message": {"message_id": 5, "date": AT, "chat": {"id": -1, "type": "channel"}, "text": "/start"}},
        {"channel_post": {"message_id": 5}},
        {"something_new": {}},
        {},
    ],
)
def test_what_is_not_for_the_bot_is_nothing(update: dict[str, Any]) -> None:
    assert said(update) is None


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "[]",
        "null",
        '{"message": {}}',
        '{"update_id": true, "message": {}}',
        '{"update_id": "7"}',
        '{"update_id": 7, "message": []}',
        '{"update_id": 7, "message": {"chat": {"type": "private"}, "from": {"id": "x"}, "text": "a", "date": 1}}',
        '{"update_id": 7, "message": {"chat": {"type": "private"}, "from": {"id": 1}, "text": [], "date": 1}}',
        '{"update_id": 7, "message": {"chat": {"type": "private"}, "from": {"id": 1}, "text": "a"}}',
        '{"update_id": 7, "message": {"chat": {"type": "private"}, "from": {"id": 1}, "text": "a", "date": 1e99}}',
        '{"update_id": 7, "message": {"chat": {"type": "private"}, "from": {"id": 1}, "text": "a", "date": 1%s}}'
        % ("0" * 30),
        "[" * 100_000,
    ],
)
def test_what_is_malformed_is_a_value_error(payload: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise, the words are not
        parse(payload, "4242")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    [
        "message_id", "date", "edit_date", "chat", "from", "text", "caption", "contact", "photo", "reply_to_message",
        "id", "type", "user_id", "phone_number", "language_code", "data", "message", "new_chat_member",
        "old_chat_member", "status",
    ]
)  # fmt: skip
USUAL = st.sampled_from(
    ["private", "group", "kicked", "member", "/start", "@relawan_bot", 101, AT, SARI, PRIVATE, GROUP]
)
SHAPES = st.recursive(
    ANYTHING | USUAL, lambda inner: st.dictionaries(FIELDS, inner | USUAL, min_size=2, max_size=8), max_leaves=20
)
KINDS = st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "poll"])
USUAL_MESSAGE = st.fixed_dictionaries({"chat": st.just(PRIVATE), "from": st.just(SARI), "date": st.just(AT)})


@given(ANYTHING | st.builds(lambda kind, shape: {"update_id": 7, kind: shape}, KINDS, SHAPES))
def test_no_shape_of_json_breaks_the_reading(update: Any) -> None:
    never_breaks(json.dumps(update))


@given(KINDS, USUAL_MESSAGE, st.dictionaries(FIELDS, SHAPES, max_size=2))
def test_no_odd_field_in_a_usual_update_breaks_the_reading(
    kind: str, usual: dict[str, Any], odd: dict[str, Any]
) -> None:
    never_breaks(json.dumps({"update_id": 7, kind: usual | odd}))


@given(st.text())
def test_no_text_breaks_the_reading(payload: str) -> None:
    never_breaks(payload)


def never_breaks(payload: str) -> None:
    try:
        inbound = parse(payload, "4242", "relawan_bot")
    except ValueError:
        return
    if inbound is not None:
        assert inbound.at.tzinfo is UTC
        assert inbound.sender.user.lstrip("-").isdecimal()
        inbound.text.encode()
