"""A record moves to a phone of its person's own."""

import re

import pytest

from storage.database import opened
from tests.phones import Phone, World


async def _family(world: World) -> Phone:
    """Siti's phone, on which her mother is registered, too."""
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.tap("Daftarkan orang lain")
    for words in ("1", "Rusmini", "hsu", "psm", "lewati", "1"):
        await siti.say(words)
    assert "Rusmini sudah terdaftar" in siti.last
    return siti


async def _code(siti: Phone) -> str:
    """The command that moves the mother's record."""
    await siti.say("/profil")
    await siti.tap("Rusmini")
    await siti.tap("Pindah HP")
    found = re.search(r"/pindah [\w-]+", siti.last)
    assert found is not None
    return found[0]


async def _owners(world: World) -> list[tuple[str, str]]:
    async with opened(world.path) as database:
        rows = await database.reader.rows(
            "SELECT v.name, a.user FROM volunteers v JOIN addresses a ON a.contact = v.contact ORDER BY v.id"
        )
    return [(row["name"], row["user"]) for row in rows]


async def test_the_code_typed_on_the_other_phone_moves_the_record_there(world: World) -> None:
    siti, mother = await _family(world), world.phone("ibu")
    command = await _code(siti)
    await mother.say(command.upper().replace("/PINDAH", "/pindah"))
    assert "Nomor relawan: 0002-1" in mother.last
    assert await _owners(world) == [("Siti Aminah", "siti"), ("Rusmini", "ibu")]
    assert "Data Rusmini sudah pindah" in siti.last
    await siti.say("/profil")
    assert "Nama: Siti Aminah" in siti.last


async def test_the_link_moves_it_too(telegram_world: World) -> None:
    siti, mother = await _family(telegram_world), telegram_world.phone("ibu")
    await _code(siti)
    link = re.search(r"start=(m_\w+)", siti.last)
    assert link is not None
    await mother.say(f"/start {link[1]}")
    assert await _owners(telegram_world) == [("Siti Aminah", "siti"), ("Rusmini", "ibu")]


async def test_a_code_is_good_once_for_a_day_and_kept_by_its_digest_alone(telegram_world: World) -> None:
    siti, thief = await _family(telegram_world), telegram_world.phone("lain")
    command = await _code(siti)
    code = command.partition(" ")[2].replace("-", "")
    async with opened(telegram_world.path) as database:
        for table in ("codes", "sessions", "inbox", "outbox", "audit"):
            assert code not in str([tuple(row) for row in await database.reader.rows(f"SELECT * FROM {table}")])
    telegram_world.later(hours=24, minutes=1)
    await thief.say(command)
    assert "tidak berlaku" in thief.last
    fresh = await _code(siti)
    await telegram_world.phone("ibu").say(fresh)
    await thief.say(fresh)
    assert "tidak berlaku" in thief.last
    assert await _owners(telegram_world) == [("Siti Aminah", "siti"), ("Rusmini", "ibu")]


@pytest.mark.parametrize("words", ["/pindah abcd-efgh-jkmn", "/pindah -", "/pindah " + "x" * 500, "/start m_"])
async def test_a_made_up_code_moves_nothing(telegram_world: World, words: str) -> None:
    thief = telegram_world.phone("lain")
    await thief.say(words)
    assert "tidak berlaku" in thief.last or "Tulis kode" in thief.last


async def test_the_old_phone_itself_is_told_whom_the_code_is_for(telegram_world: World) -> None:
    siti = await _family(telegram_world)
    await siti.say(await _code(siti))
    assert "untuk HP yang lain" in siti.last


async def test_a_record_whose_holder_changed_meanwhile_does_not_move_again(telegram_world: World) -> None:
    siti, mother, thief = await _family(telegram_world), telegram_world.phone("ibu"), telegram_world.phone("lain")
    first, second = await _code(siti), await _code(siti)
    await mother.say(first)
    await thief.say(second)
    assert "tidak berlaku" in thief.last
    assert ("Rusmini", "ibu") in await _owners(telegram_world)


async def test_whoever_has_a_namesake_there_keeps_both_apart(telegram_world: World) -> None:
    siti, other = await _family(telegram_world), telegram_world.phone("lain")
    await other.register("Rusmini", "hsu")
    await other.say(await _code(siti))
    assert "sudah ada Rusmini" in other.last
    assert ("Rusmini", "siti") in await _owners(telegram_world)
