"""Whom a coordinator may write to."""

from storage.database import opened
from storage.roles import Role
from tests.announcing import WORDS, composed, received
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, people
from tests.gatherings import hold
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


async def test_a_forged_pick_of_another_region_event_or_contingent_picks_nothing(world: World) -> None:
    await people(world, ["wati"], SURABAYA)
    await people(world, ["joko"], BANJARBARU)
    far = await hold(world, "Apel Surabaya", region=SURABAYA)
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute("INSERT INTO contingents (name, region, code, created_at) VALUES ('Bonek', '35', 'x', 1)")
    await hold(world, "Apel Kalsel")
    budi = await composed(world, region="63")
    assert "Kontingen" not in budi.labels
    for menu, forged in (("Wilayah", SURABAYA), ("Wilayah", "35"), ("Jawaban acara", str(far))):
        await budi.tap(menu)
        first = budi.messages[-1].choices[0].id
        await budi.send(kind="choice", choice=f"{first.rpartition('pick:')[0]}pick:{forged}", tap="t")
        assert "Pilih salah satu ya, Kak" in budi.last
        assert "Surabaya" not in budi.last
        await budi.tap("Selesai")
    await budi.say("yang ikut apel surabaya dan kontingen bonek")
    assert "belum menemukan kegiatan" in budi.last
    assert "Surabaya" not in budi.last
    await budi.say("kontingen bonek")
    assert "belum menemukan kontingen" in budi.last


async def test_of_a_contingent_with_people_from_elsewhere_only_ones_own_are_written_to(world: World) -> None:
    await people(world, ["wati"], SURABAYA)
    await people(world, ["joko"], BANJARBARU)
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute("INSERT INTO contingents (name, region, code, created_at) VALUES ('Gabungan', '63', 'x', 1)")
        await db.execute("UPDATE volunteers SET contingent = 1")
    budi = await composed(world, region="63")
    await budi.say("kontingen gabungan")
    assert "Dikirim ke 1 penerima (1 orang)" in budi.last
    await budi.tap("Kirim")
    assert world.phone("wati").messages == []
    assert len(received(world, "joko")) == 1


async def test_who_erases_their_data_before_it_is_sent_is_not_written_to_and_the_number_is_shown_anew(
    world: World,
) -> None:
    await people(world, ["siti", "ani"])
    budi = await composed(world)
    assert "Dikirim ke 2 penerima (2 orang)" in budi.last
    siti = world.phone("siti")
    await siti.say("/hapusdata")
    await siti.tap(siti.labels[0])
    await budi.tap("Kirim")
    assert "Dikirim ke 1 penerima (1 orang)" in budi.last
    assert received(world, "ani") == []
    await budi.tap("Kirim")
    assert len(received(world, "ani")) == 1
    assert received(world, "siti") == []


async def test_a_region_that_is_no_longer_ones_own_is_asked_for_again(world: World) -> None:
    await people(world, ["siti"])
    await people(world, ["joko"], BANJARBARU)
    budi = await composed(world, region="63")
    await budi.say("semua")
    assert "Dikirim ke 2 penerima" in budi.last
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute("UPDATE roles SET region = ?", (BANJARBARU,))
    await budi.tap("Kirim")
    assert "Untuk siapa, Kak?" in budi.last
    await budi.say("semua")
    assert "Dikirim ke 1 penerima (1 orang): semua relawan di Kota Banjarbaru." in budi.last
    await budi.tap("Kirim")
    assert received(world, "siti") == []
