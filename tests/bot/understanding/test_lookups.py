"""What somebody looks for among people."""

import pytest

from bot.understanding.lookups import Lookup, read_lookup
from bot.understanding.offers import fragments, looked_for

KALSEL = ["63"]


@pytest.mark.parametrize(
    ("text", "lookup"),
    [
        ("0001-3", Lookup(number=1)),
        ("no. 0001 3", Lookup(number=1)),
        ("0812 3456 7890", Lookup(digits="81234567890")),
        ("+62 812-3456-7890", Lookup(digits="81234567890")),
        ("perahu hsu", Lookup(words=("perahu",), regions=("63.08",))),
        ("Perahu di Kab. Banjar", Lookup(words=("perahu",), regions=("63.03",))),
        ("siti aminah", Lookup(words=("siti", "aminah"))),
        ("hsu", Lookup(words=("hsu",))),
        ("siti surabaya", Lookup(words=("siti", "surabaya"))),
        ("Ma'ruf", Lookup(words=("ma'ruf",))),
        ("", Lookup()),
        ("%_'", Lookup()),
    ],
)
def test_a_number_a_name_an_offer_and_a_place_are_told_apart(text: str, lookup: Lookup) -> None:
    assert read_lookup(text, KALSEL) == lookup


def test_a_coordinator_of_one_kabupaten_may_name_the_province() -> None:
    assert read_lookup("perahu kalimantan selatan", ["63.08"]).regions == ("63",)


def test_a_thing_is_found_by_its_other_names() -> None:
    assert {"perahu", "kelotok", "jukung"} <= set(fragments("perahu"))
    assert {"perahu", "kelotok"} <= set(fragments("Klotok"))
    assert {"p3k"} <= set(looked_for(["pertolongan", "pertama"])[0])


def test_a_short_stem_is_not_looked_for() -> None:
    assert "ahu" not in fragments("perahu")
