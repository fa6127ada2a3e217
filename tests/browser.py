"""The demo as a process of its own, and its phones in a real browser."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.bot_api import violations

CHECKOUT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
PATIENCE = 15_000
"""Milliseconds that a reply, or anything else on the page, may take on a busy machine."""
REFUSED = {400, 401, 404}
"""Answers that mean that the bot asked for something wrong."""
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

expect.set_options(timeout=PATIENCE)


class Demo:
    """`relawan demo` in a folder of its own; the same port after every start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; it has printed its address when this returns."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RELAWAN_")}
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "demo", "--port", str(self._port)],
                cwd=self._folder, env={**kept, "PYTHONPATH": str(CHECKOUT)},
                stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == f"Relawan: {self.address}\n", self.log

    def stop(self) -> int:
        """Ctrl-C; its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        with self._process:
            return self._process.wait(PATIENCE / 1000)

    @property
    def log(self) -> str:
        """What it wrote to standard error."""
        return (self._folder / "log").read_text()

    def violating(self) -> list[str]:
        """What the bot asked of its Telegram that the Bot API does not know, or that was refused; a block is none."""
        with urlopen(f"{self.address}/sim/requests") as answer:
            requests = json.load(answer)
        refused = [
            f"{one['method']}: {one['status']} {one['description']}" for one in requests if one["status"] in REFUSED
        ]
        return refused + [wrong for one in requests for wrong in violations(one["method"], one["params"])]


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """A demo that is stopped in the end, which must go well."""
    demo = Demo(folder)
    try:
        demo.start()
        yield demo
    finally:
        code = demo.stop()
    assert code == 0, demo.log
    assert "Traceback" not in demo.log


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def opening(browser: Browser, demo: Demo) -> Iterator[Callable[..., Page]]:
    """Opens the page in a window of a size; nothing may go wrong in it, nor be fetched from elsewhere."""
    wrong: list[str] = []

    def watch(url: str) -> None:
        if not url.startswith((demo.address, "data:", "blob:")):
            wrong.append(url)

    with ExitStack() as windows:

        def open_page(width: int = 1280, height: int = 800, **window: Any) -> Page:
            context = browser.new_context(viewport={"width": width, "height": height}, **window)
            windows.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda request: watch(request.url))
            page.goto(demo.address)
            expect(page.locator("section.phone").nth(2)).to_be_attached()
            return page

        yield open_page
    assert wrong == []
