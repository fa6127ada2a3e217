import pytest

from bot.playground.answers import Refused
from bot.playground.entities import formatted, formatted_caption, formatted_text, found_in


def test_length_counts_after_the_formatting_is_read() -> None:
    text, _ = formatted_text({"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"})
    assert len(text) == 4096
    with pytest.raises(Refused, match="Bad Request: message is too long"):
        formatted_text({"text": "x" * 4097})
    with pytest.raises(Refused, match="Bad Request: message caption is too long"):
        formatted_caption({"caption": "x" * 1025})


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="Bad Request: message text is empty"):
        formatted_text({"text": text, "parse_mode": "html"})


def test_space_at_the_ends_goes_and_entities_move_along() -> None:
    text, entities = formatted({"text": "\n 😊<b>tebal </b>\n", "parse_mode": "HTML"}, "text", "entities")
    assert (text, entities) == ("😊tebal", [{"type": "bold", "offset": 2, "length": 5}])


def test_other_formatting_is_refused_rather_than_shown_wrongly() -> None:
    with pytest.raises(Refused, match="does not read MarkdownV2"):
        formatted_text({"text": "*x*", "parse_mode": "MarkdownV2"})
    with pytest.raises(Refused, match="unsupported parse_mode"):
        formatted_text({"text": "x", "parse_mode": "BB"})


def test_given_entities_are_taken_and_wrong_ones_refused() -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    assert formatted_text({"text": "x", "entities": [bold]}) == ("x", [bold])
    for wrong in ({**bold, "type": "fat"}, {**bold, "offset": -1}, {**bold, "length": True}):
        with pytest.raises(Refused, match="can't parse MessageEntity"):
            formatted_text({"text": "x", "entities": [wrong]})


def test_commands_and_addresses_are_found_in_utf16() -> None:
    assert found_in("😊 /mulai https://a.id/b.", []) == [
        {"type": "bot_command", "offset": 3, "length": 6},
        {"type": "url", "offset": 10, "length": 14},
    ]


def test_no_command_is_found_within_code_or_words() -> None:
    code = {"type": "code", "offset": 0, "length": 6}
    assert found_in("/mulai 24/7 dan/atau", [code]) == [code]
