import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden

from bot.playground import Playground
from bot.playground.playground import PAGE
from tests.bot.playground.api import SARI, STRANGER, TOKEN, Api

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="ya")]])
GIF = b"GIF89a\x05\x00\x06\x00"


@pytest.fixture
async def ptb(api: Api) -> AsyncIterator[Bot]:
    """A bot of python-telegram-bot."""
    async with Bot(TOKEN, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as bot:
        yield bot


async def test_python_telegram_bot_understands_every_answer(playground: Playground, ptb: Bot) -> None:
    said = await playground.say(SARI, "Halo")
    sent = await ptb.send_message(
        SARI, "<b>Ikut?</b>", parse_mode="HTML", reply_markup=KEYBOARD,
        reply_parameters=ReplyParameters(said), link_preview_options=LinkPreviewOptions(is_disabled=True),
    )  # fmt: skip
    assert (sent.text, sent.entities[0].type, sent.reply_markup) == ("Ikut?", "bold", KEYBOARD)
    assert sent.reply_to_message is not None
    assert abs(sent.date.timestamp() - time.time()) < 5
    edited = await ptb.edit_message_text("Baik", SARI, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    ask = ReplyKeyboardMarkup([[KeyboardButton("Nomor", request_contact=True)]], one_time_keyboard=True)
    assert (await ptb.send_message(SARI, "Nomor?", reply_markup=ask)).text == "Nomor?"
    photo = await ptb.send_photo(SARI, GIF, caption="Foto")
    assert (photo.photo[-1].width, photo.caption) == (5, "Foto")
    document = await ptb.send_document(SARI, b"isi", filename="a.csv")
    assert document.document is not None
    assert bytes(await (await document.document.get_file()).download_as_bytearray()) == b"isi"
    assert await ptb.delete_message(SARI, sent.message_id)


async def test_python_telegram_bot_understands_what_it_asks_about(ptb: Bot) -> None:
    assert (await ptb.get_me()).username == "relawan_demo_bot"
    assert (await ptb.get_chat(SARI)).first_name == "Sari"
    assert (await ptb.get_webhook_info()).url == ""
    commands = [BotCommand("daftar", "Mendaftar")]
    assert await ptb.set_my_commands(commands, BotCommandScopeChat(SARI), "id")
    assert await ptb.get_my_commands(BotCommandScopeChat(SARI), "id") == tuple(commands)
    assert await ptb.set_my_description("Teman relawan")
    assert (await ptb.get_my_description()).description == "Teman relawan"
    assert (await ptb.get_my_name()).name == "Relawan"
    assert (await ptb.get_chat_menu_button()).type == "default"
    assert await ptb.send_chat_action(SARI, "typing")


async def test_python_telegram_bot_understands_every_update(playground: Playground, ptb: Bot) -> None:
    sent = await ptb.send_message(SARI, "Ikut?", reply_markup=KEYBOARD)
    said = await playground.say(SARI, "/start x")
    await playground.edit(SARI, said, "halo")
    callback_id = await playground.tap(SARI, sent.message_id, "ya")
    await playground.share_contact(SARI)
    await playground.send_photo(SARI, "a.gif", GIF)
    await playground.send_document(SARI, "a.txt", b"isi")
    await playground.block(SARI)
    await playground.block(SARI, False)
    await playground.say(STRANGER, "/start")
    updates = await ptb.get_updates(allowed_updates=Update.ALL_TYPES)
    text, edit, tap, contact, photo, document, blocked, unblocked, begun, started = updates
    assert text.message is not None
    assert list(text.message.parse_entities().values()) == ["/start"]
    assert edit.edited_message is not None
    assert tap.callback_query is not None
    assert (tap.callback_query.id, tap.callback_query.data) == (callback_id, "ya")
    assert contact.message is not None
    assert contact.message.contact is not None
    assert contact.message.contact.user_id == SARI
    assert photo.message is not None
    assert photo.message.photo
    assert document.message is not None
    assert document.message.document is not None
    for update, status in ((blocked, "kicked"), (unblocked, "member"), (begun, "member")):
        assert update.my_chat_member is not None
        assert update.my_chat_member.new_chat_member.status == status
    assert started.message is not None
    assert await ptb.answer_callback_query(callback_id, "Baik")


async def test_python_telegram_bot_raises_what_it_should(api: Api, ptb: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(9, "a")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await ptb.send_message(STRANGER, "a")
    first = asyncio.create_task(ptb.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await api.updates(offset=1)
    with pytest.raises(Conflict):
        await first


async def test_the_page_is_served_from_its_own_folder_only(api: Api) -> None:
    for path, status in (("/page/..%2Fplayground.py", 404), ("/page/.hidden", 404), ("/page/none.js", 404)):
        async with api.session.get(api.url + path) as answer:
            assert answer.status == status
    async with api.session.get(api.url) as answer:
        assert await answer.text() == (PAGE / "index.html").read_text()
