"""The command line: `relawan …`, the same as `python -m bot …`."""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.settings import Settings, SettingsError, is_open_to_others, load
from bot.understanding.lines import KINDS

log = logging.getLogger(__name__)

OK, FAILED, USAGE, UNAVAILABLE, RUNNING, CONFIGURATION = 0, 1, 2, 69, 75, 78
EXIT_CODES = """\
exit codes: 0 done · 1 failed · 2 the command line is wrong · 69 Telegram cannot be reached ·
75 another process uses the database · 78 a setting is missing or wrong"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="relawan",
        description="The chatbot that coordinates social-welfare volunteers.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="run the bot with phones in a web page, without Telegram")
    demo.add_argument("--port", type=int, default=8000, help="the page's port on this machine (default: %(default)s)")
    run = commands.add_parser("run", help="run the bot on Telegram; needs RELAWAN_TELEGRAM_TOKEN")
    run.add_argument("--follow-clock", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    invite = commands.add_parser("invite", help="print a link, good for 24 hours and one person, that gives a role")
    invite.add_argument("role", choices=["admin", "organiser", "coordinator"])
    invite.add_argument("--region", default="", metavar="CODE", help="a coordinator's region, such as 63 or 63.71")
    status = commands.add_parser("status", help="print what waits, what is done, and the last tick")
    status.add_argument("--json", action="store_true", help="as one JSON object")
    count = commands.add_parser("count", help="print a figure asked for in words, the same as /jumlah in the chat")
    count.add_argument("words", help='such as "tagana banjarmasin yang hadir" or "per kabupaten minggu ini"')
    count.add_argument("--json", action="store_true", help="as one JSON object")
    export = commands.add_parser("export", help="write the people behind a figure into a workbook, telephones masked")
    export.add_argument("words", nargs="?", default="", help='such as "tagana bjm yang hadir"; nothing is everybody')
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="such as relawan.xlsx")
    check = commands.add_parser("check", help="recount from the rows what is counted by increments, and compare")
    check.add_argument("--json", action="store_true", help="as one JSON object")
    due = commands.add_parser("due", help="print what would be sent when, to whom and why; nothing is sent")
    due.add_argument("--until", required=True, metavar="ISO", help="such as 2026-11-30 or 2026-11-30T21:00+08:00")
    due.add_argument("--from", dest="since", default="", metavar="ISO", help="the instant to begin at (default: now)")
    due.add_argument("--json", action="store_true", help="as a JSON array, an object for each")
    understand = commands.add_parser("understand", help="print what each line of standard input means, as JSON")
    understand.add_argument("kind", metavar="KIND", choices=KINDS)
    understand.add_argument("--within", default="", metavar="CODE", help="region: the region to look in")
    understand.add_argument("--now", default="", metavar="ISO", help="when: the present instant")
    understand.add_argument("--zone", default="WITA", help="when: WIB, WITA, WIT or an IANA name (%(default)s)")
    return parser


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from bot.logs import set_up
    from bot.service import serve, stop_on_signals

    settings.token()
    set_up(settings.log_level, settings.log_format)
    if is_open_to_others():
        log.warning("others on this machine may read .env, and the token in it: chmod 600 .env")

    async def run() -> None:
        stop = stop_on_signals()
        if options.follow_clock is None:
            await serve(settings, stop)
        else:
            from bot.demo import follow_clock

            await serve(settings, stop, follow=follow_clock(options.follow_clock, stop))

    asyncio.run(run())
    return OK


def _demo(options: argparse.Namespace, settings: Settings) -> int:
    from bot.demo import demonstrate

    return asyncio.run(demonstrate(settings, options.port))


def _invite(options: argparse.Namespace, settings: Settings) -> int:
    from bot.inviting import link_for
    from bot.understanding.regions import region

    if options.region and region(options.region) is None:
        return _told(f"no region has the code {options.region}; 63 is a province, 63.71 a kabupaten or kota", USAGE)
    print(asyncio.run(link_for(settings, options.role, options.region)))  # noqa: T201
    return OK


def _status(options: argparse.Namespace, settings: Settings) -> int:
    from bot.status import status, written

    found = asyncio.run(status(settings.database))
    print(json.dumps(found) if options.json else written(found))  # noqa: T201
    return OK


def _count(options: argparse.Namespace, settings: Settings) -> int:
    from bot.counting import count

    found = asyncio.run(count(settings.database, options.words, settings.zone, settings.locale))
    print(json.dumps(found, ensure_ascii=False) if options.json else found["text"])  # noqa: T201
    return OK


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from bot.exporting import export

    asyncio.run(export(settings.database, options.out, options.words, settings.zone, settings.locale))
    print(options.out)  # noqa: T201
    return OK


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from bot.counting import check

    found = asyncio.run(check(settings.database))
    lines = [f"{one['where']}: kept {one['kept']}, counted {one['counted']}" for one in found["differences"]]
    said = json.dumps(found) if options.json else "\n".join(lines or [f"all is right: {', '.join(found['checked'])}"])
    print(said)  # noqa: T201
    return FAILED if lines else OK


def _due(options: argparse.Namespace, settings: Settings) -> int:
    from bot.due import due, moment_in, written
    from bot.now import now

    try:
        since = moment_in(options.since, settings.zone) if options.since else now()
        until = moment_in(options.until, settings.zone)
    except ValueError:
        return _told("an instant is written as 2026-11-30T21:00+08:00, or without hour and zone", USAGE)
    found = asyncio.run(due(settings.database, since, until, settings.zone))
    if options.json:
        lines = [json.dumps(asdict(each)) for each in found]
        print("[" + ",\n".join(lines) + "]")  # noqa: T201
    for each in [] if options.json else found:
        print(written(each))  # noqa: T201
    return OK


def _understand(options: argparse.Namespace, settings: Settings) -> int:
    from bot.understanding.lines import reader

    read = reader(options.kind, within=options.within, now=options.now, zone=options.zone)
    for line in sys.stdin:
        print(json.dumps(read(line.rstrip("\r\n")), ensure_ascii=False), flush=True)  # noqa: T201
    return OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; its exit code."""
    options = _parser().parse_args(arguments)
    does = {
        "run": _run, "demo": _demo, "invite": _invite, "status": _status, "count": _count, "export": _export,
        "check": _check, "due": _due, "understand": _understand,
    }  # fmt: skip
    os.umask(0o077)  # the database and the workbooks hold people's data: they are for whoever runs the bot alone
    try:
        return does[options.command](options, load())
    except SettingsError as error:
        return _told(str(error), CONFIGURATION)
    except KeyboardInterrupt:
        return OK
    except Exception as error:
        code = _code(error)
        if code is None:
            raise
        return _told(str(error), code)


def _code(error: Exception) -> int | None:
    """The exit code of a failure that is nobody's bug, or None."""
    from bot.channel import SendError
    from handlers.counts.requests import NotUnderstood
    from storage.database import AlreadyRunning
    from storage.migrations import NewerSchema

    match error:
        case NotUnderstood():
            return USAGE
        case AlreadyRunning():
            return RUNNING
        case SendError():
            return UNAVAILABLE
        case NewerSchema() | OSError():
            return FAILED
    return None


def _told(words: str, code: int) -> int:
    for line in words.splitlines() or [""]:
        print(f"relawan: {line}", file=sys.stderr)  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
