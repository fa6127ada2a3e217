"""The world in which a test's phones live."""

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import now
from storage import database as database_module
from storage.database import Database, opened
from storage.migrations import migrate
from tests.fake_channel import TELEGRAM_LIKE, WHATSAPP_LIKE, FakeChannel
from tests.phones import World


@pytest.fixture(autouse=True)
def _clock_runs_as_the_worlds() -> Iterator[None]:
    yield
    now.move(timedelta(0))


@pytest.fixture(scope="session", autouse=True)
def _databases_are_copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Bring only one empty database up to date; others that are made begin as its copy, which takes a hundredth."""
    made = tmp_path_factory.mktemp("made") / "relawan.db"
    newest, copies = migrate(made), set[Path]()

    def copied(path: Path) -> int:
        if path.exists():
            return newest if path in copies else migrate(path)
        shutil.copyfile(made, path)
        copies.add(path)
        return newest

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_module, "migrate", copied)
        yield


@pytest.fixture
def _nothing_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No talk is there when the power is cut."""
    monkeypatch.setattr(database_module, "SYNCHRONOUS", "OFF")


@pytest.fixture(params=["telegram-like", "whatsapp-like"])
def world(request: pytest.FixtureRequest, tmp_path: Path, _nothing_waits_for_the_disk: None) -> World:
    """An installation of the bot on a fake channel with the limits of each of the two."""
    caps = TELEGRAM_LIKE if request.param == "telegram-like" else WHATSAPP_LIKE
    return World(tmp_path / "relawan.db", FakeChannel(request.param, caps))


@pytest.fixture
def telegram_world(tmp_path: Path, _nothing_waits_for_the_disk: None) -> World:
    """An installation on the fake channel with Telegram's limits, for what no channel changes."""
    return World(tmp_path / "relawan.db", FakeChannel("telegram-like", TELEGRAM_LIKE))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database, open."""
    async with opened(tmp_path / "relawan.db") as database:
        yield database
