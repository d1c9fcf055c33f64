"""What rooms hand over before the application is made: pages, commands, kinds, answers, handlers.

Each room has a `room.py` with `register(house)`; `webapp.rooms` calls them in the order of the
work, so that what one room does with another's kinds, questions and signals stands in one file.
"""

from collections.abc import Callable
from types import ModuleType
from typing import ParamSpec, TypeVar

import click
from flask import Blueprint, Flask

from webapp.core.registry import K, Question, Registry, Signal

P = ParamSpec("P")
R = TypeVar("R")


class House:
    """Takes what the rooms have, once in a process; `open` puts it into an application."""

    def __init__(self) -> None:
        self.modules: list[ModuleType] = []  # those whose views are open
        self._blueprints: list[Blueprint] = []
        self._commands: list[click.Command] = []

    def pages(self, bp: Blueprint, *modules: ModuleType) -> None:
        """Open a room's pages: *modules* are those whose views are on *bp*.

        Raises ValueError for a module that does not use the blueprint.
        """
        for module in modules:
            if getattr(module, "bp", None) is not bp:
                raise ValueError(f"{module.__name__} has no view on {bp.name}")
        self.modules += modules
        self._blueprints.append(bp)

    def commands(self, *commands: click.Command) -> None:
        """Offer commands under `flask --app webapp …`."""
        self._commands += commands

    def declare(self, registry: Registry[K], *kinds: K) -> None:
        """Declare kinds of one sort."""
        registry.add(*kinds)

    def answer(self, question: Question[P, R], *answers: Callable[P, R]) -> None:
        """Answer a question that a room below asks."""
        question.add(*answers)

    def listen(self, signal: Signal[P], *handlers: Callable[P, object]) -> None:
        """Call handlers when something happened; they run in its transaction and do not commit.

        They run in the order in which the rooms, and each its handlers, are listed.
        """
        signal.add(*handlers)

    def open(self, app: Flask) -> None:
        """Put pages and commands into an application."""
        for blueprint in self._blueprints:
            app.register_blueprint(blueprint)
        for command in self._commands:
            app.cli.add_command(command)
