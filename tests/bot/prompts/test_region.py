"""A kabupaten or kota, as people write it."""

from typing import Any

import pytest

from bot.asking import Again, Gone, Invalid
from bot.messages import Address, Inbound, Kind
from bot.now import now
from bot.prompts import Region

SITI = Address("telegram", "1", "siti")


def _same(text: str) -> str:
    return text


def _typed(text: str) -> Inbound:
    return Inbound("1", SITI, now(), Kind.TEXT, text)


def _tapped(choice: str) -> Inbound:
    return Inbound("1", SITI, now(), Kind.CHOICE, choice=choice)


def _offered(prompt: Region, inbound: Inbound, note: Any = None) -> Any:
    with pytest.raises(Again) as offered:
        prompt.read(inbound, note)
    return offered.value.note


def test_a_region_that_is_meant_alone_is_its_code() -> None:
    assert Region("Di mana?", _same).read(_typed("banjarbaru"), None) == "63.72"


def test_where_several_fit_they_are_offered_and_one_is_tapped_or_typed() -> None:
    prompt = Region("Di mana?", _same)
    note = _offered(prompt, _typed("banjar"))
    assert {"63.03", "32.79"} <= set(note["codes"])
    assert prompt.question(note).choices
    assert prompt.read(_tapped("63.03"), note) == "63.03"
    assert prompt.read(_typed("1"), note) == note["codes"][0]
    assert prompt.read(_typed("banjarmasin"), note) == "63.71"
    with pytest.raises(Invalid):
        prompt.read(_tapped("63.72"), note)


def test_a_province_offers_what_lies_in_it_a_page_at_a_time() -> None:
    prompt = Region("Di mana?", _same)
    note = _offered(prompt, _typed("kalimantan selatan"))
    assert len(note["codes"]) == 13
    turned = _offered(prompt, _tapped("~next"), note)
    assert turned == {"codes": note["codes"], "page": 1}
    assert prompt.read(_typed("1"), turned) == note["codes"][8]


def test_a_province_is_an_answer_where_provinces_are() -> None:
    assert Region("Di mana?", _same, provinces=True).read(_typed("kalimantan selatan"), None) == "63"


def test_only_what_lies_within_is_taken() -> None:
    prompt = Region("Di mana?", _same, within="63")
    assert prompt.read(_typed("banjar"), None) == "63.03"
    with pytest.raises(Invalid):
        prompt.read(_typed("bandung"), None)


@pytest.mark.parametrize("text", ["antah berantah", "kebun binatang", "?"])
def test_what_is_no_region_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Region("Di mana?", _same).read(_typed(text), None)


def test_a_code_that_names_nothing_is_gone() -> None:
    assert Region("Di mana?", _same).restore("63.72") == "63.72"
    with pytest.raises(Gone):
        Region("Di mana?", _same).restore("99.99")


def test_a_label_says_what_tells_one_region_from_another() -> None:
    prompt = Region("Di mana?", _same)
    with pytest.raises(Again) as offered:
        prompt.read(_typed("hulu sungai"), None)
    labels = [choice.label for choice in prompt.question(offered.value.note).choices]
    assert labels == ["Hulu Sungai Selatan", "Hulu Sungai Tengah", "Hulu Sungai Utara"]
