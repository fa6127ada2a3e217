"""Takes the pictures in docs/pictures, of the running demo; only `make pictures` runs it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from tests.browser import CHECKOUT, chromium, opening, running_demo
from tests.pages import BUDI, RINA, SARI, PhoneOnPage, hour_of, hours_until, move_clock

PICTURES = CHECKOUT / "docs" / "pictures"
SMALL, WIDE = (390, 844), (1180, 760)
"""The screen of a telephone, and a window with three telephones in it."""
JAMBOREE = "Jambore Relawan Sosial (contoh)"


def take(page: Page, name: str) -> None:
    """Keep what the page shows, once nothing on it moves, is pointed at or has the focus."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(".toast")).to_have_count(0)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def register(page: Page) -> None:
    """Sari registers, and says that she comes to the jamboree."""
    sari = PhoneOnPage(page, SARI)
    sari.register_as_far_as_the_pillar("Sari Wulandari", "bjb")
    sari.say("tagana")
    sari.reads("nomor telepon")
    sari.share_contact()
    sari.reads("Sudah benar semua")
    take(page, "registration")
    sari.tap("Ya, benar")
    sari.reads("sudah terdaftar")
    sari.say("/jadwal")
    sari.reads(JAMBOREE)
    sari.tap(JAMBOREE)
    sari.reads("Untuk relawan di")
    sari.tap("Ikut")
    sari.reads("tercatat ikut")


def broadcast(page: Page) -> None:
    """Budi writes to some of the volunteers of Kalimantan Selatan, who may answer with a button."""
    budi = PhoneOnPage(page, BUDI)
    budi.say("/siaran")
    budi.reads("Apa yang mau diumumkan")
    budi.say("Kakak-kakak, gladi bersih jambore hari Minggu pukul 16.00 WITA di Kiram. Jangan lupa bawa rompi ya!")
    budi.reads("Untuk siapa")
    budi.say("tagana dan psm di banjarbaru dan kab banjar")
    budi.reads("Kirim sekarang")
    budi.tap("Tombol jawaban")
    budi.reads("boleh menjawab apa")
    budi.say("Siap, Tidak bisa")
    budi.reads("Kirim sekarang")
    take(page, "broadcast")
    budi.tap("Kirim")
    budi.has_received("selesai")


def answer(page: Page) -> None:
    """Sari answers Budi's broadcast, and Budi looks."""
    sari, budi = PhoneOnPage(page, SARI), PhoneOnPage(page, BUDI)
    sari.tap("Siap")
    sari.reads("Jawabannya dicatat")
    budi.tap("Lihat jawaban")
    budi.reads("Sari Wulandari")


def count(page: Page) -> None:
    """Rina asks for the numbers, for charts and for a sheet of them, and for those of the jamboree."""
    rina = PhoneOnPage(page, RINA)
    rina.say("/jumlah")
    rina.reads("Mau lihat yang mana").evaluate("message => message.scrollIntoView()")
    take(page, "counts")
    rina.tap("Grafik")
    chart = rina.root.locator(".message[data-from='bot'] img").last
    expect(chart).to_be_visible(timeout=60_000)
    page.wait_for_function("[...document.images].every(image => image.complete)")
    chart.evaluate("image => image.scrollIntoView()")
    take(page, "chart")
    rina.tap("Excel")
    rina.has_received("Jaga baik-baik").evaluate("message => message.scrollIntoView()")
    take(page, "sheet")
    rina.say("jambore brp yg ikut")
    rina.has_received("terkonfirmasi ikut, Jambore")


def await_reminder(page: Page) -> None:
    """The clock moves on, until Sari is reminded."""
    sari = PhoneOnPage(page, SARI)
    starts = sari.has_received("Untuk relawan di").inner_text()
    while hours_until(page, starts) > 30:
        move_clock(page, "hari")
    while hours_until(page, starts) > 24:
        move_clock(page, "jam")
    sari.reads("ada kegiatan yang Kakak ikuti")


def open_the_door(page: Page) -> None:
    """On the morning of the jamboree Budi shows the code at the door, and Sari types it."""
    sari, budi = PhoneOnPage(page, SARI), PhoneOnPage(page, BUDI)
    while hour_of(page) != 7:
        move_clock(page, "jam")
    budi.say("/hadir")
    code = budi.reads("Kode:").inner_text().partition("Kode: ")[2].split("\n")[0]
    sari.say(code)
    sari.reads("hadir")


def take_all(open_page: Callable[..., Page]) -> None:
    """A week with the demo, and its pictures."""
    small, light = open_page(*SMALL), open_page(*WIDE)
    while hour_of(light) != 9:  # by day, so that nobody is asked to mind who sleeps
        move_clock(light, "jam")
    for number, act in enumerate((register, broadcast, count)):
        small.locator("#tabs .tab").nth(number).click()
        act(small)
    answer(light)
    dark = open_page(*WIDE, color_scheme="dark")
    PhoneOnPage(dark, BUDI).reads("Sari Wulandari")
    take(light, "demo")
    take(dark, "dark")
    await_reminder(light)
    small.locator("#tabs .tab").first.click()
    PhoneOnPage(small, SARI).reads("ada kegiatan yang Kakak ikuti")
    take(small, "reminder")
    small.locator("#tabs .tab").nth(1).click()
    open_the_door(light)
    PhoneOnPage(small, BUDI).root.locator(".message[data-from='bot'] img").last.scroll_into_view_if_needed()
    take(small, "door")


def main() -> None:
    """Take all the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        running_demo(Path(folder)) as demo,
        chromium() as browser,
        opening(browser, demo) as open_page,
    ):
        take_all(open_page)


if __name__ == "__main__":
    main()
