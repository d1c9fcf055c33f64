"""What the tests need from the machine: a throw-away PostgreSQL and a browser."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 30
STOP_SECONDS = 10

FAST = {  # nothing here has to survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
}


def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def checked_by_qpdf(file: Path) -> str:
    """What `qpdf --check` complains of in a sound PDF: nothing. Also where qpdf is missing.

    On a machine that must leave nothing out (REQUIRE_ALL=1) a missing qpdf is a complaint.
    """
    program = shutil.which("qpdf")
    if program is None:
        return "no qpdf is installed" if os.environ.get("REQUIRE_ALL") == "1" else ""
    done = subprocess.run([program, "--check", file], capture_output=True, text=True)
    told = done.stdout + done.stderr
    return told if done.returncode or "WARNING" in told else ""


def find_postgres() -> Path | None:
    """The folder with the newest PostgreSQL server's programs, or None.

    PostgreSQL refuses to run as root, so root also needs Debian's user "postgres".
    """
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        return None
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))
    folders.sort(key=_version, reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if _has_server(folder)), None)


@contextmanager
def postgres() -> Iterator[str]:
    """Run an empty server and give its URL for SQLAlchemy; stop and delete it at the end.

    It listens on a Unix socket in a private folder only, so any number may run side by side.
    The user of the URL may create databases. Raises RuntimeError with the server's log when
    it does not start.
    """
    programs = find_postgres()
    if programs is None:
        raise RuntimeError("no PostgreSQL server is installed")
    # Not $TMPDIR: its path may be too long for a socket, or closed to the user "postgres".
    folder = Path(tempfile.mkdtemp(prefix="test-postgres-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _create_cluster(programs, folder)
        with _server(programs, folder):
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}&port=5432"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0


def _has_server(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def _as_server_user(folder: Path) -> dict[str, Any]:
    """Options of subprocess that start a program in `folder`, never as root."""
    options: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, "umask": 0o077}
    if os.geteuid() == 0:
        options |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    return options


def _create_cluster(programs: Path, folder: Path) -> None:
    command = [programs / "initdb", "--pgdata=data", "--username=postgres", "--auth=trust"]
    command += ["--encoding=UTF8", "--no-locale", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, **_as_server_user(folder))
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")


@contextmanager
def _server(programs: Path, folder: Path) -> Iterator[None]:
    settings = FAST | {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "port": "5432",
    }
    command = [programs / "postgres", "-D", "data"]
    command += [f"--{name}={value}" for name, value in settings.items()]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is for pytest alone
            **_as_server_user(folder),
        )
    try:
        _wait_until_ready(process, folder, log)
        yield
    finally:
        _stop(process)


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < give_up:
        try:
            psycopg.connect(host=str(folder), port=5432, user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Disconnect everybody and stop; without ceremony if that takes too long."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)
