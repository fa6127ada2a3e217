"""The bot as it runs: from settings to a clean stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import web

from bot.app import LAST_TICK, Parts, assemble, run
from bot.channel import Arrival, SendError, TryLater
from bot.channels.telegram.arrivals import Store
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.webhook import routes, set_webhook
from bot.clock import ticking
from bot.heartbeat import PATIENCE, Heartbeat
from bot.menus import Menus
from bot.now import instant, millis, now
from bot.settings import Settings, SettingsError
from handlers import outages
from handlers.invitations import signing_key
from storage import facts, inbox, sessions
from storage.database import Database, opened

log = logging.getLogger(__name__)

TAPS_LIVE = 150_000
"""Milliseconds after which Telegram forgets a tap."""
PROGRESS = 2
"""Seconds between looks at how far announcements are."""
LATELY = 600_000
"""Milliseconds before an outage in which somebody was in the middle of a talk."""


async def connected(settings: Settings, stop: asyncio.Event) -> Telegram | None:
    """The bot's account at Telegram, however long it takes; None if told to stop first. Raises SettingsError."""
    pause = 1.0
    while not stop.is_set():
        try:
            return await Telegram.connect(settings.token(), settings.telegram_api_url)
        except TryLater as error:
            log.warning("Telegram cannot be reached, trying again in %.0f s: %s", pause, error)
        except SendError as error:
            if "token" in str(error):
                raise SettingsError(f"RELAWAN_TELEGRAM_TOKEN: {error}") from error
            log.warning("Telegram does not answer, trying again in %.0f s: %s", pause, error)
        await asyncio.wait([asyncio.ensure_future(stop.wait())], timeout=pause)
        pause = min(pause * 2, 30.0)
    return None


Beside = Callable[[Parts], Coroutine[None, None, None]]
"""Something that runs beside the bot."""


async def serve(settings: Settings, stop: asyncio.Event, *, follow: Beside | None = None) -> None:
    """Run the bot until told to stop. `follow` runs beside it. Raises SettingsError, and AlreadyRunning."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(opened(settings.database))
        telegram = await connected(settings, stop)
        if telegram is None:
            return
        stack.push_async_callback(telegram.close)
        parts = _assembled(settings, database, telegram)
        await _take_up(database)
        store = _storing(parts, telegram)
        menus = Menus(database, telegram)

        async def alarm(silent: float) -> None:
            await outages.tell_silence(database, now() - timedelta(seconds=silent))
            parts.sender.wake()

        heartbeat = Heartbeat(alarm)

        async def tick() -> None:
            await parts.tick()
            heartbeat.beat()
            await menus.refresh()

        await stack.enter_async_context(_listening(settings, telegram, store))
        async with asyncio.TaskGroup() as group:
            group.create_task(run(parts, stop))
            if not settings.webhook_url:
                group.create_task(Poller(telegram, store).run(stop))
            beside = [menus.present(), heartbeat.watch(), *([follow(parts)] if follow else [])]
            running = [group.create_task(each) for each in beside]
            async with ticking(tick), ticking(parts.show_progress, seconds=PROGRESS):
                await stop.wait()
            for task in running:
                task.cancel()
        log.info("stopped")


def _assembled(settings: Settings, database: Database, telegram: Telegram) -> Parts:
    return assemble(
        database,
        {telegram.name: telegram},
        secret=signing_key(settings.token()),
        zone=settings.zone,
        locale=settings.locale,
        rate_all=settings.rate_all,
        rate_bulk=settings.rate_bulk,
        approval_above=settings.approval_above,
        large_per_day=settings.large_per_day,
    )


def _storing(parts: Parts, telegram: Telegram) -> Store:
    """What keeps in the inbox what came in, and has it answered."""

    async def store(arrivals: Sequence[Arrival]) -> None:
        async with parts.database.transaction() as db:
            await inbox.store(db, telegram.name, telegram.account, arrivals, millis(now()))
        parts.receiver.wake()

    return store


async def _take_up(database: Database) -> None:
    """After an outage: admins are told, and where taps were lost, whoever was asked something just before is again."""
    at = millis(now())
    last = await facts.fact(database.reader, LAST_TICK)
    if last is not None and at - int(last) > PATIENCE * 1000:
        await outages.tell_outage(database, instant(int(last)))
    if last is None or at - int(last) <= TAPS_LIVE:
        return
    async with database.transaction() as db:
        for row in await sessions.open_between(db, int(last) - LATELY, at):
            again = Arrival(f"{inbox.AGAIN}{row['id']}:{row['touched_at']}", row["user"])
            await inbox.store(db, row["channel"], row["account"], [again], at)


@asynccontextmanager
async def _listening(settings: Settings, telegram: Telegram, store: Store) -> AsyncIterator[None]:
    """Serve /health, and the webhook where one is set."""
    app = web.Application()

    async def health(request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    app.add_routes([web.get("/health", health)])
    hooked = bool(settings.webhook_url)
    if hooked:
        path = urlsplit(settings.webhook_url).path or "/"
        app.add_routes(routes(path, settings.webhook_secret.get_secret_value(), store))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, settings.http_host, settings.http_port).start()
        except OSError as error:
            where = f"{settings.http_host}:{settings.http_port}"
            if hooked:
                raise SettingsError(f"RELAWAN_HTTP_PORT: cannot listen on {where} ({error.strerror})") from error
            log.warning("no health page: cannot listen on %s (%s)", where, error.strerror)
        if hooked:
            await set_webhook(telegram, settings.webhook_url, settings.webhook_secret.get_secret_value())
        yield
    finally:
        await runner.cleanup()


def stop_on_signals() -> asyncio.Event:
    """An event that Ctrl-C and a polite kill set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
