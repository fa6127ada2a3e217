"""The bot with a Telegram of its own: this process is the playground, the bot its child, so that it can really die."""

import asyncio
import os
import secrets
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bot import now as clock
from bot.app import Parts
from bot.examples import PEOPLE, plant
from bot.playground import Hooks, Playground, serve
from bot.service import Beside, stop_on_signals
from bot.settings import Settings
from storage.database import opened

HOST = "127.0.0.1"
REST = 1.0
"""Seconds between a death and the next start, so that the page can show it."""
PATIENCE = 20.0
"""Seconds that a stop waits for the bot."""
_HANDED_DOWN = (
    "zone", "locale", "rate_all", "rate_bulk", "approval_above", "large_per_day", "log_level", "log_format",
)  # fmt: skip
"""Settings that hold for the demo, too."""


class Child:
    """The bot's process: started again whenever it dies, until the demo stops."""

    def __init__(self, folder: Path, environment: dict[str, str], playground: Playground) -> None:
        self._folder, self._environment, self._playground = folder, environment, playground
        self._process: asyncio.subprocess.Process | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Keep the bot alive until told to stop; then let it finish what it has begun."""
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            # Its own folder as working directory: a `.env` meant for the real Telegram is not for the demo.
            self._process = process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--follow-clock", str(self._playground.ahead),
                stdin=asyncio.subprocess.PIPE, cwd=self._folder, env=self._environment,
            )  # fmt: skip
            self._playground.running(True)
            dying = asyncio.create_task(process.wait())
            await asyncio.wait({dying, stopping}, return_when=asyncio.FIRST_COMPLETED)
            self._playground.running(False)
            if not stop.is_set():
                await asyncio.wait({stopping}, timeout=REST)
        stopping.cancel()
        await self._finish()

    async def _finish(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), PATIENCE)
            except TimeoutError:
                await self.kill()

    async def kill(self) -> None:
        """End the bot at once, as a power cut would."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def tell(self, ahead: float) -> None:
        """Tell the bot how far its clock is ahead of the world's."""
        pipe = self._process.stdin if self._process is not None else None
        if pipe is not None:
            with suppress(ConnectionError):
                pipe.write(f"{ahead}\n".encode())
                await pipe.drain()


def follow_clock(ahead: float, stop: asyncio.Event) -> Beside:
    """What the bot does as a child: its clock is moved by what comes on standard input, and it ends with its parent."""
    clock.move(timedelta(seconds=ahead))

    async def follow(parts: Parts) -> None:
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            clock.move(timedelta(seconds=float(line)))
            await parts.tick()
        stop.set()

    return follow


def _token(folder: Path) -> str:
    """The playground's token, made once: nobody else on this machine can guess it."""
    path = folder / "token"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"1000001:{secrets.token_urlsafe(30)}")
    return path.read_text()


async def demonstrate(settings: Settings, port: int) -> int:
    """Run the demo until Ctrl-C; its data stay. Raises OSError where the port is taken."""
    folder = (settings.database.parent / "demo").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    stop = stop_on_signals()
    token = _token(folder)
    playground = Playground(token, database=folder / "playground.db")
    playground.add_people(PEOPLE)
    clock.move(timedelta(seconds=playground.ahead))
    async with opened(folder / "relawan.db") as database:
        await plant(database, "telegram", token.split(":")[0])
    try:
        runner = await serve(playground, HOST, port)
    except OSError as error:
        await playground.close()
        raise OSError(f"cannot listen on port {port}; choose another one: PORT=8123 make demo") from error
    address = f"http://{HOST}:{runner.addresses[0][1]}"
    child = Child(folder, environment(settings, token, address, folder), playground)
    playground.hooks = Hooks(kill=child.kill, clock=child.tell)
    try:
        print(f"Relawan: {address}", flush=True)  # noqa: T201
        await child.run(stop)
    finally:
        await runner.cleanup()
        await playground.close()
    return 0


def environment(settings: Settings, token: str, address: str, folder: Path) -> dict[str, str]:
    """What the bot's process is told: nothing that was meant for a real Telegram, and the playground's own address."""
    foreign = {name: value for name, value in os.environ.items() if not name.startswith("RELAWAN_")}
    return {
        **foreign,
        "RELAWAN_TELEGRAM_TOKEN": token,
        "RELAWAN_TELEGRAM_API_URL": address,
        "RELAWAN_DATABASE": str(folder / "relawan.db"),
        "RELAWAN_HTTP_PORT": "0",
        **{f"RELAWAN_{name.upper()}": str(getattr(settings, name)) for name in _HANDED_DOWN},
    }
