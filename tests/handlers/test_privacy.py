"""Seeing and erasing what is kept."""

import json

from bot.messages import plain
from storage import contacts
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, at, settle
from tests.phones import Phone, World

OWN = ("volunteers", "consents", "answers", "questions", "inquiries")


async def shown_to(phone: Phone) -> str:
    """All that /dataku says."""
    return "\n".join(plain(message.text) for message in await phone.say("/dataku"))


async def kept(world: World) -> dict[str, int]:
    """How many rows there are in the tables that hold people's own data."""
    async with opened(world.path) as database:
        return {table: await database.reader.value(f"SELECT count(*) FROM {table}") for table in OWN}


async def test_somebody_unknown_hears_that_nothing_is_kept(world: World) -> None:
    siti = world.phone("siti")
    assert "belum menyimpan data diri" in await shown_to(siti)


async def test_everything_that_is_kept_is_shown_to_its_owner_only(world: World) -> None:
    siti, ani = world.phone("siti"), world.phone("ani")
    await siti.register("Siti Aminah", "banjarbaru", "PSM")
    await ani.register("Ani Lestari")
    shown = await shown_to(siti)
    for fact in ("Siti Aminah", "Kota Banjarbaru", "PSM", "tidak diisi", "Terdaftar: Senin, 23 November 2026"):
        assert fact in shown
    assert shown.count("Persetujuan versi") == 1
    assert shown.count("Persetujuan menerima pengumuman, versi") == 1
    assert "Ani" not in shown


async def test_the_same_comes_as_a_file_that_programs_read(telegram_world: World) -> None:
    siti, ani = telegram_world.phone("siti"), telegram_world.phone("ani")
    await siti.register("Siti Aminah", "banjarbaru", "PSM")
    await ani.register("Ani Lestari")
    await siti.say("/dataku")
    (number,) = siti.messages[-1].media
    async with opened(telegram_world.path) as database:
        row = await database.reader.row("SELECT name, content, contact FROM media WHERE id = ?", (number,))
    assert row is not None
    held = json.loads(row["content"])
    assert (row["name"], row["contact"]) == ("dataku.json", 1)
    assert held["volunteers"][0]["name"] == "Siti Aminah"
    assert held["volunteers"][0]["registered_at"].startswith("2026-11-23T01:00")
    assert held["addresses"][0]["user"] == "siti"
    assert len(held["consents"]) == 2
    assert "Ani" not in str(held)


async def test_erasing_leaves_nothing_of_ones_own_and_nobody_else_loses_anything(telegram_world: World) -> None:
    siti, ani = telegram_world.phone("siti"), telegram_world.phone("ani")
    await siti.register("Siti Aminah")
    await siti.say("apa itu psm?")
    await ani.register("Ani Lestari")
    before = await kept(telegram_world)
    assert (before["volunteers"], before["consents"], before["inquiries"]) == (2, 4, 1)
    await siti.say("/hapusdata")
    await siti.tap("Ya, hapus")
    assert "sudah dihapus" in siti.last
    assert await kept(telegram_world) == before | {"volunteers": 1, "consents": 2, "inquiries": 0}
    assert "belum menyimpan data diri" in await shown_to(siti)
    await ani.say("/profil")
    assert "Ani Lestari" in ani.last


async def test_nothing_is_erased_without_a_yes(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/hapusdata")
    await siti.tap("Jangan")
    assert "tidak ada yang dihapus" in siti.last
    assert (await kept(world))["volunteers"] == 1


async def test_whoever_was_erased_can_register_again(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/hapusdata")
    await siti.tap("Ya, hapus")
    await siti.register("Siti Aminah")
    assert (await kept(telegram_world))["volunteers"] == 1


async def _family(world: World) -> None:
    """Siti and Budi share Siti's phone."""
    async with opened(world.path) as database, database.transaction() as db:
        await settle(db, at(world, "siti"), "Siti Aminah", BANJARBARU)
        await settle(db, at(world, "siti"), "Budi Santoso", BANJARBARU)


async def test_of_several_on_the_phone_one_is_seen_or_all(world: World) -> None:
    await _family(world)
    siti = world.phone("siti")
    await siti.say("/dataku")
    assert siti.labels == ["Siti Aminah", "Budi Santoso", "Semua"]
    shown = "\n".join(plain(message.text) for message in await siti.tap("Budi Santoso"))
    assert "Budi Santoso" in shown
    assert "Siti" not in shown
    await siti.say("/dataku")
    shown = "\n".join(plain(message.text) for message in await siti.tap("Semua"))
    assert "Budi Santoso" in shown
    assert "Siti Aminah" in shown


async def test_of_several_on_the_phone_one_is_erased_and_the_others_stay(world: World) -> None:
    await _family(world)
    siti = world.phone("siti")
    await siti.say("/hapusdata")
    await siti.tap("Budi Santoso")
    assert "Semua data Budi Santoso akan dihapus" in siti.last
    await siti.tap("Ya, hapus")
    assert "Semua data Budi Santoso sudah dihapus" in siti.last
    assert "Siti Aminah" in await shown_to(siti)
    assert await kept(world) == {"volunteers": 1, "consents": 1, "answers": 0, "questions": 0, "inquiries": 0}


async def test_of_several_on_the_phone_all_are_erased(telegram_world: World) -> None:
    await _family(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.say("/hapusdata")
    await siti.tap("Semua")
    await siti.tap("Ya, hapus")
    assert not any((await kept(telegram_world)).values())


async def test_stopping_messages_leaving_one_event_and_erasing_are_told_apart(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/hapusdata")
    assert "ketik /berhenti: nama Kakak tetap di daftar relawan" in siti.last
    assert "batal ikut satu kegiatan" in siti.last
    await siti.say("tidak")
    await siti.say("berhenti kirim pesan")
    assert "Data Kakak tetap ada" in siti.last
    assert "/hapusdata" in siti.last


async def test_what_was_waiting_to_be_sent_is_not_sent_any_more(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        contact = await contacts.ensure(db, at(telegram_world, "siti"), 1)
        await db.execute(
            "INSERT INTO outbox (dedupe_key, kind, lane, contact, channel, account, user, body, not_before, created_at,"
            " updated_at) VALUES ('later', 'news', 1, ?, 'telegram-like', '1', 'siti', '{}', 9999999999999, 1, 1)",
            (contact,),
        )
    await siti.say("/hapusdata")
    await siti.tap("Ya, hapus")
    async with opened(telegram_world.path) as database:
        (row,) = await database.reader.rows("SELECT state, body FROM outbox WHERE dedupe_key = 'later'")
    assert tuple(row) == ("cancelled", None)


async def test_an_office_stays_and_that_is_said(telegram_world: World) -> None:
    rina = await telegram_world.staff("rina", Role.COORDINATOR, "63")
    assert "Peran pengurus: 1" in await shown_to(rina)
    await rina.say("/hapusdata")
    assert "Peran pengurus tetap ada sampai admin mencabutnya" in rina.last
    await rina.say("ya")
    await rina.say("/acara")
    assert "khusus pengurus" not in rina.last


async def test_whose_data_are_meant_is_asked_where_one_of_several_is_named_in_words(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    for words in ("daftarkan suami saya", "1", "Joko Susilo", "bjm", "psm", "lewati", "ya", "hapus data suami saya"):
        await siti.say(words)
    assert "Data siapa yang mau dihapus?" in siti.last
    assert siti.labels == ["Siti Aminah", "Joko Susilo", "Semua"]


async def test_whoever_was_erased_registers_again_in_words(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    for words in ("hapus data saya", "ya", "daftar lagi"):
        await siti.say(words)
    assert "boleh Relawan menyimpan" in siti.last
