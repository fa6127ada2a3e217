"""What the documents say about commands, targets, settings and files is so."""

import re
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings
from handlers import TALKS

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
STEERING = {"/batal", "/kembali"}
"""Commands within a talk, which have none of their own."""
MENU = {name for name, talk in TALKS.items() if name.startswith("/") and talk.about}
TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


def commands(text: str) -> set[str]:
    """The bot's commands in a text: a slash and letters, in code or by itself."""
    return set(re.findall(r"(?<![\w/.:>)-])/[a-z]+\b(?!/|\.\w)", text))


def links(text: str) -> set[str]:
    """Where the links and pictures lead that stay in the project."""
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return {link.partition("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)}


def paths(text: str) -> set[str]:
    """The files and folders of the project that are written as code."""
    return set(re.findall(r"`((?:bot|handlers|storage|tests|docs|requirements)/[\w./-]*)`", text))


@pytest.mark.parametrize("text", [README, GUIDE], ids=["the README", "the guide"])
def test_every_command_of_the_menu_is_told_of_in(text: str) -> None:
    assert MENU - commands(text) == set()


@pytest.mark.parametrize("text", [README, GUIDE], ids=["the README", "the guide"])
def test_no_command_is_made_up_in(text: str) -> None:
    told = commands(text) - {"/newbot", "/health"}
    assert told - set(TALKS) - STEERING == set()


def test_the_readme_and_the_makefile_have_the_same_targets() -> None:
    made = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    told = set(re.findall(r"(?:`|^|\d )make ([a-z-]+)", README, re.MULTILINE))
    assert told == made


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_and_picture_is_there(document: Path) -> None:
    told = links(document.read_text(encoding="utf-8"))
    assert {link for link in told if not (document.parent / link).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_path_is_there(document: Path) -> None:
    assert {path for path in paths(document.read_text(encoding="utf-8")) if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_setting_is_one(document: Path) -> None:
    told = set(re.findall(PREFIX + r"([A-Z_]+)", document.read_text(encoding="utf-8")))
    assert told - {field.upper() for field in Settings.model_fields} == set()


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs/decisions"
    assert links((folder / "README.md").read_text(encoding="utf-8")) == {path.name for path in folder.glob("0*.md")}


def test_the_guide_calls_nobody_anda() -> None:
    assert not re.search(r"\banda\b", GUIDE, re.IGNORECASE)
