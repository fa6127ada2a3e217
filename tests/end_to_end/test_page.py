"""The page in a real browser: what people do on their phones, on one demo that all these tests share."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import CHROMIUM, Demo, chromium, opening, running_demo
from tests.pages import BUDI, RINA, SARI, PhoneOnPage, add_phone, brightness, hours_until, move_clock, press_until_on

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine, so the page is not tested")

JAMBOREE = "Jambore Relawan Sosial (contoh)"
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(demo: Demo, browser: Browser) -> Iterator[Opener]:
    with opening(browser, demo) as open_page:
        yield open_page
    assert demo.violating() == []


@pytest.fixture(scope="module")
def siti(demo: Demo, browser: Browser) -> int:
    """The phone of a volunteer in Banjarbaru."""
    with opening(browser, demo) as open_page:
        phone = add_phone(open_page(), "Siti Aminah")
        phone.register("Siti Aminah")
    return phone.id


def test_a_newcomer_registers_says_yes_to_the_jamboree_and_is_reminded_twice(open_page: Opener) -> None:
    page = open_page()
    sari = PhoneOnPage(page, SARI)
    sari.register_as_far_as_the_pillar("Sari Wulandari", "bjb")
    sari.tap("Karang Taruna")
    sari.reads("nomor telepon")
    sari.share_contact()
    expect(sari.reads("Sudah benar semua")).to_contain_text("811")
    expect(sari.root.locator(".reply-button")).to_have_count(0)
    sari.tap("Ya, benar")
    sari.reads("Terima kasih, Sari Wulandari!")
    sari.say("/jadwal")
    sari.reads(JAMBOREE)
    sari.tap(JAMBOREE)
    starts = sari.reads("Kiram, Kabupaten Banjar").inner_text()
    sari.tap("Ikut")
    sari.reads("Sari Wulandari tercatat ikut!")
    reminders = sari.from_bot.filter(has_text="ada kegiatan yang Kakak ikuti")
    while hours_until(page, starts) > 30:
        expect(reminders).to_have_count(0)
        move_clock(page, "hari")
    while hours_until(page, starts) > 24:
        move_clock(page, "jam")
    expect(reminders).to_have_count(1)
    expect(reminders).to_contain_text(JAMBOREE)
    while hours_until(page, starts) > 2:
        move_clock(page, "jam")
    expect(reminders).to_have_count(2)
    expect(reminders.last).to_contain_text("Hari ini ada kegiatan")
    sari.tap("Tetap ikut")
    sari.reads("memang sudah tercatat ikut")


def test_a_broadcast_reaches_exactly_as_many_as_the_coordinator_was_shown(open_page: Opener, siti: int) -> None:
    page = open_page()
    budi, rina, volunteer = PhoneOnPage(page, BUDI), PhoneOnPage(page, RINA), PhoneOnPage(page, siti)
    rina.say("/jumlah")
    figures = rina.has_received("Per kabupaten/kota").inner_text()
    registered = re.search(r"Terdaftar: (\d+)", figures)
    assert registered
    assert int(registered[1]) > 60
    assert re.search(r"Kota Banjarbaru: [1-9]", figures)
    budi.say("/siaran")
    budi.reads("Apa yang mau diumumkan")
    budi.say("Besok kita rapat persiapan jambore pukul 16.00 WITA di Kiram.")
    budi.reads("Untuk siapa")
    budi.tap("Seluruh Kalimantan Selatan")
    budi.reads(f"Dikirim ke {registered[1]} penerima")
    budi.tap("Kirim")
    expect(volunteer.has_received("rapat persiapan jambore")).to_contain_text(
        "Pengumuman dari koordinator Kalimantan Selatan"
    )
    move_clock(page, "jam")
    report = budi.has_received("selesai")
    expect(report).to_contain_text(f"Penerimanya {registered[1]}")
    expect(report).to_contain_text(f"Terkirim: {registered[1]}")


def test_an_event_typed_as_people_talk_becomes_an_invitation_that_is_answered(open_page: Opener, siti: int) -> None:
    page = open_page()
    budi, volunteer = PhoneOnPage(page, BUDI), PhoneOnPage(page, siti)
    budi.say("/acara")
    budi.reads("Kegiatan Kakak")
    budi.tap("Buat baru")
    budi.reads("Apa nama kegiatannya")
    budi.say("Bakti Sosial Kiram")
    budi.reads("Untuk relawan di daerah mana")
    budi.say("banjarbaru")
    budi.reads("Kapan mulainya")
    budi.say("sabtu depan jam 8 pagi")
    when = re.search(r"Sabtu, \d+ \w+ \d{4} pukul 08\.00 WITA", budi.reads("Maksudnya").inner_text())
    assert when
    budi.tap("Ya, benar")
    budi.reads("Di mana tempatnya")
    budi.say("Kiram Park")
    budi.reads("berapa orang")
    budi.say("40")
    expect(budi.reads("Sudah benar")).to_contain_text(when[0])
    budi.tap("Terbitkan")
    budi.reads("sudah terbit")
    budi.tap("Umumkan sekarang")
    expect(volunteer.has_received("Ada kegiatan baru")).to_contain_text(when[0])
    volunteer.tap("Ikut")
    volunteer.reads("Siti Aminah tercatat ikut!")
    rina = PhoneOnPage(page, RINA)
    rina.say("/jumlah Bakti Sosial Kiram")
    expect(rina.reads("Tempat: 1 dari 40 terisi")).to_contain_text("Ikut: 1")


def test_killed_in_the_middle_of_a_registration_the_talk_goes_on_where_it_was(open_page: Opener) -> None:
    page = open_page()
    hasan = add_phone(page, "Hasan")
    hasan.start()
    hasan.say("/daftar")
    hasan.reads("boleh Relawan menyimpan")
    hasan.tap("Setuju, 18+")
    hasan.reads("nama lengkap")
    state = page.locator("#bot-state")
    page.locator("#kill").click()
    expect(state).to_have_text("Bot mati")
    expect(hasan.root.locator(".chat-head")).to_contain_text("bot sedang mati")
    hasan.say("Hasan Basri")
    expect(state).to_have_text("Bot hidup")
    hasan.reads("kabupaten/kota mana")
    expect(hasan.from_bot.filter(has_text="nama lengkap")).to_have_count(1)


def test_whoever_blocks_the_bot_is_not_counted_and_comes_back_by_unblocking(open_page: Opener, siti: int) -> None:
    page = open_page()
    budi, volunteer = PhoneOnPage(page, BUDI), PhoneOnPage(page, siti)
    block = volunteer.root.get_by_role("switch", name="Blokir bot")
    block.check()
    expect(volunteer.text).to_be_hidden()
    expect(volunteer.root.locator(".chat-head")).to_contain_text("diblokir")
    budi.say("/siaran")
    budi.reads("Apa yang mau diumumkan")
    budi.say("Coba saja")
    budi.reads("Untuk siapa")
    budi.say("banjarbaru")
    budi.reads("Tidak bisa dihubungi: 1")
    budi.tap("Batal")
    budi.reads("tidak jadi dikirim")
    volunteer.root.get_by_role("button", name="BUKA BLOKIR").click()
    expect(block).not_to_be_checked()
    volunteer.say("/jadwalku")
    volunteer.reads("egiatan")


def test_started_again_the_demo_has_its_data_and_the_page_reconnects_by_itself(
    demo: Demo, open_page: Opener, siti: int
) -> None:
    page = open_page()
    volunteer = PhoneOnPage(page, siti)
    assert demo.stop() == 0
    expect(page.locator("#offline")).to_be_visible()
    demo.start()
    expect(page.locator("#offline")).to_be_hidden()
    volunteer.say("/dataku")
    volunteer.has_received("Nama: Siti Aminah")
    expect(volunteer.own.filter(has_text="Siti Aminah")).to_have_count(1)


def test_a_registration_begins_with_the_keyboard_alone(open_page: Opener) -> None:
    page = open_page()
    phones = page.locator("section.phone")
    before = phones.count()
    press_until_on(page, "Tab", "telepon")
    page.keyboard.press("Enter")
    page.keyboard.type("Norhayati")
    page.keyboard.press("Enter")
    expect(phones).to_have_count(before + 1)
    nor = PhoneOnPage(page, int(phones.last.get_attribute("data-phone") or 0))
    expect(nor.root.locator('button[name="start"]')).to_be_focused()
    page.keyboard.press("Enter")
    nor.reads("Ini Relawan")
    expect(nor.text).to_be_focused()
    press_until_on(page, "Shift+Tab", "Daftar")
    page.keyboard.press("Enter")
    nor.reads("boleh Relawan menyimpan")
    press_until_on(page, "Tab", "Tulis pesan")
    press_until_on(page, "Shift+Tab", "Setuju, 18+")
    page.keyboard.press("Enter")
    nor.reads("nama lengkap")
    press_until_on(page, "Tab", "Tulis pesan")
    page.keyboard.type("Norhayati Noor")
    page.keyboard.press("Enter")
    nor.reads("kabupaten/kota mana")
    page.reload()
    expect(nor.root.locator(".owner strong")).to_have_text("Norhayati")
    nor.reads("kabupaten/kota mana")


def test_on_a_small_screen_one_phone_fills_it_and_tabs_lead_to_the_others(open_page: Opener) -> None:
    page = open_page(390, 844, is_mobile=True, has_touch=True)
    sari, rina = PhoneOnPage(page, SARI), PhoneOnPage(page, RINA)
    expect(sari.root).to_be_visible()
    expect(rina.root).to_be_hidden()
    page.locator("#tabs").get_by_role("button", name="Rina").tap()
    expect(sari.root).to_be_hidden()
    rina.say("/bantuan")
    rina.reads("Yang bisa Relawan bantu")
    expect(rina.root.locator('button[name="send"]')).to_be_in_viewport(ratio=1)
    expect(page.locator("#kill")).to_be_hidden()
    page.locator("#tools-toggle").tap()
    expect(page.locator("#kill")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_dark_follows_the_system_until_the_switch_says_otherwise_and_is_remembered(open_page: Opener) -> None:
    page = open_page(color_scheme="dark")
    assert brightness(page) < 60
    page.locator("#theme").click()
    assert brightness(page) > 200
    page.reload()
    assert brightness(page) > 200
