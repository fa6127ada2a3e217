from pathlib import Path

import openpyxl
import pytest

from bot.__main__ import USAGE, main
from bot.exporting import export
from bot.messages import Address
from handlers.counts.requests import NotUnderstood
from storage.database import opened
from storage.migrations import migrate
from tests.crowds import BANJARMASIN, SURABAYA, settle


async def test_everybody_is_written_with_telephones_masked(tmp_path: Path) -> None:
    path, out = tmp_path / "relawan.db", tmp_path / "semua.xlsx"
    async with opened(path) as database, database.transaction() as db:
        for n, place in enumerate((BANJARMASIN, SURABAYA)):
            await settle(db, Address("telegram", "1", str(n)), f"Orang {n}", place)
        await db.execute("UPDATE volunteers SET phone = '+628115550000' || id")
    await export(path, out, "", "Asia/Makassar", "id")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).worksheets[0].iter_rows()]
    assert [(row[1], row[6]) for row in rows[1:3]] == [("Orang 0", "0811•••••001"), ("Orang 1", "0811•••••002")]
    assert str(rows[4][0]).startswith("Dibuat untuk baris perintah, ")


async def test_words_choose_who_is_written(tmp_path: Path) -> None:
    path, out = tmp_path / "relawan.db", tmp_path / "sebagian.xlsx"
    async with opened(path) as database, database.transaction() as db:
        for n, place in enumerate((BANJARMASIN, SURABAYA)):
            await settle(db, Address("telegram", "1", str(n)), f"Orang {n}", place)
    await export(path, out, "tagana surabaya per pilar", "Asia/Makassar", "id")
    people, parts, _meanings = openpyxl.load_workbook(out).worksheets
    assert [cell.value for cell in people["B"]][1] == "Orang 1"
    assert [[cell.value for cell in row] for row in parts.iter_rows()][1] == ["Tagana", 1]
    with pytest.raises(NotUnderstood):
        await export(path, out, "qwerty", "Asia/Makassar", "id")


def test_words_that_mean_nothing_or_several_end_the_commands_with_how_to_say_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "relawan.db", tmp_path / "semua.xlsx"
    migrate(path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELAWAN_DATABASE", str(path))
    for arguments in (["export", "qwerty", "--out", str(out)], ["count", "qwerty"]):
        assert main(arguments) == USAGE
        assert "no place, pillar, state or event" in capsys.readouterr().err
    assert main(["count", "banjar"]) == USAGE
    assert "several are meant: " in capsys.readouterr().err
    assert not out.exists()


async def test_without_a_database_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await export(tmp_path / "none.db", tmp_path / "out.xlsx", "", "Asia/Makassar", "id")
    assert list(tmp_path.iterdir()) == []
