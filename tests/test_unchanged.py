"""Opening a form and saving it as it is changes nothing at all: no row, no message, no paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_of
from tests.full_world import issue
from tests.grassroots_world import MARCH, add_grassroots, meetings_in
from tests.round_world import add_round
from tests.visits.test_announcing import choose
from tests.visits.test_announcing import issue as issue_filled
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning
from webapp.grassroots.services import papers as of_month
from webapp.plans.round_models import Seat
from webapp.rounds.queries import rounds
from webapp.rounds.services import announcing as of_round
from webapp.rounds.services import papers_due
from webapp.visits.services import announcing

SignIn = Callable[[str], FlaskClient]


@dataclass(frozen=True)
class Form:
    """A form: who opens it and where, what of it must be typed anew, the day it is opened."""

    who: str
    address: str
    typed: tuple[tuple[str, str], ...] = ()
    on: date = date(2024, 1, 15)


FORMS = {
    "team": Form("planner", "/visits/{visit}/team"),
    "session": Form("planner", "/rounds/{round}/units/{unit}/session"),
    "session without an hour": Form("planner", "/rounds/{round}/units/{other_unit}/session"),
    "papers due": Form("planner", "/rounds/{round}/papers-due"),
    "seat": Form("planner", "/rounds/{round}/seats/{seat}"),
    "month line": Form("planner", "/grassroots/{grassroots}/meetings/{line}"),
    "report": Form("planner", "/visits/{attended}/report", on=date(2024, 3, 25)),
    "choice": Form("planner", "/assignments/{open}/choice"),
    "notice": Form("other", "/assignments/{open}/notice"),
    "notice on paper": Form(
        "planner", "/assignments/{open}/notice", (("came_on", "2024-01-10"), ("symbol", "5-BC/HU"))
    ),
}
REPORT = {"members": "25", "present": "23", "course": "Triển khai công tác.", "strength": "Tốt"}


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    db.session.expire_all()
    tables = db.metadata.tables.items()
    found = {
        name: [tuple(row) for row in db.session.execute(select(one).order_by(*one.primary_key))]
        for name, one in tables
    }
    db.session.rollback()
    return found


def ids(world: World, sign_in: SignIn) -> dict[str, int]:
    """Announce a month, a round and a month of the grassroots; return what addresses need."""
    planner = world.user("planner")
    visit, _ = choose(world)
    issue_filled(announcing.announce(world.assignment(), planner), world)
    held = add_round(world)
    papers_due.set_due(rounds.fetch_round(held.activity.id), date(2024, 3, 7), time(17))
    issue(world, of_round.announce(rounds.fetch_round(held.activity.id), planner))
    month = add_grassroots(world)
    meetings_in(world, month, "Long Thành", (5, 8), (6, 9))
    assigning.propose(month.activity, MARCH)
    assigning.publish(month.activity, MARCH, planner)
    issue(world, of_month.announce(MonthRecord(month.activity, MARCH), planner))
    line, attended = MonthRecord(month.activity, MARCH).lines
    with clock.living_on(date(2024, 3, 25)):
        (form,) = forms_of(sign_in("planner"), f"/visits/{attended.visit_id}/report")
        assert form.send(sign_in("planner"), **REPORT).status_code == 303
    world.notice("Tân Phú")
    seat = db.session.scalars(select(Seat).where(Seat.body != "")).one()
    seat.full_name, seat.title = "Trần Văn Mẫu", "Ủy viên"
    db.session.commit()
    return {
        "visit": visit.id,
        "round": held.activity.id,
        "unit": held.assignments[0].id,
        "other_unit": held.assignments[1].id,
        "seat": seat.id,
        "grassroots": month.activity_id,
        "line": line.meeting_id,
        "attended": attended.visit_id or 0,
        "open": world.assignment("Tân Phú").id,
    }


@pytest.mark.parametrize("name", FORMS)
def test_saving_a_form_unchanged_changes_nothing(world: World, sign_in: SignIn, name: str) -> None:
    form, known = FORMS[name], ids(world, sign_in)
    address, client = form.address.format(**known), sign_in(form.who)
    with clock.living_on(form.on):
        if form.typed:  # what a form always asks for, once as it is to stay
            assert save(client, address, form) == 303
        before = rows()
        assert save(client, address, form) == 303
        after = rows()
    changed = {table for table, lines in after.items() if lines != before[table]}
    assert changed == set()


def save(client: FlaskClient, address: str, form: Form) -> int:
    """Open the form at an address and send what it holds, with what must be typed."""
    found = next(one for one in forms_of(client, address) if one.action == address)
    buttons: dict[str, Any] = {one.name: None for one in found.controls if one.kind == "submit"}
    return found.send(client, **buttons | dict(form.typed)).status_code
