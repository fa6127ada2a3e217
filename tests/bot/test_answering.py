"""One message, one transaction: the change, the talk and the replies, together or not at all."""

import json

import pytest

from bot.answering import Answering, WroteEarly
from bot.conversation import Turn
from bot.messages import Address, Inbound, Kind
from bot.now import now
from bot.talks import House
from storage import contacts, roles
from storage.database import Database, Reader
from storage.roles import Role
from tests.talking import TALKS, Desk, interrupt


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def _answering(desk: Desk) -> Answering:
    return Answering(desk.database, House(TALKS), interrupt)


def _typed(text: str) -> Inbound:
    return Inbound("1", Address("telegram", "1", "siti"), now(), Kind.TEXT, text)


async def test_a_row_is_answered_once_however_often_it_is_tried(desk: Desk) -> None:
    await desk.store({})
    for _time in range(2):
        await _answering(desk).answer(1, _typed("/hitung"), desk.channel)
    assert await desk.replies() == ["Ke-1"]
    assert await desk.fact("count") == "1"


async def test_a_row_that_only_reads_is_answered_once_too(desk: Desk) -> None:
    await desk.say("halo")
    await desk.replies()
    await desk.store({})
    for _time in range(2):
        await _answering(desk).answer(2, _typed("/lihat"), desk.channel)
    assert await desk.replies() == ["Hitungan: None"]


async def test_what_only_reads_may_lead_to_what_writes(desk: Desk) -> None:
    await desk.say("halo")
    await desk.replies()
    assert await desk.say("/tanya") == ["Ke-1"]
    assert await desk.fact("count") == "1"


async def test_an_exception_leaves_the_row_to_be_answered(desk: Desk) -> None:
    await desk.store({})
    with pytest.raises(KeyError):
        await _answering(desk).answer(1, _typed("/rusak"), desk.channel)
    with pytest.raises(WroteEarly, match="/buru wrote before its question name"):
        await _answering(desk).answer(1, _typed("/buru"), desk.channel)
    assert [row["state"] for row in await desk.rows("inbox")] == ["todo"]
    assert await desk.rows("contacts") == []


async def test_the_change_the_replies_the_audit_row_and_the_job_come_together(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    assert await desk.fact("order") is None
    assert await desk.say("nanas") == ["Pesanan Siti: nanas."]
    assert await desk.fact("order") == "Siti:nanas"
    assert await desk.rows("sessions") == []
    (audit,), (job,) = await desk.rows("audit"), await desk.rows("jobs")
    assert (audit["verb"], audit["object"]) == ("order", "fruit:nanas")
    assert (job["kind"], job["subject"]) == ("harvest", 1)


async def test_where_the_talk_stands_is_kept_by_name(desk: Desk) -> None:
    assert await desk.say("/pesan untuk ibu") == ["Selamat datang.\n\nNama?"]
    await desk.say("Siti")
    (talk,) = await desk.rows("sessions")
    assert (json.loads(talk["args"]), json.loads(talk["answers"])) == ({"words": "untuk ibu"}, {"name": "Siti"})
    assert (talk["asked"], talk["asking"], talk["state"]) == ("fruit", 2, "open")


async def test_another_talk_puts_the_open_one_aside_and_offers_it_again_at_its_end(desk: Desk) -> None:
    await desk.say("/pesan")
    assert await desk.say("/pendapat") == ["Pendapat?"]
    (done,) = await desk.say("Bagus")
    assert done.startswith("Terima kasih.\n\nTadi ada yang belum selesai: Pesan buah")
    assert await desk.tap("Lanjutkan") == ["Selamat datang.\n\nNama?"]
    assert await desk.say("Siti") == ["Buah untuk Siti?"]


async def test_a_talk_put_aside_may_be_dropped(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("/pendapat")
    await desk.say("Bagus")
    (dropped,) = await desk.tap("Tidak usah")
    assert "dibatalkan" in dropped
    assert await desk.rows("sessions") == []


async def test_a_talk_that_was_erased_is_not_offered_again(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("/lupakan")
    assert await desk.say("ya") == ["Dihapus."]


async def test_what_asks_nothing_leaves_the_open_talk_open(desk: Desk) -> None:
    await desk.say("/pesan")
    assert await desk.say("/hitung") == ["Ke-1"]
    assert await desk.say("/lihat") == ["Hitungan: 1"]
    assert await desk.tap("Lagi") == ["Ke-2"]
    assert await desk.say("Siti") == ["Buah untuk Siti?"]


async def test_only_one_talk_is_ever_open(desk: Desk) -> None:
    for text in ("/pesan", "/pendapat", "/pesan", "/rantai", "/pesan"):
        await desk.say(text)
        states = [row["state"] for row in await desk.rows("sessions")]
        assert states.count("open") == 1


async def test_a_talk_may_end_by_beginning_another(desk: Desk) -> None:
    assert await desk.say("/rantai") == ["Pertama ini.\n\nPendapat?"]
    (talk,) = await desk.rows("sessions")
    assert (talk["conversation"], json.loads(talk["args"])) == ("/pendapat", {"why": "chain"})


async def test_words_that_the_question_refuses_may_be_answered_aside_without_reproach(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    assert await desk.say("apa ini?") == ["Ini percobaan.\n\nBuah untuk Siti?"]
    (reproach,) = await desk.say("durian")
    assert "Pilih salah satu" in reproach
    assert reproach.endswith("Buah untuk Siti?")


async def test_nobody_interrupts_a_question_that_takes_everything(database: Database) -> None:
    async def never(turn: Turn, _db: Reader) -> bool:
        raise AssertionError(turn.inbound.text)

    desk = Desk(database, never)
    await desk.say("/pendapat")
    assert await desk.say("apa ini?") == ["Terima kasih."]
    assert await desk.fact("opinion") == "apa ini?"


async def test_what_is_no_words_is_refused_kindly_and_the_question_stays(desk: Desk) -> None:
    await desk.say("/pesan")
    for kind in ("media", "edit", "phone"):
        (reply,) = await desk.come({"user": "siti", "kind": kind, "media": "voice"})
        assert reply.endswith("Nama?")
        assert len(reply) > len("Nama?")
    assert await desk.say("Siti") == ["Buah untuk Siti?"]


async def test_a_role_is_needed_where_a_talk_says_so(desk: Desk) -> None:
    for text in ("/rahasia", "/kelola"):
        (refusal,) = await desk.say(text)
        assert "khusus pengurus" in refusal
    async with desk.database.transaction() as db:
        await roles.grant(db, 1, Role.COORDINATOR, "63", 1)
    assert "khusus pengurus" in (await desk.say("/rahasia"))[0]
    assert await desk.say("/kelola") == ["Selamat datang.\n\nNama?"]


async def test_a_role_lost_in_the_middle_of_a_talk_ends_it(desk: Desk) -> None:
    async with desk.database.transaction() as db:
        siti = await contacts.ensure(db, Address("telegram", "1", "siti"), 1)
        await roles.grant(db, siti, Role.COORDINATOR, "63", 1)
    await desk.say("/kelola")
    async with desk.database.transaction() as db:
        await roles.withdraw(db, siti, Role.COORDINATOR, "63")
    (refusal,) = await desk.say("Siti")
    assert "khusus pengurus" in refusal
    assert await desk.rows("sessions") == []
    assert await desk.fact("order") is None


async def test_a_talk_that_is_no_more_is_over(desk: Desk) -> None:
    await desk.say("/pesan")
    async with desk.database.transaction() as db:
        await db.execute("UPDATE sessions SET conversation = '/lama'")
    (word,) = await desk.say("Siti")
    assert "sudah tidak berlaku" in word
    assert await desk.rows("sessions") == []


async def test_what_leads_to_a_talk_that_has_begun_is_kept_with_it(desk: Desk) -> None:
    await desk.say("/pendapat")
    await desk.say("/rantai")
    (session,) = await desk.rows("sessions")
    assert (session["conversation"], session["args"]) == ("/pendapat", '{"why": "chain"}')
