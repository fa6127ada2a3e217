"""An audience in words, as it was understood."""

from collections.abc import Sequence

from bot.texts import Texts, listing
from bot.understanding.pillars import pillars
from handlers.names import place_name
from storage.audiences import ANSWERS, EVERYBODY, Audience, Group
from storage.audiences.naming import Known


def described(texts: Texts, audience: Audience, known: Known) -> str:
    """Whom the audience holds: "Tagana dan PSM di Kota Banjarmasin yang belum menjawab “Apel”, kecuali …"."""
    _ = texts.gettext
    places = _places(texts, audience.within)
    if not audience.groups:
        said = _("semua relawan di {places}").format(places=places)
    else:
        said = listing([_of_group(texts, group, known, places) for group in audience.groups], texts.locale)
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
        named = listing([called.get(id_, str(id_)) for id_ in group.contingents], texts.locale)
        who = _("{who} kontingen {names}").format(who=who, names=named)
    places = _places(texts, group.regions) if group.regions else everywhere
    if places and not (group.contingents and not group.regions):
        who = _("{who} di {places}").format(who=who, places=places)
    return " ".join([who, *_standing(texts, group, known)])


def _standing(texts: Texts, group: Group, known: Known) -> list[str]:
    _ = texts.gettext
    titles = {row["id"]: row["title"] for row in known.events}
    said = {
        "yes": _("ikut “{title}”"), "maybe": _("mungkin ikut “{title}”"), "no": _("tidak ikut “{title}”"),
        "waiting": _("menunggu tempat di “{title}”"), "unanswered": _("belum menjawab “{title}”"),
        "attended": _("hadir di “{title}”"), "absent": _("ikut tetapi tidak hadir di “{title}”"),
        "answered": _("sudah menjawab “{title}”"),
    }  # fmt: skip
    stands = group.answers
    for event in dict.fromkeys(event for event, _state in stands):
        given = [(event, answer) for answer in ANSWERS]
        if set(given) <= set(stands):
            stands = (*(stand for stand in stands if stand not in given), (event, "answered"))
    parts = [said[state].format(title=titles.get(event, event)) for event, state in stands]
    return [_("yang {parts}").format(parts=_(" atau ").join(parts))] if parts else []


def _places(texts: Texts, regions: Sequence[str]) -> str:
    return listing([place_name(texts, region) for region in regions], texts.locale)
