"""Every form on every page, filled with what people and their machines really send.

Whatever comes, the answer is one of the house's own: let through, 422 with a message and the
typed text kept, 409, or a plain refusal. Nothing ends in a fault.
"""

from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import FormOnPage, forms_of
from tests.full_world import Values
from tests.test_routes import LET_THROUGH, PEOPLE, addresses, fill, rows
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.visits.models import Choice

HOSTILE = {
    "nothing": "",
    "spaces": " \u200b\u00a0\t ",
    "very long": "Dài " * 25_000,
    "markup": "<script>alert(1)</script><b>&amp;]]>{{ 7*7 }}",
    "right to left": "\u202etxt.exe\u202c\u200f",
    "decomposed": "Ho\u0323p chi bo\u0323\u0302",
    "no such day": "2024-02-30",
    "huge number": "99999999999999999999999",
    "negative": "-1",
    "null": "a\x00b",
    "letters": "abc",
    "emoji": "😀" * 10,
    "TCVN3": "§¶ng bé x·",
    "VNI": "Ñaûng boä xaõ",
}
REFUSED = {403, 409, 422}
OLD_FONTS = {"TCVN3", "VNI"}
# Forms are first seen by whoever the table lets in, in this order.
ORDER = ["planner", "office", "selfrun", "member", "leader", "admin"]


def first_in(cells: list[str]) -> str | None:
    told = dict(zip(PEOPLE, cells, strict=True))
    return next((person for person in ORDER if told[person] == "ok"), None)


# Files, redirects and parts that htmx asks for hold no form of their own. What is looked over
# before it is final needs rows that are ready for it: see the last test.
NO_PAGES = {
    "documents.ask_issue",
    "submissions.ask_submit",
    "visits.ask_close",
    "accounts.sign_in",
    "documents.docx",
    "documents.file",
    "documents.pdf",
    "documents.register_pdf",
    "documents.scan",
    "health.healthz",
    "health.metrics",
    "health.readyz",
    "milestones.day_word",
    "notices.margin",
    "notices.organizations",
    "notices.receipt",
    "plans.export",
    "plans.own_plan",
    "reports.latest",
    "grassroots.index",
    "grassroots.month",
    "submissions.open_paper",
    "submissions.outline_docx",
    "submissions.outline_pdf",
    "submissions.receipt",
    "submissions.spreadsheet",
    "attending.note_form",
    "attending.service_worker",
    "attending.tablet",
    "attending.tablet_session",
}
PAGES = [
    pytest.param(endpoint, person, id=endpoint)
    for method, endpoint, cells in rows()
    if method == "GET" and endpoint not in NO_PAGES and (person := first_in(cells))
]


@pytest.fixture
def opened(
    app: Flask,
    full: Values,
    sign_in: Callable[[str], FlaskClient],
    endpoint: str,
    person: str,
) -> tuple[FlaskClient, str]:
    """Whoever may open a page, and its address."""
    return sign_in(person), fill(addresses(app)["GET", endpoint], endpoint, full)


def spoiled(form: FormOnPage, value: str) -> dict[str, str]:
    return {control.name: value for control in form.writable()}


@pytest.mark.parametrize(("endpoint", "person"), PAGES)
def test_no_form_is_broken_by_what_is_typed(opened: tuple[FlaskClient, str], endpoint: str) -> None:
    client, address = opened
    forms = forms_of(client, address)
    for what, value in HOSTILE.items():
        for form in forms:
            if not form.writable():
                continue
            answer = form.send(client, **spoiled(form, value))
            is_taken = form.method == "post" and answer.status_code not in REFUSED
            if is_taken:  # the page may hold other forms now
                forms = forms_of(client, address)
            assert answer.status_code in LET_THROUGH, f"{what} into {form.action}"
            if answer.status_code == 422 and what == "markup":
                assert "<script>alert(1)" not in answer.text
            secret = all(control.kind == "password" for control in form.writable())
            if answer.status_code == 422 and what == "letters" and not secret:
                assert value in unescape(answer.text), f"what was typed is lost at {form.action}"
            if what in OLD_FONTS and form.method == "post" and has_text(form):
                assert answer.status_code in (422, 409), f"{what} is kept at {form.action}"
                assert "Công cụ, Chuyển mã" in answer.text, f"no advice at {form.action}"
                assert value in unescape(answer.text), f"what was typed is lost at {form.action}"


def has_text(form: FormOnPage) -> bool:
    return any(control.kind == "textarea" for control in form.writable())


@pytest.mark.parametrize(("endpoint", "person"), PAGES)
def test_no_form_is_broken_by_what_is_left_out_or_invented(
    opened: tuple[FlaskClient, str], endpoint: str
) -> None:
    client, address = opened
    for form in forms_of(client, address):
        names = [control.name for control in form.controls if control.name]
        for value in (None, "khong-co", ["1", "2", "1"]):
            changes: dict[str, Any] = {name: value for name in names}  # noqa: C420
            answer = form.send(client, **changes)
            assert answer.status_code in LET_THROUGH | {404}, f"{changes} into {form.action}"
        if form.method == "post":
            pictures = {name: (BytesIO(b"GIF89a"), "anh.gif") for name in names}
            answer = form.send(client, **pictures)
            assert answer.status_code in LET_THROUGH | {404}, f"files into {form.action}"
            for body in ([], {key: {"a": [1]} for key in names}):
                answer = client.post(form.action, json=body)
                assert answer.status_code in LET_THROUGH | {404}, f"{body} into {form.action}"


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=x", "q=%00%ff", "month=2024-99", "sort=x&kind=y", "endpoint=x&_anchor=1"],
)
def test_no_list_is_broken_by_its_query(
    app: Flask, full: Values, sign_in: Callable[[str], FlaskClient], query: str
) -> None:
    client = sign_in("planner")
    for method, endpoint, cells in rows():
        if method == "GET" and dict(zip(PEOPLE, cells, strict=True))["planner"] == "ok":
            address = fill(addresses(app)["GET", endpoint], endpoint, full)
            answer = client.get(address.partition("?")[0] + "?" + query)
            assert answer.status_code in LET_THROUGH | {404}, f"{address}?{query}"


LOOKED_OVER = {
    "documents.issue": "planner",
    "submissions.submit": "office",
    "visits.close_choice": "planner",
}


@pytest.mark.parametrize(("endpoint", "person"), LOOKED_OVER.items())
@pytest.mark.parametrize("what", HOSTILE)
def test_what_was_looked_over_is_not_believed(
    app: Flask,
    world: World,
    full: Values,
    sign_in: Callable[[str], FlaskClient],
    endpoint: str,
    person: str,
    what: str,
) -> None:
    """The mark of what a page showed comes back as anything: nothing is done by it."""
    address = fill(addresses(app)["POST", endpoint], endpoint, full)
    issued_at = db.session.get_one(Document, full["document_id"]).issued_at
    closed_at = db.session.scalars(select(Choice.closed_at)).all()
    sent = dict.fromkeys(("looked", "version", "reason", "answer"), HOSTILE[what])
    answer = sign_in(person).post(address, data=sent)
    # The month's choice is closed already: one is sent there, and told so.
    assert answer.status_code in {303 if endpoint == "visits.close_choice" else 409, 409, 422}, what
    db.session.expire_all()
    assert db.session.get_one(Document, full["document_id"]).issued_at == issued_at
    assert db.session.scalars(select(Choice.closed_at)).all() == closed_at
