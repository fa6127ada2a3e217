"""What the sender of a broadcast is told of it."""

from bot.app import assemble
from bot.channel import Ambiguous, Rejected, SendError, Unreachable
from bot.messages import plain
from bot.now import millis, now
from handlers.broadcasts.reports import pause_batch
from storage import contacts, dispatch
from storage.database import opened
from tests.announcing import WORDS, composed, contact, expanded, received
from tests.crowds import people, value
from tests.phones import World


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
        "Berhenti, menghapus data, atau tidak termasuk lagi sebelum dikirim: 1",
    ]
    await world.tick()
    assert len(budi.messages) == 1


async def test_the_report_leaves_at_the_next_look_at_progress(telegram_world: World) -> None:
    world = telegram_world
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim")
    async with opened(world.path) as database:
        parts = assemble(database, {world.channel.name: world.channel}, secret=b"test")
        await parts.show_progress()
        await parts.show_progress()
        assert await database.reader.value("SELECT count(*) FROM outbox WHERE kind = 'report'") == 1


async def test_what_could_not_go_out_in_a_day_is_reported(world: World) -> None:
    await people(world, ["siti", "ani"])
    budi = await expanded(world)
    world.later(hours=25)
    await world.tick()
    await world.tick()
    assert "Tidak sempat dikirim dalam 24 jam: 2" in budi.last
    assert received(world, "siti") == []


async def test_a_broadcast_that_the_channel_keeps_refusing_is_paused(world: World) -> None:
    users = [f"v{n}" for n in range(25)]
    await people(world, users)
    for user in users[:20]:
        world.channel.failures[user].append(Rejected("Bad Request: wrong entity"))
    budi = await composed(world)
    await budi.tap("Kirim")
    assert await value(world.path, "SELECT count(*) FROM broadcasts WHERE state = 'paused'") == 1
    paused = plain(budi.messages[-1].text)
    assert "dihentikan dulu" in paused
    assert "Bad Request: wrong entity" in paused
    await budi.tap("Lanjut")
    await world.tick()
    assert budi.last.splitlines()[1:] == ["Terkirim: 5", "Ditolak aplikasi obrolan: 20"]


async def test_only_a_broadcast_on_its_way_is_paused_and_once(telegram_world: World) -> None:
    await people(telegram_world, ["siti", "ani"])
    await expanded(telegram_world)
    async with opened(telegram_world.path) as database:
        assert await dispatch.batches_waiting(database.reader) == ["broadcast:1"]
        for batch in ("event:1", "broadcast:2", "broadcast:1", "broadcast:1"):
            await pause_batch(database, batch, "Forbidden")
        assert await dispatch.batches_waiting(database.reader) == []
        told = await database.reader.rows("SELECT dedupe_key FROM outbox WHERE kind = 'report'")
        assert [row["dedupe_key"].rpartition(":")[0] for row in told] == ["paused:1"]


async def test_siaran_says_first_how_far_the_last_one_is(world: World) -> None:
    await people(world, ["siti", "ani"])
    budi = await composed(world)
    await budi.tap("Kirim")
    await budi.say("/siaran")
    assert budi.messages[-2].text == f"Pengumuman “{WORDS}” masih berjalan: 2 dari 2 sudah diproses."
    assert [choice.label for choice in budi.messages[-2].choices] == ["Jeda", "Batalkan"]
    assert budi.last.startswith("Apa yang mau")
    await world.tick()
    await budi.say("/batal")
    await budi.say("/siaran")
    assert "masih berjalan" not in budi.last
