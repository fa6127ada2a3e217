"""Which province, kabupaten or kota somebody means."""

import re
from collections.abc import Iterable, Sequence

from bot.understanding.mentions import KINDS, Mention, Word, guessed, named, placed_words, widened
from bot.understanding.territory import Region, covers, provinces, regencies, region, region_name, zone_of

_CODE = re.compile(r"\s*(\d\d)(?:\.?(\d\d))?\s*")
_EXCLUDED, _ORIGIN, _NEUTRAL, _HOME = -1, 0, 1, 2


def matches(text: str, within: str | None = None) -> list[Region]:
    """The regions that a text may mean, best first; none where it means none, or none inside `within`.

    Of several places the one where the person lives counts; what a name leaves open stays open.
    """
    if (code := _CODE.fullmatch(text)) and (exact := region(".".join(part for part in code.groups() if part))):
        return [exact] if within is None or covers(within, exact.code) else []
    words = placed_words(text)
    mentions = widened(words, list(named(words)), within)
    mentions += guessed(words, mentions, within)
    found = (region(code) for code in _meant(words, mentions, within) if within is None or covers(within, code))
    return [each for each in found if each is not None]


def _meant(words: Sequence[Word], mentions: Sequence[Mention], within: str | None) -> list[str]:
    """The codes of the likeliest mentions, narrowed by each other, by kinds and by provinces named."""
    read = [(mention, _role(mention, words, mentions)) for mention in mentions]
    if any(mention.certain and role >= _NEUTRAL and _names_regency(mention.codes) for mention, role in read):
        read = [(mention, role) for mention, role in read if not mention.weak]
    top = max((role for _, role in read), default=_EXCLUDED)
    if top == _EXCLUDED:
        return []
    readings = [
        (mention, _narrowed(mention, _stated(other for other in read if other[0] is not mention), within))
        for mention, role in read
        if role == top
    ]
    lower = [(mention, codes) for mention, codes in readings if _names_regency(codes)]
    certain = [(mention, codes) for mention, codes in lower if mention.certain]
    return _common([codes for _, codes in certain or lower or readings])


def _stated(read: Iterable[tuple[Mention, int]]) -> set[str]:
    """The provinces that these mentions name."""
    return {
        code
        for mention, role in read
        if role >= _NEUTRAL and mention.kind not in KINDS[:2]
        for code in mention.codes
        if _is_province(code)
    }


def _role(mention: Mention, words: Sequence[Word], mentions: Sequence[Mention]) -> int:
    """What the words before a mention say of it: that it is home, an origin, excluded, or nothing."""
    since = max((other.end for other in mentions if other.end <= mention.start), default=0)
    moved = any(word.full in {"pindah", "pindahan", "hijrah"} for word in words[: mention.start])
    role = _NEUTRAL
    for word in words[since : mention.start]:
        if word.opens or word.is_a("reset"):
            role = _NEUTRAL
        if word.is_a("not"):
            role = _EXCLUDED
        elif word.is_a("origin") or (moved and word.is_a("from")):
            role = min(role, _ORIGIN)
        elif role == _NEUTRAL and (word.is_a("home") or (moved and word.full == "ke")):
            role = _HOME
    return role


def _narrowed(mention: Mention, stated: set[str], within: str | None) -> list[str]:
    """The codes that the provinces named, the kind said and the context leave of a mention."""
    codes = _of_kind(mention.codes, mention.kind)
    own = set(filter(_is_province, codes))
    for province in stated or ({within} if within else set()):
        if inside := [code for code in (*codes, *mention.elsewhere) if covers(province, code)]:
            codes = inside
            break
    if not own:
        return codes
    cities = [code for code in codes if not _is_province(code) and code[:2] in own]
    if cities and (within in own or stated & own):
        return cities
    return [code for code in codes if code not in cities]


def _common(readings: list[list[str]]) -> list[str]:
    """What several mentions agree on, or all that they name."""
    settled: list[str] = []
    for codes in readings:
        settled = [code for code in settled if code in codes] or settled + [c for c in codes if c not in settled]
    return settled


def _of_kind(codes: Sequence[str], kind: str) -> list[str]:
    """The codes of that kind; all of them where none is."""
    return [code for code in codes if _kind_of(code) == kind] or list(codes)


def _kind_of(code: str) -> str:
    found = region(code)
    return "provinsi" if found is None or found.level == "province" else "kota" if found.is_city else "kabupaten"


def _names_regency(codes: Sequence[str]) -> bool:
    return not all(map(_is_province, codes))


def _is_province(code: str) -> bool:
    return "." not in code


__all__ = ["Region", "covers", "matches", "provinces", "regencies", "region", "region_name", "zone_of"]
