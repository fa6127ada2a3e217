"""Whom to tell by telephone what no message reaches."""

from io import BytesIO

import openpyxl

from bot.messages import plain
from storage.database import opened
from storage.roles import Role
from tests.announcing import composed
from tests.crowds import BANJARMASIN, block, people, value
from tests.phones import Phone, World

UNREACHED = [f"warga{number:02}" for number in range(23)]


async def listed(world: World) -> Phone:
    """A coordinator who has asked for the list of those whom the announcement does not reach."""
    await people(world, ["siti", *UNREACHED])
    for user in UNREACHED:
        await block(world, user)
    budi = await composed(world)
    await budi.tap("Daftar telepon")
    return budi


async def test_the_first_are_named_in_the_chat_and_all_in_a_workbook(telegram_world: World) -> None:
    budi = await listed(telegram_world)
    (named,) = [text for message in budi.messages if "Yang perlu ditelepon" in (text := plain(message.text))]
    assert named.count("\n•") == 20
    assert named.endswith("… dan 3 lainnya. Berkas Excel dengan semuanya segera menyusul.")
    (file,) = budi.received
    rows = list(openpyxl.load_workbook(BytesIO(file.content)).worksheets[0].values)
    assert [row[0] for row in rows[1:]] == [user.title() for user in UNREACHED]
    assert rows[1][2:] == ("Kota Banjarmasin", "tidak bisa dihubungi")
    assert await value(telegram_world.path, "SELECT count(*) FROM audit WHERE verb = 'phones'") == 1
    await budi.tap("Kirim")
    assert "Sedang dikirim ke 1 penerima" in budi.last


async def test_no_workbook_comes_to_whoever_lost_the_role(telegram_world: World) -> None:
    world = telegram_world
    await people(world, UNREACHED[:1])
    budi = await world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    await budi.say("/siaran Halo.")
    await budi.tap("Kota Banjarmasin")
    async with opened(world.path) as database, database.transaction() as db:
        session = await db.value("SELECT id FROM sessions")
        await db.execute("INSERT INTO jobs (kind, subject, created_at) VALUES ('phones', ?, 1)", (int(session, 16),))
        await db.execute("DELETE FROM roles")
    await world.tick()
    assert budi.received == []
    assert await value(world.path, "SELECT count(*) FROM jobs") == 0
