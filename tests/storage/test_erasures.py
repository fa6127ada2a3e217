"""Who asked to be forgotten."""

from storage import erasures
from storage.database import Database

KEY = b"house"
SITI = erasures.digest(KEY, "siti aminah", "63.72", "+6281234567890")
ANI = erasures.digest(KEY, "ani", "63.72", "")


async def test_who_was_erased_is_known_until_they_come_back_themselves(database: Database) -> None:
    async with database.transaction() as db:
        await erasures.remember(db, [SITI], 1)
        await erasures.remember(db, [SITI], 2)
        assert await erasures.erased(db, [SITI, ANI]) == {SITI}
        await erasures.come_back(db, [SITI, ANI])
        assert await erasures.erased(db, [SITI, ANI]) == set()


def test_without_the_installation_s_key_nobody_can_tell_who_it_was() -> None:
    assert erasures.digest(b"another", "siti aminah", "63.72", "+6281234567890") != SITI
    assert "siti" not in SITI


def test_name_region_and_phone_each_count() -> None:
    others = {
        erasures.digest(KEY, "siti amina", "63.72", "+6281234567890"),
        erasures.digest(KEY, "siti aminah", "63.71", "+6281234567890"),
        erasures.digest(KEY, "siti aminah", "63.72", ""),
    }
    assert SITI not in others
    assert len(others) == 3
