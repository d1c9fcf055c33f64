"""The parts that every page is built from, at hand in every template: `ui.state(...)`."""

from typing import Any

from flask import Flask
from jinja2 import Environment
from markupsafe import Markup


class Macros:
    """The macros of one template, loaded when one of them is first used."""

    def __init__(self, templates: Environment, path: str) -> None:
        self._templates, self._path = templates, path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._templates.get_template(self._path).module, name)


def link(words: str, href: str) -> Markup:
    """Return words that lead somewhere, for a line of facts that Python puts together."""
    return Markup('<a class="row-link" href="{}">{}</a>').format(href, words)


def init_app(app: Flask) -> None:
    """Name the shared macros, so that no template imports them."""
    for name in ("ui", "forms", "choosing", "looking_over"):
        app.jinja_env.globals[name] = Macros(app.jinja_env, f"macros/{name}.html")
