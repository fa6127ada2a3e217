"""Everything that may be set from outside, by the environment or a file `.env`; `.env.example` lists the same."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "RELAWAN_"
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""Indonesia's three zones by the words people use, and the IANA names they stand for."""

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SECRETS = {"telegram_token", "webhook_secret"}


class SettingsError(Exception):
    """A setting is missing or wrong; the message has one line for each, with its name and the reason."""


Rate = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """The settings, checked; a name `x` here is the variable `RELAWAN_X` outside."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=True,
    )

    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    database: Path = Path("data/relawan.db")
    zone: str = "WITA"
    locale: Literal["id", "en"] = "id"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    rate_all: Rate = 28.0
    rate_bulk: Rate = 25.0
    approval_above: Annotated[int, Field(ge=0)] = 500
    large_per_day: Annotated[int, Field(ge=1)] = 2
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    def token(self) -> str:
        """The bot's token at Telegram. Raises SettingsError where it is missing or cannot be one."""
        token = self.telegram_token.get_secret_value()
        if not token:
            raise SettingsError(f"{PREFIX}TELEGRAM_TOKEN: missing; BotFather on Telegram gives one")
        if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token):
            raise SettingsError(f"{PREFIX}TELEGRAM_TOKEN: not a token; BotFather's are digits, a colon, and letters")
        return token

    @field_validator("telegram_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        parts = _parts(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an address that begins with https:// or http://")
        return url.rstrip("/")

    @field_validator("database")
    @classmethod
    def _database(cls, path: Path) -> Path:
        try:
            return path.expanduser()
        except RuntimeError:
            raise ValueError("there is no such home folder") from None

    @field_validator("zone")
    @classmethod
    def _zone(cls, zone: str) -> str:
        name = ZONES.get(zone.upper(), zone)
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be WIB, WITA, WIT or a zone's IANA name such as Asia/Makassar") from None

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, url: str) -> str:
        parts = _parts(url)
        local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if url and not local and not (parts.scheme == "https" and parts.hostname):
            raise ValueError("must begin with https:// (http:// only to this machine itself)")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        value = secret.get_secret_value()
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
            raise ValueError("must be 1 to 256 letters, digits, _ and -")
        if info.data.get("webhook_url") and not value:
            raise ValueError(f"missing; {PREFIX}WEBHOOK_URL is not used without it")
        return secret

    @field_validator("log_level", mode="before")
    @classmethod
    def _log_level(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def load() -> Settings:
    """The settings from the environment, then from `.env` in the working directory. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_problems(error))) from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f".env: cannot be read ({error})") from None


def is_open_to_others(file: Path = Path(".env")) -> bool:
    """Whether others on this machine may read the file with the token."""
    return file.exists() and bool(file.stat().st_mode & 0o077)


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ValueError("not an address") from None


def _problems(error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors(include_url=False):
        field = str(problem["loc"][0])
        why = str(problem.get("ctx", {}).get("error", problem["msg"])).replace("Input should", "must")
        seen = "" if field in _SECRETS or problem["input"] == "" else f" (it is {str(problem['input'])!r})"
        lines.append(f"{PREFIX}{field.upper()}: {why}{seen}")
    return lines
