"""Those who are not to be woken: what is pushed waits while its reader sleeps."""

from bot.now import now
from bot.quiet import is_quiet, next_allowed
from bot.talks import NotNow
from storage.database import Reader
from storage.zones import home_zone


async def awake_zone(db: Reader, contact: int) -> str:
    """The IANA zone that a contact lives in. Raises NotNow in the quiet hours there, until the morning."""
    zone = await home_zone(db, contact)
    if is_quiet(now(), zone):
        raise NotNow(next_allowed(now(), zone))
    return zone
