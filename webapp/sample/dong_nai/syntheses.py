"""The sample's syntheses: the first quarter went out, the half year is a draft with its base."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans.models import Plan
from webapp.reports import spans
from webapp.reports.papers import synthesis
from webapp.rules.spans import Span, usual
from webapp.sample.dong_nai.plan import YEAR
from webapp.sample.living import Event, at, go_out

QUARTER, HALF = f"quý I năm {YEAR}", f"6 tháng đầu năm {YEAR}"


def events(plan_id: int, people: dict[str, User]) -> Iterator[Event]:
    """Yield what the planner writes, at its hours."""
    known = dict(usual(YEAR))
    issue = partial(_write, plan_id, people, known[QUARTER], "", is_issued=True)
    draft = partial(
        _write, plan_id, people, known[HALF], "Thường trực Tỉnh ủy Đồng Nai", is_issued=False
    )
    yield at(date(YEAR, 4, 5), 9), 0, issue
    yield at(date(YEAR, 7, 12), 9), 0, draft


def _write(
    plan_id: int, people: dict[str, User], span: Span, recipient: str, *, is_issued: bool
) -> None:
    assert span.first
    assert span.last
    planner = people["kehoach"]
    row = spans.ask([db.session.get_one(Plan, plan_id)], span.first, span.last, recipient)
    document = synthesis.compose(row, planner)
    if is_issued:
        go_out(document, planner, people["lanhdao"])
