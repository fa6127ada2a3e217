"""When an event is reminded of: asked for as people write it, and told to whoever says yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import Choice, Inbound, Kind, Outbound, clean
from bot.now import millis, now
from bot.prompts.choices import chosen
from bot.prompts.words import words_only
from bot.texts import Texts, listing, number
from bot.understanding.offsets import MINUTE, read_offsets
from storage.database import Reader
from storage.reminders import DEFAULT_RULES, rounds_of
from storage.zones import zone_group

_HOUR, _DAY = 60 * MINUTE, 1440 * MINUTE
NEAREST, FURTHEST = 5 * MINUTE, 60 * _DAY
"""Milliseconds before the start."""
MOST = 6
"""Reminders of one event."""
WORDS_LENGTH = 200
"""Characters of one's own words in a reminder."""

Rules = list[tuple[int, str]]
"""Milliseconds before the start and words of one's own ("" for none), the furthest first."""


def offset_in_words(texts: Texts, before: int) -> str:
    """How long before the start, in words: "7 hari", "sehari", "2 jam", "1 jam 30 menit"."""
    _ = texts.gettext
    days, hours, minutes = before // _DAY, before % _DAY // _HOUR, before % _HOUR // MINUTE
    if before == _DAY:
        return _("sehari")
    if before == _HOUR:
        return _("sejam")
    parts = [
        _("{n} hari").format(n=number(days, texts.locale)) if days else "",
        _("{n} jam").format(n=hours) if hours else "",
        _("{n} menit").format(n=minutes) if minutes else "",
    ]
    return " ".join(filter(None, parts))


def rules_in_words(texts: Texts, rules: Sequence[tuple[int, str]]) -> str:
    """When those who come are reminded, for a summary; with words of one's own after it, a line each."""
    _ = texts.gettext
    if not rules:
        return _("tanpa pengingat")
    line = _("{offsets} sebelumnya").format(
        offsets=listing([offset_in_words(texts, before) for before, _words in rules], texts.locale)
    )
    own = [f"{offset_in_words(texts, before)}: “{words}”" for before, words in rules if words]
    return "\n".join([line, *own])


@dataclass(frozen=True)
class AskRules:
    """When to remind, as people write it: "3 hari, 1 jam"; words of one's own follow a colon."""

    text: str
    texts: Texts
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> Rules:
        """The rules. Raises Invalid for what is none, or too many, or too far."""
        _ = self.texts.gettext
        words = "" if inbound.kind is Kind.CHOICE else clean(words_only(inbound, _))
        choice = chosen(words, self.question(None).choices)
        picked = inbound.choice or (choice.id if choice else "")
        if picked == "usual":
            return list(DEFAULT_RULES)
        if picked == "none":
            return []
        rules = read_offsets(words)
        if not rules:
            raise Invalid(_("Relawan belum paham waktunya, Kak. Tulis misalnya: 3 hari, 1 jam"))
        if len(rules) > MOST:
            raise Invalid(_("Paling banyak {most} pengingat ya, Kak, supaya tidak mengganggu.").format(most=MOST))
        if any(not NEAREST <= before <= FURTHEST for before, _words in rules):
            raise Invalid(_("Pengingat paling jauh 60 hari dan paling dekat 5 menit sebelum mulai, Kak."))
        if any(len(own) > WORDS_LENGTH for _before, own in rules):
            raise Invalid(_("Pesannya terlalu panjang, Kak. Paling banyak {most} huruf, ya.").format(most=WORDS_LENGTH))
        return rules

    def keep(self, value: Rules) -> list[list[int | str]]:
        """The rules as pairs."""
        return [list(rule) for rule in value]

    def restore(self, kept: list[list[Any]]) -> Rules:
        """The rules."""
        return [(int(before), str(words)) for before, words in kept]

    def question(self, note: Any) -> Outbound:
        """The question, with the usual and none at all to tap."""
        _ = self.texts.gettext
        return Outbound(self.text, (Choice("usual", _("Seperti biasa")), Choice("none", _("Tanpa pengingat"))))


def rules_prompt(turn: Turn) -> AskRules:
    """The question when those who come are to be reminded; its answer is for `storage.reminders.set_rules`."""
    _ = turn.gettext
    return AskRules(
        _("Kapan peserta diingatkan, Kak? Biasanya {usual}. Tulis misalnya: 3 hari, 1 jam. Kalau mau pakai pesan "
          "sendiri, tulis sesudah titik dua: 1 hari: jangan lupa bawa jas hujan").format(
              usual=rules_in_words(turn.texts, DEFAULT_RULES)),
        turn.texts,
    )  # fmt: skip


async def promise(turn: Turn, db: Reader, event: int) -> str:
    """Which reminders of an event will still come to whoever says yes now; "" for none."""
    _ = turn.gettext
    zone, at = zone_group(turn.zone), millis(now())
    rounds = [each for each in await rounds_of(db, event) if each.zone == zone and each.due_at >= at]
    coming = dict.fromkeys(each.before for each in rounds)
    if not coming:
        return ""
    offsets = listing([offset_in_words(turn.texts, before) for before in coming], turn.texts.locale)
    return _("Relawan akan mengingatkan {offsets} sebelumnya.").format(offsets=offsets)
