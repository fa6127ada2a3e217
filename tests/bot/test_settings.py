"""Settings come from the environment or `.env`, and a wrong one is named in one line."""

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import PREFIX, Settings, SettingsError, is_open_to_others, load

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def problems(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as refused:
        load()
    return str(refused.value).splitlines()


def test_nothing_needs_to_be_set() -> None:
    settings = load()
    assert settings.zone == "Asia/Makassar"
    assert settings.database == Path("data/relawan.db")
    assert (settings.rate_all, settings.rate_bulk) == (28, 25)


def test_the_example_lists_every_setting_with_its_default_and_an_explanation() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    listed = {}
    for above, line in zip(["", *lines], lines, strict=False):
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            listed[name] = value
            assert re.match(r"# \S.{10,}", above), f"{name} is not explained"
    assert listed == {PREFIX + name.upper(): as_written(field.default) for name, field in Settings.model_fields.items()}


def as_written(default: object) -> str:
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    return f"{default:g}" if isinstance(default, float) else str(default)


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    defaults = load()
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load() == defaults


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("RELAWAN_HTTP_PORT=1111\nRELAWAN_LOCALE=en\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("RELAWAN_HTTP_PORT", "2222")
    assert (load().http_port, load().locale) == (2222, "en")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"RELAWAN_ZONE=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^\.env: cannot be read"):
        load()


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("WIB", "Asia/Jakarta"),
        ("wita", "Asia/Makassar"),
        ("WIT", "Asia/Jayapura"),
        ("Asia/Pontianak", "Asia/Pontianak"),
    ],
)
def test_zones_are_known_by_their_word_or_their_iana_name(
    monkeypatch: pytest.MonkeyPatch, said: str, zone: str
) -> None:
    monkeypatch.setenv("RELAWAN_ZONE", said)
    assert load().zone == zone


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZONE", "Asia"),
        ("ZONE", "../etc/passwd"),
        ("ZONE", "WITB"),
        ("DATABASE", "~nobody-of-that-name/relawan.db"),
        ("HTTP_PORT", "http"),
        ("HTTP_PORT", "65536"),
        ("RATE_ALL", "0"),
        ("RATE_BULK", "nan"),
        ("RATE_ALL", "inf"),
        ("LOCALE", "fr"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "https://[::"),
        ("WEBHOOK_URL", "http://relawan.example.id/hook"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "a" * 257),
    ],
)
def test_a_wrong_value_is_one_line_with_its_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    (line,) = problems(monkeypatch, **{name: value})
    assert line.startswith(f"{PREFIX}{name}: ")
    assert (value.casefold() in line.casefold()) == (name != "WEBHOOK_SECRET")


def test_two_wrong_values_are_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = problems(monkeypatch, ZONE="Mars", HTTP_PORT="x")
    assert [line.split(":")[0] for line in lines] == ["RELAWAN_ZONE", "RELAWAN_HTTP_PORT"]


def test_a_webhook_without_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = problems(monkeypatch, WEBHOOK_URL="https://relawan.example.id/hook")
    assert line.startswith("RELAWAN_WEBHOOK_SECRET: missing")


@pytest.mark.parametrize("url", ["https://relawan.example.id/hook", "http://127.0.0.1:9/hook", "http://[::1]:9/"])
def test_a_webhook_with_a_secret_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("RELAWAN_WEBHOOK_URL", url)
    monkeypatch.setenv("RELAWAN_WEBHOOK_SECRET", "s3cret_-")
    assert load().webhook_url == url


def test_the_token_is_missed_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match=r"^RELAWAN_TELEGRAM_TOKEN: missing"):
        load().token()
    monkeypatch.setenv("RELAWAN_TELEGRAM_TOKEN", "123:abc_-")
    assert load().token() == "123:abc_-"


def test_a_wrong_token_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAWAN_TELEGRAM_TOKEN", "hunter2")
    with pytest.raises(SettingsError, match=r"^RELAWAN_TELEGRAM_TOKEN: not a token") as refused:
        load().token()
    assert "hunter2" not in str(refused.value)


def test_secrets_do_not_show_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAWAN_TELEGRAM_TOKEN", "123:hunter2")
    monkeypatch.setenv("RELAWAN_WEBHOOK_SECRET", "hunter3")
    settings = load()
    assert "hunter" not in f"{settings!r} {settings}"


def test_the_api_url_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAWAN_TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert load().telegram_api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(("mode", "open_"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True)])
def test_a_file_with_the_token_that_others_may_read_is_noticed(tmp_path: Path, mode: int, open_: bool) -> None:
    assert not is_open_to_others(tmp_path / ".env")
    (tmp_path / ".env").touch(mode)
    (tmp_path / ".env").chmod(mode)
    assert is_open_to_others(tmp_path / ".env") is open_
