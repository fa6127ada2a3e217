import pytest

from bot.understanding.features import concepts
from bot.understanding.message import phrasings
from bot.understanding.tables import rows

_INTENTS = {
    *("register", "profile", "schedule", "rsvp_yes", "rsvp_no", "human", "stop", "resume", "my_data", "erase"),
    *("language", "greeting", "thanks", "complaint", "help", "count", "none"),
}


def test_every_intent_has_many_phrasings() -> None:
    labels = [label for label, _ in rows("intents.tsv")]
    assert set(labels) == _INTENTS
    assert min(labels.count(intent) for intent in _INTENTS) >= 25


def test_nothing_outside_is_also_a_phrasing_of_ours() -> None:
    ours = {said.casefold() for label, said in phrasings() if label != "none"}
    assert [said for _, said in rows("outside.tsv") if said.casefold() in ours] == []


@pytest.mark.parametrize("table", ["intents.tsv", "outside.tsv"])
def test_every_phrasing_stands_once(table: str) -> None:
    phrasings = [tuple(row) for row in rows(table)]
    assert all(len(row) == 2 and all(cell.strip() for cell in row) for row in phrasings)
    assert len(phrasings) == len(set(phrasings))


def test_concepts_weigh_between_nothing_and_a_whole_word() -> None:
    assert all(0 <= found.word <= 1 and 0 <= found.shared <= 1 for found in concepts().values())
