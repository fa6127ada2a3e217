"""Who sees which figures."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import plain
from bot.now import millis, now
from storage import answers, events
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, at, people, settle
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel
from tests.gatherings import hold
from tests.phones import Phone, World

ALL_PLACES = [BANJARMASIN] * 3 + [BANJARBARU] * 2 + [BANJAR, SURABAYA]


async def gathering(world: World, title: str, region: str, yes: int = 0, no: int = 0, days: int = 7) -> int:
    """An event in some days, answered by those who registered first; its number."""
    event = await hold(world, title, starts=now() + timedelta(days=days), region=region, capacity=50)
    async with opened(world.path) as database, database.transaction() as db:
        found = await db.rows("SELECT id FROM volunteers ORDER BY id LIMIT ?", (yes + no,))
        for place, row in enumerate(found):
            await answers.give(db, event, row["id"], "yes" if place < yes else "no", millis(now()))
    return event


async def inhabited(world: World) -> None:
    """Seven volunteers, of whom the last lives elsewhere."""
    for number, regency in enumerate(ALL_PLACES):
        await people(world, [f"v{number}"], regency)


async def board(phone: Phone, words: str = "") -> str:
    """The figures, whatever number of messages they came in."""
    return "\n\n".join(plain(message.text) for message in await phone.say(f"/jumlah {words}".strip()))


async def test_an_organiser_sees_everybody(world: World) -> None:
    await inhabited(world)
    await gathering(world, "Jambore Relawan", "63", yes=3, no=1)
    text = await board(await world.staff("ratu", Role.ORGANISER))
    assert text.startswith("Relawan di seluruh Indonesia\nTerdaftar: 7 (hari ini +7)\nTerkonfirmasi: 3\nHadir: 0\n\n")
    assert "Terbanyak\nKota Banjarmasin: 3\nKota Banjarbaru: 2\nKota Surabaya: 1\nKabupaten Banjar: 1\n" in text
    assert "Belum ada relawan di 510 kabupaten/kota." in text
    assert "Jambore Relawan (Senin, 30 November 2026): ikut 3\n" in text
    assert "Per 09.00 WITA.\nTerdaftar = " in text


PLACES = {BANJARMASIN: "Kota Banjarmasin", BANJARBARU: "Kota Banjarbaru", SURABAYA: "Kota Surabaya"}
PILLARS = ["tagana", "psm"]
PEOPLE = st.lists(
    st.tuples(st.sampled_from([*PLACES]), st.sampled_from([*PILLARS]), st.sampled_from(["yes", "no", ""])), max_size=8
)


@settings(max_examples=10, deadline=None)
@given(PEOPLE)
async def test_the_board_equals_a_naive_recount(registered: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder) / "relawan.db", FakeChannel("telegram-like", TELEGRAM_LIKE))
        ratu = await world.staff("ratu", Role.ORGANISER)
        event = await hold(world, "Jambore")
        async with opened(world.path) as database, database.transaction() as db:
            for number, (regency, pillar, answer) in enumerate(registered):
                volunteer = await settle(db, at(world, f"v{number}"), "Siti", regency, pillar)
                if answer:
                    await answers.give(db, event, volunteer, answer, millis(now()))
        _title, *lines = (await board(ratu)).splitlines()
    said = Counter(answer for *_, answer in registered)
    expected = {"Terdaftar": f"{len(registered)} (hari ini +{len(registered)})"}
    expected |= {"Terkonfirmasi": str(said["yes"]), "Hadir": "0"}
    expected |= {name: str(count) for name, count in Counter(PLACES[regency] for regency, _, _ in registered).items()}
    assert {line for line in lines if line and line[-1] in ")0123456789" and "ikut" not in line} == {
        f"{name}: {count}" for name, count in expected.items()
    }
    assert f"Jambore (Sabtu, 28 November 2026): ikut {said['yes']}" in lines


async def test_a_coordinator_sees_only_their_own_region(world: World) -> None:
    await inhabited(world)
    near = await gathering(world, "Bakti Sosial", BANJARBARU, yes=2)
    far = await gathering(world, "Lomba Masak", SURABAYA, yes=5)
    budi = await world.staff("budi", Role.COORDINATOR, BANJARBARU)
    text = await board(budi)
    assert text.startswith("Relawan di Kota Banjarbaru\nTerdaftar: 2 ")
    assert "Bakti Sosial" in text
    assert not any(word in text for word in ("Banjarmasin", "Surabaya", "Lomba"))
    for words in ("banjarmasin", "kalsel", "lomba masak"):
        refusal = await board(budi, words)
        assert "hanya bisa dilihat pengurusnya. Kakak bisa melihat angka untuk Kota Banjarbaru." in refusal
    for forged in (f"count:{far}", f"count:at:{BANJARMASIN}:", "count:at:63:tagana"):
        (reply,) = await budi.send(kind="choice", choice=forged)
        assert "hanya bisa dilihat pengurusnya" in plain(reply.text)
    (reply,) = await budi.send(kind="choice", choice=f"count:{near}")
    said = plain(reply.text)
    assert "Ikut: 2\nTidak: 0\nBelum menjawab: 2\nHadir: 0\n" in said
    assert "Tempat: 2 dari 50 terisi" in said


async def test_a_coordinator_of_two_regions_sees_both(world: World) -> None:
    await inhabited(world)
    await world.staff("budi", Role.COORDINATOR, BANJAR)
    text = await board(await world.staff("budi", Role.COORDINATOR, BANJARBARU))
    assert text.startswith("Relawan di Kabupaten Banjar dan Kota Banjarbaru\nTerdaftar: 3 ")


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "/jumlah"},
        {"text": "/jumlah banjarmasin"},
        *({"kind": "choice", "choice": c} for c in ("count:region", "count:pillar", "count:1", f"count:at:{BANJAR}:")),
    ],
)
async def test_a_volunteer_sees_no_figures(world: World, sent: dict[str, str]) -> None:
    await inhabited(world)
    await gathering(world, "Jambore", "63", yes=1)
    (reply,) = await world.phone("v0").send(**sent)
    assert "khusus pengurus" in plain(reply.text)


@pytest.mark.parametrize("choice", ["count:999", "count:x", "count:at:99:", "count:at:63:nobody", "count:", "count:²"])
async def test_a_button_that_leads_nowhere_gets_a_polite_word(telegram_world: World, choice: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    (reply,) = await budi.send(kind="choice", choice=choice)
    assert "sudah tidak berlaku" in plain(reply.text)


async def test_the_boards_buttons_show_parts_of_it(world: World) -> None:
    await inhabited(world)
    await gathering(world, "Jambore Relawan", "63", yes=3, no=1)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await board(budi)
    assert budi.labels[:4] == ["Per kabupaten/kota", "Per pilar", "Per kegiatan", "Per hari"]
    (by_place,) = await budi.tap("Per kabupaten/kota")
    assert "Kota Banjarmasin: 3" in plain(by_place.text)
    assert "Per pilar" not in plain(by_place.text)
    (by_pillar,) = await budi.tap("Per pilar")
    assert "Tagana: 6" in plain(by_pillar.text)
    assert "Banjarmasin" not in plain(by_pillar.text)
    (by_event,) = await budi.tap("Per kegiatan")
    assert "Jambore Relawan: 3" in plain(by_event.text)


async def test_a_button_can_also_be_typed(world: World) -> None:
    await inhabited(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await board(budi)
    await budi.say("per pilar")
    assert "Tagana: 6" in budi.last


async def test_words_narrow_the_figures(world: World) -> None:
    await inhabited(world)
    await gathering(world, "Jambore Relawan", "63", yes=2)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    assert (await board(budi, "banjarmasin")).startswith("Relawan di Kota Banjarmasin\nTerdaftar: 3 ")
    assert (await board(budi, "tagana bjb")).startswith("Tagana di Kota Banjarbaru\nTerdaftar: 2 ")
    assert (await board(budi, "psm")).startswith("PSM di Kalimantan Selatan\nTerdaftar: 0 ")
    assert "Ikut: 2" in await board(budi, "jambore")
    assert "belum menemukan" in await board(budi, "qwerty")
    await board(budi, "hulu sungai")
    await budi.tap(budi.labels[1])
    assert budi.last.startswith("Relawan di Kabupaten Hulu Sungai Tengah\nTerdaftar: 0 ")


async def test_today_begins_at_midnight_where_the_reader_lives(telegram_world: World) -> None:
    world = telegram_world
    midnight = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)  # of the 23rd in WITA; an hour before it in WIB
    async with opened(world.path) as database, database.transaction() as db:
        for number, minutes in enumerate((-61, -59, -1, 1, 59)):
            registered = millis(midnight + timedelta(minutes=minutes))
            await settle(db, at(world, f"v{number}"), "Siti", BANJARMASIN, at=registered)
            await settle(db, at(world, f"w{number}"), "Wati", SURABAYA, at=registered)
    world.turn_to(midnight + timedelta(minutes=59, seconds=1))
    assert "Terdaftar: 5 (hari ini +2)" in await board(await world.staff("b", Role.COORDINATOR, BANJARMASIN))
    assert "Terdaftar: 5 (hari ini +5)" in await board(await world.staff("s", Role.COORDINATOR, SURABAYA))
    world.later(minutes=1)
    assert "Terdaftar: 5 (hari ini +0)" in await board(await world.staff("s", Role.COORDINATOR, SURABAYA))


async def test_a_long_board_is_cut_with_what_is_left_out_said(world: World) -> None:
    for number in range(17):
        await people(world, [f"v{number}"], f"35.{number + 1:02}")
    for number in range(9):
        await gathering(world, f"Kegiatan nomor {number} dengan nama yang panjang sekali sampai ke ujung", "35")
    text = await board(await world.staff("ratu", Role.ADMIN))
    assert "… dan 12 lainnya" in text
    assert "… dan 6 lainnya" in text
    assert text.count("Kabupaten") == 5


async def test_looking_leaves_an_open_talk_open(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/siaran")
    await board(budi)
    await budi.say("Besok kumpul")
    assert "Untuk siapa" in budi.last


async def test_what_is_cancelled_or_past_is_not_on_the_board(world: World) -> None:
    await inhabited(world)
    cancelled = await gathering(world, "Lomba Masak", "63", yes=1)
    await gathering(world, "Bakti Sosial", "63", yes=1, days=1)
    async with opened(world.path) as database, database.transaction() as db:
        await events.cancel(db, cancelled)
    world.later(days=2)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    text = await board(budi)
    assert "Lomba" not in text
    assert "Bakti" not in text
    (reply,) = await budi.send(kind="choice", choice=f"count:{cancelled}")
    assert "dibatalkan" in plain(reply.text)


async def test_figures_are_written_in_the_readers_language(telegram_world: World) -> None:
    ratu = await telegram_world.staff("ratu", Role.ORGANISER)
    await ratu.say("/bahasa")
    await ratu.tap("English")
    assert "\nRegistered: 0 (today +0)\n" in await board(ratu)
