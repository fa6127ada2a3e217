"""Who may do what: given by a link, seen, withdrawn, and refused by default."""

import re

import pytest

from bot.now import now
from handlers.invitations import invite, signing_key
from storage import roles
from storage.database import opened
from storage.roles import Grant, Role
from tests.phones import Phone, World

KEY = b"test"
REFUSAL = "Maaf Kak, itu khusus pengurus tertentu. Ketik /bantuan untuk melihat yang bisa Kakak pakai."


async def _grants(world: World, user: str) -> list[Grant]:
    async with opened(world.path) as database:
        (rows,) = await database.reader.several([roles.of_contact_at(world.channel.name, "1", user)])
    return [roles.from_row(row) for row in rows]


async def _invited(ani: Phone, *answers: str) -> str:
    """Have an admin make an invitation; the words that open it."""
    await ani.say("/undang")
    for answer in answers:
        await ani.say(answer)
    found = re.search(r"start=(\S+)", ani.last)
    assert found, ani.last
    return f"/start {found[1]}"


async def test_an_admin_s_link_makes_whoever_opens_it_coordinator_of_the_region(world: World) -> None:
    ani = await world.staff("ani", Role.ADMIN)
    await ani.say("/undang")
    await ani.tap("Koordinator")
    await ani.say("kota banjarbaru")
    assert "Berlaku 24 jam, untuk satu orang, sebagai koordinator untuk Kota Banjarbaru" in ani.last
    found = re.search(r"start=(\S+)", ani.last)
    assert found
    budi = world.phone("budi")
    await budi.say(f"/start {found[1]}")
    assert "Kakak sekarang koordinator untuk Kota Banjarbaru" in budi.last
    assert await _grants(world, "budi") == [Grant(Role.COORDINATOR, "63.72")]
    assert budi.labels == ["Kegiatan", "Siaran", "Daftar"]
    assert "sekarang koordinator untuk Kota Banjarbaru. Kalau bukan orangnya" in ani.last
    await budi.tap("Kegiatan")
    assert "Belum ada kegiatan" in budi.last


async def test_the_list_says_who_one_is_oneself_and_since_when_strangers_have_their_role(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    budi = telegram_world.phone("budi")
    await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await ani.say("/peran")
    assert "(Kakak sendiri), admin seluruh Indonesia" in ani.last
    assert "sejak Senin, 23 November 2026, koordinator Kalimantan Selatan" in ani.last
    await budi.register("Budi Santoso")
    await ani.say("/peran")
    assert "Budi Santoso, koordinator Kalimantan Selatan" in ani.last


async def test_what_is_for_another_role_is_told_so(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/undang")
    assert "khusus pengurus tertentu" in budi.last


@pytest.mark.parametrize(
    ("answers", "grant"),
    [
        (("koordinator", "kalimantan selatan"), Grant(Role.COORDINATOR, "63")),
        (("2",), Grant(Role.ORGANISER, "")),
        (("Admin",), Grant(Role.ADMIN, "")),
    ],
)
async def test_each_role_can_be_given(telegram_world: World, answers: tuple[str, ...], grant: Grant) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    link = await _invited(ani, *answers)
    await telegram_world.phone("budi").say(link)
    assert await _grants(telegram_world, "budi") == [grant]


async def test_a_link_is_good_for_one_person_once(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    link = await _invited(ani, "penyelenggara")
    await telegram_world.phone("budi").say(link)
    for user in ("siti", "budi"):
        phone = telegram_world.phone(user)
        await phone.say(link)
        assert "tidak berlaku atau sudah dipakai" in phone.last
    assert await _grants(telegram_world, "siti") == []


async def test_a_link_is_void_after_a_day(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    link = await _invited(ani, "penyelenggara")
    telegram_world.later(hours=24)
    budi = telegram_world.phone("budi")
    await budi.say(link)
    assert "sudah lewat 24 jam" in budi.last
    assert await _grants(telegram_world, "budi") == []


async def test_a_forged_link_gives_nothing(telegram_world: World) -> None:
    telegram_world.turn_to(now())
    forged = invite(signing_key("another"), Role.ADMIN, "", now())
    siti = telegram_world.phone("siti")
    for payload in (forged, forged[:-1], "u", f"{forged} {forged}", "r_", "r_" + "A" * 22, "r_\x00", "r_é"):
        await siti.say(f"/start {payload}")
        assert "tidak berlaku" in siti.last
    assert await _grants(telegram_world, "siti") == []


async def test_a_link_that_the_command_line_signed_is_good_once(telegram_world: World) -> None:
    payload = invite(KEY, Role.COORDINATOR, "63.72", now())
    await telegram_world.phone("budi").say(f"/start {payload}")
    siti = telegram_world.phone("siti")
    await siti.say(f"/start {payload}")
    assert "tidak berlaku atau sudah dipakai" in siti.last
    assert await _grants(telegram_world, "budi") == [Grant(Role.COORDINATOR, "63.72")]


async def test_an_invitation_that_nobody_has_opened_is_seen_and_withdrawn(world: World) -> None:
    ani = await world.staff("ani", Role.ADMIN)
    link = await _invited(ani, "koordinator", "banjarbaru")
    await ani.say("/undang")
    await ani.tap("Undangan terbuka")
    assert "1. Koordinator Kota Banjarbaru, sampai Selasa, 24 November 2026 pukul 09.00 WITA" in ani.last
    await ani.say("1")
    assert "Cabut undangan ini" in ani.last
    await ani.tap("Ya, cabut")
    assert "tidak berlaku lagi" in ani.last
    budi = world.phone("budi")
    await budi.say(link)
    assert "tidak berlaku" in budi.last
    assert await _grants(world, "budi") == []


async def test_an_invitation_stays_where_the_admin_thinks_again_and_is_gone_once_opened(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    link = await _invited(ani, "penyelenggara")
    await ani.say("/undang")
    await ani.say("undangan terbuka")
    await ani.say("1")
    await ani.say("tidak")
    await telegram_world.phone("budi").say(link)
    assert await _grants(telegram_world, "budi") == [Grant(Role.ORGANISER, "")]
    await ani.say("/undang")
    assert "Undangan terbuka" not in ani.labels


async def test_an_invitation_by_somebody_who_is_no_longer_admin_gives_nothing(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    await telegram_world.staff("rina", Role.ADMIN)
    link = await _invited(ani, "admin")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await roles.withdraw(db, 1, Role.ADMIN, "")
    budi = telegram_world.phone("budi")
    await budi.say(link)
    assert "tidak berlaku" in budi.last
    assert await _grants(telegram_world, "budi") == []


async def test_making_and_opening_an_invitation_is_recorded(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    await telegram_world.phone("budi").say(await _invited(ani, "koordinator", "banjarbaru"))
    async with opened(telegram_world.path) as database:
        rows = await database.reader.rows("SELECT contact, verb, object FROM audit ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (1, "invite", "role:coordinator:63.72"),
        (2, "accept", "role:coordinator:63.72"),
    ]


async def test_a_role_is_seen_and_withdrawn(world: World) -> None:
    ani = await world.staff("ani", Role.ADMIN)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.enrol("Budi Santoso")
    await ani.say("/peran")
    assert "2. Budi Santoso, koordinator Kalimantan Selatan" in ani.last
    await ani.tap(next(label for label in ani.labels if label.startswith("Budi Santoso")))
    assert "Cabut peran ini" in ani.last
    await ani.tap("Ya, cabut")
    assert "Sudah dicabut" in ani.last
    assert await _grants(world, "budi") == []


async def test_a_role_is_kept_where_one_thinks_again(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await ani.say("/peran")
    await ani.say("2")
    await ani.say("tidak")
    assert "tidak jadi dicabut" in ani.last
    assert await _grants(telegram_world, "budi") == [Grant(Role.COORDINATOR, "63")]


async def test_the_last_admin_stays(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    await ani.say("/peran")
    await ani.say("1")
    await ani.say("ya")
    assert "admin terakhir" in ani.last
    assert await _grants(telegram_world, "ani") == [Grant(Role.ADMIN, "")]


async def test_a_role_withdrawn_meanwhile_is_not_withdrawn_again(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await ani.say("/peran")
    await ani.say("2")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await roles.withdraw(db, 2, Role.COORDINATOR, "63")
        await roles.grant(db, 2, Role.ORGANISER, "", 1)
    await ani.say("ya")
    assert "Ini semua peran" in ani.last
    assert await _grants(telegram_world, budi.user) == [Grant(Role.ORGANISER, "")]


async def test_who_loses_a_role_in_the_middle_of_a_talk_goes_no_further(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    await telegram_world.staff("rina", Role.ADMIN)
    await ani.say("/undang")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await roles.withdraw(db, 1, Role.ADMIN, "")
    await ani.tap("Admin")
    assert ani.last == REFUSAL


async def test_a_role_on_the_second_page_is_withdrawn_by_the_number_before_it(telegram_world: World) -> None:
    ani = await telegram_world.staff("ani", Role.ADMIN)
    for number in range(1, 11):
        await telegram_world.staff("budi", Role.COORDINATOR, f"63.{number:02}")
    await ani.say("/peran")
    assert "\n8. " in ani.last
    await ani.tap("Lainnya »")
    line = next(line for line in ani.last.splitlines() if line.startswith("2. "))
    await ani.say("2")
    assert line.removeprefix("2. ") in ani.last
