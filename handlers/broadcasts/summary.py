"""What a broadcast comes to, before it is sent: how many it reaches, whom it misses, how long it takes, when."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from bot.messages import bold
from bot.now import now
from bot.quiet import is_quiet, next_allowed
from bot.texts import Texts, moment, number
from bot.understanding.regions import zone_of
from storage.audiences import Audience
from storage.audiences.reach import Size

_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def lines(
    texts: Texts, audience: Audience, size: Size, who: str, rate: float, send_at: datetime | None = None, zone: str = ""
) -> list[str]:
    """All of it, a line each: `send_at` None is at once, `zone` the IANA zone in which the time is told."""
    return [
        recipients(texts, size, who, rate),
        *timing(texts, send_at, zone),
        *unreached(texts, size),
        *resting(texts, audience, send_at, size.chats / rate),
    ]


def duration(texts: Texts, recipients: int, rate: float) -> str:
    """How long it takes to send to so many at so many a second, in words."""
    _ = texts.gettext
    minutes = ceil(recipients / rate / 60)
    if recipients < rate * 60:
        return _("kurang dari satu menit")
    if minutes < 60:
        return _("sekitar {minutes} menit").format(minutes=minutes)
    return _("sekitar {hours} jam {minutes} menit").format(hours=minutes // 60, minutes=minutes % 60)


def recipients(texts: Texts, size: Size, who: str, rate: float) -> str:
    """How many chats and people it goes to, who they are, and how long that takes."""
    return texts.gettext("Dikirim ke {chats} penerima ({people} orang): {who}. Lamanya {duration}.").format(
        chats=bold(number(size.chats, texts.locale)),
        people=number(size.reached, texts.locale),
        who=bold(who),
        duration=duration(texts, size.chats, rate),
    )


def unreached(texts: Texts, size: Size) -> list[str]:
    """Whom it will not reach, a line for each reason; nothing where it reaches all."""
    _ = texts.gettext
    reasons = [
        (_("Berhenti menerima pesan: {count}"), size.stopped),
        (_("Tidak setuju menerima pengumuman: {count}"), size.declined),
        (_("Tidak bisa dihubungi: {count}"), size.blocked),
        (_("Belum punya obrolan dengan Relawan: {count}"), size.chatless),
    ]
    lines = [line.format(count=number(count, texts.locale)) for line, count in reasons if count]
    return [_("Yang tidak akan menerima:"), *lines] if lines else []


def timing(texts: Texts, send_at: datetime | None, zone: str) -> list[str]:
    """When it is sent, where that is not at once."""
    if send_at is None:
        return []
    when = bold(moment(send_at, zone, texts.locale))
    return [texts.gettext("Waktu kirim: {when}.").format(when=when)]


def resting(texts: Texts, audience: Audience, send_at: datetime | None, seconds: float) -> list[str]:
    """A warning where some of the audience would be written to between 21.00 and 06.00 their time."""
    if next_morning(audience, send_at, seconds) is None:
        return []
    return [texts.gettext("Perhatian: ada penerima yang sedang jam istirahat (21.00–06.00) waktu pesannya masuk.")]


def next_morning(audience: Audience, send_at: datetime | None, seconds: float) -> datetime | None:
    """When nobody's night is disturbed any more, where somebody's would be in the seconds that it takes to send."""
    start, zones = send_at or now(), list(_zones(audience))
    moments = (start, start + timedelta(seconds=seconds))
    morning = next((each for each in moments if any(is_quiet(each, zone) for zone in zones)), None)
    while morning is not None and (later := max(next_allowed(morning, zone) for zone in zones)) > morning:
        morning = later
    return morning


def _zones(audience: Audience) -> Iterable[str]:
    named = {region for group in audience.groups for region in group.regions} or set(audience.within)
    return {zone_of(region) for region in named if region} or _ZONES
