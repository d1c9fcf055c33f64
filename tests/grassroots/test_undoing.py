"""A no-show noted by mistake is undone: all is again as before it, and a trace stays."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.grassroots.test_reporting import no_show
from tests.grassroots.test_swapping import version_of
from tests.world import World
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.visits.models import NoShow, TeamMember, UndoneNoShow, Visit

SignIn = Callable[[str], FlaskClient]
WHY = "Ghi nhầm buổi"


def team_of(visit_id: int) -> list[tuple[int, str]]:
    rows = select(TeamMember.user_id, TeamMember.role).where(TeamMember.visit_id == visit_id)
    return [(row.user_id, row.role) for row in db.session.execute(rows)]


def undo(client: FlaskClient, visit_id: int, why: str = WHY) -> int:
    row = db.session.scalars(select(NoShow).order_by(NoShow.id.desc())).first()
    assert row is not None
    url = f"/visits/{visit_id}/no-show/{row.id}/undo"
    return client.post(url, data={"why": why, "version": version_of(client, url)}).status_code


def test_a_stale_page_undoes_nothing(world: World, sign_in: SignIn, visit_id: int) -> None:
    no_show(world, sign_in("planner"), visit_id, None)
    row = db.session.scalars(select(NoShow)).one()
    url = f"/visits/{visit_id}/no-show/{row.id}/undo"
    sent = {"why": WHY, "version": version_of(sign_in("planner"), url)}
    row.reason = "Bận việc khác"
    db.session.commit()
    answer = sign_in("planner").post(url, data=sent)
    assert answer.status_code == 409
    assert WHY in answer.text
    assert db.session.scalars(select(NoShow)).one() is not None


def test_who_was_replaced_goes_again_and_everybody_told_is_told(
    world: World,
    sign_in: SignIn,
    visit_id: int,
) -> None:
    before = team_of(visit_id)
    no_show(world, sign_in("member"), visit_id, "member2")
    told = set(db.session.scalars(select(Message.id)))
    planner = sign_in("planner")
    assert undo(planner, visit_id, " ") == 422
    assert undo(planner, visit_id) == 303
    assert team_of(visit_id) == before
    owed = find("findings", "visit", visit_id)
    assert owed is not None
    assert owed.user_id == world.user("member").id
    assert db.session.scalars(select(NoShow)).all() == []
    trace = db.session.scalars(select(UndoneNoShow)).one()
    assert (trace.user_id, trace.reason, trace.why) == (
        world.user("member").id,
        "Họp đột xuất",
        WHY,
    )
    again = db.session.scalars(select(Message).where(Message.id.not_in(told))).all()
    assert sorted(one.user_id for one in again) == sorted(
        world.user(name).id for name in ("member", "member2")
    )
    page = planner.get(f"/visits/{visit_id}/no-show").text
    assert "Đã hủy ghi nhận đồng chí Người member không tham dự" in page
    assert "Không tham dự theo phân công" not in planner.get(f"/visits/{visit_id}").text
    assert no_show(world, planner, visit_id, "leader") == 303  # and noted anew


def test_a_visit_that_was_cancelled_by_it_is_held_again(
    world: World,
    sign_in: SignIn,
    visit_id: int,
) -> None:
    before = team_of(visit_id)
    no_show(world, sign_in("planner"), visit_id, None)
    assert undo(sign_in("planner"), visit_id) == 303
    visit = db.session.get_one(Visit, visit_id)
    assert (visit.cancelled_at, visit.cancel_reason) == (None, "")
    assert team_of(visit_id) == before
    assert find("findings", "visit", visit_id) is not None


def test_of_two_in_a_row_the_later_is_undone_first(
    world: World,
    sign_in: SignIn,
    visit_id: int,
) -> None:
    planner = sign_in("planner")
    no_show(world, planner, visit_id, "member2")
    second = {"user_id": str(world.user("member2").id), "reason": "Ốm"}
    second["replacement_id"] = str(world.user("leader").id)
    assert planner.post(f"/visits/{visit_id}/no-show", data=second).status_code == 303
    first = db.session.scalars(select(NoShow).order_by(NoShow.id)).first()
    assert first is not None
    url = f"/visits/{visit_id}/no-show/{first.id}/undo"
    refused = planner.post(url, data={"why": WHY, "version": version_of(planner, url)})
    assert refused.status_code == 422
    assert "Hãy hủy lần sau trước" in refused.text
    assert undo(planner, visit_id) == 303
    assert undo(planner, visit_id) == 303
    assert team_of(visit_id) == [(world.user("member").id, "head")]


def test_who_noted_it_may_undo_it_and_nobody_else_of_the_group(
    world: World,
    sign_in: SignIn,
    visit_id: int,
) -> None:
    no_show(world, sign_in("member"), visit_id, "leader")
    row = db.session.scalars(select(NoShow)).one()
    url = f"/visits/{visit_id}/no-show/{row.id}/undo"
    assert sign_in("member2").get(url).status_code == 403
    assert sign_in("stranger").get(url).status_code == 404
    assert sign_in("reader").get(url).status_code == 403
    assert undo(sign_in("member"), visit_id) == 303
    assert sign_in("planner").get(url).status_code == 404  # it is undone


def test_a_quick_report_that_was_composed_is_named(
    world: World,
    sign_in: SignIn,
    visit_id: int,
) -> None:
    planner = sign_in("planner")
    no_show(world, planner, visit_id, "member2")
    planner.post(f"/visits/{visit_id}/quick-report")
    row = db.session.scalars(select(NoShow)).one()
    url = f"/visits/{visit_id}/no-show/{row.id}/undo"
    data = {"why": WHY, "version": version_of(planner, url)}
    answer = planner.post(url, data=data, follow_redirects=True)
    assert "Dự thảo báo cáo nhanh không còn căn cứ" in answer.text


def test_a_meeting_that_is_held_without_us_is_not_cancelled(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    planner = sign_in("planner")
    assert no_show(world, planner, visit_id, None) == 303
    visit = db.session.get_one(Visit, visit_id)
    own = f"/visits/{visit_id}"
    addresses = (f"{own}/no-show", own, "/visits", f"/assignments/{visit.assignment_id}")
    assert visit.cancelled_at is not None
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    assert meeting.cancelled_at is None
    for address in addresses:
        page = planner.get(address).text
        assert "</svg> Không dự</span>" in page
        assert "</svg> Đã hủy</span>" not in page
    meeting.cancelled_at = visit.cancelled_at
    db.session.commit()
    for address in addresses:
        assert "</svg> Đã hủy</span>" in planner.get(address).text
