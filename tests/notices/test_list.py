"""The list of notices, one notice, and its receipt."""

import io
from collections.abc import Callable

import pdfplumber
import pytest
from flask.testing import FlaskClient

from tests.notices.helpers import close_choice, on, require_step, row, sent, the_notice
from tests.world import World

SignIn = Callable[[str], FlaskClient]


def test_an_office_sees_what_it_owes(sign_in: SignIn, world: World) -> None:
    require_step(world)
    page = sign_in("office").get("/notices").text
    assert "Đảng bộ huyện Nhơn Trạch" in page
    assert "Tân Phú" not in page
    assert "Chưa gửi" in page
    assert f'href="/assignments/{world.assignment().id}/notice"' in page
    with on(2, 1):
        assert "Chưa gửi, đã trễ hạn" in sign_in("office").get("/notices").text


def test_the_list_tells_what_came_and_what_is_late(sign_in: SignIn, world: World) -> None:
    require_step(world)
    url = f"/assignments/{world.assignment().id}/notice"
    with on(2, 8):
        sign_in("office").post(url, data=sent(row(0), row(1, 2, kind="thematic", topic="Bác")))
        page = sign_in("planner").get("/notices").text
    assert "Đã gửi, 2 cuộc trễ" in page
    close_choice(world)
    assert "Đã chốt lựa chọn" in sign_in("reader").get("/notices").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Nhơn Trạch", "Tân Phú"}),
        ("month=2024-03", {"Nhơn Trạch"}),
        ("month=2024-13", {"Nhơn Trạch", "Tân Phú"}),
        ("q=tan+phu", {"Tân Phú"}),
        ("q=%25_", set()),
        ("state=filed", {"Nhơn Trạch"}),
        ("state=silent", {"Tân Phú"}),
        ("state=late", {"Nhơn Trạch"}),
        ("state=x&page=99999999999&month=%C2%B2", {"Nhơn Trạch", "Tân Phú"}),
    ],
)
def test_a_planner_filters(sign_in: SignIn, world: World, query: str, shown: set[str]) -> None:
    with on(2, 20):
        world.notice()
    client = sign_in("planner")
    part = client.get(f"/notices?{query}", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert {name for name in ("Nhơn Trạch", "Tân Phú") if name in part.text} == shown
    assert client.get(f"/notices?{query}").status_code == 200


@pytest.mark.parametrize("path", ["", "/receipt.pdf"])
def test_who_sees_a_notice(sign_in: SignIn, world: World, path: str) -> None:
    address = f"/notices/{world.notice().id}{path}"
    for name in ("office", "colleague", "planner", "leader", "member", "admin", "reader"):
        assert sign_in(name).get(address).status_code == 200, name
    for name in ("other", "stranger"):
        assert sign_in(name).get(address).status_code == 404, name
    assert sign_in("office").post(address).status_code == 405


def test_a_reader_is_offered_no_change(sign_in: SignIn, world: World) -> None:
    notice = world.notice()
    assert "Sửa danh sách" not in sign_in("reader").get(f"/notices/{notice.id}").text
    assert "Sửa danh sách" in sign_in("office").get(f"/notices/{notice.id}").text


def test_the_receipt_says_number_moment_margins_and_sums(sign_in: SignIn, world: World) -> None:
    client = sign_in("office")
    url = f"/assignments/{world.assignment().id}/notice"
    starred = row(1, 2, kind="thematic", topic="*Học* [[thiếu: x]]", place="**Nhà** <b>")
    client.post(url, data=sent(row(0), starred))
    notice = the_notice()
    answer = client.get(f"/notices/{notice.id}/receipt.pdf")
    assert answer.mimetype == "application/pdf"
    assert notice.receipt_number in answer.headers["Content-Disposition"]
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    flat = " ".join(text.split())
    assert f"Số biên nhận: {notice.receipt_number}" in flat
    assert "Nhận lần đầu: 09:00 ngày 15/01/2024" in flat
    assert "Sớm 20" in flat
    assert "Tổng số: 02 cuộc họp" in flat
    assert "Sinh hoạt chuyên đề: có, 01 cuộc" in flat
    assert "Tất cả đều đúng hạn" in flat
    assert "**Nhà** <b>" in flat


def test_the_receipt_of_a_paper_names_it(sign_in: SignIn, world: World) -> None:
    client = sign_in("planner")
    url = f"/assignments/{world.assignment().id}/notice"
    client.post(url, data=sent(row(0), came_on="2024-01-10", symbol="12-CV/HU"))
    answer = client.get(f"/notices/{the_notice().id}/receipt.pdf")
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        text = " ".join(pdf.pages[0].extract_text().split())
    assert "Bản giấy 12-CV/HU đến ngày 10/01/2024" in text
    assert "Sinh hoạt chuyên đề: không có" in text
