"""A coordinator's contingents: making one, its link, its quota."""

import pytest

from bot.messages import plain
from storage.roles import Role
from tests.contingents import as_it_is, found, registered
from tests.phones import World


async def test_a_contingent_is_made_in_chat_and_its_link_and_picture_handed_out(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/kontingen")
    assert "Belum ada kontingen" in budi.last
    await budi.tap("Buat baru")
    await budi.say("Kontingen Tagana Banjarbaru")
    await budi.say("banjarbaru")
    await budi.say("tagana")
    await budi.say("50")
    assert "Kuota: 50" in budi.last
    (told,) = await budi.tap("Buat")
    assert "https://t.me/relawan_bot?start=k_" in plain(told.text)
    assert len(plain(told.text).split("start=")[1].split()[0]) <= 64
    assert len(told.media) == 1
    await budi.say("/kontingen")
    assert "1. Kontingen Tagana Banjarbaru: 0 dari 50 orang" in budi.last


async def test_the_summary_lets_each_answer_be_changed(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63.03")
    await budi.say("/kontingen")
    await budi.tap("Buat baru")
    await budi.say("Kontingen A")
    await budi.tap("Campuran")
    await budi.tap("Tanpa batas")
    assert "Daerah: Kabupaten Banjar" in budi.last
    await budi.tap("Ubah kuota")
    await budi.say("7")
    assert "Kuota: 7" in budi.last


async def test_the_list_shows_ones_own_region_only_and_is_paged(world: World) -> None:
    for number in range(9):
        await found(world, f"Kontingen {number}")
    await found(world, "Kontingen Surabaya", region="35.78")
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/kontingen")
    assert "Surabaya" not in budi.last
    assert len(budi.labels) == 9
    await budi.tap("Lainnya »")
    assert "Kontingen 8" in budi.last
    await budi.tap("« Sebelumnya")
    assert "Kontingen 0" in budi.last


async def test_the_link_is_closed_and_opened_again(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/kontingen")
    await budi.tap("Kontingen Banjar")
    await budi.tap("Tutup tautan")
    assert not (await as_it_is(telegram_world, contingent)).open
    await budi.tap("Lihat kontingen")
    assert "Tautan pendaftaran: ditutup" in budi.last
    await budi.tap("Buka tautan")
    assert (await as_it_is(telegram_world, contingent)).open


async def test_the_quota_is_changed_but_not_below_those_who_are_in(telegram_world: World) -> None:
    contingent = await found(telegram_world, quota=5)
    for name in ("Siti Aminah", "Ani Rahmah"):
        phone = await registered(telegram_world, name, name)
        await phone.say(f"/start k_{contingent.code}")
        await phone.tap("Ya, masuk")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    for wished, kept in (("1", 5), ("2", 2), ("100", 100)):
        await budi.send(kind="choice", choice=f"contingent:{contingent.id}:quota", tap="t")
        await budi.say(wished)
        await budi.tap("Ya, ubah")
        assert (await as_it_is(telegram_world, contingent)).quota == kept
    assert "Sudah diubah" in budi.last


@pytest.mark.parametrize(
    "way", ["", ":link", ":close", ":quota", ":roll", ":names:all:0", ":remind", ":list", ":links"]
)
async def test_a_coordinator_of_another_region_can_do_nothing_with_it(telegram_world: World, way: str) -> None:
    contingent = await found(telegram_world)
    other = await telegram_world.staff("rudi", Role.COORDINATOR, "35")
    await other.send(kind="choice", choice=f"contingent:{contingent.id}{way}", tap="t")
    assert "tidak ada di daerah Kakak" in other.last
    assert await as_it_is(telegram_world, contingent) == contingent


@pytest.mark.parametrize(
    "button", ["contingent:", "contingent:0", "contingent:²:close", "contingent:-1:names", "list:9:yes", "list:"]
)
async def test_a_forged_button_gets_a_polite_word(telegram_world: World, button: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=button, tap="t")
    assert "tidak ada" in budi.last
