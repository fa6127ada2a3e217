"""Logs go to standard error, in two forms, and hold neither tokens nor phone numbers."""

import json
import logging
import sqlite3
from collections.abc import Iterator

import pytest

from bot.logs import redacted, set_up

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        TOKEN.replace(":", "%3A"),
        "+6281234567890",
        "+62 812-3456-7890",
        "081234567890",
        "0812 3456 7890",
        "6281234567890",
    ],
)
def test_secrets_are_replaced_wherever_they_stand(secret: str) -> None:
    hidden = redacted(f"POST https://host/bot{secret}/send ({secret})")
    assert secret not in hidden
    assert hidden.count("<token>") + hidden.count("<phone>") == 2


@pytest.mark.parametrize(
    "said", ["2026-08-11 08:00:00 sent 1263", "contact 812345678", "08.00 WITA", "update 62812", "12:30 abc", "63.71"]
)
def test_times_counts_and_codes_stay(said: str) -> None:
    assert redacted(said) == said


def test_messages_arguments_and_tracebacks_are_redacted(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("INFO", "console")
    log = logging.getLogger("bot.test")
    log.info("calling %s for %s", f"/bot{TOKEN}/getMe", {"phone": "081234567890"})
    try:
        raise ValueError(f"no answer from {TOKEN}")
    except ValueError:
        log.exception("failed for +6281234567890", stack_info=True)
    seen = capsys.readouterr().err
    assert "AAHdq" not in seen
    assert "34567890" not in seen
    assert "calling /bot<token>/getMe for {'phone': '<phone>'}" in seen
    assert "ValueError" in seen


def test_what_somebody_wrote_is_not_in_the_traceback_of_what_failed_over_it(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("DEBUG", "console")
    try:
        try:
            int("Siti Aminah")
        except ValueError as error:
            raise KeyError("Siti Aminah") from error
    except KeyError:
        logging.getLogger("bot.test").exception("inbox row 3")
    seen = capsys.readouterr().err
    assert "Aminah" not in seen.replace('"Siti Aminah"', "")
    assert seen.index("ValueError") < seen.index("KeyError")
    assert "test_logs.py" in seen


@pytest.mark.parametrize("error", [ConnectionResetError("reset by peer"), sqlite3.OperationalError("disk is full")])
def test_what_a_machine_says_stays(capsys: pytest.CaptureFixture[str], error: Exception) -> None:
    set_up("INFO", "console")
    logging.getLogger("bot.test").error("failed", exc_info=error)
    assert f"{type(error).__name__}: {error}" in capsys.readouterr().err


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("INFO", "json")
    try:
        raise ValueError("dua")
    except ValueError:
        logging.getLogger("bot.test").exception("gagal: %d", 3)
    logging.getLogger("bot.test").info("selesai")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["level"], first["logger"], first["message"]) == ("ERROR", "bot.test", "gagal: 3")
    assert first["traceback"].endswith("\nValueError")
    assert set(second) == {"at", "level", "logger", "message"}
    assert second["at"].endswith("+00:00")


def test_setting_up_again_replaces_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("INFO", "json")
    set_up("WARNING", "console")
    log = logging.getLogger("bot.test")
    log.info("quiet")
    log.warning("once")
    seen = capsys.readouterr().err
    assert seen.count("once") == 1
    assert "quiet" not in seen


def test_what_others_chat_about_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("DEBUG", "console")
    for name in ("aiohttp.access", "apscheduler.executors.default", "httpx", "telegram.Bot"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("trouble in %s", name)
    seen = capsys.readouterr().err
    assert "chatter" not in seen
    assert seen.count("trouble in") == 4
