"""What is past its day and nobody can do any more is closed by a reason, and is owed no more."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.administration.test_handing_over import OLD, told
from tests.dues import set_milestone
from tests.queries import MOST, counted
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones import closing
from webapp.milestones.models import Closing, Milestone

SignIn = Callable[[str], FlaskClient]
AT = "/due/overdue"
WHY = {"closed_with": "Đồng chí Trưởng ban", "close_reason": "Đợt không có buổi nào được tổ chức."}


def due(world: World, kind: str, label: str, days_ago: int, owner: str = "planner") -> Milestone:
    found = set_milestone(
        kind=kind,
        subject=("visit", 900 + days_ago),
        organization=world.organization(OLD),
        label=label,
        owner=owner,
        rule="on the day",
        anchor=clock.today() - timedelta(days=days_ago),
        known_from=date(2020, 1, 1),
        user_id=world.user("member").id if owner == "member" else None,
    )
    db.session.commit()
    return found


@pytest.fixture
def report(world: World) -> Milestone:
    """A report on a round of which nobody held a session."""
    return due(world, "round_report", "Báo cáo kết quả đợt", 9, "member")


def test_it_leaves_every_list_and_who_owed_it_is_told(
    world: World, report: Milestone, sign_in: SignIn
) -> None:
    planner, member = sign_in("planner"), sign_in("member")
    assert AT in planner.get(f"/plans/{world.plan.id}/year").text
    assert report.label in unescape(member.get("/").text)
    page = unescape(planner.get(AT).text)
    assert f"Khép lại {report.label} của " in page
    assert counted(planner, AT) <= MOST
    answer = planner.post(AT, data={"due": str(report.id)} | WHY, follow_redirects=True)
    assert "Đã khép lại 1 việc" in unescape(answer.text)
    db.session.expire_all()
    assert (report.is_open, report.done_at, report.is_late) == (False, None, False)
    assert report.label not in unescape(member.get("/").text.split("Thông tin mới")[0])
    assert told(world, "member")[-1] == (
        f"{report.label} của {OLD} được khép lại: {WHY['close_reason']}"
    )
    assert told(world, "office") == []
    kept = db.session.scalars(select(Closing)).one()
    page = unescape(planner.get("/due/closed").text)
    assert all(words in page for words in (*WHY.values(), report.label))
    undo = planner.post(f"/closings/{kept.id}/reopening", data={"reopen_reason": "Vẫn phải báo."})
    assert undo.status_code == 303
    db.session.expire_all()
    assert report.is_open
    assert report.label in unescape(planner.get(AT).text)


def test_a_planner_sees_the_way_from_what_is_overdue(world: World, sign_in: SignIn) -> None:
    due(world, "month_calendar", "Phân công tháng", 9)
    assert AT in sign_in("planner").get("/").text
    assert AT not in sign_in("leader").get("/").text


def test_several_are_closed_by_one_reason_and_each_is_told_of_their_own(
    world: World, report: Milestone, sign_in: SignIn
) -> None:
    owed = due(world, "self_report", "Báo cáo tự giám sát", 4, "unit")
    data = {"due": [str(report.id), str(owed.id)]} | WHY
    answer = sign_in("planner").post(AT, data=data, follow_redirects=True)
    assert "Đã khép lại 2 việc" in unescape(answer.text)
    assert owed.label in told(world, "office")[-1]
    assert report.label not in told(world, "office")[-1]
    assert report.label in told(world, "member")[-1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (WHY, "Chọn ít nhất một việc"),
        (WHY | {"due": "0"}, "Có việc không còn mở"),
        (WHY | {"due": str(10**12)}, "Có việc không còn mở"),
        (WHY | {"due": "tất cả"}, "Lựa chọn không có trong danh sách"),
        ({"close_reason": "Không tổ chức."}, "Không được để trống"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_closed(
    world: World, report: Milestone, sign_in: SignIn, data: dict[str, str], words: str
) -> None:
    sent = {"due": str(report.id)} | data if "closed_with" not in data else data
    answer = sign_in("planner").post(AT, data=sent)
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert data["close_reason"] in unescape(answer.text)
    db.session.expire_all()
    assert report.is_open


def test_what_can_still_be_done_in_time_is_not_closed(world: World, sign_in: SignIn) -> None:
    ahead = due(world, "month_calendar", "Phân công tháng sau", -3)
    assert ahead.label not in unescape(sign_in("planner").get(AT).text)
    held = db.session.scalars(select(Milestone).options(joinedload(Milestone.organization))).all()
    with pytest.raises(Refused, match="chưa quá hạn"):
        closing.close(held, world.user("planner"), reason="Nhầm", agreed_by="Không ai")


def test_it_is_narrowed_by_kind_and_by_the_name_of_a_unit(
    world: World, report: Milestone, sign_in: SignIn
) -> None:
    month = due(world, "month_calendar", "Phân công tháng", 5)
    planner = sign_in("planner")
    for asked, shown in (
        ("show=round_report", {report.label}),
        ("show=month_calendar&q=nhon+trach", {month.label}),
        ("q=tan+phu", set()),
        ("show=remedy", {report.label, month.label}),
    ):
        page = unescape(planner.get(f"{AT}?{asked}").text)
        found = {one for one in (report.label, month.label) if f"Khép lại {one}" in page}
        assert found == shown, asked
