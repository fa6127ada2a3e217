"""Opening a contingent's link."""

import pytest

from bot.messages import plain
from storage import contingents
from storage.database import opened
from tests.contingents import as_it_is, found, members, registered, table
from tests.phones import World


async def test_whoever_is_registered_joins_after_one_question(world: World) -> None:
    contingent = await found(world)
    siti = await registered(world, "siti", "Siti Aminah")
    await siti.say(f"/start k_{contingent.code}")
    await siti.tap("Ya, masuk")
    assert "Selamat bergabung" in siti.last
    assert [row["name"] for row in await members(world, contingent)] == ["Siti Aminah"]
    await siti.say(f"/start k_{contingent.code}")
    assert "sudah terdaftar di Kontingen Banjar" in siti.last
    assert (await as_it_is(world, contingent)).taken == 1


async def test_whoever_is_not_registered_registers_into_it(world: World) -> None:
    contingent = await found(world)
    siti = world.phone("siti")
    await siti.say(f"/start k_{contingent.code}")
    assert "diundang ke Kontingen Banjar" in siti.messages[0].text.replace("\ue100", "").replace("\ue103", "")
    await siti.tap("Setuju, 18+")
    await siti.say("Siti Aminah")
    await siti.say("banjarbaru")
    await siti.say("Tagana")
    await siti.say("lewati")
    await siti.tap("Ya, benar")
    assert [row["name"] for row in await members(world, contingent)] == ["Siti Aminah"]


async def test_a_registration_under_way_goes_on_into_the_contingent(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.say("Siti Aminah")
    await siti.say(f"/start k_{contingent.code}")
    await siti.say("banjarbaru")
    await siti.say("Tagana")
    await siti.say("lewati")
    await siti.tap("Ya, benar")
    assert [row["name"] for row in await members(telegram_world, contingent)] == ["Siti Aminah"]


async def test_whoever_says_no_stays_out(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    siti = await registered(telegram_world, "siti", "Siti Aminah")
    await siti.say(f"/start k_{contingent.code}")
    await siti.tap("Tidak")
    assert await members(telegram_world, contingent) == []


async def test_moving_to_another_contingent_frees_the_place_in_the_first(telegram_world: World) -> None:
    first, second = await found(telegram_world, "Kontingen A", quota=1), await found(telegram_world, "Kontingen B")
    siti = await registered(telegram_world, "siti", "Siti Aminah")
    await siti.say(f"/start k_{first.code}")
    await siti.tap("Ya, masuk")
    await siti.say(f"/start k_{second.code}")
    assert "tempatnya di sana akan dilepas" in siti.last
    await siti.tap("Ya, masuk")
    assert [(await as_it_is(telegram_world, one)).taken for one in (first, second)] == [0, 1]


async def test_a_full_contingent_is_told_before_and_at_the_end(telegram_world: World) -> None:
    contingent = await found(telegram_world, quota=1)
    siti = await registered(telegram_world, "siti", "Siti Aminah")
    ani = await registered(telegram_world, "ani", "Ani Rahmah")
    joko = telegram_world.phone("joko")
    await ani.say(f"/start k_{contingent.code}")
    await siti.say(f"/start k_{contingent.code}")
    await siti.tap("Ya, masuk")
    await ani.tap("Ya, masuk")
    assert "sudah penuh" in ani.last
    await joko.say(f"/start k_{contingent.code}")
    assert "sudah penuh" in joko.last
    assert (await as_it_is(telegram_world, contingent)).taken == 1


async def test_a_closed_link_and_an_unknown_one_get_a_kind_word(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await contingents.close(db, contingent.id)
    siti = telegram_world.phone("siti")
    await siti.say(f"/start k_{contingent.code}")
    assert "sudah ditutup" in siti.last
    await siti.say("/start k_nosuchcode")
    assert "tidak dikenal" in siti.last


async def test_of_several_people_on_a_phone_the_one_who_joins_is_asked_for(telegram_world: World) -> None:
    contingent = await found(telegram_world)
    siti = await registered(telegram_world, "siti", "Siti Aminah")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await db.execute(
            "INSERT INTO volunteers (contact, name, name_key, regency, pillar, registered_at)"
            " SELECT contact, 'Budi Santoso', 'budi santoso', regency, pillar, registered_at FROM volunteers"
        )
    await siti.say(f"/start k_{contingent.code}")
    assert siti.labels == ["Siti Aminah", "Budi Santoso"]
    await siti.tap("Budi Santoso")
    await siti.tap("Ya, masuk")
    assert [row["name"] for row in await members(telegram_world, contingent)] == ["Budi Santoso"]


@pytest.mark.parametrize(("people", "places"), [(12, 3), pytest.param(500, 50, marks=pytest.mark.long)])
async def test_of_many_who_tap_at_once_as_many_get_in_as_there_are_places(
    telegram_world: World, people: int, places: int
) -> None:
    contingent = await found(telegram_world, quota=places)
    phones = [await registered(telegram_world, f"orang{number}", f"Orang {number}") for number in range(people)]
    await _at_once(telegram_world, [{"user": p.user, "text": f"/start k_{contingent.code}"} for p in phones])
    taps = [{"user": p.user, "kind": "choice", "choice": p.messages[-1].choices[0].id, "tap": "t"} for p in phones]
    await _at_once(telegram_world, [tap for tap in taps for _twice in range(2)])
    said = [
        next(plain(m.text) for m in phone.messages if "bergabung" in m.text or "penuh" in m.text) for phone in phones
    ]
    assert ["bergabung" in words for words in said] == [number < places for number in range(people)]
    assert (
        (await as_it_is(telegram_world, contingent)).taken == places == len(await members(telegram_world, contingent))
    )


async def _at_once(world: World, payloads: list[dict[str, str]]) -> None:
    """Let all these come in before any of them is answered."""
    await world.deliver(*payloads)
    while any(row["state"] == "todo" for row in await table(world, "inbox")):
        await world.deliver()


async def pillars_of(world: World, name: str) -> list[str]:
    async with opened(world.path) as database:
        rows = await database.reader.rows(
            "SELECT pillar FROM volunteers WHERE name = ?1 UNION ALL SELECT p.pillar FROM volunteer_pillars p"
            " JOIN volunteers v ON v.id = p.volunteer WHERE v.name = ?1",
            (name,),
        )
    return [row["pillar"] for row in rows]


@pytest.mark.parametrize(("answer", "pillars"), [("Ya, tambahkan", ["psm", "tagana"]), ("Tidak", ["psm"])])
async def test_whoever_is_registered_with_another_pillar_is_asked(
    world: World, answer: str, pillars: list[str]
) -> None:
    contingent = await found(world, pillar="tagana")
    siti = await registered(world, "siti", "Siti Aminah")
    await siti.say(f"/start k_{contingent.code}")
    assert "untuk Tagana, sedangkan Siti Aminah tercatat sebagai PSM. Apakah Siti Aminah juga Tagana?" in siti.last
    await siti.tap(answer)
    if len(pillars) > 1:
        await siti.tap("Ya, masuk")
    assert len(await members(world, contingent)) == len(pillars) - 1
    assert await pillars_of(world, "Siti Aminah") == pillars


@pytest.mark.parametrize(("answer", "pillars"), [("Ya, tambahkan", ["tagana", "psm"]), ("Tidak", ["tagana"])])
async def test_whoever_registers_into_a_contingent_of_another_pillar_is_asked(
    world: World, answer: str, pillars: list[str]
) -> None:
    contingent = await found(world, pillar="psm")
    siti = world.phone("siti")
    await siti.say(f"/start k_{contingent.code}")
    await siti.tap("Setuju, 18+")
    for words in ("Siti Aminah", "banjarbaru", "Tagana", "lewati"):
        await siti.say(words)
    await siti.tap("Ya, benar")
    assert "Apakah Siti Aminah juga PSM?" in siti.last
    await siti.tap(answer)
    assert "sudah terdaftar sebagai relawan" in siti.last
    assert len(await members(world, contingent)) == len(pillars) - 1
    assert await pillars_of(world, "Siti Aminah") == pillars
