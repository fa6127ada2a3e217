"""A skip passes on a desk and fails in CI."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
ONE_SKIP = """
import pytest

def test_without_chromium():
    pytest.skip("no chromium here")

def test_that_passes():
    pass
"""


@pytest.fixture
def desk(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest((ROOT / "conftest.py").read_text(encoding="utf-8"))
    return pytester


def test_a_skip_is_allowed_on_a_desk(desk: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    desk.makepyfile(ONE_SKIP)
    desk.runpytest_inprocess("-p", "no:asyncio").assert_outcomes(passed=1, skipped=1)


def test_a_skip_fails_in_ci_and_says_why(desk: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    desk.makepyfile(ONE_SKIP)
    result = desk.runpytest_inprocess("-p", "no:asyncio")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*skipped, which CI does not allow*no chromium here*"])


def test_a_whole_module_may_not_skip_in_ci_either(desk: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    desk.makepyfile("import pytest; pytest.importorskip('no_such_module')")
    desk.runpytest_inprocess("-p", "no:asyncio").assert_outcomes(errors=1)


def test_an_expected_failure_is_no_skip(desk: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    desk.makepyfile("import pytest\n@pytest.mark.xfail\ndef test_known():\n    assert False")
    desk.runpytest_inprocess("-p", "no:asyncio").assert_outcomes(xfailed=1)
