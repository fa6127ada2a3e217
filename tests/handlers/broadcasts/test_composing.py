"""Broadcasts, from the first word to the report."""

import pytest

from bot.messages import plain
from bot.now import millis, now
from bot.texts import translator
from handlers.broadcasts import delivering
from handlers.broadcasts.summary import duration
from storage import contacts, outbox
from storage.broadcasts import lives, recipients
from storage.database import opened
from storage.roles import Role
from tests.announcing import WORDS, begun, composed, contact, expanded, received, rows
from tests.crowds import BANJARBARU, BANJARMASIN, at, block, people, settle, value
from tests.phones import World


async def test_the_number_shown_counts_only_whom_it_can_reach(world: World) -> None:
    await people(world, ["siti", "ani", "udin", "rudi"])
    await people(world, ["joko"], BANJARBARU)
    await world.phone("ani").say("/berhenti")
    await block(world, "udin")
    budi = await composed(world)
    expected = "Dikirim ke 2 penerima (2 orang): semua relawan di Kota Banjarmasin. Lamanya kurang dari satu menit."
    assert expected in budi.last
    assert "Berhenti menerima pesan: 1\nTidak bisa dihubungi: 1" in budi.last
    await budi.tap("Kirim")
    assert "Sedang dikirim ke 2 penerima" in budi.last
    assert budi.labels == ["Jeda", "Batalkan"]
    assert [len(received(world, user)) for user in ("siti", "ani", "udin", "rudi", "joko")] == [1, 0, 0, 1, 0]


async def test_recipients_see_just_what_was_previewed(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim")
    (seen,) = received(world, "siti")
    assert seen == f"Pengumuman dari koordinator Kota Banjarmasin:\n\n{WORDS}"
    assert any(seen in plain(message.text) for message in budi.messages)


@pytest.mark.parametrize("answer", ["tapped", "typed"])
async def test_an_audience_that_changed_is_asked_about_again(world: World, answer: str) -> None:
    await people(world, ["siti", "ani", "udin"])
    budi = await composed(world)
    assert "Dikirim ke 3 penerima" in budi.last
    await world.phone("ani").say("/berhenti")
    await (budi.tap("Kirim") if answer == "tapped" else budi.say("ya"))
    assert "Ada yang berubah" in budi.last
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


async def test_where_nobody_can_be_reached_the_words_stay_and_others_are_asked_for(world: World) -> None:
    await people(world, ["siti"])
    await people(world, ["joko"], BANJARBARU)
    await world.phone("siti").say("/berhenti")
    budi = await composed(world, region="63")
    await budi.say("banjarmasin")
    assert "Belum ada yang bisa menerima pengumuman untuk relawan di Kota Banjarmasin" in budi.last
    assert "Berhenti menerima pesan: 1" in budi.last
    assert await value(world.path, "SELECT count(*) FROM broadcasts") == 0
    await budi.say("banjarbaru")
    assert "Dikirim ke 1 penerima" in budi.last
    await budi.tap("Kirim")
    assert len(received(world, "joko")) == 1


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


async def test_whoever_stopped_or_erased_their_data_meanwhile_gets_nothing(telegram_world: World) -> None:
    world = telegram_world
    await people(world, ["siti", "ani", "udin"])
    await expanded(world)
    async with opened(world.path) as database:
        async with database.transaction() as db:
            claimed = [outbox.from_row(row) for row in await db.rows("SELECT * FROM outbox ORDER BY contact")]
            await db.execute("UPDATE contacts SET stopped_at = 1 WHERE id = ?", (claimed[0].contact,))
            await db.execute("DELETE FROM volunteers WHERE contact = ?", (claimed[1].contact,))
        rendered = [await delivering.render(database.reader, delivery) for delivery in claimed]
    assert [message is None for message in rendered] == [True, True, False]


async def test_a_crash_between_chunks_repeats_harmlessly(
    telegram_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipients, "CHUNK", 2)
    await people(telegram_world, [f"v{n}" for n in range(7)])
    await telegram_world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    async with opened(telegram_world.path) as database:
        async with database.transaction() as db:
            by = await contact(db, telegram_world, "budi")
            id_ = await begun(db, by)
        broadcast = await lives.by_id(database.reader, id_)
        assert broadcast is not None
        async with database.transaction() as db:
            assert await recipients.queue_chunk(db, broadcast, 0, millis(now())) == 2
        await delivering.expand(database, id_)
        await delivering.expand(database, id_)
        done = await lives.by_id(database.reader, id_)
    assert done is not None
    assert (done["total"], done["state"]) == (7, "running")
    assert await rows(telegram_world) == 7


@pytest.mark.parametrize(
    ("chats", "said"),
    [
        (1, "kurang dari satu menit"),
        (1499, "kurang dari satu menit"),
        (3000, "sekitar 2 menit"),
        (3001, "sekitar 3 menit"),
        (100_000, "sekitar 1 jam 7 menit"),
    ],
)
def test_the_time_it_takes_is_said(chats: int, said: str) -> None:
    assert duration(translator("id"), chats, 25) == said


async def test_a_word_that_calls_off_is_not_announced(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world, "batal")
    assert "ketik /batal" in "".join(message.text for message in budi.messages)
    assert "Apa yang mau diumumkan" in budi.last
    await budi.say("/batal")
    assert await value(world.path, "SELECT count(*) FROM broadcasts") == 0


async def test_whoever_comes_back_to_it_sees_the_announcement_again(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    world.later(days=2)
    await budi.say("/siaran")
    await budi.tap("Lanjutkan")
    assert any(WORDS in plain(message.text) for message in budi.messages[-2:])
    assert "Kirim sekarang, Kak?" in budi.last


async def test_a_file_that_is_not_kept_any_more_is_asked_for_again(world: World) -> None:
    await people(world, ["siti"])
    budi = await world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    await budi.say("/siaran")
    await budi.send_file("posko.jpg", b"posko", caption="Posko", kind="photo")
    await budi.tap(budi.labels[0])
    world.later(hours=30)
    await world.tick()
    await budi.say("/siaran")
    await budi.tap("Lanjutkan")
    assert "Berkasnya sudah lebih dari sehari" in budi.last
    await budi.send_file("posko.jpg", b"posko", caption="Posko lagi", kind="photo")
    await budi.tap("Kirim")
    assert world.phone("siti").last.endswith("Posko lagi")
