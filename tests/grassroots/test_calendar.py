"""The bloc's calendar: one picture of the month, three ways to look at it."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.dues import filed
from tests.grassroots_world import GrassrootsWorld, meetings_in
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.rules.months import weeks

SignIn = Callable[[str], FlaskClient]


def test_weeks_are_whole_and_hold_the_month() -> None:
    found = weeks(date(2024, 2, 1))
    assert (found[0][0], found[-1][-1]) == (date(2024, 1, 29), date(2024, 3, 3))
    assert {len(week) for week in found} == {7}
    assert len(weeks(date(2021, 2, 1))) == 4  # begins on a Monday, ends on a Sunday


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_a_month_shows_its_meetings(sign_in: SignIn, found: GrassrootsWorld, view: str) -> None:
    url = f"/grassroots/{found.activity_id}?month=2024-03&view={view}&day=2024-03-05"
    text = sign_in("reader").get(url).text
    assert "Chi bộ ấp 1 Nhơn Trạch" in text
    assert ("Chi bộ ấp 1 Tân Phú" in text) == (view != "week")  # on the 12th
    assert 'aria-current="page"' in text
    assert "Đề xuất phân công" not in text  # a reader plans nothing


def test_a_month_is_filtered_by_unit_place_and_person(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    client.post(f"/grassroots/{found.activity_id}/proposal?month=2024-03")
    url = f"/grassroots/{found.activity_id}?month=2024-03&view=list"
    assert "Chi bộ ấp 1 Nhơn" not in client.get(f"{url}&q=tan+phu").text
    assert "Chi bộ ấp 1 Nhơn" in client.get(f"{url}&q=hoi+truong+nhon").text
    person = world.user("member")
    text = client.get(f"{url}&person={person.id}").text
    rows = text.split("<tbody")[1].split("</tbody>")[0]
    assert 0 < rows.count(person.full_name) == rows.count("<th")
    assert "Không có buổi nào khớp" in client.get(f"{url}&q=khongco").text


def test_who_has_not_sent_is_listed_with_days_late(sign_in: SignIn, found: GrassrootsWorld) -> None:
    url = f"/grassroots/{found.activity_id}?month=2024-03"
    early = sign_in("planner").get(url).text
    assert "1 đơn vị chưa gửi lịch" in early
    assert "Hạn 19/02/2024" in early
    with clock.living_on(date(2024, 2, 22)):
        late = sign_in("planner").get(url).text
    assert "Đảng bộ huyện Long Thành" in late
    assert "Trễ 3 ngày" in late


def test_of_a_month_outside_the_plan_it_is_not_said_that_all_have_sent(
    sign_in: SignIn, found: GrassrootsWorld
) -> None:
    text = sign_in("planner").get(f"/grassroots/{found.activity_id}?month=2024-11").text
    assert "kế hoạch không giao đơn vị nào gửi lịch tháng này" in text
    assert "Kế hoạch không giao đơn vị nào gửi lịch tháng này." in text
    assert "đã gửi lịch" not in text
    assert "Chưa có đơn vị nào gửi lịch" not in text


def test_a_full_day_shows_the_first_and_says_how_many_more(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    meetings_in(world, found, "Long Thành", *((6, hour) for hour in range(7, 15)))
    text = sign_in("leader").get(f"/grassroots/{found.activity_id}?month=2024-03").text
    assert "thêm 3 buổi" in text
    assert "view=week&amp;day=2024-03-06" in text


def test_the_way_in_leads_to_the_nearest_month(sign_in: SignIn, found: GrassrootsWorld) -> None:
    answer = sign_in("member").get("/grassroots", follow_redirects=True)
    assert answer.status_code == 200
    assert "Đi cơ sở tháng 02/2024" in answer.text
    assert sign_in("planner").get("/grassroots/999999").status_code == 404
    assert "Chưa có kế hoạch nào" in sign_in("stranger").get("/grassroots").text
    bad = sign_in("planner").get(f"/grassroots/{found.activity_id}?month=nope&view=x&person=y")
    assert bad.status_code == 200


def test_one_meeting_of_another_activity_is_not_here(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    [stray, *_] = world.meetings(_notice_of_attend(world, found))
    client = sign_in("planner")
    assert client.get(f"/grassroots/{found.activity_id}/meetings/{stray.id}").status_code == 404
    assert client.post(f"/grassroots/{found.activity_id}/meetings/{stray.id}").status_code == 404


def _notice_of_attend(world: World, found: GrassrootsWorld):  # type: ignore[no-untyped-def]
    from sqlalchemy import select

    from webapp.notices.models import Meeting, Notice
    from webapp.plans.models import Assignment

    attend = db.session.scalars(
        select(Assignment).where(Assignment.activity_id != found.activity_id)
    ).first()
    assert attend is not None
    own = {"issuer_id": attend.issuer_id, "organization_id": attend.organization_id}
    notice = add(
        Notice(
            **own,
            assignment_id=attend.id,
            filed_at=clock.now(),
            filed_by_id=world.user("planner").id,
        )
    )
    filed(
        clock.today(),
        Meeting(
            **own,
            notice_id=notice.id,
            starts_at=clock.at(date(2024, 3, 9), 8),
            place="A",
            kind="regular",
            received_on=clock.today(),
        ),
    )
    db.session.commit()
    return notice
