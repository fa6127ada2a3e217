"""Weeks and years of reminders, with the clock moved: each once, to the minute, none too late and none at night."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import opened
from tests.handlers.reminders.simulation import DAY, HOUR, MINUTE, Season

CHRISTMAS = datetime(2026, 12, 15, tzinfo=UTC)
DECEMBER = datetime(2027, 12, 1, tzinfo=UTC)
"""A year that has a 29 February begins soon after."""


def assert_promises_kept(season: Season) -> None:
    expected = season.expected()
    sent = Counter((each.event, each.start, each.before, each.contact) for each in season.sent)
    assert set(sent.values()) <= {1}
    jumped = [(min(at, wrong) - DAY, max(at, wrong) + DAY) for at, wrong in season.jumps]
    for each in season.sent:
        minute = (each.at + season.homes[each.contact] * HOUR) % DAY // MINUTE
        assert 360 <= minute < 1260, each
        assert each.at < each.start, each
    calm = {key: at for key, at in expected.items() if not any(low < at < high for low, high in jumped)}
    late = {
        key: at
        for each in season.sent
        if (key := (each.event, each.start, each.before, each.contact)) in calm
        and not 0 <= each.at - (at := calm[key]) < MINUTE
    }
    assert late == {}
    assert calm.keys() <= sent.keys()
    assert len(calm) > len(expected) / 4
    if not season.jumps:
        assert sent.keys() == expected.keys()


@pytest.mark.parametrize("seed", [1, 2])
async def test_around_the_turn_of_the_year_each_comes_once_and_to_the_minute(tmp_path: Path, seed: int) -> None:
    async with opened(tmp_path / "db") as database:
        season = Season(database, seed, CHRISTMAS, days=28)
        await season.gather(events_=6)
        await season.pass_by(jumps=0, hours=6)
    assert len(season.sent) > 20
    assert_promises_kept(season)


async def test_when_the_clock_jumps_none_comes_twice_or_at_night_or_after_the_start(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database:
        season = Season(database, 3, CHRISTMAS, days=28)
        await season.gather(events_=6)
        await season.pass_by(jumps=20, hours=6)
    assert season.jumps
    assert_promises_kept(season)


@pytest.mark.long
@pytest.mark.parametrize("jumps", [0, 2])
async def test_a_year_with_a_leap_day(tmp_path: Path, jumps: int) -> None:
    async with opened(tmp_path / "db") as database:
        season = Season(database, 4, DECEMBER, days=366)
        await season.gather(events_=120)
        await season.pass_by(jumps=jumps, hours=1)
    leap = datetime(2028, 2, 29, tzinfo=UTC).timestamp() * 1000
    assert any(leap <= each.at < leap + DAY for each in season.sent)
    assert_promises_kept(season)
