"""What more is said of an event before it is published: for whom, seats for groups, parts, until when."""

import pytest

from storage import contingents
from storage.database import opened
from storage.roles import Role
from tests.gatherings import held, said, texts_with
from tests.phones import Phone, World


async def test_everything_more_is_said_from_the_summary_and_published(telegram_world: World) -> None:
    siti, joko = telegram_world.phone("siti"), telegram_world.phone("joko")
    await siti.enrol("Siti Aminah", "banjarbaru", "PSM")
    await joko.enrol("Joko Susilo", "banjarmasin", "Tagana")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/acara")
    await budi.tap("Buat baru")
    for answer in ("Jambore", "Kalimantan Selatan", "28 November 2026 jam 8 pagi", "Kiram Park", "50"):
        await budi.say(answer)
    for wish, answer in [
        ("Keterangan", "Temu relawan se-Kalsel"), ("Yang dibawa", "jas hujan"), ("Khusus siapa", "tagana"),
        ("Batas menjawab", "27 November 2026 jam 5 sore"), ("Tanya jadi datang", "ya"), ("Jam selesai", "jam 12 siang"),
        ("Kuota", "Banjarmasin 20, HSU 10"), ("Peta", "-3.4501, 114.8302"),
        ("Sesi", "Pembukaan, 28 November jam 8-10 pagi, Aula\nPenutupan, 29 November jam 3-5 sore"),
    ]:  # fmt: skip
        await budi.tap("Tambah keterangan")
        await budi.say(wish)
        await budi.say(answer)
        assert "Sudah benar, Kak?" in budi.last, (wish, budi.last)
    for words in (
        "Kuota: Kota Banjarmasin 20",
        "Khusus: Tagana di ",
        "Bawa: jas hujan",
        "Penutupan, Kiram Park",
    ):
        assert words in budi.last
    await budi.tap("Terbitkan")
    assert "Mau diumumkan ke 1 relawan" in budi.last
    await budi.tap("Umumkan sekarang")
    assert texts_with(siti, "Ada kegiatan baru") == []
    assert len(texts_with(joko, "Ada kegiatan baru")) == 1
    event = await held(telegram_world, 1)
    assert (event.description, event.bring, event.quota_by, event.reconfirm, event.latitude) == (
        "Temu relawan se-Kalsel", "jas hujan", "region", True, -3.4501,
    )  # fmt: skip
    assert event.ends_at - event.starts_at == 33 * 3_600_000


@pytest.mark.parametrize(
    ("wish", "answer", "words"),
    [
        ("Sesi", "Pembukaan di aula", "Baris ini belum terbaca"),
        ("Kuota", "Banjarmasin 20, HSU 40", "lebih dari batas 50 orang"),
        ("Kuota", "Banjarmasin", "Tulis nama dan jumlahnya"),
        ("Kuota", "Surabaya 5", "belum mengenal “Surabaya”"),
        ("Khusus siapa", "kontingen zzz", "belum menemukan kontingen"),
        ("Batas menjawab", "29 November 2026 jam 8 pagi", "sesudah kegiatannya mulai"),
        ("Jam selesai", "nanti", "Jamnya belum terbaca"),
        ("Peta", "di sana", "Bagikan lokasinya"),
    ],
)
async def test_what_cannot_be_read_is_asked_again_with_what_would_be(
    telegram_world: World, wish: str, answer: str, words: str
) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63.72" if wish == "Sesi" else "63")
    await budi.say("/acara")
    await budi.tap("Buat baru")
    await budi.say("Jambore")
    if wish != "Sesi":
        await budi.say("Kalimantan Selatan")
    for each in ("28 November 2026 jam 8 pagi", "Kiram Park", "50"):
        await budi.say(each)
    await budi.tap("Tambah keterangan")
    await budi.say(wish)
    await budi.say(answer)
    assert any(words in message.text for message in budi.messages[-2:])
    await budi.say("kembali")
    await budi.say("kembali")
    assert "Sudah benar, Kak?" in budi.last


async def to_the_summary_of_a_province(world: World) -> Phone:
    """A coordinator of a province whose event is shown; there are contingents of Banjarbaru and of HSU."""
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    async with opened(world.path) as database, database.transaction() as db:
        for name, region in (("Kontingen Banjarbaru", "63.72"), ("Amuntai Peduli", "63.08")):
            await contingents.make(db, name, region, "", 0, None, 1)
    await budi.say("/acara")
    await budi.tap("Buat baru")
    for answer in ("Jambore", "Kalimantan Selatan", "28 November 2026 jam 8 pagi", "Kiram Park", "50"):
        await budi.say(answer)
    return budi


async def test_seats_are_kept_for_contingents_called_by_name_or_by_where_they_come_from(world: World) -> None:
    budi = await to_the_summary_of_a_province(world)
    await budi.tap("Tambah keterangan")
    await budi.say("kuota")
    await budi.say("Kontingen Banjarbaru 20, Kontingen Zzz 10")
    assert any("belum mengenal “Kontingen Zzz”" in message.text for message in budi.messages[-2:])
    await budi.say("Kontingen Banjarbaru 20, Kontingen HSU 10")
    assert "Kuota: Kontingen Banjarbaru 20 dan Amuntai Peduli 10" in budi.last
    await budi.tap("Terbitkan")
    assert (await held(world, 1)).quota_by == "contingent"
    async with opened(world.path) as database:
        rows = await database.reader.rows("SELECT key, capacity FROM quotas ORDER BY key")
    assert [tuple(row) for row in rows] == [("1", 20), ("2", 10)]


@pytest.mark.parametrize("by_words", [True, False])
async def test_an_event_for_one_contingent_is_shown_to_its_people_alone(world: World, by_words: bool) -> None:
    siti, joko = world.phone("siti"), world.phone("joko")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await joko.enrol("Joko Susilo", "banjarbaru")
    budi = await to_the_summary_of_a_province(world)
    async with opened(world.path) as database, database.transaction() as db:
        await contingents.join(db, await db.value("SELECT id FROM volunteers WHERE name = 'Siti Aminah'"), 1)
    await budi.tap("Tambah keterangan")
    await budi.say("khusus siapa")
    if by_words:
        await budi.say("kontingen banjarbaru")
    else:
        for label in ("Kontingen", "Kontingen Banjarbaru", "Selesai", "Ya, sudah pas"):
            await budi.tap(label)
    assert "Khusus: relawan kontingen Banjarbaru" in budi.last
    await budi.tap("Terbitkan")
    assert "Mau diumumkan ke 1 relawan" in budi.last
    await budi.tap("Umumkan sekarang")
    assert len(texts_with(siti, "Ada kegiatan baru")) == 1
    assert texts_with(joko, "Jambore") == []
    await siti.say("/jadwal")
    assert "Jambore" in siti.last
    await joko.say("/jadwal")
    assert "Jambore" not in joko.last
    await joko.send(kind="choice", choice="rsvp:1:v1:0:yes", tap="t")
    assert "khusus untuk kelompok lain" in joko.last
    assert (await said(world, 1))[0] == 0
