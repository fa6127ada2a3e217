"""When an event is reminded of, asked and said."""

import pytest

from bot.asking import Invalid
from bot.messages import Address, Inbound, Kind
from bot.now import now
from bot.texts import translator
from handlers.reminders.rules import AskRules, offset_in_words, rules_in_words
from storage.reminders import DEFAULT_RULES

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
TEXTS = translator("id")
PROMPT = AskRules("Kapan?", TEXTS)


def said(text: str = "", choice: str = "") -> Inbound:
    kind = Kind.CHOICE if choice else Kind.TEXT
    return Inbound("1", Address("telegram", "1", "budi"), now(), kind, text, choice)


@pytest.mark.parametrize(
    ("inbound", "rules"),
    [
        (said("3 hari, 1 jam"), [(3 * DAY, ""), (HOUR, "")]),
        (said("1 jam: bawa KTP"), [(HOUR, "bawa KTP")]),
        (said(choice="usual"), list(DEFAULT_RULES)),
        (said("seperti biasa"), list(DEFAULT_RULES)),
        (said("1"), list(DEFAULT_RULES)),
        (said(choice="none"), []),
        (said("tanpa pengingat"), []),
    ],
)
def test_rules_are_typed_or_tapped_and_kept(inbound: Inbound, rules: list[tuple[int, str]]) -> None:
    assert PROMPT.read(inbound, None) == rules
    assert PROMPT.restore(PROMPT.keep(rules)) == rules


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("besok", "Tulis misalnya"),
        ("90 hari", "60 hari"),
        ("1 menit", "5 menit"),
        ("7 hari, 6 hari, 5 hari, 4 hari, 3 hari, 2 hari, 1 hari", "Paling banyak 6"),
        (f"1 jam: {'a' * 201}", "200 huruf"),
    ],
)
def test_what_cannot_be_is_asked_again_kindly(text: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        PROMPT.read(said(text), None)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (7 * DAY, "7 hari"), (DAY, "sehari"), (2 * HOUR, "2 jam"), (HOUR, "sejam"),
        (90 * MINUTE, "1 jam 30 menit"), (DAY + 2 * HOUR, "1 hari 2 jam"),
    ],
)  # fmt: skip
def test_an_offset_in_words(before: int, words: str) -> None:
    assert offset_in_words(TEXTS, before) == words


def test_rules_in_words() -> None:
    assert rules_in_words(TEXTS, DEFAULT_RULES) == "7 hari, sehari, dan 2 jam sebelumnya"
    assert rules_in_words(TEXTS, [(HOUR, "bawa KTP")]) == "sejam sebelumnya\nsejam: “bawa KTP”"
    assert rules_in_words(TEXTS, []) == "tanpa pengingat"
