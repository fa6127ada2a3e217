from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.documents.child import NotMade, made
from bot.documents.codes import qr_png
from tests.bot.documents.test_sheets import cells


async def test_a_child_makes_what_the_function_would() -> None:
    assert await made("codes.qr_png", text="Kakak “relawan”") == qr_png("Kakak “relawan”")


async def test_lines_reach_the_child_as_they_come() -> None:
    async def rows() -> AsyncIterator[list[Any]]:
        for n in range(2_000):
            yield [n, "nama " * 20]

    content = await made("sheets.streamed", lines=rows(), sheets=[{"title": "Relawan", "heading": ["No.", "Nama"]}])
    assert len(cells(content)) == 2_001


async def test_what_cannot_be_made_says_why_without_saying_whose() -> None:
    with pytest.raises(NotMade, match=r"^codes\.qr_png failed: DataOverflowError$"):
        await made("codes.qr_png", text="Siti Aminah " * 1_000)


async def test_a_child_that_fails_at_the_first_line_does_not_hold_up_the_rest() -> None:
    async def rows() -> AsyncIterator[list[Any]]:
        for _ in range(20_000):
            yield ["x" * 100]

    with pytest.raises(NotMade, match=r"KeyError|TypeError"):
        await made("sheets.streamed", lines=rows(), sheets=[{"title": "tanpa kepala"}])


async def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(NotMade, match="took longer"):
        await made("codes.qr_png", timeout=0.001, text="x")
