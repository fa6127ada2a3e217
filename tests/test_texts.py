"""Every text to people exists in both languages, keeps its placeholders, and fits where it is shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.messages import LABEL_LENGTH
from bot.texts import LOCALES, translator

ROOT = Path(__file__).parents[1]
MARKS = {"_", "gettext", "marked"}
HINT = "`make texts` takes new texts over into the catalogue"


def calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The name of what is called, whatever it belongs to."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def literal(node: ast.expr) -> str | None:
    """The text in `_("text")` or `turn.gettext("text")`; None where it is none or is only known at run time."""
    if not (isinstance(node, ast.Call) and called(node) in MARKS and node.args):
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def texts(source: str) -> set[str]:
    return {text for call in calls(source) if (text := literal(call)) is not None}


def labels(source: str) -> set[str]:
    """What stands as `_("text")` in the place of a choice's label."""
    choices = [call for call in calls(source) if called(call) == "Choice"]
    given = [c.args[1] for c in choices if len(c.args) > 1]
    given += [keyword.value for c in choices for keyword in c.keywords if keyword.arg == "label"]
    return {text for value in given if (text := literal(value)) is not None}


def put_together(source: str) -> list[int]:
    """The lines where a text is made at run time inside `_()`, so that the catalogue can never hold it."""
    made = ast.JoinedStr | ast.BinOp | ast.Call
    return [c.lineno for c in calls(source) if called(c) in MARKS and c.args and isinstance(c.args[0], made)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def sources() -> dict[Path, str]:
    files = [path for top in ("bot", "handlers") for path in sorted((ROOT / top).rglob("*.py"))]
    return {file.relative_to(ROOT): file.read_text(encoding="utf-8") for file in files}


def all_texts() -> set[str]:
    return set().union(*map(texts, sources().values()))


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "bot/locales/en/LC_MESSAGES/relawan.po").open("rb") as file:
        return read_po(file, "en", abort_invalid=True)


def test_every_text_is_in_the_english_catalogue_and_nothing_else_is(english: Catalog) -> None:
    assert {str(message.id) for message in english if message.id} == all_texts(), HINT
    assert list(english.obsolete) == [], HINT


def test_every_text_is_translated(english: Catalog) -> None:
    assert [m.id for m in english if m.id and (not m.string or m.fuzzy)] == []


def test_a_translation_has_the_same_placeholders(english: Catalog) -> None:
    translated = [m for m in english if m.id and m.string]
    assert [m.id for m in translated if placeholders(str(m.id)) != placeholders(str(m.string))] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_label_fits_a_button_of_every_channel(locale: str) -> None:
    said = {translator(locale).gettext(label) for source in sources().values() for label in labels(source)}
    assert [label for label in said if len(label) > LABEL_LENGTH] == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    assert {str(file): lines for file, source in sources().items() if (lines := put_together(source))} == {}


def test_nobody_is_called_anda() -> None:
    page = [path.read_text(encoding="utf-8") for path in (ROOT / "bot/playground/page").glob("*.*")]
    assert [text for text in [*all_texts(), *page] if re.search(r"\banda\b", text, re.IGNORECASE)] == []


def test_the_finder_sees_what_it_must() -> None:
    source = """
_ = turn.gettext
turn.say(_("Halo, {name}. " "Apa kabar?").format(name=name))
MENU = {"jadwal": marked("Lihat jadwal")}
Choose(self.turn.gettext("Ikut?"), [Choice("yes", _("Ya")), Choice("no", label=_("Tidak")), Choice("x", title)])
"""
    assert texts(source) == {"Halo, {name}. Apa kabar?", "Lihat jadwal", "Ikut?", "Ya", "Tidak"}
    assert labels(source) == {"Ya", "Tidak"}
    assert put_together(source) == []
    assert placeholders("{name} dan {n:d}") == {"name", "n"}


@pytest.mark.parametrize(
    "wrong", ['_(f"Halo {name}")', '_("Halo " + name)', '_("{}".format(1))', 't.gettext(f"Halo {name}")']
)
def test_the_finder_sees_what_must_not_be(wrong: str) -> None:
    assert put_together(wrong) == [1]
