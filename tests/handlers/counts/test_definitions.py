"""What each figure means is said once."""

from pathlib import Path

import pytest

from handlers.counts.definitions import measured
from storage.states import STATES
from tests.definitions import written

DOCUMENT = Path(__file__).parents[3] / "docs" / "definisi.md"


def test_the_document_says_what_the_definitions_say() -> None:
    assert DOCUMENT.read_text("utf-8") == "\n".join(written()) + "\n", "run: make definitions"


def test_a_state_is_found_by_its_name() -> None:
    assert [measured(state) for state in STATES] == [*STATES]
    with pytest.raises(ValueError, match="rich"):
        measured("rich")
