"""A bot that was down says so."""

from pathlib import Path

import pytest

from bot.app import LAST_TICK
from bot.now import millis, now
from storage import facts
from storage.database import opened
from storage.roles import Role
from tests.living import Living
from tests.living_crowd import appoint


@pytest.mark.long
async def test_after_an_outage_the_admins_are_told(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        dewi = await appoint(living, 7, Role.ADMIN)
        async with opened(living.folder / "relawan.db") as database, database.transaction() as db:
            await facts.note(db, LAST_TICK, str(millis(now()) - 600_000))
        await living.start()
        await dewi.reads("Relawan sempat mati sejak", 20)
        assert await living.stop() == 0
