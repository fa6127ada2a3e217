"""What the demo begins with: an example jamboree, sixty example volunteers, and three phones."""

from datetime import datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from bot.messages import Address
from bot.now import millis, now
from bot.playground import Person
from bot.understanding.regions import regencies
from storage import answers, consents, contacts, events, facts, roles, volunteers
from storage.database import Database, Transaction
from storage.roles import Role

PROVINCE = "63"
ZONE = "Asia/Makassar"
PLANTED = "examples"
VOLUNTEER, COORDINATOR, ORGANISER, FIRST_HIDDEN = 101, 102, 103, 1001
_GIVEN = (
    "Aisyah", "Ahmad", "Siti", "Muhammad", "Nur", "Budi", "Rahmah", "Hasan", "Norhayati", "Fajar", "Mahmudah", "Rizki",
    "Halimah", "Yusuf", "Laila", "Arif", "Fatimah", "Hendra", "Zainab", "Gazali",
)  # fmt: skip
_FAMILY = ("Rahman", "Hidayat", "Noor")
_PILLARS = (
    "tagana", "psm", "karang_taruna", "tksk", "psm", "sdm_pkh", "tagana", "umum", "lks", "pelopor_perdamaian", "ksb"
)  # fmt: skip
NAMES = tuple(f"{given} {family}" for family in _FAMILY for given in _GIVEN)
"""Sixty invented people."""
PEOPLE = (
    Person(VOLUNTEER, "Sari", note="relawan", phone_number="+628115550101"),
    Person(COORDINATOR, "Budi", note="koordinator Kalimantan Selatan", phone_number="+628115550102", started=True),
    Person(ORGANISER, "Rina", note="penyelenggara", phone_number="+628115550103", started=True),
    *(
        Person(FIRST_HIDDEN + number, given, family, hidden=True, started=True)
        for number, (given, family) in enumerate(name.split(" ", 1) for name in NAMES)
    ),
)


async def plant(database: Database, channel: str, account: str) -> None:
    """Put the examples in, once."""
    async with database.transaction() as db:
        if await facts.fact(db, PLANTED):
            return
        at = millis(now())
        staff = {}
        for user, role, region in (
            (COORDINATOR, Role.COORDINATOR, PROVINCE),
            (ORGANISER, Role.ORGANISER, ""),
        ):
            staff[user] = await contacts.ensure(db, Address(channel, account, str(user)), at)
            await roles.grant(db, staff[user], role, region, at)
        people = await _register(db, channel, account, at)
        await _hold_jamboree(db, people, staff[COORDINATOR], at)
        await facts.note(db, PLANTED, str(at))


async def _register(db: Transaction, channel: str, account: str, at: int) -> list[int]:
    """The volunteers, spread over the province's kabupaten/kota; registered in the two weeks before."""
    places, pillars = cycle(regencies(PROVINCE)), cycle(_PILLARS)
    people = []
    for number, name in enumerate(NAMES):
        contact = await contacts.ensure(db, Address(channel, account, str(FIRST_HIDDEN + number)), at)
        registered = at - round(timedelta(hours=5.6 * (60 - number)) / timedelta(milliseconds=1))
        proof = await consents.record(db, contact, "contoh", "Contoh untuk peragaan.", channel, registered)
        people.append(
            await volunteers.register(db, contact, name, next(places).code, next(pillars), "", proof, registered)
        )
    return people


async def _hold_jamboree(db: Transaction, people: list[int], coordinator: int, at: int) -> None:
    """A jamboree like that of March 2023 in Kiram, a week ahead, with some answers already."""
    day = (now() + timedelta(days=7)).astimezone(ZoneInfo(ZONE)).date()
    event = await events.publish(
        db,
        title="Jambore Relawan Sosial (contoh)",
        starts_at=millis(datetime.combine(day, time(8), ZoneInfo(ZONE))),
        zone=ZONE,
        place="Kiram, Kabupaten Banjar",
        region=PROVINCE,
        capacity=0,
        by=coordinator,
        at=at,
    )
    for number, person in enumerate(people):
        if number % 3 != 2:
            await answers.give(db, event, person, "yes" if number % 5 else "no", at)
