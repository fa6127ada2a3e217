"""Every talk is tried by everybody, on what is theirs and what is not, against a table; every button is forged."""

from pathlib import Path
from random import Random

import pytest

from handlers import TALKS
from tests.rights import (
    ACTORS,
    ADMIN,
    BY_PERSON,
    BY_REGION,
    COORDINATOR,
    FOREIGN,
    MARK,
    NOBODY,
    OWN,
    TABLE,
    VOLUNTEER,
    Installation,
    installed,
    objects,
    somebody,
)

REFUSAL = "Maaf Kak, itu khusus pengurus tertentu. Ketik /bantuan untuk melihat yang bisa Kakak pakai."
VERBS = [name for name in TALKS if name.endswith(":")]
_PARTS = (
    "", "0", "1", "2", "3", "-1", "v1", "v2", "yes", "no", "x", "9" * 21, "²", "63.71", "\x00", "merge", "differ",
    "next", "page", "on", "off", "people", "cancel", "move", "pause", "resume", "done", "roll", "names", "all",
    "links", "close",
)  # fmt: skip


def test_every_talk_has_its_rule() -> None:
    missing = sorted(TALKS.keys() - TABLE.keys())
    assert not missing, f"add {missing} to TABLE in tests/rights.py: who may have it, and on whose objects"
    assert sorted(TABLE.keys() - TALKS.keys()) == []


def test_every_talk_declares_who_it_is_for_and_as_the_table_says() -> None:
    for name, talk in TALKS.items():
        assert talk.who, f"{name} declares no role"
        declared = set(ACTORS) if VOLUNTEER in talk.who else {str(role) for role in talk.who} | {ADMIN}
        assert declared == TABLE[name].who, name


async def _tried(house: Installation, user: str, talk: str, things: dict[str, object]) -> str:
    rule = TABLE[talk]
    if talk in ("words", "arrive"):  # nothing leads to the other by name alone
        return await house.send(user, text="selamat pagi")
    if talk == "live":  # nor to this, for others
        reply = await house.send(user, text="batalkan pengumuman tadi")
        return reply if "pengumuman Kakak" in reply or reply.startswith("Pengumuman ") else REFUSAL
    if talk == "sent":  # what others forward is read like anything else
        reply = await house.send(user, text="selamat pagi", forwarded="yes")
        return reply if "[Jadikan siaran]" in reply else REFUSAL
    if talk.startswith("/"):
        return await house.send(user, text=talk)
    return await house.send(user, kind="choice", choice=talk + rule.parts.format(**things), tap="t")


@pytest.mark.parametrize("actor", ACTORS)
async def test_each_talk_is_had_by_those_the_table_names_on_what_they_may_touch(tmp_path: Path, actor: str) -> None:
    async with installed(tmp_path / "relawan.db") as house:
        async with house.database.transaction() as db:
            tries = [
                (
                    talk,
                    region,
                    await somebody(db, actor, f"{talk}{region}"),
                    await objects(db, region, f"{talk}{region}"),
                )
                for talk in TABLE
                for region in ((FOREIGN, OWN) if actor == COORDINATOR or TABLE[talk].parts else (OWN,))
            ]
        before, other = await house.content(), ""
        for talk, region, user, things in tries:
            rule = TABLE[talk]
            reply = await _tried(house, user, talk, things)
            after = await house.content()
            touched, before = MARK in reply or after != before, after
            assert reply, talk
            assert (reply == REFUSAL) == (actor not in rule.who), f"{talk} answers a {actor}: {reply}"
            refused = actor not in rule.who or rule.reach == BY_PERSON
            if refused or (rule.reach == BY_REGION and actor == COORDINATOR and region == FOREIGN):
                assert not touched, f"{talk} lets a {actor} touch what is not theirs: {reply}"
            elif rule.reach == BY_REGION and actor == COORDINATOR:
                assert touched or reply != other, f"{talk} does nothing for a {actor}: {reply}"
            other = reply
        assert await house.dead() == []


def _detour(way: str, command: str) -> dict[str, str]:
    if way == "go":
        return {"kind": "choice", "choice": f"go:{command[1:]}"}
    return {"text": f"{command.upper()}@relawan_bot semua" if way == "typed" else command[1:]}


@pytest.mark.parametrize("way", ["go", "typed", "words"])
async def test_no_other_way_leads_a_volunteer_to_what_needs_a_role(tmp_path: Path, way: str) -> None:
    restricted = {name for name, rule in TABLE.items() if VOLUNTEER not in rule.who}
    async with installed(tmp_path / "relawan.db") as house:
        for command in sorted(name for name in restricted if name.startswith("/")):
            async with house.database.transaction() as db:
                user = await somebody(db, VOLUNTEER, command)
            reply = await house.send(user, **_detour(way, command))
            assert reply, command
            assert way == "words" or reply == REFUSAL, command
        open_talks = await house.database.reader.rows("SELECT conversation FROM sessions")
        assert not {row["conversation"] for row in open_talks} & restricted
        assert await house.dead() == []


async def test_what_was_tapped_before_has_no_second_effect(tmp_path: Path) -> None:
    async with installed(tmp_path / "relawan.db") as house:
        talks = [talk for talk, rule in TABLE.items() if rule.parts]
        async with house.database.transaction() as db:
            tries = [(talk, await somebody(db, ADMIN, talk), await objects(db, OWN, talk)) for talk in talks]
        for talk, user, things in tries:
            await _tried(house, user, talk, things)
            before = await house.content()
            assert await _tried(house, user, talk, things), talk
            assert await house.content() == before, talk
        assert await house.dead() == []


async def _forged(house: Installation, actor: str, region: str, random: Random, times: int) -> None:
    """Tap what was never offered, and leave everything as it was."""
    async with house.database.transaction() as db:
        for number in range(3):
            await objects(db, region, str(number))
        user = await somebody(db, actor, actor)
    before = await house.content()
    for number in range(times):
        verb = VERBS[number % len(VERBS)]
        parts = ":".join(random.choice(_PARTS) for _part in range(random.randint(0, 4)))
        assert await house.send(user, kind="choice", choice=(verb + parts)[:64], tap="t"), verb + parts
    assert await house.dead() == []
    assert await house.content() == before


@pytest.mark.parametrize(("actor", "region"), [(NOBODY, OWN), (COORDINATOR, FOREIGN)])
async def test_forged_buttons_are_answered_politely_and_change_nothing(tmp_path: Path, actor: str, region: str) -> None:
    async with installed(tmp_path / "relawan.db") as house:
        await _forged(house, actor, region, Random(7), 2 * len(VERBS))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("actor", "region"), [(NOBODY, OWN), (VOLUNTEER, OWN), (COORDINATOR, FOREIGN)])
async def test_thousands_of_forged_buttons_change_nothing(tmp_path: Path, actor: str, region: str, seed: int) -> None:
    async with installed(tmp_path / "relawan.db") as house:
        await _forged(house, actor, region, Random(seed), 2000)
