"""Logging to standard error, for people or for machines, without secrets and without anybody's phone number."""

import json
import logging
import re
import sqlite3
import sys
import traceback
from datetime import UTC, datetime

_NAME = "relawan"
_QUIET = ("aiohttp.access", "aiosqlite", "apscheduler", "httpcore", "httpx", "telegram")
_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# Telegram gives a shared number without its plus.
_PHONE = re.compile(r"(?<![\d-])(?:\+62|628|08)(?:[ .-]?\d){7,}")


def redacted(text: str) -> str:
    """The text with bot tokens and Indonesian phone numbers replaced."""
    return _PHONE.sub("<phone>", _TOKEN.sub("<token>", text))


def traced(error: BaseException) -> str:
    """Of what kind an exception is and where it was raised, causes first; what it says only where a machine says it.

    A ValueError quotes what it could not take: somebody's name, or what they wrote.
    """
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    said = f": {error}" if isinstance(error, OSError | sqlite3.Error) else ""
    lines = [traced(cause)] if cause else []
    place = "".join(traceback.format_tb(error.__traceback__))
    return "\n".join([*lines, f"{place}{type(error).__qualname__}{said}"])


class Redaction(logging.Filter):
    """Lets every record through, its message, traceback and stack redacted, without what an exception says."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record is changed in place, so that no later handler sees more."""
        record.msg, record.args = redacted(record.getMessage()), None
        if record.exc_info and record.exc_info[1]:
            record.exc_text = redacted(traced(record.exc_info[1]))
        if record.stack_info:
            record.stack_info = redacted(record.stack_info)
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: at (UTC, ISO 8601), level, logger, message, and traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def set_up(level: str, form: str) -> None:
    """Log from this level on, in the form "console" or "json"; calling it again replaces what it set before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name(_NAME)
    handler.setLevel(level)
    handler.addFilter(Redaction())
    handler.setFormatter(
        JsonLines() if form == "json" else logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    for old in [h for h in root.handlers if h.get_name() == _NAME]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # That a knock was skipped, as the one before still works, is nothing to do about: the next makes it good.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
