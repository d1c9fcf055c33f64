"""Settings from the environment."""

from datetime import timedelta
from pathlib import Path

import pytest

from webapp.core.config import SettingsError, read_settings


def test_production_needs_a_secret_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY is not set"):
        read_settings({}, tmp_path)


def test_development_keeps_one_key_of_its_own(tmp_path: Path) -> None:
    first = read_settings({"APP_ENV": "development"}, tmp_path / "new")
    again = read_settings({"APP_ENV": "development"}, tmp_path / "new")
    assert first["SECRET_KEY"] == again["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) == 64
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", ""])
def test_a_number_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="UPLOAD_LIMIT_MB"):
        read_settings({"SECRET_KEY": "x", "UPLOAD_LIMIT_MB": text}, tmp_path)


def test_photos_have_the_size_that_is_set(tmp_path: Path) -> None:
    plain = read_settings({"SECRET_KEY": "x"}, tmp_path)
    assert (plain["PHOTO_SIDE"], plain["PHOTO_QUALITY"]) == (2000, 85)
    told = {"SECRET_KEY": "x", "PHOTO_SIDE": "1200", "PHOTO_QUALITY": "100"}
    told_of = read_settings(told, tmp_path)
    assert (told_of["PHOTO_SIDE"], told_of["PHOTO_QUALITY"]) == (1200, 95)


@pytest.mark.parametrize(
    ("told", "is_secure"),
    [
        ({}, True),
        ({"APP_ENV": "development"}, False),
        ({"SECURE_COOKIES": "0"}, False),
        ({"APP_ENV": "development", "SECURE_COOKIES": "1"}, True),
        ({"SECURE_COOKIES": ""}, True),
    ],
)
def test_cookies_are_secure_in_production(
    tmp_path: Path, told: dict[str, str], is_secure: bool
) -> None:
    found = read_settings({"SECRET_KEY": "x"} | told, tmp_path)
    assert found["SESSION_COOKIE_SECURE"] is is_secure


@pytest.mark.parametrize(("name", "text"), [("SECURE_COOKIES", "off"), ("TRUSTED_PROXIES", "-1")])
def test_what_is_neither_on_nor_off_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({"SECRET_KEY": "x", name: text}, tmp_path)


def test_sessions_end_as_set_and_samples_passwords_hold_in_development(tmp_path: Path) -> None:
    told = {"SECRET_KEY": "x", "SESSION_IDLE_H": "4", "SESSION_LONGEST_H": "10"}
    found = read_settings(told, tmp_path)
    hours = [found[name] for name in ("SESSION_IDLE", "SESSION_LONGEST")]
    assert hours == [timedelta(hours=4), timedelta(hours=10)]
    assert found["TAKES_SAMPLE_PASSWORD"] is False
    assert read_settings({"APP_ENV": "development"}, tmp_path)["TAKES_SAMPLE_PASSWORD"] is True


def test_a_hash_costs_what_is_set(tmp_path: Path) -> None:
    told = {"SECRET_KEY": "x", "PASSWORD_COST": "2,1024,1"}
    assert read_settings(told, tmp_path)["PASSWORD_COST"] == (2, 1024, 1)
    assert read_settings({"SECRET_KEY": "x"}, tmp_path)["PASSWORD_COST"] == (3, 65536, 4)


@pytest.mark.parametrize("text", ["3", "3,65536", "0,65536,4", "3,8,4", "a,b,c", "1,8,1,1"])
def test_a_cost_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="PASSWORD_COST"):
        read_settings({"SECRET_KEY": "x", "PASSWORD_COST": text}, tmp_path)


def test_the_database_is_sqlite_unless_told(tmp_path: Path) -> None:
    assert read_settings({"SECRET_KEY": "x"}, tmp_path)["SQLALCHEMY_DATABASE_URI"].startswith(
        "sqlite:"
    )
    told = read_settings({"SECRET_KEY": "x", "DATABASE_URL": "postgresql+psycopg://h/d"}, tmp_path)
    assert told["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://h/d"
