"""A channel shows what it can, and nothing is cut or dropped."""

from dataclasses import replace

import pytest

from bot.channel import Shown, shown
from bot.messages import Choice, Outbound, bold
from tests.fake_channel import TELEGRAM_LIKE, WHATSAPP_LIKE


def _choices(count: int, hint: str = "") -> tuple[Choice, ...]:
    return tuple(Choice(str(number), f"Pilihan {number}", hint) for number in range(count))


def test_a_text_without_choices_is_shown_as_it_is() -> None:
    assert shown(Outbound("x" * 4096), WHATSAPP_LIKE) == Shown("x" * 4096, "none")
    with pytest.raises(ValueError, match="4097 characters where 4096 fit"):
        shown(Outbound("x" * 4097), WHATSAPP_LIKE)


def test_formatting_does_not_count() -> None:
    assert shown(Outbound(bold("x" * 4096)), WHATSAPP_LIKE).form == "none"


@pytest.mark.parametrize(
    ("count", "form"), [(1, "buttons"), (3, "buttons"), (4, "list"), (10, "list"), (11, "numbered")]
)
def test_choices_become_buttons_then_a_list_then_numbered_lines(count: int, form: str) -> None:
    message = Outbound("Pilih", _choices(count))
    assert shown(message, WHATSAPP_LIKE).form == form
    assert shown(message, TELEGRAM_LIKE).form == "buttons"


def test_a_hint_needs_a_list_where_the_channel_has_one() -> None:
    message = Outbound("Pilih", _choices(2, "selengkapnya"))
    assert shown(message, WHATSAPP_LIKE).form == "list"
    assert shown(message, TELEGRAM_LIKE).form == "buttons"


def test_numbered_lines_say_everything() -> None:
    bare = replace(WHATSAPP_LIKE, buttons=0, rows=0)
    assert shown(Outbound("Pilih", _choices(2, "semua")), bare) == Shown(
        "Pilih\n\n1. Pilihan 0 (semua)\n2. Pilihan 1 (semua)", "numbered", _choices(2, "semua")
    )


def test_a_long_text_with_choices_is_numbered_and_one_too_long_for_that_is_refused() -> None:
    assert shown(Outbound("x" * 1025, _choices(2)), WHATSAPP_LIKE).form == "numbered"
    with pytest.raises(ValueError, match="numbered text"):
        shown(Outbound("x" * 4090, _choices(2)), WHATSAPP_LIKE)
