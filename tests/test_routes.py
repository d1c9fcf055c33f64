"""Who may open what: every route of the program in one table (routes.txt), tried as everybody.

`ok` means that the person is let through (200, 204, 303, or told what is wrong: 400, 409, 422);
403 that their part does not include it; 404 that for them there is no such thing; `in` that they
are sent to sign in. A route that has no row here fails, and so does a row that has no route.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.full_world import Values

# The columns of the table: the office that owns the rows, its colleague, another committee's, a
# self-run committee's, the board's people, and the planner and administrator of another issuer.
PEOPLE = (
    "office",
    "colleague",
    "other",
    "selfrun",
    "planner",
    "leader",
    "member",
    "reader",
    "admin",
    "stranger",
    "nobody",
)
LET_THROUGH = {200, 204, 303, 400, 409, 422}

TABLE = Path(__file__).with_name("routes.txt").read_text(encoding="utf-8")
DRAFTS = {"documents.ask", "documents.edit", "documents.submit"}
COPIES = {"documents.certify"}
ENTERED = {"documents.correct"}
SESSIONS = {
    "attending.attendees",
    "attending.compose_minutes",
    "attending.mark_ready",
    "attending.programme",
    "attending.save_attendees",
    "attending.save_session",
    "attending.session",
    "attending.take_back_ready",
    "submissions.owed",
}
# What a unit reports on a round, by an outline, and the papers beside it.
OF_A_ROUND = {
    "submissions.answer",
    "submissions.ask",
    "submissions.open_paper",
    "submissions.ask_submit",
    "submissions.outline",
    "submissions.outline_docx",
    "submissions.outline_pdf",
    "submissions.owed_by_all",
    "submissions.save_outline",
    "submissions.save_part",
    "submissions.send_paper",
    "submissions.show_papers",
    "submissions.show_request",
    "submissions.side_by_side",
    "submissions.spreadsheet",
    "submissions.submit",
    "submissions.take_back",
}
TEXTS = {"kind": "plan", "part": "aims"}  # of the administrator's pages
QUERY = {
    "plans.moved": "?source=model-1-du-sinh-hoat-hang-thang",
    "plans.new_row": "?under=purpose",
}
CHANGING = {"organizations.change": "merged"}  # a kind of change, of the organization known


def rows() -> list[tuple[str, str, list[str]]]:
    split = [line.split() for line in TABLE.strip().splitlines()]
    return [(method, endpoint, cells) for method, endpoint, *cells in split]


def addresses(app: Flask) -> dict[tuple[str, str], str]:
    """Return the rule of every route by method and endpoint, files of the browser left out."""
    return {
        (method, rule.endpoint): rule.rule
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if rule.endpoint != "static"
    }


def test_every_route_has_a_row(app: Flask) -> None:
    assert {(method, endpoint) for method, endpoint, _ in rows()} == set(addresses(app))


def test_every_view_says_who_may_use_it(app: Flask) -> None:
    unguarded = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not hasattr(view, "permit")
    ]
    assert unguarded == []


def test_numbers_in_addresses_are_numbers(app: Flask) -> None:
    numbered = [rule.rule for rule in app.url_map.iter_rules() if "_id>" in rule.rule]
    assert [rule for rule in numbered if rule.count("_id>") != rule.count("<int:")] == []


def answered(client: FlaskClient, method: str, address: str) -> str:
    answer = client.open(address, method=method)
    if answer.status_code == 302 and answer.location.startswith("/sign-in"):
        return "in"
    return "ok" if answer.status_code in LET_THROUGH else str(answer.status_code)


def fill(rule: str, endpoint: str, values: dict[str, int | str]) -> str:
    """Return a rule with the world's numbers in it."""
    if endpoint in OF_A_ROUND:
        of_round = {"activity_id": values["round_id"]}
        values = {**values, **of_round, "assignment_id": values["round_assignment_id"]}
    elif endpoint.startswith("submissions."):
        values = {**values, "assignment_id": values["own_assignment_id"]}
    if endpoint.startswith(("rounds.", "handovers.", "teams.")):
        values = {
            **values,
            "activity_id": values["round_id"],
            "assignment_id": values["unit_assignment_id"],
        }
    if endpoint.startswith("grassroots."):
        of_room = ("visit_id", "meeting_id")
        values = {**values, "activity_id": values["grassroots_id"]}
        values |= {name: values[f"grassroots_{name}"] for name in of_room}
    if endpoint in DRAFTS:
        values = {**values, "document_id": values["draft_id"]}
    if endpoint in SESSIONS:
        values = {**values, "visit_id": values["session_visit_id"]}
    if endpoint in ENTERED:
        values = {**values, "document_id": values["entered_id"]}
    if endpoint in COPIES:
        values = {**values, "document_id": values["copy_id"]}
    if endpoint.startswith("administration."):
        values = {**values, **TEXTS}
    if endpoint in CHANGING:
        rule += f"?id={values['organization_id']}"
        values = {**values, "kind": CHANGING[endpoint]}
    for name, value in values.items():
        rule = rule.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
    return rule + QUERY.get(endpoint, "")


@pytest.mark.parametrize(
    ("method", "endpoint", "cells"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in rows()]
)
def test_a_route_is_open_to_whom_the_table_says(
    app: Flask,
    full: Values,
    sign_in: Callable[[str], FlaskClient],
    method: str,
    endpoint: str,
    cells: list[str],
) -> None:
    address = fill(addresses(app)[method, endpoint], endpoint, full)
    assert "<" not in address, f"nothing known for {address}"
    found = {}
    for person in PEOPLE:
        client = app.test_client() if person == "nobody" else sign_in(person)
        found[person] = answered(client, method, address)
    assert found == dict(zip(PEOPLE, cells, strict=True)), address
