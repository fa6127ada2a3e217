"""What people with a role wish for in words of their own."""

import pytest

from storage.roles import Role
from tests.gatherings import hold
from tests.phones import World


@pytest.mark.parametrize("words", ["buat acara", "bikin acara baru", "tambah kegiatan"])
async def test_a_coordinator_begins_an_event_in_words(world: World, words: str) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say(words)
    assert "Apa nama kegiatannya" in budi.last


async def test_to_a_volunteer_the_same_words_open_nothing_of_staff(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("buat acara")
    assert "nama kegiatannya" not in siti.last


async def test_an_admin_invites_in_words_and_a_coordinator_does_not(telegram_world: World) -> None:
    ana = await telegram_world.staff("ana", Role.ADMIN)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    for phone in (ana, budi):
        await phone.say("undang koordinator hss")
    assert "Mau mengundang sebagai apa" in ana.last
    assert "khusus pengurus tertentu" in budi.last


async def test_hadir_alone_opens_the_desk_of_whoever_cannot_come_themselves(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("hadir")
    assert "Tidak ada kegiatan di daerah Kakak yang mulai" in budi.last
    await budi.register("Budi Santoso")
    await budi.say("hadir")
    assert "yang mulai dalam 12 jam" not in budi.last


async def test_an_event_named_in_the_wish_is_not_asked_for_its_name(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("bikin acara apel siaga sabtu")
    assert "kita buat kegiatan Apel Siaga" in budi.last
    assert "daerah mana" in budi.last


async def test_who_comes_is_asked_in_words(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await hold(telegram_world)
    await siti.say("/jadwal")
    await siti.tap("Bakti Sosial")
    await siti.tap("Ikut")
    for phone in (budi, siti):
        await phone.say("siapa saja yang ikut")
    assert "Siti Aminah, Kota Banjarmasin" in budi.last
    assert "1. Siti Aminah" not in siti.last
    await budi.say("siapa yg blm jawab")
    assert "belum menjawab" in budi.last


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("pindah waktu", "Pindah ke kapan"),
        ("ganti tempat", "Apa yang mau diubah"),
        ("batalkan acara", "Batalkan kegiatan"),
    ],
)
async def test_the_one_event_that_can_be_meant_is_changed_at_once(
    telegram_world: World, words: str, question: str
) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await hold(telegram_world)
    await budi.say(words)
    assert question in budi.last


async def test_of_several_events_the_list_is_shown_first(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    for title in ("Bakti Sosial", "Apel Siaga"):
        await hold(telegram_world, title)
    await budi.say("batalkan acara")
    assert budi.labels == ["Bakti Sosial", "Apel Siaga", "Buat baru"]
