"""The demo as a process of its own, and its phones in a real browser."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHECKOUT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
PATIENCE = 10_000
"""Milliseconds that a reply, or anything else on the page, may take on a busy machine."""
SARI, BUDI, RINA = 101, 102, 103
"""The phones that are there from the start: of a newcomer, a coordinator of Kalimantan Selatan, an organiser."""
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
                cwd=self._folder, env={**kept, "PYTHONPATH": str(CHECKOUT)}, stdout=subprocess.PIPE, stderr=log, text=True,
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

    def requests(self) -> str:
        """What the bot asked of its Telegram, as JSON."""
        with urlopen(f"{self.address}/sim/requests") as answer:
            return str(answer.read().decode())


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """A demo that is stopped in the end, which must go well."""
    demo = Demo(folder)
    demo.start()
    try:
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


class PhoneOnPage:
    """One of the page's phones, used with mouse and keys as a person would."""

    def __init__(self, page: Page, id_: int) -> None:
        self.page, self.id = page, id_
        self.root = page.locator(f'section[data-phone="{id_}"]')
        self.text = self.root.locator('textarea[name="text"]')
        self.from_bot = self.root.locator('.message[data-from="bot"]')
        self.own = self.root.locator('.message[data-from="me"]')

    def start(self) -> None:
        """Tap MULAI."""
        self.root.locator('button[name="start"]').click()
        self.reads("Ini Relawan")

    def say(self, text: str) -> None:
        """Type something and send it."""
        self.text.fill(text)
        self.root.locator('button[name="send"]').click()

    def tap(self, label: str) -> None:
        """Tap the newest button with this label."""
        self.root.locator(".inline-button", has_text=re.compile(rf"^{re.escape(label)}$")).last.click()

    def share_contact(self) -> None:
        """Tap the button that shares the own number, and agree to it."""
        self.root.locator(".reply-button", has=self.page.locator('use[href="#icon-person"]')).click()
        self.page.locator("#notice").get_by_role("button", name="Bagikan").click()

    def reads(self, words: str) -> Locator:
        """The bot's newest message, once it holds these words."""
        expect(self.from_bot.last).to_contain_text(words)
        return self.from_bot.last

    def has_received(self, words: str) -> Locator:
        """The newest of the bot's messages with these words, which comes sooner or later."""
        found = self.from_bot.filter(has_text=words).last
        expect(found).to_be_visible()
        return found

    def register(self, name: str, regency: str = "banjarbaru") -> None:
        """Become a volunteer, without sharing a number."""
        self.start()
        self.tap("Daftar")
        self.reads("boleh Relawan menyimpan")
        self.tap("Setuju, 18+")
        self.reads("nama lengkap")
        self.say(name)
        self.reads("kabupaten/kota mana")
        self.say(regency)
        self.reads("pilar mana")
        self.say("tagana")
        self.reads("nomor telepon")
        self.say("lewati")
        self.reads("Sudah benar semua")
        self.tap("Ya, benar")
        self.reads("sudah terdaftar")


def add_phone(page: Page, name: str) -> PhoneOnPage:
    """Give somebody a phone with the page's own button."""
    phones = page.locator("section.phone")
    before = phones.count()
    page.locator("#add-phone").click()
    page.locator('#new-phone input[name="name"]').fill(name)
    page.locator("#new-phone").get_by_role("button", name="Tambah").click()
    expect(phones).to_have_count(before + 1)
    return PhoneOnPage(page, int(phones.last.get_attribute("data-phone") or 0))
