"""An audience is tapped together, or said in words, and said again as it was understood."""

from datetime import timedelta

from bot.messages import TEXT_WITH_CHOICES
from bot.now import now
from storage.database import opened
from tests.announcing import composed, received
from tests.crowds import BANJAR, BANJARBARU, people
from tests.gatherings import hold
from tests.phones import Phone, World


async def asked(world: World) -> Phone:
    """A coordinator of the province who is asked to whom an announcement goes."""
    await people(world, ["siti"])
    await people(world, ["joko"], BANJARBARU)
    await people(world, ["wati"], BANJAR)
    return await composed(world, region="63")


async def test_several_are_ticked_and_some_left_out(world: World) -> None:
    budi = await asked(world)
    await budi.tap("Pilar")
    await budi.tap("Tagana")
    assert "Penerimanya: Tagana di Kalimantan Selatan" in budi.last
    assert "✓ Tagana" in budi.labels
    await budi.tap("PSM")
    await budi.tap("Selesai")
    await budi.tap("Kecualikan")
    await budi.tap("Wilayah")
    await budi.tap("Lainnya »")
    await budi.say("kota banjarbaru")
    await budi.tap("Selesai")
    await budi.tap("Ya, sudah pas")
    assert "Dikirim ke 2 penerima (2 orang)" in budi.last
    assert "kecuali relawan di Kota Banjarbaru" in budi.last
    await budi.tap("Kirim")
    assert [len(received(world, user)) for user in ("siti", "joko", "wati")] == [1, 0, 1]


async def test_words_are_echoed_as_understood_and_may_be_changed(world: World) -> None:
    budi = await asked(world)
    await hold(world, "Bakti Sosial")
    await budi.say("tagana di bjm dan bjb yang belum jawab acara sabtu")
    expected = "Tagana di Kota Banjarmasin dan Kota Banjarbaru yang belum menjawab “Bakti Sosial”"
    assert f"Dikirim ke 2 penerima (2 orang): {expected}" in budi.last
    await budi.tap("Ubah penerima")
    await budi.say("semua kecuali bjb")
    assert "semua relawan di Kalimantan Selatan, kecuali relawan di Kota Banjarbaru" in budi.last


async def test_what_names_nothing_is_refused_kindly(world: World) -> None:
    budi = await asked(world)
    for words, said in (
        ("asdf qwer", "belum paham “asdf” dan “qwer”"),
        ("yang ikut acara pesta kembang api", "belum menemukan kegiatan"),
        ("kontingen garuda", "belum menemukan kontingen"),
        ("surabaya", "di luar wilayah Kakak"),
    ):
        await budi.say(words)
        assert said in budi.last


async def test_an_event_that_has_not_begun_is_meant_where_none_is_named(world: World) -> None:
    budi = await asked(world)
    await hold(world, "Apel Kemarin", starts=now() - timedelta(hours=20))
    await hold(world, "Bakti Sosial")
    for words, said in (
        ("yg blm jwb", "relawan di Kalimantan Selatan yang belum menjawab “Bakti Sosial”"),
        ("yang sudah jawab", "yang sudah menjawab “Bakti Sosial”"),
        ("semua kecuali yang sudah ikut bakti sosial", "kecuali relawan yang ikut “Bakti Sosial”"),
        ("semua kecuali yg datang kemarin", "kecuali relawan yang hadir di “Apel Kemarin”"),
        ("semua kecuali yg hadir", "kecuali relawan yang hadir di “Apel Kemarin”"),
    ):
        await budi.say(words)
        assert said in budi.last, words
        await budi.tap("Ubah penerima")


async def test_what_is_added_is_told_apart_from_what_was_picked_before(world: World) -> None:
    await hold(world, "Bakti Sosial")
    budi = await asked(world)
    await budi.tap("Jawaban acara")
    assert "Kegiatan yang mana, Kak?" in budi.last
    await budi.tap(budi.labels[0])
    assert "Yang jawabannya apa untuk “Bakti Sosial”" in budi.last
    await budi.tap("Ikut")
    await budi.tap("Menunggu")
    await budi.tap("Selesai")
    assert "relawan di Kalimantan Selatan yang ikut atau menunggu tempat di “Bakti Sosial”." in budi.last
    await budi.tap("Tambah kelompok")
    assert "Siapa lagi yang ditambahkan, Kak?" in budi.last
    await budi.tap("Pilar")
    await budi.tap("PSM")
    await budi.tap("Selesai")
    assert "“Bakti Sosial”, ditambah PSM di Kalimantan Selatan." in budi.last
    await budi.tap("Kecualikan")
    assert "Siapa yang dikecualikan, Kak?" in budi.last
    await budi.tap("Ulang dari awal")
    assert "Untuk siapa, Kak?" in budi.last


async def test_very_many_are_picked_page_by_page_and_told_in_short(world: World) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        for number in range(17):
            await db.execute(
                "INSERT INTO contingents (name, region, code, created_at) VALUES (?, '63', ?, 1)",
                (f"Kontingen {'x' * 40} {number:02}", f"c{number}"),
            )
    budi = await asked(world)
    await budi.tap("Kontingen")
    for page in range(3):
        for place in range(3 if page == 2 else 7):
            await budi.say(str(place + 1))
            assert len(budi.messages[-1].text) <= TEXT_WITH_CHOICES
            assert len(budi.labels) <= 10
        if page < 2:
            await budi.tap("Lainnya »")
    assert "relawan kontingen xxx" in budi.last
    assert "dan 11 lainnya" in budi.last
