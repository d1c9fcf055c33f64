"""Commands: `flask --app webapp …`."""

import click
from flask import Flask

from webapp.rules import deadlines
from webapp.rules.workdays import WorkingCalendar


def init_app(app: Flask) -> None:
    """Hang the commands on the application."""
    app.cli.add_command(deadline)


@click.command()
@click.argument("rule")
@click.argument("anchor")
def deadline(rule: str, anchor: str) -> None:
    """Say when RULE, counted from ANCHOR, falls due: "30 days before" 2024-10-03."""
    try:
        click.echo(deadlines.answer(rule, anchor, WorkingCalendar()))
    except deadlines.RuleError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
