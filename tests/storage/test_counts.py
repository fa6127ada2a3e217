"""Figures, against a naive recount."""

import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Address
from storage import counts
from storage.database import opened
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, settle

REGENCIES = [BANJARMASIN, BANJARBARU, BANJAR, SURABAYA, "63.01", "62.71"]
PILLARS = ["tagana", "psm", "umum"]
SCOPES = [[""], ["63"], [BANJARMASIN], ["63", BANJARMASIN], [BANJARBARU, SURABAYA], ["11"], []]

Person = tuple[int, str, str, int]


def lives_in(regency: str, scope: list[str]) -> bool:
    return any(regency.startswith(code) for code in scope)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(REGENCIES), st.sampled_from(PILLARS), st.integers(1, 10)),
        max_size=12,
    )
)
async def test_figures_equal_a_naive_recount(people: list[Person]) -> None:
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "relawan.db") as database:
            async with database.transaction() as db:
                for number, (phone, regency, pillar, at) in enumerate(people):
                    await settle(db, Address("telegram", "1", str(phone)), f"Nama {number}", regency, pillar, at)
            reader = database.reader
            for scope in SCOPES:
                mine = [person for person in people if lives_in(person[1], scope)]
                assert await counts.registered(reader, scope) == len(mine)
                assert await counts.registered(reader, scope, since=6) == sum(at >= 6 for *_, at in mine)
                assert dict(await counts.by_pillar(reader, scope)) == Counter(pillar for _, _, pillar, _ in mine)
                for pillar in PILLARS:
                    narrowed = [person for person in mine if person[2] == pillar]
                    assert await counts.registered(reader, scope, pillar) == len(narrowed)
                    assert dict(await counts.by_regency(reader, scope, pillar)) == Counter(p[1] for p in narrowed)


async def test_the_largest_come_first(tmp_path: Path) -> None:
    regencies = [BANJAR] * 2 + [BANJARBARU] * 3 + [BANJARMASIN]
    random.Random(1).shuffle(regencies)
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            for number, regency in enumerate(regencies):
                await settle(db, Address("telegram", "1", str(number)), "Siti", regency)
        assert await counts.by_regency(database.reader, [""]) == [(BANJARBARU, 3), (BANJAR, 2), (BANJARMASIN, 1)]
