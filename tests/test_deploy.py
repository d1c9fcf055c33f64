"""What is copied to a machine names commands and settings that there are, and agrees."""

import configparser
import re
from pathlib import Path
from typing import Any

import click
import pytest

from tests.building import KEY
from tests.conftest import make_app
from webapp.core.config import ROOT, read_settings

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
SERVICES = sorted(DEPLOY.glob("*.service"))
PROGRAM = "/opt/du-giam-sat/.venv/bin/flask --app webapp "


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def example() -> dict[str, str]:
    lines = (DEPLOY / "du-giam-sat.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def settings_of(tmp_path: Path, **told: str) -> dict[str, Any]:
    return read_settings(example() | {"SECRET_KEY": KEY} | told, tmp_path)


def seconds(directive: str, within: str) -> int:
    [found] = re.findall(rf"^\s*{directive} (\d+)s;", within, re.M)
    return int(found)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_unit_runs_a_command_with_options_that_it_has(path: Path) -> None:
    told = unit(path)["Service"]["ExecStart"]
    assert told.startswith(PROGRAM)
    name, *arguments = told.removeprefix(PROGRAM).split()
    command = make_app("sqlite://").cli.commands[name]
    assert isinstance(command, click.Command)
    command.make_context(name, arguments)  # raises UsageError for what it does not know


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.timer")), ids=lambda path: path.name)
def test_a_timer_starts_a_unit_that_is_there(path: Path) -> None:
    assert path.with_suffix(".service") in SERVICES
    assert unit(path)["Install"]["WantedBy"] == "timers.target"
    assert unit(path)["Timer"]["OnCalendar"]


def test_settings_of_the_example_are_read_and_told(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings["SESSION_COOKIE_SECURE"] is True
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.M))
    source = (ROOT / "webapp" / "core" / "config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'(?:environ(?:\.get\(|, )|_is_on\(environ, )\s*"([A-Z_]+)"', source))
    assert set(example()) <= read
    assert told == read | {"INSTANCE_PATH"}


def test_nginx_agrees_with_the_settings(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    [size] = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert int(size) * 1024 * 1024 == settings["MAX_CONTENT_LENGTH"]
    [upstream] = re.findall(r"upstream \w+ \{(.*?)\}", NGINX, re.S)
    assert seconds("keepalive_timeout", upstream) < settings["CHANNEL_TIMEOUT_S"]
    [host, port] = re.findall(r"server ([\d.]+):(\d+);", upstream)[0]
    assert host == settings["TRUSTED_PROXY"]
    assert f"serve --port {port}" in unit(DEPLOY / "du-giam-sat.service")["Service"]["ExecStart"]
    assert NGINX.count("{") == NGINX.count("}")
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme", "Host $host"):
        assert f"proxy_set_header {header};" in NGINX


def test_the_unit_lets_as_many_files_be_open_as_connections_need(tmp_path: Path) -> None:
    allowed = int(unit(DEPLOY / "du-giam-sat.service")["Service"]["LimitNOFILE"])
    assert allowed >= 3 * settings_of(tmp_path)["CONNECTION_LIMIT"]


def test_what_the_guide_names_is_there() -> None:
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    commands = make_app("sqlite://").cli.commands
    for name in re.findall(r"\brun ([a-z]+)", guide):
        assert name in commands
    for folder in ("/var/lib/du-giam-sat", "/var/backups/du-giam-sat", "/etc/du-giam-sat.env"):
        assert folder in guide
        assert any(folder in path.read_text(encoding="utf-8") for path in SERVICES)
