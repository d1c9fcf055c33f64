"""Settings, all from the environment, each with a safe default (listed in the README)."""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import argon2
from click import ClickException

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WORKING_DAY = timedelta(hours=12)
LONGEST_STATEMENT = 60  # s, on a server of its own
RENEWED_AFTER = 1800  # s, a connection to one


class SettingsError(ClickException):
    """A setting is missing or makes no sense; the message says which and what to do.

    Commands tell it in one line, without a traceback.
    """


def read_settings(environ: Mapping[str, str], instance: Path) -> dict[str, object]:
    """Return Flask's configuration. Raises `SettingsError` for a start that would be unsafe."""
    development = environ.get("APP_ENV", "production") == "development"
    url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'du-giam-sat.sqlite'}"
    longest = timedelta(hours=_number(environ, "SESSION_LONGEST_H", 24))
    settings: dict[str, object] = {
        "SECRET_KEY": environ.get("SECRET_KEY") or _local_key(development, instance),
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(
            url, _number(environ, "DATABASE_PATIENCE_S", 10)
        ),
        "MAX_CONTENT_LENGTH": _number(environ, "UPLOAD_LIMIT_MB", 20) * 1024 * 1024,
        "TAKE_FILE_LIMIT": _number(environ, "TAKE_FILE_LIMIT_MB", 10) * 1024 * 1024,
        "PHOTO_SIDE": _number(environ, "PHOTO_SIDE", 2000),
        "PHOTO_QUALITY": min(_number(environ, "PHOTO_QUALITY", 85), 95),  # more only takes room
        "TAKES_SAMPLE_PASSWORD": development,
        "PASSWORD_COST": _password_cost(environ),
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SESSION_IDLE": timedelta(hours=_number(environ, "SESSION_IDLE_H", 12)),
        "SESSION_LONGEST": longest,
        "PERMANENT_SESSION_LIFETIME": longest,  # an older cookie is not even looked at
        "WTF_CSRF_TIME_LIMIT": int(LONGEST_WORKING_DAY.total_seconds()),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": _switch(environ, "SECURE_COOKIES", not development),
        "TRUSTED_PROXIES": _number(environ, "TRUSTED_PROXIES", 0, least=0),
    }
    return settings


def _local_key(development: bool, instance: Path) -> str:
    """Keep one random key beside the database of a development machine."""
    if not development:
        raise SettingsError(
            "SECRET_KEY is not set. Set it to a long random text, for example the output of "
            "`python -c 'import secrets; print(secrets.token_hex(32))'`, "
            "or set APP_ENV=development on a machine that only tries the program out."
        )
    path = instance / "secret-key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()


def _number(environ: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    text = environ.get(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise SettingsError(f"{name} must be a whole number from {least} on, not {text!r}.")
    return int(text)


def _switch(environ: Mapping[str, str], name: str, default: bool) -> bool:
    text = environ.get(name) or str(int(default))
    if text not in ("0", "1"):
        raise SettingsError(f"{name} must be 0 or 1, not {text!r}.")
    return text == "1"


def _password_cost(environ: Mapping[str, str]) -> tuple[int, int, int]:
    """Return how dear a hash of argon2id is: rounds, memory (KiB), lanes; else the library's."""
    usual = (argon2.DEFAULT_TIME_COST, argon2.DEFAULT_MEMORY_COST, argon2.DEFAULT_PARALLELISM)
    text = environ.get("PASSWORD_COST") or ",".join(map(str, usual))
    parts = [int(one) if one.isdecimal() else 0 for one in text.split(",")]
    if len(parts) != 3 or 0 in parts or parts[1] < 8 * parts[2]:
        raise SettingsError(
            "PASSWORD_COST must be rounds, memory in KiB and lanes, with at least 8 KiB a lane, "
            f"as in 3,65536,4; not {text!r}."
        )
    return parts[0], parts[1], parts[2]


def _engine_options(url: str, patience: int) -> dict[str, object]:
    """Return how to connect so that nobody waits for a lock longer than *patience* (s).

    Connections to a server are looked at before they are used, and renewed.
    """
    if not url.startswith("postgresql"):
        return {"connect_args": {"timeout": patience}}
    limits = f"-c lock_timeout={patience}s -c statement_timeout={LONGEST_STATEMENT}s"
    return {
        "connect_args": {"connect_timeout": patience, "options": limits},
        "pool_pre_ping": True,
        "pool_recycle": RENEWED_AFTER,
        "pool_timeout": patience,
    }
