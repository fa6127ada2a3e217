"""The command that tells how things stand, while the bot runs or not; it only reads."""

import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.app import LAST_TICK
from bot.now import instant
from storage import deliveries, facts, inbox, jobs
from storage.database import reading

PACKAGES = ("python-telegram-bot", "aiohttp", "aiosqlite", "APScheduler", "pydantic-settings")


async def status(database: Path) -> dict[str, Any]:
    """Inbox and outbox by state, jobs, the last tick (ISO 8601, UTC) and versions. Raises FileNotFoundError."""
    async with reading(database) as db:
        tick = await facts.fact(db, LAST_TICK)
        return {
            "inbox": await inbox.by_state(db),
            "outbox": await deliveries.by_state(db),
            "jobs": await jobs.by_state(db),
            "last_tick": None if tick is None else instant(int(tick)).isoformat(timespec="milliseconds"),
            "versions": {
                "relawan": version("relawan"),
                "python": platform.python_version(),
                "sqlite": sqlite3.sqlite_version,
                "schema": await db.value("PRAGMA user_version"),
                **{package: version(package) for package in PACKAGES},
            },
        }


def written(found: dict[str, Any]) -> str:
    """The same for people, a line each."""
    lines = []
    for name, value in found.items():
        inner = ", ".join(f"{key} {count}" for key, count in value.items()) if isinstance(value, dict) else value
        lines.append(f"{name.replace('_', ' ')}: {inner}")
    return "\n".join(lines)
