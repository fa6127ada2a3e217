from bot.messages import Address
from storage import roll
from storage.database import Database
from storage.states import Part
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle

EVERYBODY = Part("registered", ("63.71",), 1)


async def test_everybody_of_the_regions_comes_once_in_the_order_of_their_numbers(database: Database) -> None:
    places = [BANJARMASIN, SURABAYA, BANJARBARU] * 4
    async with database.transaction() as db:
        for n, place in enumerate(places):
            await settle(db, Address("telegram", "1", str(n)), f"Orang {n}", place)
    roll_of = {
        regions: [row["name"] async for row in roll.people(database.reader, Part("registered", regions, 1))]
        for regions in (("63",), ("",), (BANJARMASIN, "35"), ())
    }
    assert roll_of["63",] == [f"Orang {n}" for n in range(12) if n % 3 != 1]
    assert len(roll_of["",]) == 12
    assert roll_of[BANJARMASIN, "35"] == [f"Orang {n}" for n in range(12) if n % 3 != 2]
    assert roll_of[()] == []


async def test_no_one_is_left_out_where_one_reading_ends_and_the_next_begins(database: Database) -> None:
    async with database.transaction() as db:
        for n in range(roll.TOGETHER + 1):
            await db.execute(
                "INSERT INTO volunteers (name, name_key, regency, pillar, registered_at)"
                " VALUES (?, ?, '63.71', 'psm', 1)",
                (f"Orang {n}", f"orang {n}"),
            )
    assert [row["id"] async for row in roll.people(database.reader, EVERYBODY)] == list(range(1, roll.TOGETHER + 2))
