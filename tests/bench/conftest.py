"""Measurements: what was measured is printed as one table at the end."""

import pytest

from tests.bench.figures import Figures

_FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = Figures()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Takes down what is measured."""
    return request.config.stash[_FIGURES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash[_FIGURES]
    if figures.rows:
        terminalreporter.write_sep("=", "measurements")
        for line in figures.table():
            terminalreporter.write_line(line)
