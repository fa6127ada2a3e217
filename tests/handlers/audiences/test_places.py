"""Whom a coordinator may write to."""

from storage.roles import Role
from tests.announcing import WORDS, composed, received
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, people
from tests.phones import World


async def test_text_and_destination_can_be_changed_before_sending(world: World) -> None:
    await people(world, ["siti"])
    await people(world, ["joko"], BANJARBARU)
    budi = await composed(world, "Salah tulis", "63")
    assert "Seluruh Kalimantan Selatan" in (budi.messages[-1].choices[0].label, budi.messages[-1].choices[0].hint)
    await budi.say("1")
    assert "Dikirim ke 2 penerima (2 orang): semua relawan di Kalimantan Selatan." in budi.last
    await budi.tap("Ubah isi")
    await budi.say(WORDS)
    await budi.tap("Ubah penerima")
    await budi.say("bjb")
    assert "Dikirim ke 1 penerima (1 orang): relawan di Kota Banjarbaru." in budi.last
    await budi.tap("Kirim")
    assert world.phone("joko").last == f"Pengumuman dari koordinator Kalimantan Selatan:\n\n{WORDS}"
    assert world.phone("siti").messages == []


async def test_an_ambiguous_place_is_offered(world: World) -> None:
    await people(world, ["joko"], "63.07")
    budi = await composed(world, region="63")
    await budi.say("hulu sungai")
    assert len(budi.labels) == 3
    await budi.say("tengah")
    await budi.say("2")
    assert "Dikirim ke 1 penerima (1 orang): relawan di Kabupaten Hulu Sungai Tengah." in budi.last


async def test_nobody_writes_to_another_region(world: World) -> None:
    await people(world, ["wati"], SURABAYA)
    await people(world, ["joko"], BANJARBARU)
    budi = await composed(world, region="63")
    await budi.say("surabaya")
    assert "Dikirim" not in budi.last
    await budi.say("banjarbaru")
    await budi.tap("Kirim")
    assert world.phone("wati").messages == []
    assert len(received(world, "joko")) == 1


async def test_a_coordinator_of_two_places_says_for_which(world: World) -> None:
    await people(world, ["joko"], BANJARBARU)
    await people(world, ["wati"], BANJAR)
    await world.staff("budi", Role.COORDINATOR, BANJARBARU)
    budi = await world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    await budi.say("/siaran")
    await budi.say(WORDS)
    assert budi.labels[:2] == ["Kota Banjarmasin", "Kota Banjarbaru"]
    await budi.say("kab banjar")
    assert "di luar wilayah Kakak" in budi.last
    await budi.tap("Kota Banjarbaru")
    await budi.tap("Kirim")
    assert world.phone("joko").last == f"Pengumuman dari koordinator Kota Banjarbaru:\n\n{WORDS}"


async def test_an_admin_writes_to_all_in_nobodys_name(world: World) -> None:
    await people(world, ["siti"])
    await people(world, ["wati"], SURABAYA)
    ratu = await world.staff("ratu", Role.ADMIN)
    await ratu.say("/siaran")
    await ratu.say(WORDS)
    await ratu.tap("Seluruh Indonesia")
    await ratu.tap("Kirim")
    assert world.phone("siti").last == world.phone("wati").last == f"Pengumuman dari pengurus:\n\n{WORDS}"
