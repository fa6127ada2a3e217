"""A list of people sent in for a contingent: what was understood, what is written, who is left out."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.documents.rolls import FIELDS
from bot.documents.tables import read_table
from bot.messages import plain
from bot.now import millis, now
from bot.texts import translator
from bot.understanding.headings import heading
from handlers.contingents import reading
from handlers.contingents.refusals import template
from storage import erasing, lists
from storage.database import opened
from storage.roles import Role
from tests.contingents import as_it_is, found, members, send_in, table
from tests.gatherings import texts_with
from tests.phones import World

GOOD = (
    "No;Nama;Kabupaten;Pilar;HP;NIK\n1;SITI AMINAH;Banjar;Tagana;81234567890;6303012345678901\n2;Budi Santoso;;PSM;;\n"
)
BAD = "3;;Banjar;PSM;081234567891;\n4;Ani;Surabaya;PSM;;\n"


async def test_what_was_understood_is_shown_before_anything_is_written(world: World) -> None:
    contingent = await found(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await send_in(world, budi, contingent, (GOOD + BAD).encode())
    said = "\n".join(plain(message.text) for message in budi.messages)
    assert "nama: kolom “Nama”" in said
    assert "nomor HP: kolom “HP”" in said
    assert "NIK atau KK tidak perlu" in said
    assert "Terbaca 2 orang; 2 baris perlu diperbaiki" in said
    assert "Baris 2: Siti Aminah, Kabupaten Banjar, Tagana, +6281234567890" in said
    assert "Baris 4: namanya kosong" in said
    assert "Baris 5: daerah “Surabaya” di luar provinsi kontingen ini" in said
    assert "Masukkan 2 orang ke Kontingen Banjar?" in budi.last
    assert await members(world, contingent) == []
    assert "6303012345678901" not in said
    assert [row["name"] for row in await table(world, "media")] == ["perlu-diperbaiki.xlsx"]


async def test_the_file_is_asked_for_in_the_contingents_talk_with_a_template(world: World) -> None:
    await found(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/kontingen")
    await budi.tap("Kontingen Banjar")
    await budi.tap("Kirim berkas nama")
    await budi.tap("Unduh templat")
    assert read_table(budi.received[-1].content or b"")[0].lines[0].cells[0] == "Nama lengkap"
    await budi.send_file("foto.pdf", b"%PDF")
    assert "berakhiran" in budi.last
    await budi.send_file("daftar.csv", GOOD.encode())
    assert "Masukkan 2 orang" in budi.last
    await budi.tap("Masukkan")
    assert "tautan-anggota.xlsx" in [file.name for file in budi.received]


async def test_the_people_are_written_when_confirmed_and_their_consent_is_the_coordinators_word(world: World) -> None:
    contingent = await found(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await send_in(world, budi, contingent, GOOD.encode())
    await budi.tap("Masukkan")
    assert texts_with(budi, "orang masuk ke")
    people = await members(world, contingent)
    assert [(row["name"], row["regency"], row["pillar"], row["phone"]) for row in people] == [
        ("Budi Santoso", "63.03", "psm", None), ("Siti Aminah", "63.03", "tagana", "+6281234567890")
    ]  # fmt: skip
    (me,) = {row["registered_by"] for row in people}
    assert {(row["contact"], row["given_by"], row["announcements"]) for row in people} == {(None, me, 0)}
    assert "Koordinator menyatakan" in people[0]["consent_text"]
    assert (await as_it_is(world, contingent)).taken == 2
    assert {(row["state"], row["roll"]) for row in await table(world, "lists")} == {("done", "")}


async def test_the_same_list_again_changes_nothing(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    await budi.tap("Masukkan")
    before = [tuple(row) for row in await table(telegram_world, "volunteers")]
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    assert "Sudah ada di kontingen ini: 2" in plain(budi.messages[-2].text)
    assert "Tidak ada orang baru" in budi.last
    assert [tuple(row) for row in await table(telegram_world, "volunteers")] == before


async def test_a_second_tap_and_a_cancelled_list_change_nothing(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    await budi.tap("Batal")
    await budi.tap("Masukkan")
    assert "sudah diputuskan" in budi.last
    assert await members(telegram_world, contingent) == []


async def test_another_coordinator_cannot_confirm_it(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    rudi = await telegram_world.staff("rudi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    await rudi.send(kind="choice", choice="list:1:yes", tap="t")
    assert "sudah tidak ada" in rudi.last
    assert await members(telegram_world, contingent) == []


async def test_the_quota_holds_and_who_does_not_fit_is_named(telegram_world: World) -> None:
    contingent = await found(telegram_world, quota=1)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    assert "Tidak muat, kuotanya penuh: 1 (baris 3)" in plain(budi.messages[-2].text)
    await budi.tap("Masukkan")
    assert texts_with(budi, "Tidak muat, kuotanya penuh")
    assert [row["name"] for row in await members(telegram_world, contingent)] == ["Siti Aminah"]


async def test_all_rows_that_do_not_fit_are_named_in_short(telegram_world: World) -> None:
    contingent = await found(telegram_world, quota=2)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    rows = "".join(f"Orang {chr(65 + n)}a\n\n" if n == 4 else f"Orang {chr(65 + n)}a\n" for n in range(8))
    await send_in(telegram_world, budi, contingent, f"Nama\n{rows}".encode())
    assert "kuotanya penuh: 6 (baris 4–6, 8–10)" in plain(budi.messages[-2].text)


async def test_whoever_is_registered_already_is_not_doubled(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    for answer in ("Siti Aminah", "kab banjar", "Tagana", "081234567890"):
        await siti.say(answer)
    await siti.tap("Ya, benar")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    await budi.tap("Masukkan")
    people = await members(telegram_world, contingent)
    assert [(row["name"], row["contact"] is None) for row in people] == [("Budi Santoso", True), ("Siti Aminah", False)]


async def test_nobody_comes_back_who_asked_to_be_erased(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    await budi.tap("Masukkan")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        siti = await db.value("SELECT id FROM volunteers WHERE name = 'Siti Aminah'")
        await erasing.erase_person(db, b"test", siti, millis(now()))
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    assert texts_with(budi, "Pernah minta datanya dihapus")
    assert [row["name"] for row in await members(telegram_world, contingent)] == ["Budi Santoso"]


async def test_the_rows_to_be_corrected_come_back_as_a_workbook_that_can_be_sent_again(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, (GOOD + BAD).encode())
    (content,) = [row["content"] for row in await table(telegram_world, "media")]
    page = load_workbook(BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0] == [
        "Baris",
        "Nama lengkap",
        "Kabupaten/kota",
        "Kecamatan",
        "Pilar",
        "Nomor HP",
        "Yang perlu diperbaiki",
    ]
    assert [row[0] for row in rows[1:]] == ["4", "5"]
    page["B2"], page["C3"] = "Dewi Lestari", "Banjarbaru"
    again = BytesIO()
    page.parent.save(again)
    await send_in(telegram_world, budi, contingent, again.getvalue())
    assert "Masukkan 2 orang" in budi.last


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7", "bukan Excel atau CSV"),
        (b"Barang;Banyak\nTenda;4\n", "belum menemukan kolom nama"),
        (b"Nama;HP\n", "Berkasnya kosong"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told_kindly(telegram_world: World, content: bytes, word: str) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, content)
    assert word in budi.last
    assert "Unduh templat" in budi.labels


async def test_a_long_list_is_written_in_parts_with_one_message_that_shows_how_far(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    rows = "".join(f"Orang {chr(65 + n % 26)}{chr(97 + n // 26)} Banjar;Banjar;0812000{n:05}\n" for n in range(250))
    await send_in(telegram_world, budi, contingent, f"Nama;Kab;HP\n{rows}".encode())
    await budi.tap("Masukkan")
    assert texts_with(budi, "100 dari 250") or texts_with(budi, "200 dari 250")
    assert len(await members(telegram_world, contingent)) == 250


async def test_a_list_that_nobody_confirms_is_erased_after_a_day(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await lists.forget(db, millis(now() + timedelta(hours=25)))
    assert await table(telegram_world, "lists") == []
    await budi.tap("Masukkan")
    assert "sudah tidak ada" in budi.last


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_template_has_headings_that_are_understood(locale: str) -> None:
    (sheet,) = read_table(template(translator(locale)))
    assert [heading(cell) for cell in sheet.lines[0].cells] == list(FIELDS)


async def test_a_list_is_read_once_though_the_job_is_done_again(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    before = len(budi.messages)
    async with opened(telegram_world.path) as database:
        await reading.read(b"test", database, 1)
    await telegram_world.deliver()
    assert len(budi.messages) == before
