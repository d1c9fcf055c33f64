"""Settings from the environment."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.building import KEY
from webapp.core.config import ROOT, SettingsError, read_settings


def test_production_needs_a_secret_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY is not set"):
        read_settings({}, tmp_path)


def test_development_keeps_one_key_of_its_own(tmp_path: Path) -> None:
    first = read_settings({"APP_ENV": "development"}, tmp_path / "new")
    again = read_settings({"APP_ENV": "development"}, tmp_path / "new")
    assert first["SECRET_KEY"] == again["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) == 64
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "", "1001", "9" * 5000, "٣"])
def test_a_number_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="UPLOAD_LIMIT_MB"):
        read_settings({"SECRET_KEY": KEY, "UPLOAD_LIMIT_MB": text}, tmp_path)


def test_photos_have_the_size_that_is_set(tmp_path: Path) -> None:
    plain = read_settings({"SECRET_KEY": KEY}, tmp_path)
    assert (plain["PHOTO_SIDE"], plain["PHOTO_QUALITY"]) == (2000, 85)
    told = {"SECRET_KEY": KEY, "PHOTO_SIDE": "1200", "PHOTO_QUALITY": "100"}
    told_of = read_settings(told, tmp_path)
    assert (told_of["PHOTO_SIDE"], told_of["PHOTO_QUALITY"]) == (1200, 95)


def test_pictures_are_opened_up_to_the_size_that_is_set(tmp_path: Path) -> None:
    assert read_settings({"SECRET_KEY": KEY}, tmp_path)["PICTURE_PIXELS"] == 50_000_000
    told = read_settings({"SECRET_KEY": KEY, "PICTURE_MEGAPIXELS": "8"}, tmp_path)
    assert told["PICTURE_PIXELS"] == 8_000_000


def test_each_body_may_hand_in_as_much_as_is_set(tmp_path: Path) -> None:
    assert read_settings({"SECRET_KEY": KEY}, tmp_path)["BODY_QUOTA"] == 500 * 1024**2
    told = read_settings({"SECRET_KEY": KEY, "BODY_QUOTA_MB": "2"}, tmp_path)
    assert told["BODY_QUOTA"] == 2 * 1024**2


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
    found = read_settings({"SECRET_KEY": KEY} | told, tmp_path)
    assert found["SESSION_COOKIE_SECURE"] is is_secure


@pytest.mark.parametrize(("name", "text"), [("SECURE_COOKIES", "off"), ("SECURE_COOKIES", "2")])
def test_what_is_neither_on_nor_off_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({"SECRET_KEY": KEY, name: text}, tmp_path)


def test_sessions_end_as_set_and_samples_passwords_hold_in_development(tmp_path: Path) -> None:
    told = {"SECRET_KEY": KEY, "SESSION_IDLE_H": "4", "SESSION_LONGEST_H": "10"}
    found = read_settings(told, tmp_path)
    hours = [found[name] for name in ("SESSION_IDLE", "SESSION_LONGEST")]
    assert hours == [timedelta(hours=4), timedelta(hours=10)]
    assert found["TAKES_SAMPLE_PASSWORD"] is False
    assert read_settings({"APP_ENV": "development"}, tmp_path)["TAKES_SAMPLE_PASSWORD"] is True


def test_a_hash_costs_what_is_set(tmp_path: Path) -> None:
    told = {"SECRET_KEY": KEY, "PASSWORD_COST": "2,1024,1"}
    assert read_settings(told, tmp_path)["PASSWORD_COST"] == (2, 1024, 1)
    assert read_settings({"SECRET_KEY": KEY}, tmp_path)["PASSWORD_COST"] == (3, 65536, 4)


@pytest.mark.parametrize("text", ["3", "3,65536", "0,65536,4", "3,8,4", "a,b,c", "1,8,1,1"])
def test_a_cost_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="PASSWORD_COST"):
        read_settings({"SECRET_KEY": KEY, "PASSWORD_COST": text}, tmp_path)


def test_the_database_is_sqlite_unless_told(tmp_path: Path) -> None:
    assert read_settings({"SECRET_KEY": KEY}, tmp_path)["SQLALCHEMY_DATABASE_URI"].startswith(
        "sqlite:"
    )
    told = read_settings({"SECRET_KEY": KEY, "DATABASE_URL": "postgresql+psycopg://h/d"}, tmp_path)
    assert told["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://h/d"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("short", "5 characters"),
        ("x" * 64, "1 different"),
        ("abcdefg" * 5, "7 different"),
        ("x" * 24 + "abcdefg", "31 characters"),
    ],
)
def test_a_key_that_can_be_guessed_is_refused(tmp_path: Path, key: str, told: str) -> None:
    with pytest.raises(SettingsError, match=f"SECRET_KEY has.* {told}"):
        read_settings({"SECRET_KEY": key}, tmp_path)
    assert read_settings({"SECRET_KEY": key, "APP_ENV": "development"}, tmp_path)


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("\n")
    with pytest.raises(SettingsError, match="secret-key has 0 characters"):
        read_settings({"APP_ENV": "development"}, tmp_path)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nothing", "cannot be read"),
        ("postgresql+psycopg://user:sesame@host:port/database", "cannot be read"),
        ("oracle://host/database", "no driver here"),
        ("elephant://host/database", "no driver here"),
        ("postgresql+asyncpg://host/database", "no driver here"),
        ("sqlite:////no/such/folder/file.sqlite", "cannot be kept in /no/such/folder/file.sqlite"),
        ("sqlite:////proc/file.sqlite", "cannot be kept in /proc/file.sqlite"),  # nobody writes
        ("sqlite:////tmp", "cannot be kept in /tmp: Is a directory"),
    ],
)
def test_an_address_that_no_database_has_is_refused(tmp_path: Path, url: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as refused:
        read_settings({"SECRET_KEY": KEY, "DATABASE_URL": url}, tmp_path)
    assert "sesame" not in str(refused.value)


def test_a_folder_of_the_database_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be kept in"):
        read_settings({"SECRET_KEY": KEY}, tmp_path / "file" / "instance")


@pytest.mark.parametrize(("name", "told"), [("SECURE_COOKIES", "true"), ("APP_ENV", "prod")])
def test_a_word_that_a_setting_does_not_know_is_refused(
    tmp_path: Path, name: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=f"{name} must be"):
        read_settings({"SECRET_KEY": KEY, name: told}, tmp_path)


def test_a_command_tells_a_bad_setting_in_one_line(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "SECRET_KEY": "short", "INSTANCE_PATH": str(tmp_path)}
    command = [sys.executable, "-m", "flask", "--app", "webapp", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: SECRET_KEY has 5 characters")
    assert done.stderr.count("\n") == 1
