"""What people do on the demo's page: on their phones, with the clock, with keys."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

SARI, BUDI, RINA = 101, 102, 103
"""The phones that are there from the start: of a newcomer, a coordinator of Kalimantan Selatan, an organiser."""
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_MOMENT = re.compile(r"(\d+) (\w+) (\d{4})(?: pukul)? (\d\d)\.(\d\d) WITA")
_FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"


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

    def register_as_far_as_the_pillar(self, name: str, regency: str) -> None:
        """Begin to register, answering each question when it comes."""
        self.start()
        self.tap("Daftar")
        self.reads("boleh Relawan menyimpan")
        self.tap("Setuju, 18+")
        self.reads("nama lengkap")
        self.say(name)
        self.reads("kabupaten/kota mana")
        self.say(regency)
        self.reads("pilar mana")

    def register(self, name: str) -> None:
        """Become a volunteer in Banjarbaru, typing everything ahead of the questions, which are still to come."""
        self.root.locator('button[name="start"]').click()
        for sent, words in enumerate(
            ("/daftar", "Setuju, 18+", name, "Banjarbaru", "Tagana", "Lewati", "Ya, benar"), 1
        ):
            expect(self.own).to_have_count(sent)
            self.say(words)
        expect(self.own).to_have_count(8)


def add_phone(page: Page, name: str) -> PhoneOnPage:
    """Give somebody a phone with the page's own button."""
    phones = page.locator("section.phone")
    before = phones.count()
    page.locator("#add-phone").click()
    page.locator('#new-phone input[name="name"]').fill(name)
    page.locator("#new-phone").get_by_role("button", name="Tambah").click()
    expect(phones).to_have_count(before + 1)
    return PhoneOnPage(page, int(phones.last.get_attribute("data-phone") or 0))


def hours_until(page: Page, text: str) -> float:
    """Hours from what the page's clock shows until the moment that a text names."""
    return (_moment(text) - _moment(page.locator("#clock").inner_text())).total_seconds() / 3600


def hour_of(page: Page) -> int:
    """The hour that the page's clock shows."""
    return _moment(page.locator("#clock").inner_text()).hour


def _moment(text: str) -> datetime:
    found = _MOMENT.search(" ".join(text.split()))
    assert found, text
    day, month, year, hour, minute = found.groups()
    return datetime(
        int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=ZoneInfo("Asia/Makassar")
    )


def move_clock(page: Page, step: str) -> None:
    """Move the clock on by one "jam", "hari" or "minggu"."""
    clock = page.locator("#clock")
    before = clock.text_content() or ""
    page.get_by_role("button", name=f"Majukan 1 {step}").click()
    expect(clock).not_to_have_text(before)


def press_until_on(page: Page, key: str, label: str) -> None:
    """Press a key until the control with this label or text has the focus."""
    for _press in range(60):
        if page.evaluate(_FOCUSED) == label:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{label!r} is not reached with {key}")


def brightness(page: Page) -> float:
    """How bright the page's ground is, of 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3
