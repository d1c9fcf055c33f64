"""A list that fills itself: like the last month, from Excel, contacts copied down."""

import re
from collections.abc import Callable
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import CELL, close_choice, counted, meetings, on, row, sent
from tests.notices.test_drafts import drafts
from tests.world import World, add
from webapp.core.db import db
from webapp.notices.models import THEMATIC, Meeting
from webapp.plans.models import Assignment

SignIn = Callable[[str], FlaskClient]


def values(html: str, name: str) -> list[str]:
    """Return what the boxes of one column show, empty ones as ""."""
    boxes = re.findall(rf'<input[^>]*name="rows-\d+-{name}"[^>]*>', html)
    return [match[1] if (match := re.search(r'value="([^"]*)"', box)) else "" for box in boxes]


def days(html: str) -> list[str]:
    """Return the days shown, whichever way the boxes write them."""
    return ["-".join(reversed(text.split("/"))) for text in values(html, "day")]


@pytest.fixture
def april(world: World) -> str:
    """The address of the same committee's next month, after March was filed."""
    march = world.assignment()
    world.meetings(world.notice(meetings=3))
    later = add(
        Assignment(
            issuer_id=march.issuer_id,
            organization_id=march.organization_id,
            activity_id=march.activity_id,
            month=date(2024, 4, 1),
        )
    )
    db.session.commit()
    return f"/assignments/{later.id}/notice"


def test_a_month_is_filled_like_the_last(sign_in: SignIn, world: World, april: str) -> None:
    client = sign_in("office")
    page = client.post(april, data=sent(row(0, "", day="", place=""), like_last="1"))
    assert page.status_code == 200
    was = [one.day for one in meetings()]
    assert was == [date(2024, 3, 5), date(2024, 3, 6), date(2024, 3, 7)]
    # The first Tuesday, Wednesday and Thursday of April.
    assert days(page.text) == ["2024-04-02", "2024-04-03", "2024-04-04"]
    assert values(page.text, "place") == [one.place for one in meetings()]
    assert values(page.text, "topic") == ["", "", ""]
    assert "Đã giữ nháp lúc" in page.text
    assert drafts()[0].meetings == 3
    again = client.post(
        april, data=sent(row(0, 1), row(1, 2), draft=str(drafts()[0].version), like_last="1")
    )
    assert len(values(again.text, "day")) == 3  # only the one that was not there


def test_a_weekday_that_the_month_lacks_is_said_at_its_row(
    sign_in: SignIn, world: World, april: str
) -> None:
    fifth, gone, _ = meetings()
    fifth.starts_at = fifth.starts_at.replace(day=29)  # the fifth Friday of March
    gone.cancelled_at = gone.starts_at
    db.session.commit()
    page = sign_in("office").post(april, data=sent(like_last="1")).text
    assert "Tháng 04/2024 không có thứ Sáu lần thứ năm như ngày 29/03/2024; hãy chọn ngày." in page
    assert days(page) == ["2024-04-04", ""]
    assert "Chưa gửi, cần sửa" not in page


def test_the_first_month_has_none_before_it(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    page = client.post(url, data=sent(row(0), like_last="1"))
    assert "Chưa có danh sách của tháng nào trước đó." in page.text
    assert len(values(page.text, "day")) == 1


def test_cells_from_excel_become_rows_to_look_over(sign_in: SignIn, world: World, url: str) -> None:
    text = (
        "STT\tTên tổ chức\tNgày họp\tGiờ\tLoại\tChuyên đề\tGhi chú\tNgười liên hệ\tĐiện thoại\n"
        f"1\t{CELL.format(1)}\t05/03/2024\t08:00\tChuyên đề\tHọc tập\tsổ\tAnh Ba\t0251 1111\n"
        f"2\t{CELL.format(2)}\t6/3/2024\t14:30\tthường kỳ\t\t\t\t\n"
    )
    client = sign_in("office")
    page = client.post(url, data=sent(row(0, "", day="", place=""), pasted=text, paste="1"))
    assert page.status_code == 200
    assert "Đã đưa 2 dòng vào danh sách." in page.text
    assert "Không dùng đến: Ghi chú." in page.text
    assert values(page.text, "organization") == [CELL.format(1), CELL.format(2)]
    assert values(page.text, "phone") == ["0251 1111", "0251 1111"]  # copied down
    assert values(page.text, "topic") == ["Học tập", ""]
    assert (
        page.text.count('value="thematic" selected') + page.text.count('selected value="thematic"')
        == 1
    )
    assert all(values(page.text, "place"))  # where they usually meet
    assert meetings() == []
    [draft] = drafts()
    assert [one.hour for one in draft.rows] == ["08:00", "14:30"]


def test_a_day_and_an_hour_that_a_sheet_keeps_as_numbers_are_read(
    sign_in: SignIn, world: World, url: str
) -> None:
    text = f"{CELL.format(1)}\t45363\t0,3125\n{CELL.format(2)}\t99999\t0.5625"
    page = sign_in("office").post(url, data=sent(row(0), pasted=text, paste="1"))
    assert page.status_code == 422
    assert values(page.text, "hour")[1:] == ["07:30", "13:30"]
    assert days(page.text)[1] == "2024-03-12"
    assert page.text.count("Đã dán: “99999”.") == 2
    assert "Đã dán: “45363”" not in page.text


def test_what_is_wrong_in_pasted_cells_is_said_beside_the_field(
    sign_in: SignIn, world: World, url: str
) -> None:
    text = f"{CELL.format(1)}\t31/4/2024\t25:99\tNhà A\tHọp mở\nChi bộ lạ\t5/3/2024\t08:00\tNhà B"
    page = sign_in("office").post(url, data=sent(row(0, 2, "2024-03-08"), pasted=text, paste="1"))
    assert page.status_code == 422
    for told in ("Đã dán: “31/4/2024”.", "Đã dán: “25:99”.", "Không có loại “Họp mở”, hãy chọn."):
        assert page.text.count(told) == 2  # beside the field, and on top
    assert 'id="rows-2-organization-error"' in page.text
    assert values(page.text, "organization") == [CELL.format(2), CELL.format(1), "Chi bộ lạ"]
    assert len(drafts()[0].rows) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Chưa có dòng nào."),
        ("x\t05/03/2024\n" * 201, "Có 201 dòng, mỗi đăng ký có nhiều nhất 200 cuộc họp."),
    ],
)
def test_what_makes_no_rows_stays_in_its_box(
    sign_in: SignIn, world: World, url: str, text: str, told: str
) -> None:
    page = sign_in("office").post(url, data=sent(row(0), pasted=text, paste="1")).text
    assert told in page
    assert page.count("x\t05/03/2024") == text.count("\n")
    assert len(values(page, "day")) == 1


def test_a_list_is_not_filed_past_a_full_box(sign_in: SignIn, world: World, url: str) -> None:
    page = sign_in("office").post(url, data=sent(row(0), pasted="Chi bộ ấp 2\t6/3/2024"))
    assert page.status_code == 422
    assert "Bấm “Đưa vào danh sách”" in page.text
    assert meetings() == []


def test_a_contact_is_typed_once_and_copied_down(sign_in: SignIn, world: World, url: str) -> None:
    none = {"contact": "", "phone": ""}
    rows = (
        row(0, 1, **none),
        row(1, 2, contact="Chị Tư", phone="0251 222"),
        row(2, 1, "2024-03-12", **none),
        row(3, 2, "2024-03-12", contact="Anh Năm", phone=""),
        row(4, 1, "2024-03-19", **none),
    )
    client = sign_in("office")
    page = client.post(url, data=sent(*rows, copy_down="1")).text
    assert values(page, "contact") == ["", "Chị Tư", "Chị Tư", "Anh Năm", "Anh Năm"]
    assert values(page, "phone") == ["", "0251 222", "0251 222", "", ""]
    assert "Đã chép người liên hệ, điện thoại xuống 2 dòng." in page
    none_above = client.post(url, data=sent(rows[0], copy_down="1"), follow_redirects=True)
    assert "Không có dòng trống nào" in none_above.text


def test_pages_stay_within_their_queries(sign_in: SignIn, world: World, april: str) -> None:
    client = sign_in("office")
    for sent_on in ({"like_last": "1"}, {"copy_down": "1"}, {"keep": "1"}):
        with counted() as statements:
            client.post(april, data=sent(row(0, 1, "2024-04-02"), **sent_on))
        assert len(statements) <= 24, len(statements)
    with counted() as statements:
        assert client.get(april).status_code == 200
    assert len(statements) <= 12, len(statements)


def test_nobody_fills_what_is_closed(sign_in: SignIn, world: World, url: str) -> None:
    close_choice(world)
    client = sign_in("office")
    for name in ("like_last", "copy_down", "paste", "keep"):
        answer = client.post(url, data=sent(row(0), pasted="x\ty", **{name: "1"}))
        assert answer.status_code == 409
    assert drafts() == []


def test_what_was_filled_is_filed(sign_in: SignIn, world: World, april: str) -> None:
    for one in meetings():
        one.kind, one.topic = THEMATIC, "Chuyên đề cũ"
    db.session.commit()
    client = sign_in("office")
    page = client.post(april, data=sent(like_last="1")).text
    labels = values(page, "organization")
    days = values(page, "day")
    rows = [
        row(n, label, day, kind="thematic", topic="Chuyên đề mới")
        for n, (label, day) in enumerate(zip(labels, days, strict=True))
    ]
    with on(2, 20):
        assert client.post(april, data=sent(*rows)).status_code == 303
    filed = db.session.scalars(select(Meeting).where(Meeting.topic == "Chuyên đề mới")).all()
    assert {one.hour for one in filed} == {time(8)}
    assert len(filed) == 3
    assert drafts() == []
