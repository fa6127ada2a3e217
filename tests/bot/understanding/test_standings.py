"""How people stand to an event, and by which words it is named."""

import pytest

from bot.understanding.countwords import marked
from bot.understanding.standings import named, standing_in


@pytest.mark.parametrize(
    ("words", "state", "event"),
    [
        ("yang ikut jambore tapi belum hadir", "absent", "jambore"),
        ("sudah konfirmasi hadir acara sabtu", "yes", "sabtu"),
        ("yg sdh jwb apel", "answered", "apel"),
        ("sudah jawab ikut apel", "yes", "apel"),
        ("jawab tidak", "no", ""),
        ("blm respon undangan rapat", "unanswered", "rapat"),
        ("belum bayar iuran", "", ""),
        ("sudah terdaftar", "", ""),
        ("yang daftar jambore", "yes", "jambore"),
        ("tagana", "", ""),
    ],
)
def test_the_state_and_the_event_are_told_apart(words: str, state: str, event: str) -> None:
    found = marked(words)
    assert standing_in(found, found.marks) == (state, event)


def test_words_that_only_lead_to_a_name_are_no_part_of_it() -> None:
    assert named("acara bakti sosial yang") == "bakti sosial"
    assert named("di kegiatan apel ya") == "apel"
