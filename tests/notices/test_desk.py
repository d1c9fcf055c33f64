"""The form at work: rows come and go, the search, the margin, the tally; with htmx and without."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dues import filed
from tests.notices.helpers import CELL, counted, meetings, on, row, sent
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment

SignIn = Callable[[str], FlaskClient]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(world: World) -> str:
    return f"/assignments/{world.assignment().id}/notice"


def indices(html: str) -> list[int]:
    return [int(n) for n in re.findall(r'name="rows-(\d+)-day"', html)]


def test_rows_are_added_and_taken_out_without_javascript(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    more = client.post(url, data=sent(row(0), row(2, 2), add="1"))
    assert more.status_code == 200
    assert indices(more.text) == [0, 2, 3]
    assert more.text.count('value="0251 000 000"') == 3  # the new row takes over the telephone
    less = client.post(url, data=sent(row(0), row(2, 2), remove="0"))
    assert indices(less.text) == [2]
    assert CELL.format(2) in less.text
    assert meetings() == []


def test_checking_tells_the_margin_and_fills_the_usual_place(
    sign_in: SignIn, world: World, url: str
) -> None:
    with on(2, 8):
        answer = sign_in("office").post(url, data=sent(row(0, place=""), check="1"))
    assert answer.status_code == 200
    assert "Trễ 4 ngày so với hạn 04/02/2024" in answer.text
    assert "Hội trường Chi bộ ấp 1 Nhơn Trạch" in answer.text
    assert "Chưa đủ chuyên đề: có 0, cần ít nhất 1" in answer.text
    assert "Danh sách không có lỗi và chưa được gửi." in answer.text
    assert meetings() == []


def test_checking_tells_what_is_wrong_and_what_a_colleague_filed(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    wrong = client.post(url, data=sent(row(0, day=""), check="1"))
    assert wrong.status_code == 422
    assert 'id="rows-0-day-error"' in wrong.text
    sign_in("colleague").post(url, data=sent(row(0, place="Nhà của B")))
    clash = client.post(url, data=sent(row(0, place="Nhà của A"), check="1"))
    assert clash.status_code == 409
    assert "Nhà của B" in clash.text


def test_htmx_gets_only_the_new_row(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    more = client.post(url, data=sent(row(0), row(4, 2), add="1"), headers=HTMX)
    assert indices(more.text) == [5]
    assert "<html" not in more.text
    event = json.loads(more.headers["HX-Trigger-After-Settle"])["rows-changed"]
    assert event == {"focus": "rows-5-organization", "say": "Đã thêm 1 dòng."}
    less = client.post(url, data=sent(row(0), remove="0"), headers=HTMX)
    assert less.text == ""
    assert "add-row" in less.headers["HX-Trigger-After-Settle"]


@pytest.mark.parametrize("wanted", ["", "x", "²", "99999999999999", "-1"])
def test_taking_out_what_is_not_there_does_nothing(
    sign_in: SignIn, world: World, url: str, wanted: str
) -> None:
    answer = sign_in("office").post(url, data=sent(row(0), remove=wanted))
    assert answer.status_code == 200
    assert indices(answer.text) == [0]


def test_a_whole_group_is_added_at_once(sign_in: SignIn, world: World, url: str) -> None:
    base = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    client = sign_in("office")
    form = sent(row(0, 1), below=str(base.id), add_below="1")
    more = client.post(url, data=form, headers=HTMX)
    assert indices(more.text) == [1, 2]
    assert CELL.format(2) in more.text
    assert CELL.format(1) not in more.text
    foreign = world.organization("Đảng bộ xã Phú Hội Tân Phú")
    none = client.post(url, data=form | {"below": str(foreign.id)}, headers=HTMX)
    assert none.text == ""
    assert (
        "Không còn tổ chức nào"
        in json.loads(none.headers["HX-Trigger-After-Settle"])["rows-changed"]["say"]
    )


def test_no_row_is_added_beyond_the_limit(sign_in: SignIn, world: World, url: str) -> None:
    rows = [row(n) for n in range(200)]
    answer = sign_in("office").post(url, data=sent(*rows, add="1"), headers=HTMX)
    assert answer.text == ""
    assert "200" in answer.headers["HX-Trigger-After-Settle"]


def test_a_missing_cell_by_htmx_comes_as_a_row_and_an_empty_panel(
    sign_in: SignIn, world: World, url: str
) -> None:
    base = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    client = sign_in("office")
    form = sent(row(0), new_name="Chi bộ chợ", new_superior=str(base.id), create="1")
    made = client.post(url, data=form, headers=HTMX)
    assert indices(made.text) == [1]
    assert 'hx-swap-oob="true"' in made.text
    assert made.text.count("Chi bộ chợ") == 1
    bad = client.post(url, data=form | {"new_name": ""}, headers=HTMX)
    assert bad.status_code == 422
    assert bad.headers["HX-Retarget"] == "#missing"
    assert 'id="new_name-error"' in bad.text


def test_search_finds_without_marks_and_only_ones_own(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    found = client.get(f"{url}/organizations?q=chi+bo+ap+1").text
    assert re.findall(r'data-value="([^"]+)"', found) == [CELL.format(1), CELL.format(10)]
    by_row = client.get(
        f"{url}/organizations?rows-3-organization=ap+2", headers={"HX-Target": "rows-3-list"}
    ).text
    assert 'id="rows-3-list-1"' in by_row
    odd = client.get(f"{url}/organizations?q=%22%3E%25_", headers={"HX-Target": '"><b>'}).text
    assert "Không tìm thấy" in odd
    assert "Tân Phú" not in client.get(f"{url}/organizations").text
    assert client.get(f"{url}/organizations?q={'x' * 5000}").status_code == 200


def test_search_gives_at_most_twenty(sign_in: SignIn, world: World, url: str) -> None:
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch")
    many(cell, 60)
    found = sign_in("office").get(f"{url}/organizations?q=chi+bo").text
    assert found.count('role="option"') == 20


@pytest.mark.parametrize("path", ["organizations", "margin", "tally"])
def test_helpers_are_for_those_who_file(sign_in: SignIn, world: World, url: str, path: str) -> None:
    for username, status in (("other", 404), ("reader", 403), ("office", 200), ("planner", 200)):
        client = sign_in(username)
        ask = client.post if path == "tally" else client.get
        assert ask(f"{url}/{path}").status_code == status, username


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("rows-3-day=2024-03-05", "Còn 20 ngày so với hạn 04/02/2024"),
        ("rows-3-day=2024-03-05&came_on=2024-01-10", "Còn 20 ngày"),  # a clerk has no paper day
        ("rows-3-day=2024-04-05", "không thuộc tháng 03/2024"),
        ("rows-3-day=", "Chọn ngày"),
        ("rows-3-day=2024-99-99", "Chọn ngày"),
        ("rows-%C2%B2-day=2024-03-05", "Chọn ngày"),
        ("", "Chọn ngày"),
    ],
)
def test_the_margin_is_told_at_once(
    sign_in: SignIn, world: World, url: str, asked: str, told: str
) -> None:
    answer = sign_in("office").get(f"{url}/margin?{asked}")
    assert answer.status_code == 200
    assert told in answer.text


def test_the_margin_of_a_paper_counts_from_its_day(sign_in: SignIn, world: World, url: str) -> None:
    asked = "rows-0-day=2024-03-05&came_on=2024-01-10"
    assert "Còn 25 ngày" in sign_in("planner").get(f"{url}/margin?{asked}").text


def test_the_margin_of_a_row_told_before_stays(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0)))
    asked = {"rows-0-day": "2024-03-05", "rows-0-organization": CELL.format(1)}
    with on(2, 20):
        told = client.get(f"{url}/margin", query_string=asked).text
        assert "Đã báo ngày 15/01/2024: Sớm 20 ngày" in told
        moved = client.get(f"{url}/margin", query_string=asked | {"rows-0-day": "2024-03-06"})
        assert "Trễ 15 ngày" in moved.text


def test_the_tally_counts(sign_in: SignIn, world: World, url: str) -> None:
    rows = sent(row(0), row(1, 2, kind="thematic"), row(2, "", "", place=""))
    with on(2, 8):
        told = sign_in("office").post(f"{url}/tally", data=rows).text
    assert "2 cuộc họp" in told
    assert "Có 1 cuộc chuyên đề" in told
    assert "2 cuộc trễ hạn, vẫn nhận; trễ nhất 4 ngày" in told
    assert '<span id="sends" hx-swap-oob="true"> 2 cuộc sinh hoạt</span>' in told


def test_the_list_says_to_whom_it_goes(sign_in: SignIn, world: World, url: str) -> None:
    world.meetings(world.notice())
    button = 'Gửi bản sửa<span id="sends"></span>'  # scripts count into it what is on the page
    for username, gets in (("office", world.issuer.name), ("planner", "Đảng bộ huyện Nhơn Trạch")):
        shown = " ".join(sign_in(username).get(url).text.split())
        assert button in shown
        assert f"Gửi đến {gets}, được báo ngay" in shown


def test_the_tally_is_green_only_when_every_row_was_judged(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    good, open_row, wrong = (
        row(0),
        row(1, 2) | {"rows-1-day": ""},
        row(2) | {"rows-2-day": "2024-05-01"},
    )
    assert "Không cuộc nào trễ hạn" in client.post(f"{url}/tally", data=sent(good)).text
    told = client.post(f"{url}/tally", data=sent(good, open_row, wrong)).text
    assert "1 dòng chưa có ngày" in told
    assert "1 dòng có ngày chưa đúng" in told
    assert "Không cuộc nào trễ hạn" not in told
    unread = row(3) | {"rows-3-day": "31/4/2024"}
    told = client.post(f"{url}/tally", data=sent(good, wrong, unread)).text
    assert "2 dòng có ngày chưa đúng" in told
    assert "chưa có ngày" not in told


def many(cell: Organization, count: int) -> list[Organization]:
    """Add cells beside *cell*."""
    fields = {"issuer_id": cell.issuer_id, "level_id": cell.level_id, "parent_id": cell.parent_id}
    cells = [Organization(name=f"Chi bộ số {n}", **fields) for n in range(count)]
    add(*cells)
    for one in cells:
        one.path = f"{cell.path.rsplit('/', 2)[0]}/{one.id}/"
    db.session.commit()
    return cells


def test_two_hundred_rows_are_filed_and_drawn_with_few_questions(
    sign_in: SignIn, world: World, url: str
) -> None:
    cells = many(world.organization("Chi bộ ấp 1 Nhơn Trạch"), 200)
    base = "Đảng bộ xã Phú Hội Nhơn Trạch"
    rows = [
        row(n, f"{cell.name} — {base}", f"2024-03-{n % 28 + 1:02}") for n, cell in enumerate(cells)
    ]
    client = sign_in("office")
    assert client.post(url, data=sent(*rows)).status_code == 303
    with counted() as asked:
        page = client.get(url)
    assert len(indices(page.text)) == 200
    assert len(asked) <= 12, asked
    wrong = sent(*rows, row(7, "không có"), version="1")
    with counted() as asked:
        assert client.post(url, data=wrong).status_code == 422
    assert len(asked) <= 12, asked
    with counted() as asked:
        assert client.get("/notices/1").status_code == 200
    assert len(asked) <= 12, asked
    pdf = client.get("/notices/1/receipt.pdf")
    assert pdf.mimetype == "application/pdf"


@pytest.mark.parametrize("committees", [10, 1000])
def test_the_list_asks_as_much_for_ten_as_for_a_thousand(
    sign_in: SignIn, world: World, committees: int
) -> None:
    fill(world, committees)
    client = sign_in("planner")
    with counted() as asked:
        page = client.get("/notices")
    assert page.status_code == 200
    assert len(asked) <= 12, asked
    assert page.text.count("Xem đăng ký") == min(committees, 49)


def fill(world: World, count: int) -> None:
    """File *count* notices, every second one late, each of a committee of its own."""
    first = world.organization("Đảng bộ huyện Nhơn Trạch")
    activity = db.session.scalars(select(Activity).where(Activity.kind == "attend")).one()
    clerk = world.user("office")
    fields = {
        "issuer_id": first.issuer_id,
        "level_id": first.level_id,
        "parent_id": first.parent_id,
    }
    committees = [Organization(name=f"Đảng bộ số {n}", **fields) for n in range(count)]
    add(*committees)
    for one in committees:
        one.path = f"/x/{one.id}/"
    whose = [{"issuer_id": one.issuer_id, "organization_id": one.id} for one in committees]
    month = date(2024, 3, 1)
    assignments = [Assignment(activity_id=activity.id, month=month, **one) for one in whose]
    add(*assignments)
    notices = [
        Notice(assignment_id=a.id, filed_at=clock.now(), filed_by_id=clerk.id, **one)
        for a, one in zip(assignments, whose, strict=True)
    ]
    add(*notices)
    for n, (notice, one) in enumerate(zip(notices, whose, strict=True)):
        filed(
            clock.today() - timedelta(days=n % 2),
            Meeting(
                notice_id=notice.id,
                starts_at=clock.at(month, 8),
                place="Hội trường",
                kind="regular",
                received_on=clock.today(),
                **one,
            ),
        )
    db.session.commit()
