"""People put on a roll from a list."""

from storage import claims, contingents, enlisting, erasures
from storage.codes import Opens, look
from storage.database import Database
from storage.enlisting import Person, Standing

KEY = b"key"
SITI = Person("Siti Aminah", "63.03", "psm", "+6281")
BARE = Person("Siti Aminah", "63.03", "psm", "")
ANI = Person("Ani Rahmah", "63.03", "psm", "")


async def put(database: Database, *people: Person, contingent: int = 0, quota: int = 0) -> tuple[int, list[Standing]]:
    async with database.transaction() as db:
        contingent = contingent or await contingents.make(db, "Kontingen", "63.03", "", quota, None, 1)
        return contingent, await enlisting.enlist(db, KEY, contingent, people, None, None, 1)


async def test_people_are_put_on_the_roll_once(database: Database) -> None:
    contingent, outcomes = await put(database, SITI, ANI)
    assert outcomes == [Standing.NEW, Standing.NEW]
    for people in ((SITI, ANI), (BARE,), (Person("siti  AMINAH", "63.03", "tagana", "+6281"),)):
        assert set((await put(database, *people, contingent=contingent))[1]) == {Standing.KNOWN}
    assert await database.reader.value("SELECT taken FROM contingents") == 2


async def test_two_of_one_name_with_two_telephones_are_two_people(database: Database) -> None:
    contingent, _outcomes = await put(database, SITI)
    other = Person("Siti Aminah", "63.03", "psm", "+6282")
    assert (await put(database, other, contingent=contingent))[1] == [Standing.NEW]
    assert await database.reader.value("SELECT count(*) FROM twins") == 1


async def test_whoever_is_in_another_contingent_stays_there(database: Database) -> None:
    await put(database, SITI)
    second, outcomes = await put(database, SITI)
    assert outcomes == [Standing.ELSEWHERE]
    assert await database.reader.value("SELECT taken FROM contingents WHERE id = ?", (second,)) == 0


async def test_whoever_is_registered_without_a_contingent_joins(database: Database) -> None:
    first, _outcomes = await put(database, SITI)
    async with database.transaction() as db:
        await db.execute("UPDATE volunteers SET contingent = NULL")
        await db.execute("UPDATE contingents SET taken = 0")
    assert (await put(database, SITI, contingent=first))[1] == [Standing.JOINS]
    assert await database.reader.value("SELECT count(*) FROM volunteers") == 1


async def test_the_quota_leaves_out_the_last(database: Database) -> None:
    assert (await put(database, SITI, ANI, quota=1))[1] == [Standing.NEW, Standing.FULL]


async def test_nobody_comes_back_who_asked_to_be_erased(database: Database) -> None:
    async with database.transaction() as db:
        await erasures.remember(db, [erasures.digest(KEY, "siti aminah", "63.03", "+6281")], 1)
    assert (await put(database, SITI, ANI))[1] == [Standing.ERASED, Standing.NEW]


async def test_each_new_record_can_be_claimed_with_a_code_that_is_made_again_from_the_key(database: Database) -> None:
    contingent, _outcomes = await put(database, SITI)
    (row,) = await claims.unclaimed(database.reader, contingent, 2)
    code = claims.code_of(KEY, row["id"], row["made_at"])
    assert len(code) == 22
    assert (await look(database.reader, Opens.CLAIM, code, 2)).subject == row["id"]
    assert claims.code_of(b"other", row["id"], row["made_at"]) != code
