"""A person at a browser: opens pages, finds forms by what they do, fills them in, sends them.

Pages are read as they stand. A form is found by the endpoint that it is sent to and by the names of
its fields, so that pages may change their words and their order.
"""

from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from tests.forms import Control, FormOnPage, forms_in
from tests.pages import faults
from tests.queries import MOST, statements
from webapp.core import clock

# Pages on which a paper is composed again, to see whether it still says what its rows say.
PAPER_PAGES = ("documents.show", "documents.compare", "documents.edit", "documents.ask_issue")
MOST_OF = dict.fromkeys(PAPER_PAGES, 24)
REFUSALS = frozenset({403, 404, 409, 413, 422})


class CannotNow(Exception):
    """The page has no such form, or the program said no: a person shrugs and goes on."""


class Broken(AssertionError):
    """Something that must hold did not; `what` names it, whatever rows it was about."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.what = what


@dataclass(frozen=True)
class Link:
    """An address on a page, and what it leads to."""

    endpoint: str
    args: dict[str, Any]
    href: str


@dataclass
class Page:
    """A page: where it is, how it answered, its forms and links.

    What comes after something was sent is opened once somebody looks at it.
    """

    who: "Person"
    url: str
    answer: TestResponse | None = None

    @cached_property
    def _shown(self) -> TestResponse:
        return self.answer or self.who.fetch(self.url)[1]

    @property
    def status(self) -> int:
        return self._shown.status_code

    @cached_property
    def text(self) -> str:
        return self._shown.text if self._shown.mimetype.startswith("text/") else ""

    @property
    def is_refused(self) -> bool:
        return self.answer is not None and self.status in REFUSALS

    @cached_property
    def forms(self) -> list[FormOnPage]:
        return [one for one in forms_in(self.text, self.url) if one.method == "post"]

    @cached_property
    def links(self) -> list[Link]:
        found = (self.who.meaning(href) for href in _Hrefs(self.text).hrefs)
        return list({one.href: one for one in found if one is not None}.values())

    def to(self, *endpoints: str) -> list[Link]:
        """Return the links that lead to one of these endpoints, in their order."""
        return [one for one in self.links if one.endpoint in endpoints]

    def forms_to(self, endpoint: str) -> list[FormOnPage]:
        """Return the forms that are sent to an endpoint."""
        return [one for one in self.forms if self.who.endpoint(one.action) == endpoint]

    def form(self, endpoint: str, *named: str) -> FormOnPage:
        """Return the first form sent to an endpoint that has fields so named."""
        for one in self.forms_to(endpoint):
            if set(named) <= {control.name for control in one.controls}:
                return one
        raise CannotNow(f"no form for {endpoint} on {self.url}")

    def has(self, endpoint: str) -> bool:
        return bool(self.forms_to(endpoint))


class _Hrefs(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.in_main = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.in_main = True
        if tag == "a" and self.in_main:
            href = dict(attrs).get("href")
            if href and href.startswith("/"):
                self.hrefs.append(href)


class Browser(FlaskClient):
    """A client that shares nothing with the player but the database and the time of day."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return Context().run(self._open_at, clock.now(), *args, **kwargs)

    def _open_at(self, moment: datetime, *args: Any, **kwargs: Any) -> Any:
        with clock.living_on(moment):
            return super().open(*args, **kwargs)


@dataclass
class Person:
    """Somebody with an account, signed in with a browser of their own."""

    app: Flask
    username: str
    password: str
    client: FlaskClient = field(init=False)
    note: Callable[[str], None] = lambda _line: None
    watch: Callable[[], None] = lambda: None  # looks at the rows after all that is sent
    opened: int = 0
    followed: int = 0

    def __post_init__(self) -> None:
        self.client = Browser(self.app, Response)

    @cached_property
    def adapter(self) -> MapAdapter:
        return self.app.url_map.bind("localhost")

    def sign_in(self) -> "Person":
        page = self.open("/sign-in")
        data = page.form("accounts.sign_in").values
        data |= {"username": [self.username], "password": [self.password]}
        if self._sent("/sign-in", data).status_code != 303:
            raise CannotNow(f"{self.username} is not let in")
        return self

    def meaning(self, href: str, method: str = "GET") -> Link | None:
        """Return what an address leads to."""
        parts = urlsplit(href)
        try:
            endpoint, args = self.adapter.match(parts.path, method=method)
        except HTTPException:
            return None
        return Link(endpoint, {**args, **dict(parse_qsl(parts.query))}, href)

    def endpoint(self, action: str) -> str:
        found = self.meaning(action, "POST")
        return found.endpoint if found else ""

    def open(self, url: str) -> Page:
        """Open a page, follow where it leads."""
        return Page(self, *self.fetch(url))

    def fetch(self, url: str) -> tuple[str, TestResponse]:
        """Return where an address leads and what is there: no error, by few queries."""
        for _ in range(5):
            with self.app.app_context(), statements() as sent:
                answer = self.client.get(url)
            if answer.status_code not in (301, 302, 303):
                break
            url = answer.headers["Location"]
        found = self.meaning(url)
        endpoint = found.endpoint if found else ""
        if answer.status_code >= 500:
            raise Broken(f"{answer.status_code} at {endpoint}", url)
        most = MOST_OF.get(endpoint, MOST)
        # Who comes first after a change of organizations took effect brings the tree up to date.
        writes = any(one.startswith(("INSERT", "UPDATE", "DELETE")) for one in sent)
        if answer.mimetype == "text/html" and len(sent) > most and not writes:
            raise Broken(
                f"{endpoint} asks more than {most} queries",
                f"{url}: {len(sent)}\n" + "\n".join(sent),
            )
        self._look_at(url, endpoint, answer)
        return url, answer

    def _look_at(self, url: str, endpoint: str, answer: TestResponse) -> None:
        """Check the HTML of now and then a page: each by itself is looked at by other tests."""
        self.opened += 1
        if self.opened % 6 == 0 and answer.mimetype == "text/html":
            is_whole = answer.text.lstrip().startswith("<!doctype")
            found = faults(answer.text, whole=is_whole)
            if found:
                raise Broken(f"{endpoint} is no sound page", f"{url}: {found}")

    def at(self, url: str) -> Page:
        """Open a page that this person must be able to open."""
        page = self.open(url)
        if page.status != 200:
            raise CannotNow(f"{self.username} gets {page.status} for {url}")
        return page

    def press(
        self, page: Page, endpoint: str, *named: str, button: str | None = None, **values: Any
    ) -> Page:
        """Send the first form for an endpoint with some values changed; return what comes next.

        *named* are fields that the form must have; *button* is `name=value` of the one pressed.
        Raises CannotNow where there is no such form or the program refuses.
        """
        return self.send(page, page.form(endpoint, *named), button=button, **values)

    def send(
        self, page: Page, form: FormOnPage, *, button: str | None = None, **values: Any
    ) -> Page:
        next_page = self.try_to(page, form, button=button, **values)
        if next_page.is_refused:
            raise CannotNow(f"{self.username} is refused {next_page.status} at {form.action}")
        return next_page

    def try_to(
        self, page: Page, form: FormOnPage, *, button: str | None = None, **values: Any
    ) -> Page:
        """Send a form and return the answer, a refusal too."""
        data = sent_by(form, button) | {
            name: value if isinstance(value, list) else [value] for name, value in values.items()
        }
        answer = self._sent(form.action or page.url, data)
        if answer.status_code in (302, 303):
            self.followed += 1
            page = Page(self, answer.headers["Location"])
            return page if self.followed % 4 else self.open(page.url)  # some look, some go on
        return Page(self, form.action, answer)

    def _sent(self, url: str, data: dict[str, list[Any]]) -> TestResponse:
        given = {name: value for name, value in data.items() if value != [None]}
        answer = self.client.post(url, data=given)
        self.note(f"{self.username} {url} {answer.status_code}")
        if answer.status_code >= 500 or answer.status_code == 400:
            raise Broken(f"{answer.status_code} at {self.endpoint(url)}", url)
        self.watch()
        return answer


def sent_by(form: FormOnPage, button: str | None) -> dict[str, list[Any]]:
    """Return what a browser sends: all but buttons, of which only the one that was pressed."""
    data: dict[str, list[Any]] = {}
    for one in form.controls:
        if one.name and one.kind not in ("submit", "file") and one.chosen:
            data.setdefault(one.name, []).append(one.value)
    if button is not None:
        name, _, value = button.partition("=")
        data[name] = [value]
    return data


def fields(form: FormOnPage, *kinds: str) -> Iterator[Control]:
    """Yield the named controls of these kinds."""
    return (one for one in form.controls if one.kind in kinds and one.name)


def options_of(form: FormOnPage, name: str) -> list[str]:
    """Return what may be chosen in a select or among radio buttons, the empty one left out."""
    found: list[str] = []
    for one in form.controls:
        if one.name == name:
            found += one.options if one.kind == "select" else [one.value]
    return [value for value in found if value]


def some(chance: Random, things: list[Any], least: int, most: int) -> list[Any]:
    """Return some of the things, in their order."""
    count = min(len(things), chance.randint(least, most))
    picked = set(chance.sample(range(len(things)), count))
    return [one for number, one in enumerate(things) if number in picked]
