"""Forms as a browser sees them: found on a page, filled in, sent back."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TEXT_TYPES = frozenset({"text", "search", "tel", "email", "number", "date", "time", "password"})

# Days and hours are fields of text that are read as such.
TYPED = {"day": "date", "hour": "time", "moment": "datetime-local", "month": "month"}


@dataclass
class Control:
    """One thing a person can fill in."""

    name: str
    kind: str  # text, date, …, textarea, select, checkbox, radio, file, hidden, submit
    value: str = ""
    chosen: bool = True
    options: list[str] = field(default_factory=list)  # of a select, what may be chosen


@dataclass
class FormOnPage:
    """A form with what it holds when the page opens."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    @property
    def values(self) -> dict[str, list[str]]:
        """What a browser would send if the person pressed the first button."""
        sent: dict[str, list[str]] = {}
        pressed = False
        for one in self.controls:
            if one.kind == "submit":
                if pressed or not one.name:
                    continue
                pressed = True
            if one.name and one.kind != "file" and one.chosen:
                sent.setdefault(one.name, []).append(one.value)
        return sent

    def writable(self) -> list[Control]:
        return [c for c in self.controls if c.kind in TEXT_TYPES | {"textarea"} and c.name]

    def send(self, client: FlaskClient, **changes: Any) -> TestResponse:
        """Send the form with some values changed; a change to None leaves the value out."""
        data: dict[str, Any] = {**self.values, **changes}
        data = {name: value for name, value in data.items() if value is not None}
        if self.method == "get":
            return client.get(self.action, query_string=data)
        return client.post(self.action, data=data)


class _Reader(HTMLParser):
    def __init__(self, text: str, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[FormOnPage] = []
        self.form: FormOnPage | None = None
        self.area: Control | None = None
        self.select: Control | None = None
        self.named: dict[str, FormOnPage] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = FormOnPage(a.get("action") or self.url, a.get("method", "get").lower())
            self.forms.append(self.form)
            self.named[a.get("id", "")] = self.form
            return
        form = self.named.get(a["form"]) if "form" in a else self.form
        if form is None or "disabled" in a:
            return
        if tag == "input":
            kind = TYPED.get(a.get("data-typed", ""), a.get("type", "text"))
            chosen = kind not in ("checkbox", "radio") or "checked" in a
            form.controls.append(Control(a.get("name", ""), kind, a.get("value", ""), chosen))
        elif tag == "button":
            form.controls.append(Control(a.get("name", ""), "submit", a.get("value", "")))
        elif tag == "textarea":
            self.area = Control(a.get("name", ""), "textarea")
            form.controls.append(self.area)
        elif tag == "select":
            self.select = Control(a.get("name", ""), "select", "", chosen=False)
            form.controls.append(self.select)
        elif tag == "option" and self.select:
            self.select.options.append(a.get("value", ""))
            if not self.select.chosen or "selected" in a:
                self.select.value, self.select.chosen = a.get("value", ""), True

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area:
            self.area.value = self.area.value.removeprefix("\r\n").removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.select = None


def forms_of(client: FlaskClient, url: str, *, method: str = "post") -> list[FormOnPage]:
    """Return the forms on a page, without the one that signs out."""
    answer = client.get(url)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    return [form for form in forms_in(answer.text, url) if form.method == method]


def looked_over(client: FlaskClient, url: str, **typed: Any) -> TestResponse:
    """Send the one form of a page to look over, as it stands there."""
    (form,) = forms_of(client, url)
    return form.send(client, **typed)


def forms_in(text: str, url: str) -> list[FormOnPage]:
    """Return the forms in the text of a page, without the one that signs out."""
    return [form for form in _Reader(text, url).forms if form.action != "/sign-out"]


def both_texts(page: str) -> list[tuple[str, str]]:
    """Return what a clash shows beside each other, line by line: the text kept, and one's own."""
    table = page.partition("Bản đã lưu của người khác</th>")[2].partition("</table>")[0]
    cells = [unescape(one) for one in re.findall(r'class="text">([^<]*)</td>', table)]
    return list(zip(cells[::2], cells[1::2], strict=True))
