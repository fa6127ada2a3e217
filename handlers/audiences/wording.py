"""An audience in words, as it was understood."""

import re
from collections.abc import Sequence

from bot.texts import Texts, listing, number
from bot.understanding.pillars import pillars
from handlers.names import place_name
from storage.audiences import ANSWERS, EVERYBODY, Audience, Group
from storage.audiences.naming import Known

SHOWN = 7
"""Names in a row: more would not fit beside choices, nor be read."""


def described(texts: Texts, audience: Audience, known: Known) -> str:
    """Whom the audience holds: "Tagana dan PSM di Kota Banjarmasin yang belum menjawab “Apel”, kecuali …"."""
    _ = texts.gettext
    places = _places(texts, audience.within)
    if not audience.groups:
        said = _("semua relawan di {places}").format(places=places)
    else:
        said = _(", ditambah ").join(_of_group(texts, group, known, places) for group in audience.groups)
    if not audience.without:
        return said
    without = listing([_of_group(texts, group, known, "") for group in audience.without], texts.locale)
    return _("{who}, kecuali {without}").format(who=said, without=without)


def state_name(texts: Texts, state: str) -> str:
    """How somebody stands to an event, as a button says it."""
    _ = texts.gettext
    names = {
        "yes": _("Ikut"), "maybe": _("Mungkin"), "no": _("Tidak ikut"), "waiting": _("Menunggu"),
        "unanswered": _("Belum menjawab"), "attended": _("Hadir"), "absent": _("Tidak hadir"),
    }  # fmt: skip
    return names[state]


def _of_group(texts: Texts, group: Group, known: Known, everywhere: str) -> str:
    _ = texts.gettext
    if group.received or group.silent:
        return _("yang menerimanya") if group.received else _("yang belum menjawabnya")
    names = [pillars().get(pillar, pillar) for pillar in group.pillars]
    who = listing(names, texts.locale) if names else _("relawan")
    if group == EVERYBODY:
        who = _("semua relawan")
    if group.contingents:
        called = {row["id"]: row["name"] for row in known.contingents}
        # A contingent is often called one by its name.
        named = _few(texts, [re.sub(r"(?i)^kontingen\s+", "", called.get(id_, str(id_))) for id_ in group.contingents])
        who = _("{who} kontingen {names}").format(who=who, names=named)
    places = _places(texts, group.regions) if group.regions else everywhere
    if places and not (group.contingents and not group.regions):
        who = _("{who} di {places}").format(who=who, places=places)
    return " ".join([who, *_standing(texts, group, known)])


def _standing(texts: Texts, group: Group, known: Known) -> list[str]:
    _ = texts.gettext
    titles = {row["id"]: row["title"] for row in known.events}
    parts = []
    for event in dict.fromkeys(event for event, _state in group.answers):
        said = _(" atau ").join(_stands(texts, [state for each, state in group.answers if each == event]))
        parts.append(_("{answered} “{title}”").format(answered=said, title=titles.get(event, event)))
    return [_("yang {parts}").format(parts=_(" atau ").join(parts))] if parts else []


def _stands(texts: Texts, states: Sequence[str]) -> list[str]:
    """How people stand to an event whose title follows."""
    _ = texts.gettext
    said = {
        "yes": _("ikut"), "maybe": _("mungkin ikut"), "no": _("tidak ikut"), "waiting": _("menunggu tempat di"),
        "unanswered": _("belum menjawab"), "attended": _("hadir di"), "absent": _("ikut tetapi tidak hadir di"),
    }  # fmt: skip
    if set(ANSWERS) <= set(states):
        return [_("sudah menjawab"), *(said[state] for state in states if state not in ANSWERS)]
    return [said[state] for state in states]


def _places(texts: Texts, regions: Sequence[str]) -> str:
    return _few(texts, [place_name(texts, region) for region in regions])


def _few(texts: Texts, names: Sequence[str]) -> str:
    """The names in a row; of very many the first, and how many more there are."""
    if len(names) <= SHOWN:
        return listing(names, texts.locale)
    more = texts.gettext("{count} lainnya").format(count=number(len(names) - SHOWN + 1, texts.locale))
    return listing([*names[: SHOWN - 1], more], texts.locale)
