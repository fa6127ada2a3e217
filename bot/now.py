"""The one function that tells the time; everything else asks it."""

from datetime import UTC, datetime, timedelta

_ahead = timedelta(0)


def now() -> datetime:
    """The present instant, aware, in UTC; ahead of the world's by what `move` said."""
    return datetime.now(UTC) + _ahead


def move(ahead: timedelta) -> None:
    """Let the clock run ahead of the world's, as the playground and the tests do."""
    global _ahead
    _ahead = ahead


def millis(instant: datetime) -> int:
    """The instant as the database keeps it: whole milliseconds since 1970, UTC."""
    return round(instant.timestamp() * 1000)


def instant(stored: int) -> datetime:
    """The instant that the database keeps as milliseconds, aware, in UTC."""
    return datetime.fromtimestamp(stored / 1000, UTC)
