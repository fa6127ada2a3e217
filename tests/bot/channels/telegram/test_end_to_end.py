"""The channel, its two ways in, and a strict Bot API server understand one another."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channel import Arrival, TryLater, Unreachable
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.webhook import routes, set_webhook
from bot.messages import Address, Choice, Inbound, Kind, Outbound, Wanted, bold, link
from bot.playground import Person, Playground, serve
from tests.bot_api import violations

TOKEN = "4242:a-token-of-the-playground"
SARI = Person(101, "Sari", phone_number="+628115550101")
CHOICES = (Choice("a:1:1:yes", "Ya"), Choice("a:1:1:no", "Tidak"))
PAUSES = (0.01, 0.02)


class Inbox:
    """What came in, understood, one at a time."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._came: asyncio.Queue[Inbound | None] = asyncio.Queue()

    async def store(self, batch: Sequence[Arrival]) -> None:
        for arrival in batch:
            self._came.put_nowait(self._telegram.parse(arrival))

    async def next(self) -> Inbound:
        inbound = await asyncio.wait_for(self._came.get(), 3)
        assert inbound
        return inbound

    async def next_of(self, kind: Kind) -> Inbound:
        while (inbound := await self.next()).kind is not kind:
            pass
        return inbound


@pytest.fixture
async def playground() -> AsyncIterator[tuple[Playground, str]]:
    playground = Playground(TOKEN, limits=False)
    playground.add_people([SARI])
    runner = await serve(playground, "127.0.0.1", 0)
    yield playground, "http://{}:{}".format(*runner.addresses[0][:2])
    await runner.cleanup()
    await playground.close()
    assert [words for r in playground.requests for words in violations(r["method"], r["params"])] == []


@pytest.fixture
async def telegram(playground: tuple[Playground, str]) -> AsyncIterator[Telegram]:
    telegram = await Telegram.connect(TOKEN, playground[1], read_timeout=2)
    yield telegram
    await telegram.close()


Way = Callable[[Telegram, Inbox], Awaitable[Callable[[], Awaitable[None]]]]


async def polled(telegram: Telegram, inbox: Inbox) -> Callable[[], Awaitable[None]]:
    stop = asyncio.Event()
    run = asyncio.create_task(Poller(telegram, inbox.store, PAUSES).run(stop))

    async def end() -> None:
        stop.set()
        await run

    return end


async def hooked(telegram: Telegram, inbox: Inbox) -> Callable[[], Awaitable[None]]:
    app = web.Application()
    app.add_routes(routes("/hook", "rahasia", inbox.store))
    server = TestServer(app)
    await server.start_server()
    await set_webhook(telegram, str(server.make_url("/hook")), "rahasia")
    return server.close


@pytest.mark.parametrize("way_in", [polled, hooked])
async def test_a_talk_goes_both_ways(playground: tuple[Playground, str], telegram: Telegram, way_in: Way) -> None:
    phone, _ = playground
    inbox = Inbox(telegram)
    end = await way_in(telegram, inbox)
    await phone.say(SARI.id, "/start undangan")
    start = await inbox.next_of(Kind.TEXT)
    assert (start.sender, start.text) == (Address("telegram", "4242", "101"), "/start undangan")

    text = f"Halo {bold('Sari <3 & Siti')}, {link('jadwal', 'https://relawan.example/?a=1&b=2')}"
    sent = await telegram.send(start.sender, Outbound(text, CHOICES))
    shown = phone.messages(SARI.id)[-1]
    assert (str(shown["id"]), shown["text"]) == (sent, "Halo Sari <3 & Siti, jadwal")

    await phone.tap(SARI.id, int(sent), "a:1:1:yes")
    tapped = await inbox.next()
    assert (tapped.kind, tapped.choice, tapped.reply_to) == (Kind.CHOICE, "a:1:1:yes", sent)
    await telegram.acknowledge(tapped)

    await telegram.send(start.sender, Outbound("Nomor Kakak?", ask_for=Wanted.PHONE))
    await phone.share_contact(SARI.id)
    assert (await inbox.next()).phone == SARI.phone_number
    await telegram.send(start.sender, Outbound("Terima kasih"))
    await end()
    assert phone.requests[-1]["status"] == 200


async def test_an_edit_replaces_and_a_message_that_cannot_be_edited_is_sent_anew(
    playground: tuple[Playground, str], telegram: Telegram
) -> None:
    phone, _ = playground
    await phone.say(SARI.id, "/start")
    to = Address("telegram", "4242", "101")
    sent = await telegram.send(to, Outbound("Terkirim 1", CHOICES))
    for _ in range(2):
        assert await telegram.send(to, Outbound("Terkirim 2"), replaces=sent) == sent
    assert [m["text"] for m in phone.messages(SARI.id) if m["from"] == "bot"] == ["Terkirim 2"]
    assert await telegram.send(to, Outbound("Terkirim 3"), replaces="999999") != sent
    assert phone.messages(SARI.id)[-1]["text"] == "Terkirim 3"


async def test_nobody_is_reached_before_they_start_nor_while_they_block(
    playground: tuple[Playground, str], telegram: Telegram
) -> None:
    phone, _ = playground
    inbox = Inbox(telegram)
    to = Address("telegram", "4242", "101")
    for unreachable in (to, Address("telegram", "4242", "999")):
        with pytest.raises(Unreachable):
            await telegram.send(unreachable, Outbound("Halo"))
    end = await polled(telegram, inbox)
    await phone.say(SARI.id, "/start")
    await phone.block(SARI.id)
    assert (await inbox.next_of(Kind.BLOCKED)).sender == to
    with pytest.raises(Unreachable):
        await telegram.send(to, Outbound("Halo"))
    await phone.block(SARI.id, False)
    await inbox.next_of(Kind.UNBLOCKED)
    await telegram.send(to, Outbound("Halo"))
    await end()


async def test_the_menu_and_the_description_are_taken(playground: tuple[Playground, str], telegram: Telegram) -> None:
    phone, _ = playground
    await phone.say(SARI.id, "/start")
    await telegram.present([("daftar", "Mendaftar")], "Bot relawan.", "Relawan")
    await telegram.show_menu(Address("telegram", "4242", "101"), [("siaran", "Kirim siaran")])
    await telegram.show_menu(Address("telegram", "4242", "101"), [])
    assert {r["method"]: r["status"] for r in phone.requests} == dict.fromkeys(
        ["getMe", "setMyCommands", "setMyDescription", "setMyShortDescription", "deleteMyCommands"], 200
    )


async def test_a_second_poller_ends_the_firsts_question_and_the_first_asks_again(
    playground: tuple[Playground, str], telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    phone, _ = playground
    inboxes = Inbox(telegram), Inbox(telegram)
    ends = [await polled(telegram, inbox) for inbox in inboxes]
    async with asyncio.timeout(3):
        while "another bot polls" not in caplog.text:
            await asyncio.sleep(0.01)
    for end in ends:
        await end()
    await phone.say(SARI.id, "/start")
    end = await polled(telegram, inboxes[0])
    assert (await inboxes[0].next_of(Kind.TEXT)).text == "/start"
    await end()


async def test_too_fast_is_try_later_with_telegrams_own_word() -> None:
    flooded = Playground(TOKEN)
    flooded.add_people([Person(7, "Budi", started=True)])
    runner = await serve(flooded, "127.0.0.1", 0)
    telegram = await Telegram.connect(TOKEN, "http://{}:{}".format(*runner.addresses[0][:2]))
    to = Address("telegram", "4242", "7")
    for _ in range(3):
        await telegram.send(to, Outbound("Halo"))
    with pytest.raises(TryLater) as caught:
        await telegram.send(to, Outbound("Halo"))
    assert caught.value.after is not None
    assert caught.value.after >= 1
    await telegram.close()
    await runner.cleanup()
    await flooded.close()
