"""What the demo's bot is told."""

from pathlib import Path

import pytest

from bot.demo import environment
from bot.settings import Settings


def test_how_it_talks_and_sends_holds_for_the_demo_and_the_real_telegram_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wished = {"zone": "Asia/Jakarta", "locale": "en", "rate_all": 9.0, "rate_bulk": 3.0, "approval_above": 5,
              "large_per_day": 1, "log_level": "ERROR", "log_format": "json"}  # fmt: skip
    settings = Settings(**wished)  # type: ignore[arg-type]
    monkeypatch.setenv("RELAWAN_WEBHOOK_URL", "https://relawan.example")
    told = environment(settings, "1:a", "http://127.0.0.1:1", Path("demo"))
    assert "RELAWAN_WEBHOOK_URL" not in told
    assert (told["RELAWAN_TELEGRAM_TOKEN"], told["RELAWAN_TELEGRAM_API_URL"]) == ("1:a", "http://127.0.0.1:1")
    assert {name: told[f"RELAWAN_{name.upper()}"] for name in wished} == {n: str(v) for n, v in wished.items()}
