"""Settings, all from the environment, each with a safe default (listed in the README)."""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

import argon2
from click import ClickException
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WORKING_DAY = timedelta(hours=12)
LONGEST_STATEMENT = 60  # s, on a server of its own
RENEWED_AFTER = 1800  # s, a connection to one
SHORTEST_KEY, FEWEST_LETTERS = 32, 8  # of a key that nobody guesses
MAKE_A_KEY = "`python -c 'import secrets; print(secrets.token_hex(32))'`"


class SettingsError(ClickException):
    """A setting is missing or makes no sense; the message says which and what to do.

    Commands tell it in one line, without a traceback.
    """


def read_settings(environ: Mapping[str, str], instance: Path) -> dict[str, object]:
    """Return Flask's configuration. Raises `SettingsError` for a start that would be unsafe."""
    development = _is_development(environ)
    url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'du-giam-sat.sqlite'}"
    check_database(url, instance)
    return _of_sessions(environ, development) | {
        "DEVELOPMENT": development,
        "SECRET_KEY": _key(environ.get("SECRET_KEY", ""), development, instance),
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(
            url, _number(environ, "DATABASE_PATIENCE_S", 10, most=LONGEST_STATEMENT)
        )
        | {"hide_parameters": not development},  # what people typed has no place in a log
        "MAX_CONTENT_LENGTH": _number(environ, "UPLOAD_LIMIT_MB", 20, most=1000) * 1024 * 1024,
        "TAKE_FILE_LIMIT": _number(environ, "TAKE_FILE_LIMIT_MB", 10, most=1000) * 1024 * 1024,
        "PHOTO_SIDE": _number(environ, "PHOTO_SIDE", 2000, least=100, most=10_000),
        # More than 95 only takes room.
        "PHOTO_QUALITY": min(_number(environ, "PHOTO_QUALITY", 85, most=100), 95),
        "PICTURE_PIXELS": _number(environ, "PICTURE_MEGAPIXELS", 50, most=500) * 1_000_000,
        "BODY_QUOTA": _number(environ, "BODY_QUOTA_MB", 500, most=1_000_000) * 1024 * 1024,
        "CLAMD_SOCKET": environ.get("CLAMD_SOCKET", ""),
        "THREADS": _number(environ, "THREADS", 8, most=64),
        "CONNECTION_LIMIT": _number(environ, "CONNECTION_LIMIT", 1000, least=10, most=20_000),
        "CHANNEL_TIMEOUT_S": _number(environ, "CHANNEL_TIMEOUT_S", 60, most=3600),
        "TRUSTED_PROXY": environ.get("TRUSTED_PROXY", ""),
        "METRICS_TOKEN": _token(environ.get("METRICS_TOKEN", "")),
        "TAKES_SAMPLE_PASSWORD": development,
        "PASSWORD_COST": _password_cost(environ),
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
    }


def _of_sessions(environ: Mapping[str, str], development: bool) -> dict[str, object]:
    longest = timedelta(hours=_number(environ, "SESSION_LONGEST_H", 24, most=1000))
    return {
        "SESSION_IDLE": timedelta(hours=_number(environ, "SESSION_IDLE_H", 12, most=1000)),
        "SESSION_LONGEST": longest,
        "PERMANENT_SESSION_LIFETIME": longest,  # an older cookie is not even looked at
        "WTF_CSRF_TIME_LIMIT": int(LONGEST_WORKING_DAY.total_seconds()),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": _is_on(environ, "SECURE_COOKIES", not development),
    }


def weakness(key: str) -> str:
    """Return what makes a key easy to guess; nothing of one that is hard to."""
    if len(key) < SHORTEST_KEY:
        return f"has {len(key)} characters, fewer than {SHORTEST_KEY}"
    if len(set(key)) < FEWEST_LETTERS:
        return f"has only {len(set(key))} different characters, fewer than {FEWEST_LETTERS}"
    return ""


def check_database(url: str, instance: Path) -> None:
    """Raise `SettingsError` for an address that no database of ours can have, or no file."""
    try:
        parsed = make_url(url)
        parsed.get_dialect().import_dbapi()
    except (NoSuchModuleError, ImportError):
        raise SettingsError(
            f"DATABASE_URL begins with {parsed.drivername!r}, for which there is no driver here. "
            "Use postgresql+psycopg or sqlite."
        ) from None
    except (ArgumentError, ValueError):  # it may hold a password, so it is not shown
        raise SettingsError(
            "DATABASE_URL cannot be read. It looks like "
            "postgresql+psycopg://user:password@host/database or sqlite:////folder/file.sqlite."
        ) from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise SettingsError(
            f"DATABASE_URL begins with {parsed.drivername!r}; the program works with "
            "postgresql+psycopg and sqlite."
        )
    if place := sqlite_file(parsed, instance):
        _check_place(place, instance)


def sqlite_file(url: URL, instance: Path) -> Path | None:
    """Return where the file of a SQLite database lies; None where there is none."""
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or name in ("", ":memory:") or name.startswith("file:"):
        return None
    return instance / name


def _check_place(place: Path, instance: Path) -> None:
    folder = place.parent
    try:
        if folder == instance:
            folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
        if place.exists():
            place.open("r+b").close()
    except OSError as error:
        raise SettingsError(
            f"The database cannot be kept in {place}: {error.strerror}. Its folder must be there, "
            "and both writable by who runs the program."
        ) from None


def _is_development(environ: Mapping[str, str]) -> bool:
    told = environ.get("APP_ENV") or "production"
    if told not in ("production", "development"):
        raise SettingsError(f"APP_ENV must be production or development, not {told!r}.")
    return told == "development"


def _is_on(environ: Mapping[str, str], name: str, default: bool) -> bool:
    told = environ.get(name) or str(int(default))
    if told not in ("0", "1"):
        raise SettingsError(f"{name} must be 1 or 0, not {told!r}.")
    return told == "1"


def _key(told: str, development: bool, instance: Path) -> str:
    if development:
        return told or _local_key(instance)
    if not told:
        raise SettingsError(
            "SECRET_KEY is not set. Set it to a long random text, for example the output of "
            f"{MAKE_A_KEY}, or set APP_ENV=development on a machine that only tries the program "
            "out."
        )
    if fault := weakness(told):
        raise SettingsError(f"SECRET_KEY {fault}. Set it to the output of {MAKE_A_KEY}.")
    return told


def _token(told: str) -> str:
    if told and (fault := weakness(told)):
        raise SettingsError(f"METRICS_TOKEN {fault}. Set it to the output of {MAKE_A_KEY}.")
    return told


def _local_key(instance: Path) -> str:
    """Keep one random key beside the database of a development machine."""
    path = instance / "secret-key"
    try:
        if not path.exists():
            instance.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The key in {path} cannot be read: {error}.") from None
    if fault := weakness(key):
        raise SettingsError(f"The key in {path} {fault}. Delete the file; a new one is made.")
    return key


def _number(
    environ: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int
) -> int:
    text = environ.get(name, str(default))
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not is_number or not least <= int(text) <= most:
        raise SettingsError(
            f"{name} must be a whole number from {least} to {most}, not {text[:40]!r}."
        )
    return int(text)


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
