"""The bot as a process of its own, on a playground in this one: messages really travel, and a kill really kills."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from bot.playground import Faults, Person, Playground, serve
from tests.bot_api import violations
from tests.forked import forked

TOKEN = "1000001:AAtest_token_of_the_living_tests_0000"
CHECKOUT = Path(__file__).parents[1]


class Living:
    """One bot process and its Telegram; `settings` are RELAWAN_… without the prefix."""

    def __init__(self, folder: Path, *, faults: Faults | None = None, limits: bool = False, **settings: str) -> None:
        self.folder = folder
        self.playground = Playground(TOKEN, database=folder / "playground.db", faults=faults, limits=limits)
        self.settings = {"RATE_ALL": "1000", "RATE_BULK": "1000", "APPROVAL_ABOVE": "1000000", **settings}
        self.process: ForkServerProcess | None = None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._runner = await serve(self.playground, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process is not None and self.process.exitcode is None:
            await self.stop()
        assert self._runner is not None
        await self._runner.cleanup()
        await self.playground.close()

    @property
    def address(self) -> str:
        """Where the playground is served."""
        assert self._runner is not None
        return "http://{}:{}".format(*self._runner.addresses[0][:2])

    @property
    def environment(self) -> Mapping[str, str]:
        """What the bot's process is told from outside."""
        foreign = {name: value for name, value in os.environ.items() if not name.startswith("RELAWAN_")}
        return {
            **foreign,
            "PYTHONPATH": str(CHECKOUT),
            "RELAWAN_TELEGRAM_TOKEN": TOKEN,
            "RELAWAN_TELEGRAM_API_URL": self.address,
            "RELAWAN_DATABASE": str(self.folder / "relawan.db"),
            "RELAWAN_HTTP_PORT": "0",
            "RELAWAN_LOG_LEVEL": "WARNING",
            **{f"RELAWAN_{name}": value for name, value in self.settings.items()},
        }

    async def start(self) -> None:
        """Start the bot."""
        self.process = forked(self.folder, self.environment)
        self.process.start()

    async def kill(self) -> None:
        """`kill -9`."""
        assert self.process is not None
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    async def stop(self) -> int:
        """Ask the bot to end; its exit code."""
        assert self.process is not None
        self.process.terminate()
        await asyncio.to_thread(self.process.join, 20)
        assert self.process.exitcode is not None, "the bot did not end"
        return self.process.exitcode

    @property
    def log(self) -> str:
        """What the bot wrote to standard error."""
        return (self.folder / "log").read_text()

    @property
    def memory(self) -> float:
        """The bot's memory (RSS) in MB."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def violating(self) -> list[str]:
        """What the bot's requests did against the Bot API's description."""
        return [
            f"{request['method']}: {violation}"
            for request in self.playground.requests
            for violation in violations(request["method"], request["params"])
        ]

    async def run(self, *arguments: str, text: str = "") -> tuple[int, str, str]:
        """Run `relawan …` with these arguments; exit code, standard output and standard error."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=self.folder, env=self.environment,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await process.communicate(text.encode())
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    async def status(self) -> dict[str, Any]:
        """What `relawan status --json` says."""
        code, out, err = await self.run("status", "--json")
        assert code == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def phone(self, id_: int, name: str = "Siti") -> "LivePhone":
        """The phone of somebody."""
        self.playground.add_people([Person(id_, name)])
        return LivePhone(self.playground, id_)


class LivePhone:
    """Somebody's phone on the playground."""

    def __init__(self, playground: Playground, id_: int) -> None:
        self.playground, self.id = playground, id_

    @property
    def received(self) -> list[dict[str, Any]]:
        """What the bot wrote here, oldest first."""
        return [message for message in self.playground.messages(self.id) if message["from"] == "bot"]

    @property
    def last(self) -> str:
        """The newest words of the bot."""
        return str(self.received[-1]["text"]) if self.received else ""

    async def say(self, text: str) -> None:
        """Type something."""
        await self.playground.say(self.id, text)

    async def tap(self, label: str) -> None:
        """Tap the newest button with this label."""
        for message in reversed(self.received):
            for button in [button for row in message["inline_keyboard"] or [] for button in row]:
                if button["text"] == label:
                    await self.playground.tap(self.id, message["id"], button["callback_data"])
                    return
        raise AssertionError(f"no button {label!r} under {self.last!r}")

    async def reads(self, words: str, seconds: float = 10.0) -> str:
        """Wait until the newest message of the bot holds these words; the whole of it."""
        until = time.monotonic() + seconds
        while words not in self.last:
            if time.monotonic() > until:
                raise AssertionError(f"{words!r} did not come; the last was {self.last!r}")
            await asyncio.sleep(0.005)
        return self.last
