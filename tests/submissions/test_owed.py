"""What a unit owes for a session is one list: on its page, its first screen, and for the team."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.attending.sessions import confirm
from tests.handed_in import pdf
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.submissions.helpers import DUE
from tests.world import World, local
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.standing import BELATED, CLOSED, DONE, LATE, OFF, Term
from webapp.submissions.owed import (
    ANSWERS,
    Contents,
    Group,
    Known,
    Named,
    Paper,
    Report,
    Request,
    not_due,
    owed,
    tally,
)

SignIn = Callable[[str], FlaskClient]
NOW = local(2024, 3, 7, 9)
SESSION = local(2024, 3, 19, 8)


def known(**changed: object) -> Known:
    found = Known(
        NOW,
        4,
        7,
        SESSION,
        Report(Term(DUE, None, NOW)),
        (Paper(1, "Sổ nghị quyết"), Paper(2, "Mô hình hay", is_optional=True)),
        Term(DUE, None, NOW),
        requests=(Request(9, "Sổ thu đảng phí", local(2024, 3, 14, 17)),),
        contents=Contents(1, 3),
        groups=(Group("Đại diện cấp ủy", is_required=True), Group("Bí thư chi bộ", count=2)),
        where="Hội trường",
    )
    return replace(found, **changed)  # type: ignore[arg-type]


def words(found: Known) -> dict[str, str]:
    return {one.label: one.standing.words for one in owed(found)}


def test_everything_owed_stands_in_one_list_in_the_order_of_the_work() -> None:
    assert words(known()) == {
        "Gửi báo cáo": "Chưa gửi",
        "Gửi tài liệu: Sổ nghị quyết": "Chưa gửi",
        "Gửi tài liệu: Mô hình hay": "Không bắt buộc",
        "Cung cấp thêm: Sổ thu đảng phí": "Chưa trả lời",
        "Chuẩn bị tài liệu theo từng nội dung": "Chưa chuẩn bị xong",
        "Xác nhận thành phần dự": "Chưa xác nhận",
        "Bố trí nơi làm việc": "Đã xong",
        "Xác nhận sẵn sàng cho buổi làm việc": "Chưa xác nhận",
    }
    assert tally(owed(known())).words == "Còn 6/7 việc"


def test_what_has_come_late_or_in_time_says_so() -> None:
    late, in_time = DUE + timedelta(minutes=1), DUE
    found = known(
        now=late,
        report=Report(Term(DUE, late, late)),
        papers=(Paper(1, "Sổ nghị quyết", came_at=in_time), Paper(3, "Sổ ghi")),
        papers_term=Term(DUE, None, late),
    )
    tones = [(one.standing.words, one.standing.tone) for one in owed(found)[:3]]
    assert tones == [
        ("Đã gửi, trễ 1 phút", BELATED),
        ("Đã gửi đúng hạn", DONE),
        ("Chưa gửi, quá hạn 1 phút", LATE),
    ]
    assert tally(owed(found)).words == "Còn 5/8 việc, 1 việc trễ hạn"


def test_what_is_arranged_before_a_session_is_not_asked_for_after_it() -> None:
    found = owed(known(now=SESSION))
    gone = [one for one in found if one.standing.tone == OFF]
    assert [one.kind for one in gone] == ["prepared", "attendees", "ready"]
    assert not any(one.is_open for one in gone)
    done = known(
        now=SESSION,
        report=None,
        papers=(),
        requests=(),
        contents=Contents(3, 3),
        groups=(Group("Đại diện cấp ủy", is_required=True, count=1),),
    )
    assert tally(owed(done)).words == "Đã xong 3/4 việc"
    assert tally(owed(done)).tone == OFF, "nobody said that all was ready"


@pytest.mark.parametrize(
    ("group", "is_told"),
    [
        (Group("A", count=None), False),
        (Group("A", count=0), True),
        (Group("A", is_required=True, count=0), False),
        (Group("A", is_required=True, count=1), True),
    ],
)
def test_a_required_group_is_told_when_somebody_of_it_comes(group: Group, is_told: bool) -> None:
    assert group.is_told is is_told


def test_what_was_closed_by_a_reason_is_asked_for_no_more() -> None:
    late = DUE + timedelta(days=20)
    closed = Term(DUE, None, late, closed_at=DUE)
    found = known(
        now=late,
        report=Report(closed),
        papers_term=closed,
        requests=(Request(9, "Sổ thu đảng phí", DUE, closed_at=DUE),),
        contents=Contents(1, 3, closed),
    )
    told = {one.label: (one.standing, one.is_open) for one in owed(found)}
    for label in (
        "Gửi báo cáo",
        "Gửi tài liệu: Sổ nghị quyết",
        "Cung cấp thêm: Sổ thu đảng phí",
        "Chuẩn bị tài liệu theo từng nội dung",
    ):
        assert told[label] == (CLOSED, False)
    assert "trễ hạn" not in tally(owed(found)).words


def test_the_answers_of_who_is_named_are_one_line_until_the_visit_begins() -> None:
    def line(named: Named | None, now: datetime = NOW) -> list[tuple[str, str, bool, str]]:
        found = owed(known(now=now, named=named, is_session=False))
        return [
            (one.standing.words, one.detail, one.is_open, one.href)
            for one in found
            if one.kind == ANSWERS
        ]

    href = "/visits/7/people#side-lower"
    assert line(None) == []
    some = Named(2, ("Lê Thị Dưới",))
    assert line(some) == [("Chưa xác nhận", "Chưa trả lời: Lê Thị Dưới", True, href)]
    assert line(Named(2)) == [("Đã xong", "Đã trả lời 2/2", False, href)]
    assert line(some, SESSION)[0][2] is False


def test_first_screens_add_only_what_no_milestone_tells() -> None:
    found = [
        one.kind for one in not_due(owed(known(contents=Contents(1, 3, Term(DUE, None, NOW)))))
    ]
    assert found == ["paper", "attendees", "ready"]
    of_their_own = known(papers_are_due=True)
    assert "paper" not in [one.kind for one in not_due(owed(of_their_own))]


def test_before_a_session_is_set_only_what_is_sent_is_owed() -> None:
    found = owed(known(visit_id=None, starts_at=None))
    assert {one.kind for one in found} == {"report", "paper", "request"}


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), max_size=5),
    st.lists(st.tuples(st.booleans(), st.none() | st.integers(0, 3)), max_size=5),
    st.integers(0, 4),
    st.integers(-30, 30),
)
def test_the_tally_counts_what_the_list_shows(
    papers: list[tuple[bool, bool]],
    groups: list[tuple[bool, int | None]],
    ready: int,
    days: int,
) -> None:
    now = SESSION + timedelta(days=days)
    found = owed(
        known(
            now=now,
            report=Report(Term(DUE, None, now)),
            papers=[
                Paper(n, "P", may, NOW if came else None) for n, (may, came) in enumerate(papers)
            ],
            groups=[Group("G", must, count) for must, count in groups],
            contents=Contents(ready, 4),
        )
    )
    left = [one for one in found if one.is_open]
    assert all(one.standing.tone != DONE for one in left)
    assert not any(one.is_optional for one in left)
    assert tally(found).words.startswith(f"Còn {len(left)}/")
    assert len({one.href for one in found}) == len(found), "one place each"


def test_the_unit_and_the_team_read_the_same_list(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    office, member = sign_in("office"), sign_in("member")
    url = f"/visits/{held.visits[0].id}/owed"
    page = office.get(url).text
    assert "Việc phải làm cho buổi 08:00 ngày 19/03/2024" in page
    assert f"/assignments/{held.assignments[0].id}/papers#required-{held.required[0].id}" in page
    send = f"/assignments/{held.assignments[0].id}/papers/{held.required[0].id}"
    office.post(send, data=MultiDict([("files", (BytesIO(pdf("a")), "so.pdf"))]))
    confirm(held.visits[0], world.user("office"), held.groups[2].id, "1")
    before = office.get(url).text
    team, all_units = member.get(url).text, member.get(f"/activities/{held.activity.id}/owed").text
    for words in ("Đã gửi đúng hạn", "Chưa xác nhận: Thường trực cấp ủy; Bí thư chi bộ"):
        assert words in before
        assert words in team
        assert words in all_units
    assert "Đơn vị đã gửi, còn thiếu" in team


def test_first_screen_has_each_thing_that_is_left(held: RoundWorld, sign_in: SignIn) -> None:
    home = sign_in("office").get("/").text
    assert f"/visits/{held.visits[0].id}/owed" in home
    for words in (
        "Gửi tài liệu: Sổ nghị quyết",
        "Xác nhận thành phần dự",
        "Xác nhận sẵn sàng cho buổi làm việc",
    ):
        assert words in home
    assert f"/visits/{held.visits[1].id}/owed" not in home, "another unit's"
    assert "Chuẩn bị cho các buổi sắp tới" not in sign_in("planner").get("/").text
    with clock.living_on(local(2024, 3, 20, 8)):
        assert "Xác nhận thành phần dự" not in sign_in("office").get("/").text


def test_a_session_that_was_put_off_leads_to_its_page(held: RoundWorld, sign_in: SignIn) -> None:
    visit = held.visits[0]
    visit.cancelled_at, visit.cancel_reason = clock.now(), "Trùng hội nghị"
    db.session.commit()
    answer = sign_in("office").get(f"/visits/{visit.id}/owed")
    assert answer.location == f"/visits/{visit.id}"
    home = sign_in("office").get("/").text
    assert "chưa định buổi làm việc" in home, "what is sent is owed all the same"


def test_these_pages_ask_few_queries(held: RoundWorld, sign_in: SignIn) -> None:
    assert counted(sign_in("office"), "/") <= MOST
    assert counted(sign_in("office"), f"/visits/{held.visits[0].id}/owed") <= MOST
    assert counted(sign_in("member"), f"/activities/{held.activity.id}/owed") <= MOST
