"""What a broadcast comes to, before it is sent: how many it reaches, whom it misses, how long it takes, when."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from bot.messages import bold, clean
from bot.now import now
from bot.quiet import is_quiet
from bot.texts import Texts, moment, number
from bot.understanding.regions import zone_of
from handlers.names import place_name
from storage.audiences import Audience
from storage.audiences.reach import Size
from storage.database import Row

_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
_LINES = 20
"""People in one message of a list to telephone."""


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
    start = send_at or now()
    moments = (start, start + timedelta(seconds=seconds))
    if not any(is_quiet(each, zone) for each in moments for zone in _zones(audience)):
        return []
    return [texts.gettext("Perhatian: ada penerima yang sedang jam istirahat (21.00–06.00) waktu pesannya masuk.")]


def _zones(audience: Audience) -> Iterable[str]:
    named = {region for group in audience.groups for region in group.regions} or set(audience.within)
    return {zone_of(region) for region in named if region} or _ZONES


def reason_in_words(texts: Texts, why: str) -> str:
    """Why somebody is not reached, by the names of `Size`."""
    _ = texts.gettext
    reasons = {
        "stopped": _("berhenti menerima pesan"), "declined": _("tidak setuju menerima pengumuman"),
        "blocked": _("tidak bisa dihubungi"), "chatless": _("belum punya obrolan"),
    }  # fmt: skip
    return reasons[why]


def phone_list(texts: Texts, people: Sequence[Row]) -> list[str]:
    """Those whom it does not reach, to be told by telephone: messages of lines with name, number, place and reason."""
    _ = texts.gettext
    none = _("tanpa nomor")
    lines = [
        f"• {clean(person['name'])[:60]}, {person['phone'] or none}, "
        f"{place_name(texts, person['regency'])} ({reason_in_words(texts, person['why'])})"
        for person in people
    ]
    heading = _("Yang perlu ditelepon, Kak:")
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    return ["\n".join([heading, *page]) for page in pages]
