"""A coordinator makes an event in chat."""

import pytest

from storage import reminders
from storage.database import opened
from storage.roles import Role
from tests.gatherings import held, texts_with
from tests.phones import Phone, World


async def answered_to_the_summary(phone: Phone) -> None:
    await phone.say("/acara")
    await phone.tap("Buat baru")
    await phone.say("Bakti  Sosial Kiram")
    await phone.say("28 November 2026 jam 8 pagi")
    await phone.say("Kiram Park, Kab. Banjar")
    await phone.say("50")


async def test_an_event_is_made_in_chat_and_reaches_the_volunteers_of_its_region(world: World) -> None:
    inside, outside = world.phone("siti"), world.phone("joko")
    await inside.enrol("Siti Aminah", "banjarbaru")
    await outside.enrol("Joko Susilo", "surabaya")
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    await answered_to_the_summary(budi)
    assert "Bakti Sosial Kiram" in budi.last
    assert "Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last
    assert "Batas peserta: 50" in budi.last
    assert budi.labels[0] == "Terbitkan"
    await budi.tap("Terbitkan")
    assert "Mau diumumkan ke 1 relawan (1 obrolan)?" in budi.last
    assert texts_with(inside, "Ada kegiatan baru") == []
    await budi.tap("Umumkan sekarang")
    assert "Ada kegiatan baru" in inside.last
    assert inside.labels == ["Ikut", "Mungkin", "Tidak"]
    assert texts_with(outside, "Bakti Sosial") == []
    event = await held(world, 1)
    assert (event.title, event.place, event.region, event.capacity) == (
        "Bakti Sosial Kiram", "Kiram Park, Kab. Banjar", "63.72", 50
    )  # fmt: skip


@pytest.mark.parametrize(("words", "invited"), [("ya", 1), ("umumkan", 1), ("tidak usah", 0)])
async def test_whether_to_announce_may_be_typed(telegram_world: World, words: str, invited: int) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63.72")
    await answered_to_the_summary(budi)
    await budi.tap("Terbitkan")
    await budi.say(words)
    assert len(texts_with(siti, "Ada kegiatan baru")) == invited


async def test_a_coordinator_of_a_province_chooses_the_region(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/acara")
    await budi.tap("Buat baru")
    await budi.say("Rapat")
    assert budi.last.startswith("Untuk relawan di daerah mana?")
    await budi.say("surabaya")
    assert "Untuk relawan di daerah mana?" in budi.last
    await budi.say("banjarbaru")
    await budi.say("28 November 2026 jam 8 pagi")
    await budi.say("Aula")
    await budi.tap("Tanpa batas")
    assert "Kota Banjarbaru" in budi.last
    assert "tanpa batas" in budi.last
    await budi.tap("Terbitkan")
    event = await held(world, 1)
    assert (event.region, event.capacity) == ("63.72", 0)


async def test_each_answer_can_be_changed_from_the_summary(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    await answered_to_the_summary(budi)
    for label, answer in [
        ("Ubah nama", "Gotong Royong"), ("Ubah waktu", "29 November 2026 jam 9.30 pagi"), ("Ubah tempat", "Balai Kota"),
        ("Ubah batas", "tanpa batas"),
    ]:  # fmt: skip
        await budi.tap(label)
        await budi.say(answer)
    assert "Ubah daerah" not in budi.labels
    await budi.tap("Terbitkan")
    assert "Gotong Royong" in budi.last
    event = await held(world, 1)
    assert (event.title, event.place, event.capacity) == ("Gotong Royong", "Balai Kota", 0)


async def test_a_second_tap_on_publish_publishes_nothing_more(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    await answered_to_the_summary(budi)
    publish = budi.messages[-1].choices[0]
    await budi.tap("Terbitkan")
    await budi.send(kind="choice", choice=publish.id, tap="t")
    assert "tidak berlaku" in budi.last
    await budi.say("/acara")
    assert budi.messages[-1].text.count("Bakti Sosial Kiram") == 1


async def test_a_title_that_fits_no_list_is_asked_for_again(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    await budi.say("/acara")
    await budi.tap("Buat baru")
    await budi.say("Bakti " * 30)
    assert "Paling banyak 60 huruf" in "".join(message.text for message in budi.messages[-2:])


async def test_without_the_role_no_word_and_no_button_makes_an_event(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/acara")
    assert "khusus pengurus" in siti.last
    await siti.send(kind="choice", choice="make:", tap="t")
    assert "khusus pengurus" in siti.last


async def test_the_reminders_are_shown_and_can_be_changed_before_publishing(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    await budi.say("/acara")
    await budi.tap("Buat baru")
    for words in ("Bakti Sosial", "28 November 2026 jam 8 pagi", "Kiram", "50"):
        await budi.say(words)
    assert "Pengingat: 7 hari, sehari, dan 2 jam sebelumnya" in budi.last
    await budi.tap("Tambah keterangan")
    await budi.say("ubah pengingat")
    await budi.say("besok")
    assert "Tulis misalnya: 3 hari, 1 jam" in budi.last
    await budi.say("3 hari, 1 jam: bawa jas hujan")
    assert "Pengingat: 3 hari dan sejam sebelumnya\nsejam: “bawa jas hujan”" in budi.last
    await budi.tap("Terbitkan")
    async with opened(world.path) as database:
        rules = await reminders.rules_of(database.reader, 1)
    assert rules == [(3 * 24 * 3600_000, ""), (3600_000, "bawa jas hujan")]


async def test_whoever_would_announce_at_night_is_warned_first(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    world.later(hours=13)
    await answered_to_the_summary(budi)
    await budi.tap("Terbitkan")
    assert "jam istirahat (21.00–06.00)" in budi.last
    await budi.tap("Umumkan sekarang")
    assert "Ada kegiatan baru" in siti.last


@pytest.mark.parametrize("words", ["Sudah cukup", "tidak ada", "terbitkan aja"])
async def test_whoever_has_nothing_to_add_comes_back_to_the_summary(world: World, words: str) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63.72")
    await answered_to_the_summary(budi)
    await budi.tap("Tambah keterangan")
    await budi.say(words)
    assert "Sudah benar, Kak?" in budi.last
    await budi.tap("Terbitkan")
    assert "sudah terbit" in budi.last
