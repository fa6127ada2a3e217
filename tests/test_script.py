"""The written conversation is the one that is talked."""

from pathlib import Path

from tests.script import written


async def test_the_written_conversation_of_a_registration_is_how_it_is_talked() -> None:
    kept = (Path(__file__).parents[1] / "docs/percakapan.md").read_text(encoding="utf-8")
    assert kept == await written(), "`make script` writes it anew"
