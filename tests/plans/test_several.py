"""Assigning many units at once: those ticked, all others, a pasted list; and taking it back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import func, select

from tests.forms import forms_in
from tests.plans.helpers import activity, due_day, first, forms_with, issue, whole_plan
from tests.queries import MOST, counted
from tests.world import World
from webapp.core.db import db
from webapp.milestones.engine import mark_done
from webapp.plans import queries
from webapp.plans.models import Assignment, AssignmentBatch
from webapp.plans.reading_list import Read, read
from webapp.plans.services import assigning

SignIn = Callable[[str], FlaskClient]
MAY = date(2024, 5, 1)


@pytest.fixture
def place(world: World) -> str:
    return f"/plans/{world.plan.id}/assignments"


def many(world: World, number: int) -> None:
    for one in range(number):
        world.committee(f"Đảng bộ xã Số {one}")
    db.session.commit()


def count(**values: object) -> int:
    return db.session.scalar(select(func.count(Assignment.id)).filter_by(**values)) or 0


def test_all_others_report_on_themselves_in_one_press(
    sign_in: SignIn, world: World, place: str
) -> None:
    many(world, 130)
    client, own = sign_in("planner"), activity("self_run").id
    before = count(activity_id=own)
    (rest,) = (
        one for one in forms_with(client, place, "/several") if one.values["whom"] == ["left"]
    )
    assert "Các đơn vị còn lại (130) tự báo cáo" in client.get(place).text
    assert rest.send(client).location == place
    assert count(activity_id=own) == before + 130
    page = client.get(place).text
    assert "Đã thêm 130 phân công" in page
    assert "không đơn vị nào bị bỏ sót" in page
    rest.send(client)
    assert count(activity_id=own) == before + 130
    assert "Không có gì để thêm" in client.get(place).text
    for address in (place, f"{place}/several", f"{place}/list"):
        assert counted(client, address) <= MOST, address


def test_what_was_given_together_is_taken_back_together(
    sign_in: SignIn, world: World, place: str
) -> None:
    many(world, 3)
    issue_with(world, "Đảng bộ xã Số 0")
    client, own = sign_in("planner"), activity("self_run").id
    before = count()
    client.post(f"{place}/several", data={"activity_id": own, "whom": "left", "month": ""})
    assert count() == before + 2
    begun = first(Assignment, organization_id=world.organization("Đảng bộ xã Số 1").id)
    assert due_day("self_report", begun) == "2024-12-16"
    mark_done("self_report", ("assignment", begun.id), "01/BC")
    db.session.commit()
    (undo,) = forms_with(client, place, "/take-back")
    assert undo.send(client).status_code == 303
    page = client.get(place).text
    assert "Đã hoàn tác: bỏ 1 phân công" in page
    assert "Đảng bộ xã Số 1 giữ nguyên: Đơn vị đã nộp báo cáo" in page
    assert undo.action not in page
    assert count() == before + 1
    assert undo.send(client).status_code == 303
    assert count() == before + 1


def issue_with(world: World, given: str) -> None:
    """Issue the plan as if the last committees had been founded after: nobody is left out."""
    own = activity("self_run").id
    units = [world.organization(f"Đảng bộ xã Số {number}") for number in range(3)]
    assigning.give(world.plan, [(own, one.id, None) for one in units], world.user("planner"), "Thử")
    issue(world)
    batch = first(AssignmentBatch)
    assigning.take_back(world.plan, batch)
    assigning.give(
        world.plan, [(own, world.organization(given).id, None)], world.user("planner"), "Thử"
    )


def test_several_get_one_month(sign_in: SignIn, world: World, place: str) -> None:
    many(world, 3)
    client, attend = sign_in("planner"), activity().id
    chosen = [str(world.organization(f"Đảng bộ xã Số {one}").id) for one in (0, 2)]
    data = {"activity_id": attend, "month": "", "whom": "ticked", "organization_ids": chosen}
    lacking = client.post(f"{place}/several", data=data)
    assert lacking.status_code == 422
    assert "phải chọn tháng" in lacking.text
    assert lacking.text.count("checked") == 3, "what was ticked stays so"
    answer = client.post(f"{place}/several", data=data | {"month": str(MAY)})
    assert answer.status_code == 303
    assert count(month=MAY) == 2
    assert "tháng 05/2024 có 2 đơn vị" not in answer.text
    nobody = client.post(
        f"{place}/several", data=data | {"month": str(MAY), "organization_ids": []}
    )
    assert nobody.status_code == 422
    assert "Hãy đánh dấu ít nhất một đơn vị" in nobody.text


def test_one_seeks_among_them_by_name(sign_in: SignIn, world: World, place: str) -> None:
    many(world, 12)
    page = sign_in("planner").get(f"{place}/several?q=xa so 11").text
    assert "Đảng bộ xã Số 11" in page
    assert "Đảng bộ xã Số 3" not in page
    assert "Không tìm thấy" in sign_in("planner").get(f"{place}/several?q=khong co").text


def test_the_table_is_narrowed(sign_in: SignIn, world: World, place: str) -> None:
    many(world, 60)
    client = sign_in("reader")
    page = client.get(f"{place}?show=none").text
    assert "Chưa phân công (60)" in page
    assert "Chưa phân công</span>" in page
    assert "Nhơn Trạch</th>" not in page  # it has a month
    assert "Nhơn Trạch</th>" in client.get(f"{place}?show=month").text
    assert "Không có đơn vị nào như vậy" in client.get(f"{place}?q=khong+co").text
    assert client.get(f"{place}?show=anything").status_code == 200


def readings(text: str) -> list[Read]:
    plan = whole_plan()
    return read(text, plan, queries.committees(plan), set())


def test_each_line_means_a_unit_a_month_and_who(world: World) -> None:
    found = readings(
        "Đơn vị | Tháng | Thực hiện\n"
        "Tân Phú | 4\n"
        "đảng bộ huyện long thành | | Tự báo cáo\n"
        "Nhơn Trạch | tháng 5/2024 | Dự\n"
        "Long Thành\n"
    )
    attend, own = activity().id, activity("self_run").id
    assert [one.wanted and (one.wanted[0], one.wanted[2]) for one in found] == [
        (attend, date(2024, 4, 1)),
        (own, None),
        (attend, MAY),
        (own, None),
    ]
    assert [one.is_there for one in found] == [False, False, False, True]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Đảng bộ huyện Không Có | 3", "không có đơn vị"),
        ("Đảng bộ huyện Tấn Phú | 3", "Gần giống"),
        ("Tân Phú | 13", "Không đọc được tháng"),
        ("Tân Phú | 3/2025", "không thuộc năm 2024"),
        ("Tân Phú | | Dự", "hãy ghi tháng"),
        ("Tân Phú | 3 | Tự báo cáo", "để trống tháng"),
        ("Tân Phú | 3 | Kiểm tra", "không có hoạt động"),
        (" | 3", "chưa có tên đơn vị"),
    ],
)
def test_a_faulty_line_says_what_is_wrong(world: World, line: str, told: str) -> None:
    (one,) = readings(line)
    assert told in one.fault
    assert one.wanted is None


def test_a_list_is_looked_over_before_it_is_taken(
    sign_in: SignIn, world: World, place: str
) -> None:
    many(world, 2)
    client, before = sign_in("planner"), count()
    wrong = "Đảng bộ xã Số 0\t6\nĐảng bộ xã Sổ 1\t7"
    answer = client.post(f"{place}/list", data={"text": wrong})
    assert answer.status_code == 422
    assert "Còn 1 dòng cần sửa" in answer.text
    assert "Gần giống: “Đảng bộ xã Số 1”" in answer.text
    assert "Đảng bộ xã Sổ 1 | 7</textarea>" in answer.text, "nothing typed is lost"
    right = client.post(f"{place}/list", data={"text": wrong.replace("Sổ", "Số")})
    assert right.status_code == 200
    assert count() == before
    found = forms_in(right.text, f"{place}/list")
    (taking,) = (one for one in found if "confirmed" in one.values)
    assert taking.send(client).status_code == 303
    assert count() == before + 2
    assert taking.send(client).status_code == 303
    assert count() == before + 2
    assert (
        "Danh sách chưa có dòng nào" in client.post(f"{place}/list", data={"text": "Đơn vị"}).text
    )


def chosen(*rows: Sequence[object], text: str = "") -> dict[str, object]:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return {"file": (BytesIO(out.getvalue()), "danh sách.xlsx"), "text": text}


def test_a_list_comes_in_a_spreadsheet(sign_in: SignIn, world: World, place: str) -> None:
    many(world, 3)
    client, before = sign_in("planner"), count()
    head = ["STT", "Tên đơn vị", "Tháng", "Ai thực hiện"]
    rows = [
        ["DANH SÁCH PHÂN CÔNG NĂM 2024"],
        head,
        [1, "Đảng bộ xã Số 0", 6],
        [2, "Đảng bộ xã Số 1", datetime(2024, 7, 1), "Dự"],
        [3, "Đảng bộ xã Số 2", None, "Tự báo cáo"],
    ]
    read_over = client.post(f"{place}/list", data=chosen(*rows))
    assert read_over.status_code == 200
    assert "Cả 3 dòng đều đọc được; 3 phân công sẽ được thêm." in read_over.text
    assert "2 | Đảng bộ xã Số 1 | 01/07/2024 | Dự" in read_over.text
    found = forms_in(read_over.text, f"{place}/list")
    (taking,) = (one for one in found if "confirmed" in one.values)
    assert taking.send(client).status_code == 303
    assert count() == before + 3
    unread = client.post(f"{place}/list", data=chosen(head, [1, "Đảng bộ xã Số 0", "13"]))
    assert unread.status_code == 422
    assert "Không đọc được tháng “13”" in unread.text
    assert "1 | Đảng bộ xã Số 0 | 13</textarea>" in unread.text, "mended where it can be seen"


def test_a_wrong_file_is_told_and_the_text_stays(sign_in: SignIn, world: World, place: str) -> None:
    client, before = sign_in("planner"), count()
    for text in ("", "Đảng bộ xã Số 0 | 6"):
        sent = {"file": (BytesIO(b"STT;name"), "danh sách.csv"), "text": text}
        answer = client.post(f"{place}/list", data=sent)
        assert answer.status_code == 422
        assert "Tệp không phải tệp Excel (.xlsx), hoặc đã hỏng." in answer.text
        assert f"{text}</textarea>" in answer.text
        assert "Không được để trống" not in answer.text, "it is the file that is wrong"
    assert count() == before


def test_a_batch_of_another_plan_is_not_there(sign_in: SignIn, place: str) -> None:
    for number in (999, 99999999999999999999):
        assert sign_in("planner").post(f"{place}/batches/{number}/take-back").status_code == 404
