"""In which of Indonesia's three time zones a contact reads, in SQL."""

from bot.understanding.territory import zone_of
from storage.database import Reader

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
"""A place for each of the three: WIB, WITA, WIT."""
_SAME = {"Asia/Pontianak": "Asia/Jakarta"}
_HOME = "(SELECT substr(w.regency, 1, 2) FROM volunteers w WHERE w.contact = c.id ORDER BY w.id LIMIT 1)"


def zone_group(zone: str) -> str:
    """The one of the three whose clocks show the same as those of a zone of the country."""
    return _SAME.get(zone, zone)


def reads_in(zone: str) -> str:
    """SQL: the contact `c` lives in this one of the three zones, by the first of its volunteers."""
    provinces = [str(code) for code in range(11, 100) if zone_group(zone_of(str(code))) == zone]
    return f"{_HOME} IN ({', '.join(map(repr, provinces))})"


async def home_zone(db: Reader, contact: int) -> str:
    """The IANA zone that a contact lives in, as a volunteer or by their role; that of WITA where neither says."""
    region = await db.value(
        "SELECT regency FROM (SELECT regency, 0 rank, id FROM volunteers WHERE contact = ?1 UNION ALL"
        " SELECT region, 1, 0 FROM roles WHERE contact = ?1 AND region <> '') ORDER BY rank, id LIMIT 1",
        (contact,),
    )
    return zone_of(region) if region else ZONES[1]
