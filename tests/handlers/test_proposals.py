"""Answered questions that become proposals for the knowledge."""

import pytest

from bot.messages import plain
from storage.database import opened
from storage.roles import Role
from tests.phones import Phone, World

QUESTION = "Seragamnya warna apa? hp saya 081234567890"


async def _answered(world: World, answerer: Phone) -> Phone:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await siti.say("tanya pengurus")
    await siti.say(QUESTION)
    await answerer.tap("Jawab")
    await answerer.say("Hitam, Kak. Tanya ke 021-171 juga boleh.")
    return siti


async def test_who_answered_may_propose_the_question_with_the_answer_once(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    await _answered(world, budi)
    assert budi.labels == ["Jadikan FAQ"]
    for said in ("sudah dicatat sebagai usulan", "sudah diusulkan"):
        await budi.send(kind="choice", choice="propose:1", tap="t")
        assert said in budi.last.casefold()
    await rina.say("/pertanyaan usulan")
    assert "Ada 1 usulan" in rina.last
    await rina.tap(rina.labels[0])
    said = "\n".join(plain(message.text) for message in rina.messages)
    assert "Pertanyaan\nSeragamnya warna apa? hp saya ••••••\n\nJawaban\nHitam, Kak. Tanya ke 021-171" in said
    assert "Diusulkan oleh koordinator, Senin, 23 November 2026" in rina.last
    assert "Siti" not in rina.last


async def test_a_proposal_that_has_been_taken_over_leaves_the_list(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    await _answered(world, rina)
    await rina.tap("Jadikan FAQ")
    await rina.say("/pertanyaan usulan")
    await rina.tap(rina.labels[0])
    await rina.tap("Selesai")
    assert "dihapus dari daftar" in rina.last
    await rina.tap("Selesai")
    assert "sudah selesai" in rina.last
    await rina.say("/pertanyaan usulan")
    assert "Belum ada usulan" in rina.last


async def test_organisers_may_propose_what_others_have_answered(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    await _answered(world, budi)
    await rina.say("/pertanyaan")
    assert rina.labels[-1] == "Usulan FAQ"
    await rina.tap(rina.labels[0])
    assert rina.labels == ["Jadikan FAQ"]
    await rina.tap("Jadikan FAQ")
    await rina.say("/pertanyaan")
    await rina.tap("Usulan FAQ")
    assert "Ada 1 usulan" in rina.last


@pytest.mark.parametrize("verb", ["propose", "answered"])
@pytest.mark.parametrize("number", ["", "99", "x", "²", "1"])
async def test_what_is_not_answered_or_forged_is_not_proposed(telegram_world: World, verb: str, number: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await siti.say("tanya pengurus")
    await siti.say(QUESTION)
    await budi.send(kind="choice", choice=f"{verb}:{number}", tap="t")
    assert "sudah tidak tersimpan" in budi.last


async def test_a_coordinator_elsewhere_and_a_volunteer_propose_and_read_nothing(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63.71")
    other = await telegram_world.staff("dedi", Role.COORDINATOR, "63.72")
    siti = await _answered(telegram_world, budi)
    for choice in ("propose:1", "answered:1"):
        await other.send(kind="choice", choice=choice, tap="t")
        assert "bukan untuk daerah" in other.last
        await siti.send(kind="choice", choice=choice, tap="t")
        assert "khusus pengurus" in siti.last
    await budi.send(kind="choice", choice="proposal:1", tap="t")
    assert "khusus pengurus" in budi.last
    async with opened(telegram_world.path) as database:
        assert await database.reader.value("SELECT count(*) FROM proposals") == 0


@pytest.mark.parametrize("number", ["99", "x", "²", "99:done", "1:2:3"])
async def test_a_proposal_that_is_not_there_is_said_so(telegram_world: World, number: str) -> None:
    rina = await telegram_world.staff("rina", Role.ORGANISER)
    await rina.send(kind="choice", choice=f"proposal:{number}", tap="t")
    assert "sudah selesai" in rina.last
