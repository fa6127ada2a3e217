"""A list of people sent in for a contingent: what was understood, what is written, who is left out."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.documents.rolls import FIELDS, Listed, Roll
from bot.documents.tables import read_table
from bot.messages import plain
from bot.now import millis, now
from bot.texts import translator
from bot.understanding.headings import heading
from handlers.contingents.findings import left_out
from handlers.contingents.refusals import template
from storage import lists, media
from storage.contingents import Contingent
from storage.database import opened
from storage.enlisting import Standing
from storage.roles import Role
from tests.contingents import as_it_is, found, members, send_in, table
from tests.gatherings import texts_with
from tests.phones import Phone, World

GOOD = (
    "No;Nama;Kabupaten;Pilar;HP;NIK\n1;SITI AMINAH;Banjar;Tagana;81234567890;6303012345678901\n2;Budi Santoso;;PSM;;\n"
)
PEOPLE = [Listed(2, "", "Siti Aminah", "63.03", "tagana", "")]
BAD = "3;;Banjar;PSM;081234567891;\n4;Ani;Surabaya;PSM;;\n"


async def shown(world: World, coordinator: Phone, contingent: Contingent, people: Sequence[Listed]) -> None:
    """A list with these people has been read for the coordinator."""
    async with opened(world.path) as database, database.transaction() as db:
        by = await db.value("SELECT contact FROM addresses WHERE user = ?", (coordinator.user,))
        file = await media.keep(db, kind="document", content=b"", at=1)
        list_id = await lists.send_in(db, contingent.id, file, by, millis(now()))
        assert await lists.show(db, list_id, Roll(list(people)).packed())


def test_who_is_left_out_is_named_by_rows_in_short() -> None:
    people = [Listed(row, "", "Ani", "63.03", "psm", "") for row in (4, 5, 6, 8, 10, 11)]
    said = plain(left_out(translator("id"), {Standing.FULL: people, Standing.KNOWN: people[:1]}))
    assert said.splitlines() == [
        "Sudah ada di kontingen ini: 1", "Tidak muat, kuotanya penuh: 6 (baris 4–6, 8, 10–11)"
    ]  # fmt: skip


async def test_what_was_understood_is_shown_before_anything_is_written(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, (GOOD + BAD).encode())
    said = "\n".join(plain(message.text) for message in budi.messages)
    assert "nama: kolom “Nama”" in said
    assert "nomor HP: kolom “HP”" in said
    assert "NIK atau KK tidak perlu" in said
    assert "Terbaca 2 orang; 2 baris perlu diperbaiki" in said
    assert "Baris 2: Siti Aminah, Kabupaten Banjar, Tagana, +6281234567890" in said
    assert "Baris 4: namanya kosong" in said
    assert "Baris 5: daerah “Surabaya” di luar provinsi kontingen ini" in said
    assert "Masukkan 2 orang ke Kontingen Banjar?" in budi.last
    assert await members(telegram_world, contingent) == []
    assert "6303012345678901" not in said
    assert [row["name"] for row in await table(telegram_world, "media")] == ["perlu-diperbaiki.xlsx"]


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


async def test_the_people_are_written_when_confirmed_and_their_consent_is_the_coordinators_word(
    telegram_world: World,
) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await send_in(telegram_world, budi, contingent, GOOD.encode())
    await budi.tap("Masukkan")
    assert texts_with(budi, "orang masuk ke")
    people = await members(telegram_world, contingent)
    assert [(row["name"], row["regency"], row["pillar"], row["phone"]) for row in people] == [
        ("Budi Santoso", "63.03", "psm", None), ("Siti Aminah", "63.03", "tagana", "+6281234567890")
    ]  # fmt: skip
    (me,) = {row["registered_by"] for row in people}
    assert {(row["contact"], row["given_by"], row["announcements"]) for row in people} == {(None, me, 0)}
    assert "Koordinator menyatakan" in people[0]["consent_text"]
    assert (await as_it_is(telegram_world, contingent)).taken == 2
    assert {(row["state"], row["roll"]) for row in await table(telegram_world, "lists")} == {("done", "")}


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
    await shown(telegram_world, budi, contingent, PEOPLE)
    await budi.send(kind="choice", choice="list:1:no", tap="t")
    await budi.send(kind="choice", choice="list:1:yes", tap="t")
    assert "sudah diputuskan" in budi.last
    assert await members(telegram_world, contingent) == []


async def test_another_coordinator_cannot_confirm_it(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    rudi = await telegram_world.staff("rudi", Role.COORDINATOR, "63")
    await shown(telegram_world, budi, contingent, PEOPLE)
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


async def test_a_file_that_nobody_asked_for_is_shown_where_it_belongs(world: World) -> None:
    budi, siti = await world.staff("budi", Role.COORDINATOR, "63"), world.phone("siti")
    await siti.send_file("daftar.csv", GOOD.encode())
    assert "baru bisa membaca tulisan" in siti.last
    await budi.send_file("daftar.csv", GOOD.encode())
    assert "atau ini daftar nama kontingen?" in budi.last
    (told, *_others) = await budi.tap("Daftar nama")
    assert "lalu “Kirim berkas nama”" in plain(told.text)


async def test_a_long_list_is_written_in_parts_with_one_message_that_shows_how_far(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    many = [Listed(n, "", f"Orang {n}", "63.03", "psm", f"+62812000{n:05}") for n in range(250)]
    await shown(telegram_world, budi, contingent, many)
    await budi.send(kind="choice", choice="list:1:yes", tap="t")
    assert texts_with(budi, "100 dari 250") or texts_with(budi, "200 dari 250")
    assert len(await members(telegram_world, contingent)) == 250


async def test_a_list_that_nobody_confirms_is_erased_after_a_day(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await shown(telegram_world, budi, contingent, PEOPLE)
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await lists.forget(db, millis(now() + timedelta(hours=25)))
    assert await table(telegram_world, "lists") == []
    await budi.send(kind="choice", choice="list:1:yes", tap="t")
    assert "sudah tidak ada" in budi.last


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_template_has_headings_that_are_understood(locale: str) -> None:
    (sheet,) = read_table(template(translator(locale)))
    assert [heading(cell) for cell in sheet.lines[0].cells] == list(FIELDS)
