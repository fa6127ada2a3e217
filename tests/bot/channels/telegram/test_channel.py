"""The channel sends what was meant, and says of every failure what it means."""

import json

import pytest

from bot.channel import Ambiguous, Channel, Rejected, SendError, TryLater, Unreachable
from bot.channels.telegram.channel import Telegram
from bot.messages import Address, Choice, Inbound, Kind, Outbound, Wanted, bold, link, listed
from bot.now import now
from tests.bot.channels.telegram.fake_api import HANG, RESET, TOKEN, Answer, FakeApi, ok, refused

SARI = Address("telegram", "4242", "101")
YES_NO = (Choice("a:1:1:yes", "Ya"), Choice("a:1:1:no", "Tidak"))


async def test_the_account_is_what_the_token_says(telegram: Telegram) -> None:
    channel: Channel = telegram
    assert (channel.name, channel.account, telegram.username) == ("telegram", "4242", "relawan_test_bot")


async def test_a_refused_token_is_rejected_without_quoting_it(api: FakeApi) -> None:
    api.script("getMe", refused(401, "Unauthorized"))
    with pytest.raises(Rejected) as caught:
        await Telegram.connect(TOKEN, api.url)
    assert TOKEN not in str(caught.value)


async def test_a_server_that_is_away_can_be_tried_later() -> None:
    with pytest.raises(TryLater):
        await Telegram.connect(TOKEN, "http://127.0.0.1:9")


async def test_a_name_never_becomes_markup(api: FakeApi, telegram: Telegram) -> None:
    text = f"Halo {bold('<b>Sari & Siti</b>')}, lihat {link('jadwal', 'https://a.id/?a=1&b=%22')} <kita>"
    sent = await telegram.send(SARI, Outbound(text))
    (request,) = api.asked("sendMessage")
    assert sent == str(100 + len(api.requests))
    assert request == {
        "chat_id": "101",
        "text": "Halo <b>&lt;b&gt;Sari &amp; Siti&lt;/b&gt;</b>, "
        'lihat <a href="https://a.id/?a=1&amp;b=%22">jadwal</a> &lt;kita&gt;',
        "parse_mode": "HTML",
        "link_preview_options": '{"is_disabled": true}',
    }


async def test_choices_are_buttons_short_ones_in_pairs(api: FakeApi, telegram: Telegram) -> None:
    regencies = listed([("a:1:1:63.08", "Kabupaten Hulu Sungai Utara")])
    await telegram.send(SARI, Outbound("Kakak ikut?", (*YES_NO, Choice("a:1:1:3", "Nanti dulu"), *regencies)))
    keyboard = json.loads(api.asked("sendMessage")[0]["reply_markup"])["inline_keyboard"]
    assert [[button["text"] for button in row] for row in keyboard] == [
        ["Ya", "Tidak"],
        ["Nanti dulu"],
        ["Kabupaten Hulu Sungai Utara"],
    ]
    assert keyboard[0][1]["callback_data"] == "a:1:1:no"


async def test_more_choices_than_buttons_are_numbered_lines(api: FakeApi, telegram: Telegram) -> None:
    await telegram.send(SARI, Outbound("Yang mana?", tuple(Choice(f"c{n}", f"Nomor {n}") for n in range(101))))
    (request,) = api.asked("sendMessage")
    assert "101. Nomor 100" in request["text"]
    assert "reply_markup" not in request


async def test_the_phone_keyboard_shares_the_number_and_goes_with_the_next_words(
    api: FakeApi, telegram: Telegram
) -> None:
    await telegram.send(SARI, Outbound("Nomor Kakak?", (Choice("a:1:1:skip", "Lewati"),), Wanted.PHONE))
    for _ in range(2):
        await telegram.send(SARI, Outbound("Terima kasih"))
    asked, thanked, then = api.asked("sendMessage")
    keyboard = json.loads(asked["reply_markup"])
    assert keyboard["keyboard"] == [[{"text": "📱 Kirim nomor", "request_contact": True}], [{"text": "Lewati"}]]
    assert keyboard["one_time_keyboard"] is keyboard["resize_keyboard"] is True
    assert json.loads(thanked["reply_markup"]) == {"remove_keyboard": True}
    assert "reply_markup" not in then


@pytest.mark.parametrize("text", ["b" * 4097, ""])
async def test_a_text_that_does_not_fit_is_rejected(api: FakeApi, telegram: Telegram, text: str) -> None:
    with pytest.raises(Rejected):
        await telegram.send(SARI, Outbound(text))
    assert api.asked("sendMessage") == []


async def test_markup_does_not_count_as_text(api: FakeApi, telegram: Telegram) -> None:
    await telegram.send(SARI, Outbound(bold("<" * 4096)))
    assert len(api.asked("sendMessage")) == 1


@pytest.mark.parametrize(
    "answer",
    [
        ok(True),
        refused(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
        ),
    ],
)
async def test_an_edit_keeps_the_message(api: FakeApi, telegram: Telegram, answer: Answer) -> None:
    api.script("editMessageText", answer)
    assert await telegram.send(SARI, Outbound("Terkirim 5 dari 9", YES_NO), replaces="77") == "77"
    (request,) = api.asked("editMessageText")
    assert (request["chat_id"], request["message_id"]) == ("101", "77")
    assert api.asked("sendMessage") == []


@pytest.mark.parametrize("words", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
async def test_what_cannot_be_edited_is_sent_anew(api: FakeApi, telegram: Telegram, words: str) -> None:
    api.script("editMessageText", refused(400, f"Bad Request: {words}"))
    sent = await telegram.send(SARI, Outbound("Terkirim 5 dari 9"), replaces="77")
    assert sent != "77"
    assert api.asked("sendMessage")[0]["text"] == "Terkirim 5 dari 9"


@pytest.mark.parametrize(
    ("answer", "meaning", "after"),
    [
        (refused(429, "Too Many Requests: retry after 7", retry_after=7), TryLater, 7.0),
        (refused(429, "Too Many Requests"), TryLater, 5.0),
        (refused(401, "Unauthorized"), TryLater, 60.0),
        (refused(403, "Forbidden: bot was blocked by the user"), Unreachable, None),
        (refused(403, "Forbidden: user is deactivated"), Unreachable, None),
        (refused(400, "Bad Request: chat not found"), Unreachable, None),
        (refused(400, "Bad Request: PEER_ID_INVALID"), Unreachable, None),
        (refused(400, "Bad Request: can't parse entities: Unclosed start tag"), Rejected, None),
        (refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100), Rejected, None),
        (refused(500, "Internal Server Error"), Ambiguous, None),
        (Answer(502, "<html>Bad Gateway</html>"), Ambiguous, None),
        (Answer(200, "<html>"), Ambiguous, None),
        (Answer(200, "{}"), Ambiguous, None),
        (Answer(200, '{"ok": true, "result": {"message_id": 5}}'), Ambiguous, None),
        (HANG, Ambiguous, None),
        (RESET, Ambiguous, None),
    ],
)
async def test_each_failure_has_its_meaning(
    api: FakeApi, telegram: Telegram, answer: Answer, meaning: type[SendError], after: float | None
) -> None:
    api.script("sendMessage", answer)
    with pytest.raises(SendError) as caught:
        await telegram.send(SARI, Outbound("Halo"))
    assert type(caught.value) is meaning
    assert getattr(caught.value, "after", None) == after
    assert len(api.asked("sendMessage")) == 1


async def test_what_found_nobody_was_certainly_not_sent(api: FakeApi) -> None:
    telegram = await Telegram.connect(TOKEN, api.url)
    await api.close()
    # On a connection that was open before, it would not be certain.
    await telegram.transport.shutdown()
    await telegram.transport.initialize()
    with pytest.raises(TryLater) as caught:
        await telegram.send(SARI, Outbound("Halo"))
    assert caught.value.after is None
    await telegram.close()


@pytest.mark.parametrize("answer", [ok(True), refused(400, "Bad Request: query is too old"), Answer(502, "x"), HANG])
async def test_a_tap_is_acknowledged_and_failing_at_that_is_no_matter(
    api: FakeApi, telegram: Telegram, answer: Answer
) -> None:
    api.script("answerCallbackQuery", answer)
    await telegram.acknowledge(Inbound("1", SARI, now(), Kind.CHOICE, choice="x", tap="99"))
    await telegram.acknowledge(Inbound("2", SARI, now(), text="halo"))
    assert api.asked("answerCallbackQuery") == [{"callback_query_id": "99"}]


def test_a_link_says_start_with_its_payload(telegram: Telegram) -> None:
    assert telegram.entry_link("acara-17") == "https://t.me/relawan_test_bot?start=acara-17"
    for payload in ("", "a b", "a" * 65):
        with pytest.raises(ValueError, match="link"):
            telegram.entry_link(payload)


async def test_the_bot_presents_itself_in_each_language(api: FakeApi, telegram: Telegram) -> None:
    await telegram.present([("daftar", "Mendaftar")], "Bot relawan.", "Relawan")
    await telegram.present([("daftar", "Register")], "The volunteers' bot.", "Volunteers", "en")
    first, second = api.asked("setMyCommands")
    assert json.loads(first["scope"]) == {"type": "all_private_chats"}
    assert json.loads(first["commands"]) == [{"command": "daftar", "description": "Mendaftar"}]
    assert "language_code" not in first
    assert second["language_code"] == "en"
    assert [p["description"] for p in api.asked("setMyDescription")] == ["Bot relawan.", "The volunteers' bot."]
    assert [p["short_description"] for p in api.asked("setMyShortDescription")] == ["Relawan", "Volunteers"]


async def test_a_person_with_a_role_has_a_menu_of_their_own(api: FakeApi, telegram: Telegram) -> None:
    await telegram.show_menu(SARI, [("siaran", "Kirim siaran")])
    await telegram.show_menu(SARI, [])
    for method in ("setMyCommands", "deleteMyCommands"):
        (request,) = api.asked(method)
        scope = json.loads(request["scope"])
        assert (scope["type"], str(scope["chat_id"])) == ("chat", "101")


async def test_a_presentation_that_fails_is_only_logged(
    api: FakeApi, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    api.script("setMyCommands", refused(429, "Too Many Requests: retry after 9", retry_after=9))
    api.script("setMyDescription", RESET)
    await telegram.present([("daftar", "Mendaftar")], "Bot relawan.", "Relawan")
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
