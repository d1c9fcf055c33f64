"""What the tests of this room share: a plan's road to issue, its forms, its rows."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import FormOnPage, forms_of
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.milestones.engine import find
from webapp.plans import parts, queries
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.paper import composition
from webapp.plans.services import editing as services

HEAD = {
    "year": "2024",
    "title": "Tên mới",
    "opening": "Lời dẫn",
    "closing": "",
    "authority": "K/T TRƯỞNG BAN",
    "signing_position": "PHÓ TRƯỞNG BAN",
    "signatory": "Trần Văn Mẫu",
    "co_style": "party",
}
DUTY = {
    "kind": "result_letter",
    "label": "Báo cáo năm",
    "owner": "unit",
    "rule": "sau 7 ngày làm việc",
    "anchor": "month",
    "fixed_on": "",
}
BASIS = {
    "kind": "Hướng dẫn",
    "symbol": "12-HD/BTCTW",
    "issued_on": "2018-07-06",
    "issued_by": "Ban Tổ chức Trung ương",
    "about": "về sinh hoạt chi bộ",
}


def activity(kind: str = "attend") -> Activity:
    return db.session.scalars(select(Activity).where(Activity.kind == kind)).one()


def whole_plan() -> Plan:
    return db.session.scalars(select(Plan).options(*queries.FULL_PLAN)).unique().one()


def compose(world: World) -> Document:
    return composition.compose(whole_plan(), world.user("planner"))


def fill_gaps(world: World) -> None:
    for name in ("attendee_upper", "attendee_lower", "duty_lower", "duty_board"):
        row = parts.new(world.plan, parts.KINDS["line"], name)
        assert row is not None
        row.text = f"Việc của {name}"
        services.add_row(row, [])
    db.session.expire_all()


def issue(world: World) -> Document:
    fill_gaps(world)
    document = compose(world)
    documents.submit(document, world.user("planner"))
    documents.approve(document, world.user("leader"))
    documents.issue(document, world.user("planner"))
    return document


def due_day(kind: str, assignment: Assignment) -> str:
    owed = find(kind, "assignment", assignment.id)
    assert owed is not None
    return f"{clock.local(owed.due_at):%Y-%m-%d}"


def forms_with(client: FlaskClient, place: str, end: str) -> list[FormOnPage]:
    """Return the forms on a page that are sent to an address with this end."""
    return [form for form in forms_of(client, place) if form.action.endswith(end)]


def first(table: type[Any], **values: Any) -> Any:
    db.session.expire_all()
    return db.session.scalars(select(table).filter_by(**values).order_by(table.id)).first()
