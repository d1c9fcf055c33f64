"""What a body that ended owed and nobody takes over is closed by a reason, and opened again."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.administration.test_handing_over import OLD, merge, told
from tests.administration.test_left_open import record
from tests.attending.test_letters import findings_written
from tests.dues import set_milestone
from tests.full_world import issue
from tests.queries import MOST, counted
from tests.world import World
from webapp.attending.models import Recommendation
from webapp.attending.services import letters
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.models import Closing, Milestone
from webapp.organizations import changes
from webapp.reports.queries.year import year_of

SignIn = Callable[[str], FlaskClient]
LIST, CLOSED = "/organizations/left-open", "/due/closed"
DUTY = "Đăng ký lịch của huyện Nhơn Trạch"
WHY = {"closed_with": "Đồng chí Trưởng ban", "close_reason": "Huyện giải thể, không ai tiếp nhận."}


@pytest.fixture
def due(world: World) -> Milestone:
    """A list of meetings that a committee owes, already late on the day of the world."""
    found = set_milestone(
        kind="notice",
        subject=("assignment", world.assignment().id),
        organization=world.organization(OLD),
        label=DUTY,
        owner="unit",
        rule="on the day",
        anchor=date(2024, 1, 10),
        plan_id=world.plan.id,
    )
    db.session.commit()
    return found


def dissolve(world: World) -> str:
    """End the committee without an heir; return the address where its debts are closed."""
    old = world.organization(OLD)
    record(world, "dissolved", changes.dissolving([old.id], None, None))
    return f"/organizations/{old.id}/closing"


def cells(world: World) -> list[str]:
    rows = year_of(world.plan).rows
    found = [cell for row in rows for month in row.months.values() for cell in month]
    return [one.standing.words for one in found if one.assignment.organization.name == OLD]


def test_it_is_neither_done_nor_owed_and_says_who_when_and_why(
    world: World, due: Milestone, sign_in: SignIn
) -> None:
    assert cells(world) == ["Trễ đăng ký"]
    address, planner = dissolve(world), sign_in("planner")
    assert address in planner.get(LIST).text
    page = unescape(planner.get(address).text)
    assert f"{DUTY} · hạn 10/01/2024" in page
    assert "checked" in page  # nobody takes it over
    assert counted(planner, address) <= MOST
    before = len(told(world, "office"))
    answer = planner.post(address, data={"duties": str(due.id)} | WHY, follow_redirects=True)
    assert "Đã khép lại 1 việc" in unescape(answer.text)
    db.session.expire_all()
    assert (due.is_open, due.done_at, due.is_late) == (False, None, False)
    assert WHY["close_reason"] in told(world, "office")[before]
    assert DUTY not in planner.get(LIST).text
    assert "của đơn vị đã kết thúc hoạt động" not in planner.get("/").text
    assert cells(world) == ["Đã khép lại, có lý do"]
    assert "1 đã khép lại" in planner.get(f"/plans/{world.plan.id}/year").text
    for where in (CLOSED, f"/assignments/{world.assignment().id}"):
        page = unescape(planner.get(where).text)
        for words in (*WHY.values(), "Đã khép lại, có lý do", "Người planner"):
            assert words in page
        assert counted(planner, where) <= MOST
    listed = unescape(planner.get("/notices?state=late").text)
    assert OLD not in listed
    assert "Không phải gửi, đã khép lại" in unescape(planner.get("/notices").text)


def test_a_wrong_closing_is_undone_by_a_reason_and_both_stay_to_be_read(
    world: World, due: Milestone, sign_in: SignIn
) -> None:
    address, planner = dissolve(world), sign_in("planner")
    planner.post(address, data={"duties": str(due.id)} | WHY)
    number = db.session.scalars(select(Closing.id)).one()
    undo = f"/closings/{number}/reopening"
    assert undo in planner.get(CLOSED).text
    reader = sign_in("reader")
    assert WHY["close_reason"] in unescape(reader.get(CLOSED).text)
    assert undo not in reader.get(CLOSED).text
    assert planner.post(undo, data={"reopen_reason": " "}).status_code == 422
    reason = {"reopen_reason": "Huyện Long Thành nhận làm."}
    assert planner.post(undo, data=reason).status_code == 303
    assert planner.post(undo, data=reason).status_code == 409
    db.session.expire_all()
    assert (due.is_open, due.is_late) == (True, True)
    assert DUTY in planner.get(LIST).text
    page = unescape(planner.get(CLOSED).text)
    assert reason["reopen_reason"] in page
    assert WHY["close_reason"] in page
    assert undo not in page
    assert reason["reopen_reason"] in told(world, "office")[-1]
    assert cells(world) == ["Trễ đăng ký"]


def test_recommendations_are_closed_by_the_same_form(
    world: World, due: Milestone, sign_in: SignIn
) -> None:
    issue(world, letters.compose(findings_written(world), world.user("planner")))
    advice = db.session.scalars(select(Recommendation)).first()
    assert advice is not None
    advice.organization_id = world.organization(OLD).id
    db.session.commit()
    address, planner = dissolve(world), sign_in("planner")
    data = {"duties": str(due.id), "recommendations": str(advice.id)} | WHY
    answer = planner.post(address, data=data, follow_redirects=True)
    assert "Đã khép lại 2 việc" in unescape(answer.text)
    thread = unescape(planner.get(f"/recommendations/{advice.id}").text)
    assert WHY["close_reason"] in thread
    assert "Đã khép lại" in thread
    left = unescape(planner.get(address).text)
    assert DUTY not in left
    assert advice.text not in left


def test_what_is_not_open_and_a_form_without_ticks_or_reason_are_refused(
    world: World, due: Milestone, sign_in: SignIn
) -> None:
    planner, old = sign_in("planner"), world.organization(OLD)
    address = f"/organizations/{old.id}/closing"
    there = planner.post(address, data={"duties": str(due.id)} | WHY)
    assert "không còn việc nào để khép lại" in unescape(there.text)
    assert due.is_open  # its unit is there
    dissolve(world)
    for data, words in (
        (WHY, "Chọn ít nhất một việc"),
        ({"duties": "x"} | WHY, "Lựa chọn không có"),
        ({"duties": "999"} | WHY, "Có việc không còn mở"),
        ({"duties": str(due.id), "close_reason": "vì thế"}, "Không được để trống"),
    ):
        answer = planner.post(address, data=data)
        assert answer.status_code == 422
        assert words in unescape(answer.text)
    assert "vì thế" in answer.text  # what was typed stays
    db.session.expire_all()
    assert due.is_open
    assert sign_in("stranger").get(address).status_code in (403, 404)
    assert sign_in("reader").get(address).status_code == 403


def test_where_there_is_an_heir_handing_over_is_offered_first(
    world: World, due: Milestone, sign_in: SignIn
) -> None:
    merge(world)
    address, planner = f"/organizations/{world.organization(OLD).id}/closing", sign_in("planner")
    page = unescape(planner.get(address).text)
    other = address.replace("closing", "handing-over")
    assert "Có tổ chức tiếp nhận" in page
    assert f'href="{other}"' in page
    assert "checked" not in page
    assert f'href="{address}"' in planner.get(other).text


def test_what_is_forgotten_takes_its_closing_along(
    world: World, due: Milestone, sign_in: SignIn
) -> None:
    address, planner = dissolve(world), sign_in("planner")
    planner.post(address, data={"duties": str(due.id)} | WHY)
    engine.forget((due.subject_kind, due.subject_id))
    db.session.commit()
    assert db.session.scalars(select(Closing)).all() == []
    assert "Chưa có việc nào bị khép lại" in unescape(planner.get(CLOSED).text)
