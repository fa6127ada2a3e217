"""Coordinators find people in their own region, and leave a trace of having looked."""

import pytest

from bot.messages import plain
from storage import volunteers
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, at, settle
from tests.phones import Phone, World

HSU = "63.08"
PEOPLE = [
    ("Siti Aminah", BANJARBARU, "perahu karet, P3K", "+6281234567890"),
    ("Siti Rahmah", BANJARBARU, "", ""),
    ("Ahmad Noor", HSU, "kelotok dan tenda", "+6281234567891"),
    ("Joko Susilo", SURABAYA, "perahu", "+6281234567892"),
    ("Muhammad Banjar", BANJARMASIN, "memasak di dapur umum", ""),
]
FOUND = [
    ("siti", ["Siti Aminah", "Siti Rahmah"]),
    ("aminah", ["Siti Aminah"]),
    ("SITI AMI", ["Siti Aminah"]),
    ("siti aminnah", ["Siti Aminah"]),
    ("ahmed noor", ["Ahmad Noor"]),
    ("perahu", ["Ahmad Noor", "Siti Aminah"]),
    ("perahu hsu", ["Ahmad Noor"]),
    ("perahu di kota banjarbaru", ["Siti Aminah"]),
    ("pertolongan pertama", ["Siti Aminah"]),
    ("p3k", ["Siti Aminah"]),
    ("masak", ["Muhammad Banjar"]),
    ("muhammad banjar", ["Muhammad Banjar"]),
    ("siti banjarbaru", ["Siti Aminah", "Siti Rahmah"]),
    ("0812 3456 7890", ["Siti Aminah"]),
    ("+6281234567891", ["Ahmad Noor"]),
    ("joko", []),
    ("081234567892", []),
    ("siti surabaya", []),
    ("%", []),
    ("_", []),
    ("'; DROP TABLE volunteers; --", []),
]
"""What is typed, and who is shown."""
OUTSIDE = "tidak ada di daerah Kakak"


async def _region(world: World) -> Phone:
    """The coordinator of Kalimantan Selatan, where four of five people live."""
    async with opened(world.path) as database, database.transaction() as db:
        for number, (name, regency, offer, phone) in enumerate(PEOPLE):
            person = await settle(db, at(world, f"p{number}"), name, regency)
            await volunteers.offer(db, person, offer)
            await volunteers.correct(db, person, name, regency, "tagana", phone)
    return await world.staff("rina", Role.COORDINATOR, "63")


@pytest.fixture
async def rina(telegram_world: World) -> Phone:
    """The coordinator, on the channel with Telegram's limits."""
    return await _region(telegram_world)


async def _audit(world: World) -> list[tuple[str, str]]:
    async with opened(world.path) as database:
        rows = await database.reader.rows("SELECT verb, object FROM audit ORDER BY id")
    return [(row["verb"], row["object"]) for row in rows]


async def test_people_are_found_by_part_of_a_name_by_number_and_by_what_they_can_give(rina: Phone) -> None:
    for words, names in FOUND:
        shown = await rina.say(f"/cari {words}")
        lines = [line for line in plain(shown[0].text).splitlines() if line[:1].isdigit()]
        assert [line.partition(". ")[2].partition(",")[0] for line in lines] == names, words


async def test_a_pillar_finds_those_who_belong_to_it_there(telegram_world: World, rina: Phone) -> None:
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await volunteers.correct(db, 2, "Siti Rahmah", BANJARBARU, "psm", "")
        await volunteers.belong(db, 2, ["tksk"])
    for words, names in {
        "tagana": ["Ahmad Noor", "Muhammad Banjar", "Siti Aminah"],
        "tagana banjarbaru": ["Siti Aminah"],
        "psm": ["Siti Rahmah"],
        "TKSK": ["Siti Rahmah"],
        "pekerja sosial masyarakat": ["Siti Rahmah"],
    }.items():
        await rina.say(f"/cari {words}")
        lines = [line for line in rina.last.splitlines() if line[:1].isdigit()]
        assert [line.partition(". ")[2].partition(",")[0] for line in lines] == names, words


async def test_a_registration_number_finds_its_person_only_inside_the_own_region(rina: Phone) -> None:
    await rina.say("/cari no. 0001-3")
    assert "1. Siti Aminah" in rina.last
    await rina.say("/cari 0004-2")
    assert "Belum ada relawan yang cocok" in rina.last


async def test_phones_are_masked_until_they_are_asked_for_and_each_look_leaves_a_trace(
    telegram_world: World, rina: Phone
) -> None:
    await rina.say("/cari aminah")
    assert "0812•••••890" in rina.last
    await rina.tap("0001-3")
    assert "Telepon: 0812•••••890" in rina.last
    assert "perahu karet, P3K" in rina.last
    await rina.tap("Lihat nomor")
    assert "+6281234567890" in rina.last
    assert await _audit(telegram_world) == [
        ("searched", "volunteers:1"), ("looked", "volunteer:1"), ("saw_phone", "volunteer:1"),
    ]  # fmt: skip


async def test_a_result_may_be_chosen_by_its_number_in_the_list(world: World) -> None:
    rina = await _region(world)
    await rina.say("/cari siti")
    await rina.say("2")
    assert rina.last.startswith("Siti Rahmah")


async def test_many_are_shown_in_pages(telegram_world: World, rina: Phone) -> None:
    async with opened(telegram_world.path) as database, database.transaction() as db:
        for number in range(10):
            await settle(db, at(telegram_world, f"b{number}"), f"Budi {'ABCDEFGHIJ'[number]}", BANJARBARU)
    await rina.say("/cari budi")
    assert "8. Budi H" in rina.last
    assert "Budi I" not in rina.last
    await rina.tap("Lainnya »")
    assert "1. Budi I" in rina.last
    assert "2. Budi J" in rina.last
    assert "Lainnya »" not in rina.labels


async def test_who_looks_elsewhere_sees_nobody(telegram_world: World, rina: Phone) -> None:
    for reference in ("person:4", "number:4", "person:99", "number:x", "person:", "number:1:2"):
        await rina.send(kind="choice", choice=reference, tap="t")
        assert OUTSIDE in rina.last or reference == "number:1:2", reference
    foreign = await telegram_world.staff("dedi", Role.COORDINATOR, "35")
    for reference in ("person:1", "number:1"):
        await foreign.send(kind="choice", choice=reference, tap="t")
        assert OUTSIDE in foreign.last
    await foreign.say("/cari joko")
    assert "Joko Susilo" in foreign.last


async def test_without_words_it_is_said_how_to_look(rina: Phone) -> None:
    await rina.say("/cari")
    assert "/cari perahu hsu" in rina.last
    assert rina.labels == []


async def test_no_name_is_kept_on_a_button(telegram_world: World, rina: Phone) -> None:
    await rina.say("/cari perahu")
    async with opened(telegram_world.path) as database:
        rows = await database.reader.rows("SELECT choices FROM outbox WHERE choices IS NOT NULL")
    assert rows
    assert not any("Siti" in row["choices"] for row in rows)
