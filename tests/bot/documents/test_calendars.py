"""Calendar files say what an event is, and the same thing again by its number when it has changed."""

from datetime import UTC, datetime

from icalendar import Calendar

from bot.documents.calendars import Entry, calendar

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ENTRY = Entry(
    "event-7-0@1.telegram.relawan", "Bakti; Sosial, Kiram\nBEGIN:VEVENT", datetime(2026, 11, 28, 0, 0, tzinfo=UTC),
    datetime(2026, 11, 28, 4, 0, tzinfo=UTC), "Kiram Park", "Bawa: jas hujan", -3.5, 114.9,
)  # fmt: skip


def test_an_entry_is_read_back_as_it_was_whatever_its_words() -> None:
    file = Calendar.from_ical(calendar([ENTRY], version=2, cancelled=False, made_at=AT))
    (event,) = file.walk("VEVENT")
    assert (str(file["method"]), str(event["uid"]), event["sequence"]) == ("PUBLISH", ENTRY.uid, 2)
    assert (str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend")) == (
        ENTRY.title,
        ENTRY.start,
        ENTRY.end,
    )
    assert (str(event["status"]), str(event["location"])) == ("CONFIRMED", "Kiram Park")


def test_what_is_cancelled_is_taken_away_by_the_same_number() -> None:
    file = Calendar.from_ical(calendar([ENTRY], version=3, cancelled=True, made_at=AT))
    (event,) = file.walk("VEVENT")
    assert (str(file["method"]), str(event["uid"]), str(event["status"])) == ("CANCEL", ENTRY.uid, "CANCELLED")
