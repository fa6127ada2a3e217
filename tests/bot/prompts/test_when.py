"""A moment to come, as people write it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.asking import Again, Gone, Invalid
from bot.messages import Address, Inbound, Kind
from bot.prompts import When
from bot.texts import translator

SITI = Address("telegram", "1", "siti")
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def _when(at: datetime = MONDAY) -> When:
    return When("Kapan?", translator("id"), "Asia/Makassar", lambda: at)


def _typed(text: str) -> Inbound:
    return Inbound("1", SITI, MONDAY, Kind.TEXT, text)


def _noted(prompt: When, inbound: Inbound, note: Any = None) -> Any:
    with pytest.raises(Again) as again:
        prompt.read(inbound, note)
    return again.value.note


def test_a_full_date_and_hour_is_taken_as_it_is() -> None:
    value, zone = _when().read(_typed("28/11/2026 08.00"), None)
    assert (value.astimezone(UTC), zone) == (datetime(2026, 11, 28, 0, 0, tzinfo=UTC), "Asia/Makassar")


def test_an_hour_in_another_zone_keeps_that_zone() -> None:
    value, zone = _when().read(_typed("28/11/2026 08.00 WIB"), None)
    assert (value.astimezone(UTC), zone) == (datetime(2026, 11, 28, 1, 0, tzinfo=UTC), "Asia/Jakarta")


def test_what_is_relative_is_shown_in_full_and_confirmed() -> None:
    prompt = _when()
    note = _noted(prompt, _typed("besok jam 8 pagi"))
    question = prompt.question(note)
    assert "Selasa, 24 November 2026" in question.text
    assert [choice.id for choice in question.choices] == ["yes", "no"]
    yes = Inbound("1", SITI, MONDAY, Kind.CHOICE, choice="yes")
    assert prompt.read(yes, note)[0] == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert prompt.read(_typed("iya"), note)[0] == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert _noted(prompt, _typed("bukan"), note) is None
    assert prompt.read(_typed("28/11/2026 08.00"), note)[0] == datetime(2026, 11, 28, 0, 0, tzinfo=UTC)


def test_a_moment_that_passes_while_the_question_stands_is_refused() -> None:
    note = _noted(_when(), _typed("2 jam lagi"))
    with pytest.raises(Invalid, match="sudah lewat"):
        _when(MONDAY + timedelta(hours=3)).read(_typed("ya"), note)


def test_a_day_without_an_hour_is_asked_for_its_hour() -> None:
    prompt = _when()
    note = _noted(prompt, _typed("28 November 2026"))
    assert "28 November 2026, jam berapa" in prompt.question(note).text
    for hour in ("8 pagi", "jam 8 pagi", "08.00"):
        assert prompt.read(_typed(hour), note)[0].astimezone(UTC) == datetime(2026, 11, 28, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["kemarin jam 8", "1/1/2020 08.00", "halo", "tanggal 31 Februari 2027 jam 8 pagi"])
def test_what_is_past_or_no_time_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        _when().read(_typed(text), None)


def test_an_answer_is_kept_as_an_instant_and_is_gone_once_it_has_passed() -> None:
    prompt = _when()
    kept = prompt.keep(prompt.read(_typed("28/11/2026 08.00"), None))
    assert kept == {"at": 1795824000000, "zone": "Asia/Makassar"}
    assert prompt.restore(kept) == (datetime(2026, 11, 28, 0, 0, tzinfo=UTC), "Asia/Makassar")
    with pytest.raises(Gone):
        _when(MONDAY + timedelta(days=9)).restore(kept)


def test_what_was_doubtful_is_confirmed_by_the_number_of_the_button_too() -> None:
    prompt = _when()
    note = _noted(prompt, _typed("sabtu jam 8 pagi"))
    assert prompt.read(_typed("1"), note) == prompt.read(_typed("ya"), note)
    assert _noted(prompt, _typed("2"), note) is None
