"""Records that may be one person's, until a coordinator has looked."""

from storage.database import Transaction


async def notice(db: Transaction, volunteer: int, at: int) -> None:
    """Whoever has this volunteer's name and kabupaten/kota may be the same person; noticed once a pair."""
    await db.execute(
        "INSERT INTO twins (volunteer, other, noticed_at) SELECT max(v.id, o.id), min(v.id, o.id), ?"
        " FROM volunteers v JOIN volunteers o ON o.name_key = v.name_key AND o.regency = v.regency AND o.id <> v.id"
        " WHERE v.id = ? ON CONFLICT (volunteer, other) DO NOTHING",
        (at, volunteer),
    )
