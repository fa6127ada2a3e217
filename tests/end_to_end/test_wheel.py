"""The wheel holds all that the bot needs: installed in an empty environment, it shows its demo."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import aiohttp
import pytest

CHECKOUT = Path(__file__).parents[2]
SARI = 101


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel in it, and nothing of the checkout."""
    built, home = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("environment")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-index", "--no-deps"]
    _run([*pip, "wheel", "--no-build-isolation", *offline, "--wheel-dir", str(built), str(CHECKOUT)], built)
    _run([sys.executable, "-m", "venv", "--without-pip", str(home)], built)
    (wheel,) = built.glob("*.whl")
    _run([*pip, "--python", str(home / "bin/python"), "install", *offline, str(wheel)], built)
    # A path in a .pth brings the dependencies, but not the checkout, which is in a .pth of that folder.
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(f"{Path(aiohttp.__file__).parents[1]}\n")
    return home


def test_every_file_of_the_three_packages_is_installed_and_used(environment: Path, tmp_path: Path) -> None:
    (packages,) = environment.glob("lib/python*/site-packages")
    names = ("bot", "handlers", "storage")
    files = {file.relative_to(CHECKOUT) for name in names for file in (CHECKOUT / name).rglob("*.*")}
    files = {file for file in files if file.suffix not in (".pyc", ".mo")}
    assert {file.suffix for file in files} >= {".py", ".sql", ".md", ".tsv", ".po", ".html", ".js", ".css"}
    assert [file for file in files if not (packages / file).is_file()] == []
    told = f"import {', '.join(names)}; print(*(m.__file__ for m in ({', '.join(names)})), sep='\\n')"
    used = _run([str(environment / "bin/python"), "-c", told], tmp_path).splitlines()
    assert used == [str(packages / name / "__init__.py") for name in names]


def test_the_demo_of_the_wheel_has_its_page_and_its_words_and_ctrl_c_ends_it(environment: Path, tmp_path: Path) -> None:
    with _demo(environment, tmp_path) as (address, process):
        assert "Relawan" in _got(f"{address}/")
        for part in (CHECKOUT / "bot/playground/page").iterdir():
            assert _got(f"{address}/page/{part.name}") == part.read_text()
        for words, reply in (
            ("/start", "Ini Relawan"),
            ("/jadwal", "Jambore"),
            ("pkh itu apa?", "Sumber"),
            ("/bahasa", "bahasa"),
            ("English", "English"),
            ("/daftar", "may Relawan"),
        ):
            _say(address, words)
            _reads(address, reply)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "log"]


@contextmanager
def _demo(environment: Path, folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`relawan demo` in an empty folder, as a terminal would run it: its address, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log, subprocess.Popen(
        [str(environment / "bin/relawan"), "demo", "--port", str(port)],
        cwd=folder, env=_surroundings(), stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"Relawan: http://127.0.0.1:{port}\n", (folder / "log").read_text()
            yield f"http://127.0.0.1:{port}", process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("RELAWAN_", "PYTHON"))}


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, env=_surroundings(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _got(address: str) -> str:
    with urlopen(address) as answer:
        content: bytes = answer.read()
    return content.decode()


def _say(address: str, words: str) -> None:
    body = json.dumps({"text": words}).encode()
    with urlopen(Request(f"{address}/sim/phones/{SARI}/text", body, {"Content-Type": "application/json"})):
        pass


def _reads(address: str, words: str, seconds: float = 20.0) -> None:
    """Wait until the newest message on Sari's phone is from the bot and holds these words."""
    until, last = time.monotonic() + seconds, dict[str, Any]()
    while words not in str(last.get("text")) or last["from"] != "bot":
        assert time.monotonic() < until, f"{words!r} did not come; the last was {last}"
        time.sleep(0.05)
        state = json.loads(_got(f"{address}/sim/state"))
        (sari,) = (phone for phone in state["phones"] if phone["id"] == SARI)
        last = sari["messages"][-1]
