"""Commands: `flask --app webapp …`."""

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy import select
from waitress import serve as serve_forever

from webapp import sample
from webapp.cli.backups import backup, restore
from webapp.cli.checking import check
from webapp.cli.limits import server_options
from webapp.cli.revisions import bring_up_to_date
from webapp.core import logs
from webapp.core.db import db
from webapp.milestones.services import Counting, counting_of
from webapp.organizations.models import Issuer
from webapp.rules import deadlines
from webapp.rules.text import fold
from webapp.rules.workdays import WorkingCalendar

LONGEST = 300
SECURE = "Cookies go over HTTPS alone; SECURE_COOKIES=0 lets people sign in without it."
LOADING = "Loading the sample; this happens once."

sample_group = AppGroup("sample", help="The sample plans.")


def init_app(app: Flask, make: Callable[[Mapping[str, Any]], Flask]) -> None:
    """Offer the commands of the whole house; *make* makes an application by other settings."""
    app.extensions["another"] = make
    app.cli.add_command(backup)
    app.cli.add_command(restore)
    app.cli.add_command(check)
    app.cli.add_command(deadline)
    app.cli.add_command(serve)
    app.cli.add_command(sample_group)


@click.command()
@click.argument("rule")
@click.argument("anchor")
@click.option("--issuer", help="Count by the own days of an issuer, told by its name or code.")
@with_appcontext
def deadline(rule: str, anchor: str, issuer: str | None) -> None:
    """Say when RULE, counted from ANCHOR, falls due: "30 days before" 2024-10-03."""
    counting = Counting(WorkingCalendar(), clear_days=False)
    if issuer is not None:
        counting = counting_of(_issuer(issuer))
    try:
        click.echo(
            deadlines.answer(rule, anchor, counting.calendar, clear_days=counting.clear_days)
        )
    except deadlines.RuleError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None


def _issuer(told: str) -> int:
    """Return the id of the one issuer of that name or code, or say what there is and stop."""
    sought = fold(told[:LONGEST])
    issuers = db.session.scalars(select(Issuer).order_by(Issuer.id)).all()
    found = [one for one in issuers if sought in (fold(one.name), fold(one.code))]
    if len(found) == 1:
        return found[0].id
    named = "; ".join(f"{one.name} ({one.code})" for one in found or issuers) or "none"
    click.echo(f"{len(found) or 'No'} issuers are called {told[:60]!r}: {named}.", err=True)
    raise SystemExit(2)


@sample_group.command("load")
def load_sample() -> None:
    """Load the three sample plans, with their past months lived through, into an empty database."""
    bring_up_to_date()
    if db.session.scalar(select(Issuer.id).limit(1)):
        click.echo("The database already holds data; the sample goes into an empty one.", err=True)
        raise SystemExit(2)
    sample.load()
    click.echo("The sample is loaded.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--sample", "with_sample", is_flag=True, help="Load the sample on the first run.")
@with_appcontext
def serve(host: str, port: int, with_sample: bool) -> None:
    """Bring the database up to date and serve by waitress, a production server."""
    with _listen(host, port) as listener:
        place = Path(db.engine.url.database or "")
        if with_sample and db.engine.name == "sqlite" and not place.exists():
            _make_with_sample(place)
        bring_up_to_date()
        if with_sample and not db.session.scalar(select(Issuer.id).limit(1)):
            click.echo(LOADING)
            sample.load()
        click.echo(f"Dự, giám sát: http://{host}:{listener.getsockname()[1]}")
        if with_sample and sample.is_loaded():
            click.echo(sample.accounts_text())
        db.session.remove()
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        logs.configure(development=app.config.get("DEVELOPMENT", False))
        if app.config["SESSION_COOKIE_SECURE"]:
            click.echo(SECURE)
        serve_forever(app, sockets=[listener], **server_options(app.config))


def _listen(host: str, port: int) -> socket.socket:
    """Take the port first: a port in use must be told before anything is changed."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        click.echo(f"Cannot listen on {host}:{port}: {error.strerror}. Try PORT=8001.", err=True)
        raise SystemExit(1) from None
    return listener


def _make_with_sample(place: Path) -> None:
    """Make a database file with the sample in it; it gets to its place whole.

    So a start that is broken off, or another beside it, leaves nobody with half a sample.
    """
    click.echo(LOADING)
    with TemporaryDirectory(prefix="sample-", dir=place.parent) as folder:
        made = Path(folder, place.name)
        make = current_app.extensions["another"]
        app = make({**current_app.config, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{made}"})
        with app.app_context():
            upgrade()
            sample.load()
            db.session.remove()
            db.engine.dispose()
        if not place.exists():
            os.replace(made, place)
