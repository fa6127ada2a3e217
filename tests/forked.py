"""Runs the bot in a process of its own that need not import anything first: most of a start is importing."""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.__main__ import main

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload([__name__, "bot.service"])


def forked(folder: Path, environment: Mapping[str, str]) -> ForkServerProcess:
    """`relawan run` in this folder and environment, not yet started; its standard error is the folder's `log`.

    It is a fork of a process that has imported what the bot consists of, and done nothing else.
    """
    return _SERVER.Process(target=_run, args=(folder, dict(environment)), daemon=True)


def _run(folder: Path, environment: Mapping[str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    sys.exit(main(["run"]))
