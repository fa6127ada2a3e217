"""Admins hear of a clock that stood still, and of a bot that was down."""

from bot.now import now
from handlers import outages
from storage.database import opened
from storage.roles import Role
from tests.phones import World


async def test_every_admin_is_told_once_and_nobody_else(world: World) -> None:
    dewi, rudi = await world.staff("dewi", Role.ADMIN), await world.staff("rudi", Role.ADMIN)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    since = now()
    world.later(minutes=5)
    async with opened(world.path) as database:
        for _again in range(2):
            await outages.tell_silence(database, since)
    await world.deliver()
    for admin in (dewi, rudi):
        assert len(admin.messages) == 1
        assert "tidak berdetak sejak Senin, 23 November 2026 pukul 09.00 WITA" in admin.last
    assert budi.messages == []
    async with opened(world.path) as database:
        await outages.tell_outage(database, since)
    await world.deliver()
    assert "sempat mati sejak Senin, 23 November 2026 pukul 09.00 WITA" in dewi.last
