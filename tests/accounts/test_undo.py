"""What was removed comes back for who removed it, once, and as far as they may still do that."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, select

from tests.forms import forms_in
from tests.observations.notes import add_observation
from tests.world import World, add
from webapp.accounts.models import LEADER, READER
from webapp.accounts.removed import KEPT_FOR, READ, RemovedRow, keep, remade, type_of
from webapp.attending.models import Phrase
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.documents.models import RegisterTerm
from webapp.grassroots.models import ABSENT, Wish
from webapp.grassroots.views.wishes import WISH
from webapp.observations.models import Observation
from webapp.observations.views import NOTE
from webapp.organizations.letterheads import IssuerHead
from webapp.organizations.models import CalendarDay
from webapp.plans.models import Assignment, PlanLine
from webapp.plans.parts import KINDS
from webapp.plans.views.removing import UNDOABLE_ROWS
from webapp.reports.models import Synthesis, SynthesisPlan
from webapp.visits.attendee_models import Attendee
from webapp.visits.models import Criterion

SignIn = Callable[[str], FlaskClient]


def values(row: Model) -> dict[str, object]:
    """All that a row says, but its number and its version."""
    columns = row.__table__.columns.keys()
    return {name: getattr(row, name) for name in columns if name not in ("id", "version")}


def made(world: World, kind: str) -> tuple[Model, str, str]:
    """Return a row that can be removed, who removes it, and its address."""
    issuer_id = world.issuer.id
    row: Model
    if kind == "wish":
        member = world.user("member").id
        row = Wish(
            issuer_id=issuer_id,
            user_id=member,
            kind=ABSENT,
            starts_on=date(2024, 3, 4),
            ends_on=date(2024, 3, 6),
            note="Đi học",
        )
        return add(row), "member", f"/grassroots/wishes/{row.id}"
    if kind == "note":
        row = add_observation(world, text="Họp đúng kỳ; “có biên bản”", officer="")
        db.session.flush()
        return row, "planner", f"/observations/{row.id}"
    if kind == "attendee":
        visit = world.visit()
        row = add(Attendee(visit_id=visit.id, side="lower", name="Hà", position="Bí thư"))
        return row, "planner", f"/visits/{visit.id}/people/{row.id}"
    if kind == "phrase":
        row = add(Phrase(issuer_id=issuer_id, kind="strength", text="Đúng giờ."))
        return row, "admin", f"/administration/phrases/{row.id}"
    if kind == "day":
        row = CalendarDay(issuer_id=issuer_id, day=date(2024, 8, 10), is_working=True, note="Bù")
        return add(row), "admin", f"/administration/calendar/{row.id}"
    if kind == "term":
        row = RegisterTerm(issuer_id=issuer_id, name="2030-2035", first_day=date(2030, 10, 1))
        return add(row), "admin", f"/administration/register/terms/{row.id}"
    if kind == "letterhead":
        row = IssuerHead(
            issuer_id=issuer_id,
            since=date(2024, 2, 1),
            superior_line="TỈNH ỦY",
            own_line="BAN TỔ CHỨC",
            place="Biên Hòa",
        )
        return add(row), "admin", f"/administration/letterhead/{row.id}"
    if kind == "assignment":
        row = world.assignment("Nhơn Trạch")
        row.note = "Theo đề nghị của Huyện ủy"
        return row, "planner", f"/plans/{world.plan.id}/assignments/{row.id}"
    if kind == "span":
        row = Synthesis(
            issuer_id=issuer_id,
            organization_id=world.plan.organization_id,
            from_on=date(2024, 1, 1),
            to_on=date(2024, 6, 30),
            created_at=clock.now(),
            plans=[world.plan],
        )
        return add(row), "planner", f"/syntheses/{row.id}"
    lines = [
        add(PlanLine(plan_id=world.plan.id, part="purpose", position=place, text=text))
        for place, text in ((51, "Một"), (52, "Hai"), (53, "Ba"))
    ]
    return lines[1], "planner", f"/plans/{world.plan.id}/rows/line/{lines[1].id}"


KINDS_MADE = (
    "wish",
    "note",
    "attendee",
    "phrase",
    "line",
    "day",
    "term",
    "letterhead",
    "assignment",
    "span",
)


@pytest.mark.parametrize("kind", KINDS_MADE)
def test_what_was_removed_comes_back_once(world: World, sign_in: SignIn, kind: str) -> None:
    row, who, address = made(world, kind)
    db.session.commit()
    table, before, version = type(row), values(row), row.version  # type: ignore[attr-defined]
    client = sign_in(who)
    sent = {
        "version": str(version),
        "text": getattr(row, "text", ""),
        "note": getattr(row, "note", ""),
        "month": str(getattr(row, "month", "")),
        "activity_id": str(getattr(row, "activity_id", "")),
    }
    answer = client.post(f"{address}/remove", data=sent)
    assert answer.status_code == 303, answer.text
    db.session.expire_all()
    assert before not in [values(one) for one in db.session.scalars(select(table))]
    told = client.get(answer.location).text
    assert "Đã xóa" in told or "Đã bỏ" in told
    (undo,) = [one for one in forms_in(told, "") if one.action.startswith("/removed/")]
    assert sign_in("reader").post(undo.action).status_code == 404
    back = undo.send(client)
    assert back.status_code == 303
    assert client.get(back.location).status_code == 200
    db.session.expire_all()
    assert [values(one) for one in db.session.scalars(select(table))].count(before) == 1
    assert undo.send(client).status_code == 404
    assert "/removed/" not in client.get(back.location).text


def test_a_line_comes_back_to_its_place(world: World, sign_in: SignIn) -> None:
    _, who, address = made(world, "line")
    db.session.commit()
    client = sign_in(who)
    page = f"/plans/{world.plan.id}/lines/purpose"
    order = select(PlanLine.text).where(PlanLine.part == "purpose").order_by(PlanLine.position)
    before = list(db.session.scalars(order))
    answer = client.post(f"{address}/remove", data={"version": "1", "text": "Hai"})
    assert answer.location == page
    (found,) = re.findall(r"/removed/\d+/restore", client.get(page).text)
    assert client.post(found).location == page
    assert list(db.session.scalars(order)) == before


def test_who_may_no_longer_do_it_brings_nothing_back(world: World, sign_in: SignIn) -> None:
    _, who, address = made(world, "note")
    db.session.commit()
    client = sign_in(who)
    assert client.post(f"{address}/remove", data={"version": "1"}).status_code == 303
    found = db.session.scalars(select(RemovedRow)).one()
    world.user(who).roles = [READER]
    db.session.commit()
    assert client.post(f"/removed/{found.id}/restore").status_code == 403
    assert db.session.scalars(select(Observation)).all() == []
    world.user(who).roles = [LEADER]
    db.session.commit()
    assert client.post(f"/removed/{found.id}/restore").status_code == 403


def test_an_attendee_named_meanwhile_is_not_named_twice(world: World, sign_in: SignIn) -> None:
    visit, member = world.visit(), world.user("member")
    row = add(Attendee(visit_id=visit.id, side="upper", name="An", user_id=member.id))
    db.session.commit()
    client, people = sign_in("planner"), f"/visits/{visit.id}/people"
    assert client.post(f"{people}/{row.id}/remove", data={"version": "1"}).status_code == 303
    add(Attendee(visit_id=visit.id, side="upper", name="An", user_id=member.id))
    db.session.commit()
    found = db.session.scalars(select(RemovedRow)).one()
    answer = client.post(f"/removed/{found.id}/restore", follow_redirects=True)
    assert "đã có tên trong thành phần dự" in answer.text
    assert len(db.session.scalars(select(Attendee)).all()) == 1


def test_what_was_kept_for_long_is_let_go(world: World) -> None:
    planner, note = world.user("planner"), add_observation(world)
    db.session.flush()
    keep(NOTE, note, planner)
    wish = Wish(
        issuer_id=world.issuer.id,
        user_id=planner.id,
        kind=ABSENT,
        starts_on=date(2024, 3, 4),
        ends_on=date(2024, 3, 4),
    )
    db.session.commit()
    with clock.living_on(clock.now() + 2 * KEPT_FOR):
        keep(WISH, add(wish), planner)
        db.session.commit()
    assert [one.kind for one in db.session.scalars(select(RemovedRow))] == ["wish"]


@pytest.mark.parametrize("kind", UNDOABLE_ROWS)
def test_a_row_of_a_plan_that_comes_back_has_values_that_can_be_kept(kind: str) -> None:
    columns = inspect(KINDS[kind].table).column_attrs
    assert {type_of(one.columns[0]) for one in columns} <= set(READ)


def test_values_of_every_type_are_kept(world: World) -> None:
    note = add_observation(world)
    db.session.flush()
    again = remade(Observation, keep(NOTE, note, world.user("planner")))
    assert isinstance(again.created_at, datetime)
    assert (again.created_at, again.noted_on) == (note.created_at, note.noted_on)
    criterion = Criterion(
        rubric_id=1,
        position=1,
        group_title="I",
        title="Đúng giờ",
        points=Decimal("1.5"),
        is_conditional=True,
    )
    assert values(remade(Criterion, keep(NOTE, criterion, world.user("planner")))) == values(
        criterion
    )


def removed_by(client: FlaskClient, row: Model, address: str) -> str:
    """Remove *row*, which stands at *address*; return the address that brings it back."""
    version = str(row.version)  # type: ignore[attr-defined]
    answer = client.post(f"{address}/remove", data={"version": version})
    assert answer.status_code == 303, answer.text
    (kept,) = db.session.scalars(select(RemovedRow.id))
    return f"/removed/{kept}/restore"


@pytest.mark.parametrize(
    ("kind", "twin", "told"),
    [
        ("day", {"day": date(2024, 8, 10), "is_working": False}, "đã có nội dung như vậy"),
        ("letterhead", {"since": date(2024, 2, 1), "own_line": "BAN"}, "đã có nội dung như vậy"),
        ("term", {"name": "2031-2036", "first_day": date(2031, 1, 1)}, "nhiệm kỳ 2031-2036 đã"),
    ],
)
def test_a_place_that_was_taken_meanwhile_stays_taken(
    world: World, sign_in: SignIn, kind: str, twin: dict[str, object], told: str
) -> None:
    row, who, address = made(world, kind)
    before, table = values(row), type(row)
    db.session.commit()
    client = sign_in(who)
    undo = removed_by(client, row, address)
    add(table(**{**before, **twin}))
    db.session.commit()
    assert told in client.post(undo, follow_redirects=True).text
    db.session.expire_all()
    assert before not in [values(one) for one in db.session.scalars(select(table))]


def test_a_synthesis_comes_back_with_its_plans(world: World, sign_in: SignIn) -> None:
    row, who, address = made(world, "span")
    db.session.commit()
    client = sign_in(who)
    undo = removed_by(client, row, address)
    assert client.post(undo).status_code == 303
    assert list(db.session.scalars(select(SynthesisPlan.plan_id))) == [world.plan.id]


def test_an_assignment_given_anew_does_not_come_back_twice(world: World, sign_in: SignIn) -> None:
    row, who, address = made(world, "assignment")
    before = values(row)
    db.session.commit()
    client = sign_in(who)
    undo = removed_by(client, row, address)
    add(Assignment(**before))
    db.session.commit()
    assert "đã có đúng phân công đó" in client.post(undo, follow_redirects=True).text
