"""The transport carries forms and files, and its errors tell what may have been sent."""

import asyncio
import socket

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.transport import Transport, never_sent
from tests.bot.channels.telegram.fake_api import HANG, RESET, TOKEN, Answer, FakeApi, ok


async def test_a_form_arrives_as_it_was_sent(api: FakeApi, telegram: Telegram) -> None:
    status, body = await telegram.transport.call(f"{api.url}/bot{TOKEN}/setMyName", {"name": "Relawan & <b>ñ"}, 1)
    assert (status, body) == (200, b'{"ok": true, "result": true}')
    assert api.asked("setMyName") == [{"name": "Relawan & <b>ñ"}]


async def test_a_file_arrives_whole_beside_its_parameters(api: FakeApi, telegram: Telegram) -> None:
    chat = {"id": 7, "type": "private"}
    api.script("sendDocument", ok({"message_id": 5, "date": 1_700_000_000, "chat": chat}))
    content = bytes(range(256)) * 100
    await telegram.bot.send_document(7, InputFile(content, "daftar.csv"), caption="Ini daftarnya")
    # The document itself came as a file, so aiogram's model would miss it among the parameters.
    assert api.requests.pop() == ("sendDocument", {"chat_id": "7", "caption": "Ini daftarnya"})
    assert list(api.files.values()) == [content]


async def test_a_refused_connection_was_never_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        async with Transport() as transport:
            with pytest.raises(NetworkError) as caught:
                await transport.call(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe", {}, 1)
    assert never_sent(caught.value)
    assert "token" not in str(caught.value)


async def test_a_connection_that_nobody_accepts_in_time_was_never_sent() -> None:
    # A full backlog leaves the handshake unanswered.
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(deaf.getsockname())
        async with Transport(connect_timeout=0.1) as transport:
            with pytest.raises(TimedOut) as caught:
                await transport.call(f"http://127.0.0.1:{deaf.getsockname()[1]}/", {}, 1)
        for caller in callers:
            caller.close()
    assert never_sent(caught.value)


@pytest.mark.parametrize("trouble", [HANG, RESET])
async def test_what_breaks_after_the_request_may_have_been_sent(
    api: FakeApi, telegram: Telegram, trouble: Answer
) -> None:
    api.script("close", trouble)
    with pytest.raises(NetworkError) as caught:
        await telegram.transport.call(f"{api.url}/bot{TOKEN}/close", {}, 0.1)
    assert not never_sent(caught.value)
    assert isinstance(caught.value, TimedOut) == (trouble == HANG)


async def test_a_closed_transport_can_be_opened_again(api: FakeApi) -> None:
    transport = Transport()
    for _ in range(2):
        await asyncio.gather(transport.initialize(), transport.initialize())
        status, _ = await transport.call(f"{api.url}/bot{TOKEN}/getMe", {}, 1)
        assert status == 200
        await transport.shutdown()
        await transport.shutdown()
    with pytest.raises(RuntimeError, match="not open"):
        await transport.call(f"{api.url}/bot{TOKEN}/getMe", {}, 1)
