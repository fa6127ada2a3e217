"""The playground itself: a Telegram on this machine for one bot, put together and driven."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from telegram.constants import FileSizeLimit

from bot.playground import phones
from bot.playground.answers import Json
from bot.playground.bot_api import BotApi
from bot.playground.faults import Faults
from bot.playground.injected import inject
from bot.playground.limits import Limits
from bot.playground.people import Person
from bot.playground.phones import NotPossible
from bot.playground.profile import shown_bot
from bot.playground.requests import Upload
from bot.playground.shown import shown_message
from bot.playground.sim import Sim, answer_plainly
from bot.playground.store import Store
from bot.playground.world import World

PAGE = Path(__file__).parent / "page"
_LARGEST_REQUEST = int(FileSizeLimit.FILESIZE_UPLOAD) + 1024 * 1024
_STOP_WITHIN = 0.5


@dataclass
class Hooks:
    """What the page may ask of whoever runs the playground: to kill the bot, to move its clock so far ahead."""

    kill: Callable[[], Awaitable[None]] | None = None
    clock: Callable[[float], Awaitable[None]] | None = None


class Playground:
    """A Telegram on this machine, for the bot with this token; kept in the database, or in memory only."""

    def __init__(
        self,
        token: str,
        *,
        database: Path | None = None,
        username: str = "relawan_demo_bot",
        hooks: Hooks | None = None,
        faults: Faults | None = None,
        limits: bool = True,
    ) -> None:
        self.hooks = hooks or Hooks()
        self._world = World(token, username, Store(database), faults or Faults(), Limits(limits))
        self._bot_api = BotApi(self._world)
        self._sim = Sim(self._world, self._bot_api, self._kill, self.move_clock)

    def add_people(self, people: Iterable[Person]) -> None:
        """Give these people phones; those who have one already are left as they are."""
        for person in people:
            self._world.add_person(person)

    def app(self) -> web.Application:
        """The bot's side, the people's side and the page, to be served from one address."""
        app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[answer_plainly])
        app.add_routes([*self._bot_api.routes(), *self._sim.routes()])
        app.add_routes([web.get("/", _page), web.get("/page/{file:[A-Za-z0-9_-][A-Za-z0-9_.-]*}", _page)])
        app.on_startup.append(self._start)
        app.on_shutdown.append(self._stop)
        return app

    def running(self, is_running: bool) -> None:
        """Say whether the bot's process is up; the page shows it."""
        self._world.is_running = is_running
        self._world.audience.tell("bot", {"running": is_running, **shown_bot(self._world)})

    @property
    def ahead(self) -> float:
        """Seconds by which the playground's clock is ahead of the world's."""
        return self._world.ahead

    async def move_clock(self, ahead: float) -> Json:
        """Move the clock so far ahead of the world's, never back; tells the hook and the page."""
        if ahead < self._world.ahead:
            raise NotPossible("the clock never goes back")
        self._world.ahead = ahead
        self._world.store.keep_value("ahead", str(ahead))
        if self.hooks.clock is not None:
            await self.hooks.clock(ahead)
        clock: Json = {"now": self._world.now(), "ahead": ahead}
        self._world.audience.tell("clock", clock)
        return clock

    @property
    def faults(self) -> Faults:
        """What goes wrong at present."""
        return self._world.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._world.faults = faults

    @property
    def requests(self) -> list[Json]:
        """What the bot asked, oldest first, the newest 20,000; status 0 is a request that got no answer."""
        return list(self._bot_api.requests)

    def messages(self, phone_id: int) -> list[Json]:
        """All messages on a phone, oldest first, as the page shows them."""
        chat = phones.phone(self._world, phone_id)
        return [shown_message(message, self._world.bot_id) for message in self._world.store.messages(chat.id)]

    async def say(self, phone_id: int, text: str, reply_to: int | None = None) -> int:
        """Write a text on a phone; returns the message's id. Raises NotPossible, as all that phones do."""
        return phones.say(self._world, phone_id, text, reply_to)

    async def tap(self, phone_id: int, message_id: int, data: str) -> str:
        """Tap a button under the bot's message; returns the tap's id."""
        return phones.tap(self._world, phone_id, message_id, data)

    async def share_contact(self, phone_id: int, phone_number: str = "", first_name: str = "") -> int:
        """Share one's own contact, or with a number somebody else's; returns the message's id."""
        return phones.share_contact(self._world, phone_id, phone_number, first_name)

    async def send_photo(self, phone_id: int, name: str, content: bytes, caption: str = "") -> int:
        """Send a picture from a phone; returns the message's id."""
        return phones.send_photo(self._world, phone_id, Upload(name, "image/*", content), caption)

    async def send_document(self, phone_id: int, name: str, content: bytes, caption: str = "") -> int:
        """Send a file from a phone; returns the message's id."""
        return phones.send_document(self._world, phone_id, Upload(name, "application/octet-stream", content), caption)

    async def send_album(self, phone_id: int, photos: Sequence[tuple[str, bytes]], caption: str = "") -> list[int]:
        """Send pictures together, by name and content; returns the messages' ids."""
        uploads = [Upload(name, "image/*", content) for name, content in photos]
        return phones.send_album(self._world, phone_id, uploads, caption)

    async def share_place(self, phone_id: int, latitude: float, longitude: float) -> int:
        """Share a place on the map; returns the message's id."""
        return phones.share_place(self._world, phone_id, latitude, longitude)

    async def edit(self, phone_id: int, message_id: int, text: str) -> int:
        """Change a text that this person wrote; returns the message's id."""
        return phones.edit(self._world, phone_id, message_id, text)

    async def block(self, phone_id: int, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        phones.block(self._world, phone_id, blocked)

    async def inject(self, update: Any) -> None:
        """Send the bot any JSON as an update."""
        inject(self._world, update)

    async def close(self) -> None:
        """Put everything on disk and let go of it; the playground cannot be used any more."""
        await self._world.webhook.close()
        self._world.store.close()

    async def _kill(self) -> None:
        if self.hooks.kill is None:
            raise NotPossible("nobody here can kill the bot")
        await self.hooks.kill()

    async def _start(self, app: web.Application) -> None:
        self._world.webhook.start()

    async def _stop(self, app: web.Application) -> None:
        self._world.audience.dismiss()
        self._world.updates.interrupt()
        await self._world.webhook.close()
        self._world.store.commit()


async def _page(request: web.Request) -> web.StreamResponse:
    path = PAGE / request.match_info.get("file", "index.html")
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


async def serve(playground: Playground, host: str, port: int) -> web.AppRunner:
    """Serve the playground there (port 0: any free one, see the runner's addresses) until the runner's cleanup."""
    runner = web.AppRunner(playground.app(), access_log=None, shutdown_timeout=_STOP_WITHIN)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
