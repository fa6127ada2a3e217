"""When "today" or "this month" begins and ends for whoever asks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.now import now


def midnight(zone: str) -> datetime:
    """When today began in the zone."""
    return now().astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)


def period(since: str, zone: str) -> tuple[datetime, datetime | None]:
    """From when on, and until when, in the zone: today, yesterday, this_week (from Monday), this_month, last_7_days.

    Yesterday ends; the others go on. The last seven days are today and the six before it.
    """
    today = midnight(zone)
    if since == "yesterday":
        return today - timedelta(1), today
    back = {"today": 0, "this_week": today.weekday(), "this_month": today.day - 1, "last_7_days": 6}[since]
    return today - timedelta(back), None


def local_day(zone: str, at: datetime | None = None) -> str:
    """The date in the zone as "2026-11-28": today, or that of an instant."""
    return (at or now()).astimezone(ZoneInfo(zone)).date().isoformat()
