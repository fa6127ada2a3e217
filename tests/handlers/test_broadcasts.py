"""Broadcasts, from the first word to the report."""

import pytest

from bot.channel import Ambiguous, Rejected, SendError, Unreachable
from bot.messages import Kind, plain
from bot.now import millis, now
from bot.texts import translator
from handlers import broadcasts as talks
from storage import broadcasts, contacts, outbox
from storage.database import Transaction, opened
from storage.roles import Role
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, at, block, people, settle, value
from tests.phones import Phone, World

WORDS = "Besok kumpul jam 8 di posko, ya."


async def composed(world: World, text: str = WORDS, region: str = BANJARMASIN) -> Phone:
    """A coordinator who has written an announcement and is asked whether to send it."""
    budi = await world.staff("budi", Role.COORDINATOR, region)
    await budi.say("/siaran")
    await budi.say(text)
    return budi


async def expanded(world: World, region: str = BANJARMASIN) -> Phone:
    """The coordinator of a broadcast whose rows are queued, and not sent yet."""
    budi = await world.staff("budi", Role.COORDINATOR, region)
    async with opened(world.path) as database:
        async with database.transaction() as db:
            id_ = await broadcasts.begin(db, WORDS, region, region, await contact(db, world, "budi"), millis(now()))
        await talks.expand(database, id_)
    return budi


async def contact(db: Transaction, world: World, user: str) -> int:
    return await contacts.ensure(db, at(world, user), millis(now()))


async def rows(world: World) -> int:
    return await value(world.path, "SELECT count(*) FROM outbox WHERE kind = 'broadcast'")


def received(world: World, user: str) -> list[str]:
    """The announcements that came to a phone."""
    return [text for m in world.phone(user).messages if WORDS in (text := plain(m.text))]


async def test_the_number_shown_counts_only_whom_it_can_reach(world: World) -> None:
    await people(world, ["siti", "ani", "udin", "rudi"])
    await people(world, ["joko"], BANJARBARU)
    await world.phone("ani").say("/berhenti")
    await block(world, "udin")
    budi = await composed(world)
    assert "Dikirim ke 2 penerima di Kota Banjarmasin, kurang dari satu menit." in budi.last
    assert "Berhenti menerima pesan: 1\nTidak bisa dihubungi: 1" in budi.last
    await budi.tap("Kirim")
    assert "Sedang dikirim ke 2 penerima" in budi.last
    assert [len(received(world, user)) for user in ("siti", "ani", "udin", "rudi", "joko")] == [1, 0, 0, 1, 0]


async def test_recipients_see_just_what_was_previewed(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim")
    (seen,) = received(world, "siti")
    assert seen == f"Pengumuman dari koordinator Kota Banjarmasin:\n\n{WORDS}"
    assert any(seen in plain(message.text) for message in budi.messages)


async def test_a_long_announcement_is_previewed_and_sent_whole(world: World) -> None:
    await people(world, ["siti"])
    await composed(world, "x" * 900)
    await world.phone("budi").say("ya")
    assert world.phone("siti").last.endswith("x" * 900)


@pytest.mark.parametrize("answer", ["tapped", "typed"])
async def test_an_audience_that_changed_is_asked_about_again(world: World, answer: str) -> None:
    await people(world, ["siti", "ani", "udin"])
    budi = await composed(world)
    assert "Dikirim ke 3 penerima" in budi.last
    await world.phone("ani").say("/berhenti")
    await (budi.tap("Kirim") if answer == "tapped" else budi.say("ya"))
    assert "baru saja berubah" in budi.last
    assert "Dikirim ke 2 penerima" in budi.last
    assert await rows(world) == 0
    await budi.tap("Kirim")
    assert await rows(world) == 2


async def test_a_second_tap_sends_nothing_more(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim")
    await budi.tap("Kirim")
    assert len(received(world, "siti")) == 1
    assert await value(world.path, "SELECT count(*) FROM broadcasts") == 1
    assert await value(world.path, "SELECT count(*) FROM audit WHERE object = 'broadcast:1'") == 1


async def test_where_nobody_can_be_reached_nothing_is_written(world: World) -> None:
    await people(world, ["siti"])
    await world.phone("siti").say("/berhenti")
    budi = await composed(world)
    assert "Belum ada yang bisa menerima pengumuman di Kota Banjarmasin" in budi.last
    assert "Berhenti menerima pesan: 1" in budi.last
    assert await value(world.path, "SELECT count(*) FROM broadcasts") == 0


async def test_a_family_on_one_phone_is_written_to_once(world: World) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        await settle(db, at(world, "siti"), "Siti", BANJARMASIN)
        await settle(db, at(world, "siti"), "Udin", BANJARMASIN)
    budi = await composed(world)
    assert "Dikirim ke 1 penerima" in budi.last
    await budi.tap("Kirim")
    assert len(received(world, "siti")) == 1


async def test_each_recipient_reads_the_first_line_in_their_language(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await contacts.speak(db, await contact(db, telegram_world, "siti"), "en")
    budi = await composed(telegram_world)
    await budi.tap("Kirim")
    assert received(telegram_world, "siti") == [f"Announcement from the coordinator of Kota Banjarmasin:\n\n{WORDS}"]


async def test_text_and_destination_can_be_changed_before_sending(world: World) -> None:
    await people(world, ["siti"])
    await people(world, ["joko"], BANJARBARU)
    budi = await composed(world, "Salah tulis", "63")
    assert "Seluruh Kalimantan Selatan" in (budi.messages[-1].choices[0].label, budi.messages[-1].choices[0].hint)
    await budi.say("1")
    assert "Dikirim ke 2 penerima di Kalimantan Selatan" in budi.last
    await budi.tap("Ubah tulisan")
    await budi.say(WORDS)
    await budi.tap("Ubah tujuan")
    await budi.say("bjb")
    assert "Dikirim ke 1 penerima di Kota Banjarbaru" in budi.last
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
    assert "Dikirim ke 1 penerima di Kabupaten Hulu Sungai Tengah" in budi.last


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
    budi = await composed(world, region=BANJARMASIN)
    assert budi.labels == ["Kota Banjarmasin", "Kota Banjarbaru"]
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


async def test_words_that_are_too_many_are_refused_kindly(world: World) -> None:
    budi = await composed(world, "x" * 901)
    assert "901 huruf, padahal paling banyak 900" in budi.last
    assert await value(world.path, "SELECT count(*) FROM sessions WHERE asked = 'text'") == 1
    await budi.send(kind=Kind.MEDIA, media="voice")
    assert await value(world.path, "SELECT count(*) FROM sessions WHERE asked = 'text'") == 1


async def test_batal_sends_nothing(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Batal")
    assert "tidak jadi dikirim" in budi.last
    assert await rows(world) == 0


@pytest.mark.parametrize("sent", [{"text": "/siaran"}, {"text": f"/siaran {WORDS}"}])
async def test_a_volunteer_cannot_broadcast(world: World, sent: dict[str, str]) -> None:
    await people(world, ["siti", "ani"])
    siti = world.phone("siti")
    (reply,) = await siti.send(**sent)
    assert "khusus pengurus" in plain(reply.text)
    await composed(world)
    question = next(message for message in reversed(world.phone("budi").messages) if message.choices)
    await siti.send(kind="choice", choice=question.choices[0].id)
    assert await rows(world) == 0


async def test_a_role_lost_while_writing_sends_nothing(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute("DELETE FROM roles WHERE role = 'coordinator'")
    await budi.tap("Kirim")
    assert "khusus pengurus" in budi.last
    assert await rows(world) == 0


async def test_the_report_adds_up_to_all_recipients(world: World) -> None:
    failures: dict[str, SendError] = {
        "ani": Unreachable("Forbidden: bot was blocked by the user"),
        "udin": Unreachable("Forbidden: user is deactivated"),
        "rudi": Rejected("Bad Request: something is wrong"),
        "joko": Ambiguous("no answer"),
    }
    await people(world, ["siti", "wati", *failures, "late"])
    for user, failure in failures.items():
        world.channel.failures[user].append(failure)
    budi = await expanded(world)
    async with opened(world.path) as database, database.transaction() as db:
        await contacts.stop(db, await contact(db, world, "late"), millis(now()))
    await world.tick()
    assert budi.messages == []
    await world.tick()
    assert budi.last.splitlines() == [
        f"Pengumuman “{WORDS}” selesai. Penerimanya 7:",
        "Terkirim: 2",
        "Tidak bisa dihubungi: 2 (memblokir Relawan 1 dan akunnya sudah dihapus 1)",
        "Ditolak aplikasi obrolan: 1",
        "Belum pasti, mungkin sampai mungkin tidak: 1",
        "Berhenti atau menghapus data sebelum dikirim: 1",
    ]
    await world.tick()
    assert len(budi.messages) == 1


async def test_what_could_not_go_out_in_a_day_is_reported(world: World) -> None:
    await people(world, ["siti", "ani"])
    budi = await expanded(world)
    world.later(hours=25)
    await world.tick()
    await world.tick()
    assert "Tidak sempat dikirim dalam 24 jam: 2" in budi.last
    assert received(world, "siti") == []


async def test_whoever_stopped_or_erased_their_data_meanwhile_gets_nothing(telegram_world: World) -> None:
    world = telegram_world
    await people(world, ["siti", "ani", "udin"])
    await expanded(world)
    async with opened(world.path) as database:
        async with database.transaction() as db:
            claimed = [outbox.from_row(row) for row in await db.rows("SELECT * FROM outbox ORDER BY contact")]
            await db.execute("UPDATE contacts SET stopped_at = 1 WHERE id = ?", (claimed[0].contact,))
            await db.execute("DELETE FROM volunteers WHERE contact = ?", (claimed[1].contact,))
        rendered = [await talks.render(database.reader, delivery) for delivery in claimed]
    assert [message is None for message in rendered] == [True, True, False]


async def test_a_crash_between_chunks_repeats_harmlessly(
    telegram_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasts, "CHUNK", 2)
    await people(telegram_world, [f"v{n}" for n in range(7)])
    await telegram_world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    async with opened(telegram_world.path) as database:
        async with database.transaction() as db:
            id_ = await broadcasts.begin(db, WORDS, BANJARMASIN, BANJARMASIN, 8, millis(now()))
        broadcast = await broadcasts.by_id(database.reader, id_)
        assert broadcast is not None
        async with database.transaction() as db:
            assert await broadcasts.queue_chunk(db, broadcast, 0, millis(now())) == 2
        await talks.expand(database, id_)
        await talks.expand(database, id_)
        done = await broadcasts.by_id(database.reader, id_)
    assert done is not None
    assert (done["total"], done["state"]) == (7, "running")
    assert await rows(telegram_world) == 7


async def test_a_broadcast_that_the_channel_keeps_refusing_is_paused(world: World) -> None:
    users = [f"v{n}" for n in range(25)]
    await people(world, users)
    for user in users[:20]:
        world.channel.failures[user].append(Rejected("Bad Request: wrong entity"))
    budi = await composed(world)
    await budi.tap("Kirim")
    assert await value(world.path, "SELECT count(*) FROM broadcasts WHERE state = 'paused'") == 1
    await world.tick()
    paused = plain(budi.messages[-2].text)
    assert "dihentikan dulu" in paused
    assert "Bad Request: wrong entity" in paused
    assert budi.last.splitlines()[1:] == ["Terkirim: 5", "Ditolak aplikasi obrolan: 20"]


async def test_only_a_broadcast_on_its_way_is_paused_and_once(telegram_world: World) -> None:
    await people(telegram_world, ["siti", "ani"])
    await expanded(telegram_world)
    async with opened(telegram_world.path) as database:
        assert await outbox.batches_waiting(database.reader) == ["broadcast:1"]
        for batch in ("event:1", "broadcast:2", "broadcast:1", "broadcast:1"):
            await talks.pause_batch(database, batch)
        assert await outbox.batches_waiting(database.reader) == []
        told = await database.reader.rows("SELECT dedupe_key FROM outbox WHERE kind = 'report'")
        assert [row["dedupe_key"] for row in told] == ["paused:1"]


async def test_siaran_says_first_how_far_the_last_one_is(world: World) -> None:
    await people(world, ["siti", "ani"])
    budi = await composed(world)
    await budi.tap("Kirim")
    await budi.say("/siaran")
    assert budi.last.startswith(f"Pengumuman “{WORDS}” masih berjalan: 2 dari 2 sudah diproses.\n\nApa yang mau")
    await world.tick()
    await budi.say("/batal")
    await budi.say("/siaran")
    assert "masih berjalan" not in budi.last


@pytest.mark.parametrize(
    ("recipients", "said"),
    [
        (1, "kurang dari satu menit"),
        (1499, "kurang dari satu menit"),
        (3000, "sekitar 2 menit"),
        (3001, "sekitar 3 menit"),
        (100_000, "sekitar 1 jam 7 menit"),
    ],
)
def test_the_time_it_takes_is_said(recipients: int, said: str) -> None:
    assert talks.duration(translator("id"), recipients) == said
