"""Finding people among many: by a record's number, a telephone number, a name or what they can give."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from bot.understanding.territory import covers
from storage.database import Reader
from storage.volunteers import Volunteer, from_row, within

LIKENESS = 82
"""Of 100: how like a name must be to what was typed, to be found by it."""
SHORT = 3
"""Letters of a word that is part of too many others."""
MOST_ALIKE = 40
"""Names found by likeness, at most."""


def _inside(regions: Iterable[str]) -> tuple[str, list[str]]:
    """The SQL condition, and its parameters, that somebody lives in one of the regions ("" is the whole country)."""
    conditions = [within(region) for region in regions]
    return f"({' OR '.join(each for each, _ in conditions) or '0'})", [v for _, values in conditions for v in values]


def narrowed(places: Sequence[str], regions: Sequence[str]) -> list[str]:
    """What lies both in one of the places and in one of the regions; the regions where no place is named."""
    if not places:
        return list(regions)
    inner = [place for place in places if any(covers(region, place) for region in regions)]
    return inner or [region for region in regions if any(covers(place, region) for place in places)]


async def numbered(db: Reader, number: int, regions: Sequence[str]) -> list[Volunteer]:
    """The person with that record, if they live in one of the regions."""
    where, values = _inside(regions)
    rows = await db.rows(f"SELECT * FROM volunteers WHERE id = ? AND {where}", [number, *values])
    return [from_row(row) for row in rows]


async def reached_at(db: Reader, digits: str, regions: Sequence[str]) -> list[Volunteer]:
    """The people with that Indonesian telephone number (digits after +62), who live in one of the regions."""
    where, values = _inside(regions)
    rows = await db.rows(f"SELECT * FROM volunteers WHERE phone = ? AND {where} ORDER BY id", [f"+62{digits}", *values])
    return [from_row(row) for row in rows]


async def named_or_offering(
    db: Reader, words: Sequence[Sequence[str]], pillar: str, regions: Sequence[str], skip: int, most: int
) -> list[Volunteer]:
    """The people in the regions whom every word fits: `words` has the forms of each, the first as it was typed.

    A word fits where a part of the name begins with it, or one of its forms stands in what they offer. Whoever belongs
    to the `pillar` ("" for none) fits as well. By name.
    """
    where, values = _inside(regions)
    fitting = []
    for typed, *others in words:
        fitting.append(
            "(name_key LIKE ? ESCAPE '\\' OR name_key LIKE ? ESCAPE '\\' OR offer <> '' AND ("
            + " OR ".join(["' ' || offer LIKE ? ESCAPE '\\'"] * (1 + len(others)))
            + "))"
        )
        values += [f"{_plain(typed)}%", f"% {_plain(typed)}%", *(_standing(form) for form in (typed, *others))]
    either = " AND ".join(fitting)
    if pillar:
        either += " OR pillar = ? OR id IN (SELECT volunteer FROM volunteer_pillars WHERE pillar = ?)"
        values += [pillar, pillar]
    rows = await db.rows(
        f"SELECT * FROM volunteers WHERE {where} AND ({either}) ORDER BY name_key, id LIMIT ? OFFSET ?",
        [*values, most, skip],
    )
    return [from_row(row) for row in rows]


async def named_alike(db: Reader, typed: str, regions: Sequence[str], skip: int, most: int) -> list[Volunteer]:
    """The people in the regions whose names are nearly what was typed, the likest first."""
    where, values = _inside(regions)
    rows = await db.rows(f"SELECT id, name_key FROM volunteers WHERE {where}", values)
    names = {row["id"]: row["name_key"] for row in rows}
    alike = process.extract(typed, names, scorer=fuzz.token_set_ratio, score_cutoff=LIKENESS, limit=MOST_ALIKE)
    found = []
    for _name, _score, id_ in alike[skip : skip + most]:
        row = await db.row("SELECT * FROM volunteers WHERE id = ?", (id_,))
        if row is not None:
            found.append(from_row(row))
    return found


def _standing(form: str) -> str:
    """Where a form may stand in what somebody offers: a short one only where a word begins."""
    return f"%{'' if len(form) > SHORT else ' '}{_plain(form)}%"


def _plain(words: str) -> str:
    """The words, none of whose signs means anything to LIKE."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
