"""Imports point down, and every module has its place."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def layered(contracts: list[dict[str, Any]]) -> set[str]:
    """The modules and packages that the contract of layers names."""
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return {name.strip().strip("()") for layer in layers for name in layer.split("|")}


def homeless(modules: set[str], layers: set[str]) -> set[str]:
    """The modules that neither are in a layer nor lie inside a package that is."""
    return {module for module in modules if not any(f"{module}.".startswith(f"{layer}.") for layer in layers)}


def modules() -> set[str]:
    """Every module of ours, by its dotted name; a package by its own."""
    files = [path.relative_to(ROOT) for top in ("bot", "handlers", "storage") for path in (ROOT / top).rglob("*.py")]
    return {".".join(file.with_suffix("").parts).removesuffix(".__init__") for file in files}


def test_every_module_is_in_a_layer() -> None:
    # `bot` itself is only the folder of the layers, and must stay empty.
    assert homeless(modules() - {"bot"}, layered(CONTRACTS)) == set()
    assert "import" not in (ROOT / "bot" / "__init__.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("module", "found"), [("bot.sender", False), ("bot.channels.sms", False), ("bot.chan", True), ("bot.extra", True)]
)
def test_a_module_in_no_layer_is_found(module: str, found: bool) -> None:
    assert homeless({module}, {"bot.sender", "bot.channels"}) == ({module} if found else set())


def test_imports_point_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
