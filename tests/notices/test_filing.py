"""Filing a month of meetings, amending it, and who may."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import (
    close_choice,
    meetings,
    on,
    require_step,
    revisions,
    row,
    sent,
    the_notice,
)
from tests.world import World
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.models import Meeting

SignIn = Callable[[str], FlaskClient]


def test_a_clerk_files_a_month_and_gets_a_receipt(world: World, sign_in: SignIn, url: str) -> None:
    require_step(world)
    client = sign_in("office")
    thematic = row(1, 2, "2024-03-20", kind="thematic", topic="Học tập Bác")
    answer = client.post(url, data=sent(row(0, 1, "2024-03-05"), thematic))
    assert answer.status_code == 303
    notice = the_notice()
    assert answer.location == f"/notices/{notice.id}"
    page = client.get(answer.location).text
    assert f"Đã nhận đăng ký. Số biên nhận {notice.receipt_number}." in page
    assert "Sớm 20 ngày" in page
    assert "Học tập Bác" in page
    found = meetings()
    assert [(m.day, m.received_on, m.due_on) for m in found] == [
        (date(2024, 3, 5), date(2024, 1, 15), date(2024, 2, 4)),
        (date(2024, 3, 20), date(2024, 1, 15), date(2024, 2, 19)),
    ]
    milestone = find("notice", "assignment", notice.assignment_id)
    assert milestone is not None
    assert (milestone.done_by, milestone.is_late) == (notice.receipt_number, False)
    [message] = db.session.scalars(select(Message)).all()
    assert message.user_id == world.user("planner").id
    assert "2 cuộc, đều đúng hạn" in message.text
    assert message.href == f"/notices/{notice.id}"


def test_late_is_accepted_and_marked(world: World, sign_in: SignIn, url: str) -> None:
    require_step(world)
    with on(2, 8):
        client = sign_in("office")
        assert client.post(url, data=sent(row(0))).status_code == 303
        page = client.get(f"/notices/{the_notice().id}").text
    assert "Trễ 4 ngày" in page
    assert meetings()[0].margin == -4
    milestone = find("notice", "assignment", world.assignment().id)
    assert milestone is not None
    assert milestone.is_late
    told = db.session.scalars(select(Message.text)).all()
    assert [text for text in told if "1 cuộc trễ hạn" in text]


def test_in_time_is_counted_from_the_first_meeting_not_from_the_month(
    world: World, sign_in: SignIn, url: str
) -> None:
    require_step(world)
    with on(2, 3):  # too late for a meeting on the first of March, in time for one on the fifth
        sign_in("office").post(url, data=sent(row(0, 1, "2024-03-20"), row(1, 2, "2024-03-05")))
    db.session.expire_all()
    milestone = find("notice", "assignment", world.assignment().id)
    assert milestone is not None
    assert (milestone.anchor_on, milestone.is_late) == (date(2024, 3, 5), False)
    assert milestone.act_by == date(2024, 2, 2)  # the fourth of February was a Sunday


def test_amending_keeps_the_day_told_of_what_stays(world: World, sign_in: SignIn, url: str) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0, 1), row(1, 2), row(2, 10)))
    kept, moved, gone = (meeting.id for meeting in meetings())
    with on(1, 20):
        form = client.get(url)
        version = str(the_notice().version)
        assert f'name="version" type="hidden" value="{version}"' in form.text
        again = sent(
            row(0, 1, hour="09:30"),
            row(1, 2, "2024-03-12"),
            row(5, 1, "2024-03-25"),
            version=version,
        )
        assert client.post(url, data=again).status_code == 303
        page = client.get(f"/notices/{the_notice().id}").text
    found = meetings()
    assert [(m.id, m.day.day, m.received_on.day) for m in found[:2]] == [
        (kept, 5, 15),
        (moved, 12, 20),
    ]
    assert found[2].day == date(2024, 3, 25)
    assert db.session.get(Meeting, gone) is None
    assert [len(one.meetings) for one in revisions()] == [3, 3]
    assert "giờ: 08:00 → 09:30" in page
    assert "ngày họp: 05/03/2024 → 12/03/2024" in page
    assert "<strong>Bỏ</strong>" in page
    told = db.session.scalars(select(Message.text).order_by(Message.id)).all()
    assert "thêm 1, bỏ 1, đổi 2" in told[-1]


def test_any_two_revisions_are_compared(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    for place in ("Nhà A", "Nhà B", "Nhà C"):
        version = str(the_notice().version) if place != "Nhà A" else ""
        client.post(url, data=sent(row(0, place=place), version=version))
    page = client.get(f"/notices/{the_notice().id}?old=1&new=3").text
    assert "nơi họp: Nhà A → Nhà C" in page
    assert client.get(f"/notices/{the_notice().id}?old=x&new=99999999999").status_code == 200


def test_two_clerks_lose_nothing(world: World, sign_in: SignIn, url: str) -> None:
    first, second = sign_in("office"), sign_in("colleague")
    assert first.post(url, data=sent(row(0, 1, place="Nhà của A"))).status_code == 303
    mine = sent(row(0, 1, place="Nhà của B"), row(1, 2))
    clash = second.post(url, data=mine)
    assert clash.status_code == 409
    assert "Nhà của A" in clash.text
    assert clash.text.count("Nhà của B") == 2  # in the comparison and in the form
    assert len(meetings()) == 1
    version = str(the_notice().version)
    assert f'value="{version}"' in clash.text
    assert second.post(url, data=mine | {"version": version}).status_code == 303
    assert len(meetings()) == 2
    stale = first.post(url, data=sent(row(0, 1, place="Nhà của A"), version=version))
    assert stale.status_code == 409


@pytest.mark.parametrize(
    ("username", "get", "post"),
    [
        ("office", 200, 303),
        ("colleague", 200, 303),
        ("planner", 200, 422),  # must say when the paper came
        ("reader", 403, 403),
        ("leader", 403, 403),
        ("member", 403, 403),
        ("other", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_files(
    sign_in: SignIn, world: World, url: str, username: str, get: int, post: int
) -> None:
    client = sign_in(username)
    assert client.get(url).status_code == get
    assert client.post(url, data=sent(row(0))).status_code == post
    assert client.put(url).status_code == 405


def test_nobody_is_sent_to_sign_in(app: object, world: World, url: str) -> None:
    assert app.test_client().get(url).status_code == 302  # type: ignore[attr-defined]


def test_odd_addresses_are_not_found(sign_in: SignIn, world: World) -> None:
    client = sign_in("office")
    own = world.assignment("Long Thành").id
    paths = (
        "/assignments/99999999999999999999/notice",
        "/assignments/99999999999999999999/notice/margin",
        "/notices/99999999999999999999",
        "/notices/1/receipt.pdf",
        "/meetings/99999999999999999999/change",
    )
    for path in paths:
        assert client.get(path).status_code == 404, path
    assert sign_in("selfrun").get(f"/assignments/{own}/notice").status_code == 404


def test_a_paper_list_counts_from_the_day_it_came(world: World, sign_in: SignIn, url: str) -> None:
    require_step(world)
    with on(2, 8):
        client = sign_in("planner")
        paper = sent(row(0), came_on="2024-02-03", symbol="12-CV/HU")
        assert client.post(url, data=paper).status_code == 303
        page = client.get(f"/notices/{the_notice().id}").text
    assert "12-CV/HU đến ngày 03/02/2024" in page
    assert meetings()[0].received_on == date(2024, 2, 3)
    assert meetings()[0].margin == 1
    assert revisions()[0].note == "Bản giấy 12-CV/HU nhận ngày 03/02/2024"
    told = db.session.scalars(select(Message.user_id)).all()
    assert sorted(told) == sorted(world.user(name).id for name in ("office", "colleague"))
    milestone = find("notice", "assignment", world.assignment().id)
    assert milestone is not None
    assert milestone.done_at is not None
    assert milestone.done_at.astimezone().date() <= date(2024, 2, 3)


def test_a_paper_that_came_earlier_than_the_online_list_counts(
    world: World, sign_in: SignIn, url: str
) -> None:
    with on(2, 8):
        sign_in("office").post(url, data=sent(row(0), row(1, 2)))
        paper = sent(row(0), row(1, 2, "2024-03-06"), came_on="2024-02-01", version="1")
        assert sign_in("planner").post(url, data=paper).status_code == 303
    assert [m.received_on for m in meetings()] == [date(2024, 2, 1), date(2024, 2, 1)]


@pytest.mark.parametrize("came_on", ["", "2024-01-16", "hôm qua"])
def test_a_paper_needs_a_day_not_in_the_future(
    world: World, sign_in: SignIn, url: str, came_on: str
) -> None:
    answer = sign_in("planner").post(url, data=sent(row(0), came_on=came_on))
    assert answer.status_code == 422
    assert 'id="came_on-error"' in answer.text


def test_after_the_choice_the_list_is_closed_and_nothing_typed_is_lost(
    world: World, sign_in: SignIn, url: str
) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0)))
    close_choice(world)
    assert client.get(url).location == f"/notices/{the_notice().id}"
    answer = client.post(url, data=sent(row(0, 2, place="Nơi mới"), version="1"))
    assert answer.status_code == 409
    assert "đã khóa" in answer.text
    assert "Nơi mới" in answer.text
    assert len(revisions()) == 1
    page = client.get(f"/notices/{the_notice().id}").text
    assert "Sửa danh sách" not in page
    assert "Đổi, hủy" in page


def test_after_the_choice_a_committee_that_sent_nothing_is_told(
    world: World, sign_in: SignIn, url: str
) -> None:
    close_choice(world)
    answer = sign_in("office").get(url)
    assert answer.status_code == 200
    assert "chưa gửi đăng ký nào" in answer.text


def test_each_row_shows_its_answer(world: World, sign_in: SignIn) -> None:
    notice = world.notice()
    first = world.meetings(notice)[0]
    first.answer, first.answered_at = "Không được chọn dự kỳ này", notice.filed_at
    db.session.commit()
    page = sign_in("office").get(f"/notices/{notice.id}").text
    assert "Không được chọn dự kỳ này" in page
