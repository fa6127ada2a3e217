"""Makes a document in a process of its own that ends: what drawing and writing need of memory goes with it."""

import asyncio
import contextlib
import importlib
import json
import os
import sys
from collections.abc import AsyncIterable, Iterator
from typing import Any, BinaryIO

LONGEST = 600.0
"""Seconds after which a document that is not made is given up: on a busy machine a polite child waits long."""
_POLITE = 5
"""The child's niceness: whoever waits for a reply goes first."""


class NotMade(Exception):
    """A document could not be made; the message names the kind of error and no content."""


async def made(what: str, *, lines: AsyncIterable[Any] | None = None, timeout: float = LONGEST, **args: Any) -> bytes:
    """What a function of `bot.documents`, named "module.function", makes of these arguments (JSON).

    With `lines` it gets them first, as an iterator, one by one as they come. Raises NotMade.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        what,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(timeout):
            feeding = asyncio.create_task(_feed(child, lines, args))
            try:
                output, problem = await _drained(child)
                await feeding
            finally:
                feeding.cancel()
    except TimeoutError:
        raise NotMade(f"{what} took longer than {timeout:.0f} s") from None
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode:
        last = problem.decode(errors="replace").strip().rpartition("\n")[2]
        raise NotMade(f"{what} failed: {last or child.returncode}")
    return output


async def _drained(child: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
    assert child.stdout is not None
    assert child.stderr is not None
    output, problem, _ = await asyncio.gather(child.stdout.read(), child.stderr.read(), child.wait())
    return output, problem


async def _feed(child: asyncio.subprocess.Process, lines: AsyncIterable[Any] | None, args: dict[str, Any]) -> None:
    assert child.stdin is not None
    # A child that failed reads no further; its own error says why.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.write(_line({"args": args, "lines": lines is not None}))
        if lines is not None:
            async for line in lines:
                child.stdin.write(_line(line))
                await child.stdin.drain()
        await child.stdin.drain()
    child.stdin.close()


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _lines(source: BinaryIO) -> Iterator[Any]:
    return (json.loads(line) for line in source)


def _make(what: str) -> bytes:
    module, _, function = what.partition(".")
    asked = json.loads(sys.stdin.buffer.readline())
    make = getattr(importlib.import_module(f"{__package__}.{module}"), function)
    given = (_lines(sys.stdin.buffer),) if asked["lines"] else ()
    content: bytes = make(*given, **asked["args"])
    return content


def main() -> None:
    """The child: reads what is asked, writes the document, ends."""
    os.nice(_POLITE)
    try:
        content = _make(sys.argv[1])
    except Exception as error:
        # Its words may quote what somebody is called.
        sys.exit(type(error).__name__)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
