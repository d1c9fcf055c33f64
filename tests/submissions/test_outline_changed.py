"""An outline is changed after units wrote: asked before, kept as a version; what was sent stays."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from tests.forms import FormOnPage, forms_in, looked_over
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.submissions.helpers import (
    address,
    answers,
    fill_all,
    form_of,
    printed,
    require_step,
    save,
    the_report,
)
from tests.world import World, local
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.plans.models import ActivityFigure
from webapp.plans.round_models import OutlinePart, OutlineVersion
from webapp.submissions.queries.sent import Sendings
from webapp.submissions.sent_models import Report, SentReport

SignIn = Callable[[str], FlaskClient]
CHANGED = "Đề cương đã đổi sau khi báo cáo được gửi"


@pytest.fixture
def sent(held: RoundWorld, sign_in: SignIn) -> RoundWorld:
    """The round, its first unit's report sent."""
    client = sign_in("office")
    fill_all(client, held)
    assert looked_over(client, f"{address(held)}/sending").status_code == 303
    return held


def row_of(world: World, kind: str, row_id: int) -> str:
    return f"/plans/{world.plan.id}/rows/{kind}/{row_id}"


def asked(client: FlaskClient, place: str, **typed: str | None) -> tuple[str, FormOnPage]:
    """Send the row's form; return the page that asks, and the form that confirms."""
    form = next(one for one in forms_in(client.get(place).text, place) if one.action == place)
    page = form.send(client, **typed)
    assert page.status_code == 200, page.status_code
    assert "Chưa lưu." in page.text
    return page.text, _confirming(page.text, place)


def _confirming(text: str, place: str) -> FormOnPage:
    return next(one for one in forms_in(text, place) if "confirmed" in one.values)


def said(client: FlaskClient, held: RoundWorld) -> str:
    """What the sent report says, on the page and in print."""
    page = client.get(f"/submissions/{the_report().id}").text
    return page + printed(client.get(f"{address(held)}.pdf").data)


def test_a_column_taken_out_leaves_the_sent_report_as_it_was(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    planner, table = sign_in("planner"), sent.parts[2]
    place = row_of(world, "outline_part", table.id)
    text, confirm = asked(planner, place, columns="Số, ký hiệu\nThời gian")
    assert "Bỏ cột “Tên văn bản” của “Văn bản đã ban hành”" in text
    assert "Thêm cột “Thời gian” vào “Văn bản đã ban hành”" in text
    assert "1 đơn vị đã gửi (Đảng bộ huyện Nhơn Trạch)" in text
    assert "Báo cáo đã gửi giữ nguyên như lúc gửi." in text
    assert db.session.get_one(OutlinePart, table.id).columns == ["Tên văn bản", "Số, ký hiệu"]
    assert confirm.send(planner).status_code == 303
    assert db.session.get_one(OutlinePart, table.id).columns == ["Số, ký hiệu", "Thời gian"]
    told = said(planner, sent)
    assert "Tên văn bản" in told
    assert "Nghị quyết" in told
    assert "12-NQ/HU" in told
    assert CHANGED in told
    assert answers()[table.id].rows[0].cells == {"0": "Nghị quyết", "1": "12-NQ/HU"}
    version = db.session.scalars(select(OutlineVersion)).one()
    assert version.number == 2
    office = Message.user_id == world.user("office").id
    assert any("đã đổi" in one for one in db.session.scalars(select(Message.text).where(office)))
    form = sign_in("office").get(address(sent)).text
    assert f'name="cell_{table.id}_0_1"' in form
    assert "không còn cột “Tên văn bản”" in form


def test_units_side_by_side_keep_each_its_shape(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    require_step(world, sent, 1)
    planner, table = sign_in("planner"), sent.parts[2]
    place = row_of(world, "outline_part", table.id)
    _, confirm = asked(planner, place, columns="Số hiệu\nThời gian")
    assert confirm.send(planner, **{"column-0": "1", "column-1": ""}).status_code == 303
    other = sign_in("other")
    fill_all_anew(other, sent, table)
    page = planner.get(f"/activities/{sent.activity.id}/reports?part={table.id}").text
    first, _, second = page.partition("Đảng bộ huyện Tân Phú</h3>")
    first = first[first.index("<h3") :]
    assert "Tên văn bản" in first
    assert "Thời gian" not in first
    assert "Thời gian" in second
    assert "Tên văn bản" not in second
    book = load_workbook(BytesIO(planner.get(f"/activities/{sent.activity.id}/reports.xlsx").data))
    sheet = next(one for one in book if one["B1"].value and "Số hiệu" in one["B1"].value)
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    titles = ["Số hiệu (trước: Số, ký hiệu)", "Thời gian", "Tên văn bản (đã bỏ khỏi đề cương)"]
    assert rows[0] == ["Đơn vị", *titles]
    assert rows[1][1:] == ["12-NQ/HU", "", "Nghị quyết"]
    assert rows[2][1:] == ["34-KH", "tháng 02", ""]


def fill_all_anew(client: FlaskClient, held: RoundWorld, table: OutlinePart) -> None:
    url = address(held, 1)
    text, figures = held.parts[1], held.parts[3]
    save(client, url, text, **{f"text_{text.id}": "Tình hình"})
    cells = {f"cell_{table.id}_0_1": "34-KH", f"cell_{table.id}_0_2": "tháng 02"}
    save(client, url, table, **cells)
    save(client, url, figures, **{f"figure_{held.figure.id}": "7"})
    assert looked_over(client, f"{url}/sending").status_code == 303


def test_a_renamed_column_keeps_what_was_written(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    planner, table = sign_in("planner"), sent.parts[2]
    place = row_of(world, "outline_part", table.id)
    text, confirm = asked(planner, place, columns="Tên văn bản\nKý hiệu")
    assert "Đổi tên cột “Số, ký hiệu” của “Văn bản đã ban hành” thành “Ký hiệu”" in text
    assert "Là cột" in text
    assert confirm.send(planner).status_code == 303
    form = sign_in("office").get(address(sent)).text
    assert "12-NQ/HU" in form
    assert "Số, ký hiệu" not in form
    assert "Số, ký hiệu" in said(planner, sent)


def test_a_column_that_the_planner_calls_new_begins_empty(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    planner, table = sign_in("planner"), sent.parts[2]
    place = row_of(world, "outline_part", table.id)
    _, confirm = asked(planner, place, columns="Tên văn bản\nThời gian")
    assert confirm.send(planner, **{"column-0": ""}).status_code == 303
    kept = db.session.get_one(OutlinePart, table.id).kept_columns
    assert [(one.key, one.is_gone) for one in kept] == [("0", False), ("2", False), ("1", True)]


def test_who_wrote_meanwhile_is_asked_about_again(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    office, planner, table = sign_in("office"), sign_in("planner"), held.parts[2]
    text = held.parts[1]
    save(office, address(held), text, **{f"text_{text.id}": "Tình hình"})
    place = row_of(world, "outline_part", table.id)
    page, confirm = asked(planner, place, columns="Tên văn bản")
    assert "Chưa đơn vị nào ghi" in page
    save(office, address(held), table, **{f"cell_{table.id}_0_1": "12-NQ/HU"})
    again = confirm.send(planner)
    assert again.status_code == 200
    assert "1 đơn vị đang soạn (Đảng bộ huyện Nhơn Trạch)" in again.text
    assert _confirming(again.text, place).send(planner).status_code == 303


def test_a_part_is_taken_out_and_its_answers_stay_in_what_was_sent(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    planner, figures = sign_in("planner"), sent.parts[3]
    place = row_of(world, "outline_part", figures.id)
    removal = next(
        one for one in forms_in(planner.get(place).text, place) if one.action.endswith("/remove")
    )
    page = removal.send(planner)
    assert "Bỏ phần “Số liệu”" in page.text
    assert "1 đơn vị đã gửi (Đảng bộ huyện Nhơn Trạch)" in page.text
    confirm = _confirming(page.text, f"{place}/remove")
    assert confirm.send(planner).status_code == 303
    assert planner.get(place).status_code == 404
    told = said(planner, sent)
    assert "Đoàn viên ưu tú" in told
    reports = planner.get(f"/activities/{sent.activity.id}/reports").text
    assert "Đoàn viên ưu tú (đã bỏ khỏi đề cương)" in reports
    assert f'id="part-{figures.id}"' not in sign_in("office").get(address(sent)).text
    assert db.session.get_one(ActivityFigure, sent.figure.id).removed_at is not None
    assert sign_in("other").get(address(sent, 1)).status_code == 200


def test_a_part_whose_figures_one_unit_began_to_give_says_so(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    office, figures = sign_in("office"), held.parts[3]
    save(office, address(held), figures, **{f"figure_{held.figure.id}": "7"})
    place = row_of(world, "outline_part", figures.id)
    text, _ = asked(sign_in("planner"), place, title="Các con số")
    assert "1 đơn vị đang soạn (Đảng bộ huyện Nhơn Trạch)" in text


def test_a_part_is_added_and_an_amendment_may_bring_it(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    planner, office = sign_in("planner"), sign_in("office")
    place = f"/plans/{world.plan.id}/rows/outline_part/new?under={sent.activity.id}"
    text, confirm = asked(planner, place, title="Kiến nghị", kind="text")
    assert "Thêm phần “Kiến nghị”" in text
    assert confirm.send(planner).status_code == 303
    fresh = db.session.scalars(select(OutlinePart).where(OutlinePart.title == "Kiến nghị")).one()
    page = planner.get(f"/submissions/{the_report().id}").text
    assert "Báo cáo chưa có phần mới" in page
    assert "Kiến nghị" not in printed(office.get(f"{address(sent)}.pdf").data)
    save(office, address(sent), fresh, **{f"text_{fresh.id}": "Không có"})
    assert "Kiến nghị" in printed(office.get(f"{address(sent)}.pdf").data)


def test_an_amendment_of_one_part_leaves_the_others_in_their_shape(
    world: World, sent: RoundWorld, sign_in: SignIn
) -> None:
    planner, office = sign_in("planner"), sign_in("office")
    text, table = sent.parts[1], sent.parts[2]
    _, confirm = asked(planner, row_of(world, "outline_part", table.id), columns="Số, ký hiệu")
    confirm.send(planner)
    save(office, address(sent), text, **{f"text_{text.id}": "Đã sửa"})
    page = f"/submissions/{the_report().id}"
    assert CHANGED in planner.get(f"{page}?sending=1").text
    assert CHANGED not in planner.get(page).text, "amended after the outline had changed"
    told = printed(office.get(f"{address(sent)}.pdf").data)
    assert "Đã sửa" in told
    assert "Tên văn bản" in told
    assert "Nghị quyết" in told


def test_only_changes_after_the_sending_that_is_read_belong_to_it() -> None:
    days = [local(2024, 3, day, 10) for day in (1, 8, 11, 20)]
    versions = [
        OutlineVersion(number=number, made_at=day) for number, day in ((2, days[1]), (3, days[3]))
    ]
    first = SentReport(number=1, sent_at=days[0], report=Report(1))
    kept_of_old = SentReport(number=2, sent_at=days[2], report=Report(1))
    rows = [first, kept_of_old]
    told = [Sendings(rows, one, versions).later_versions for one in rows]
    assert [[one.number for one in later] for later in told] == [[2, 3], [3]]


def test_what_was_sent_before_is_there_to_be_read(sent: RoundWorld, sign_in: SignIn) -> None:
    office, text = sign_in("office"), sent.parts[1]
    for day, words in ((6, "Bản sửa trong hạn"), (12, "Bản sửa sau hạn")):
        with clock.living_on(local(2024, 3, day, 10)):
            save(office, address(sent), text, **{f"text_{text.id}": words})
    page = f"/submissions/{the_report().id}"
    with clock.living_on(local(2024, 3, 13)):
        now = sign_in("planner").get(page).text
    assert "Đã gửi đúng hạn; bản sửa gửi sau hạn 4 ngày" in now
    assert "Gửi lần đầu: 09:00 ngày 15/01/2024" in now
    assert "Bản sửa 2: 10:00 ngày 12/03/2024" in now
    assert "Bản sửa sau hạn" in now
    first = sign_in("planner").get(f"{page}?sending=1").text
    assert "Đơn vị có 120 đoàn viên." in first
    assert "Đang xem bản gửi 09:00 ngày 15/01/2024" in first
    second = printed(office.get(f"{address(sent)}.pdf?sending=2").data)
    assert "Bản sửa trong hạn" in second
    assert "Bản sửa sau hạn" in sign_in("planner").get(f"{page}?sending=99").text
    assert counted(sign_in("planner"), page) <= MOST


def test_saving_what_was_sent_already_is_no_amendment(sent: RoundWorld, sign_in: SignIn) -> None:
    office, text = sign_in("office"), sent.parts[1]
    with clock.living_on(local(2024, 3, 12, 10)):
        save(office, address(sent), text)
    assert not the_report().is_amended
    assert len(db.session.scalars(select(SentReport)).all()) == 1


def test_rows_added_by_two_people_are_both_kept(held: RoundWorld, sign_in: SignIn) -> None:
    url, table = address(held), held.parts[2]
    first, second = sign_in("office"), sign_in("colleague")
    hers, his = form_of(first, url, table), form_of(second, url, table)
    name = f"cell_{table.id}_0_0"
    assert hers.send(first, **{"do": None, name: "Của người thứ nhất"}).status_code == 303
    assert his.send(second, **{"do": None, name: "Của người thứ hai"}).status_code == 303
    texts = [row.cells["0"] for row in answers()[table.id].rows]
    assert texts == ["Của người thứ nhất", "Của người thứ hai"]
    stale = form_of(second, url, table)
    save(first, url, table, do=None, **{name: "Thứ nhất sửa"})
    added = {"do": None, f"cell_{table.id}_2_0": "Dòng thứ ba"}
    assert stale.send(second, **added).status_code == 303
    texts = [row.cells["0"] for row in answers()[table.id].rows]
    assert texts == ["Thứ nhất sửa", "Của người thứ hai", "Dòng thứ ba"]


def test_only_the_row_that_both_changed_is_shown(held: RoundWorld, sign_in: SignIn) -> None:
    url, table = address(held), held.parts[2]
    first, second = sign_in("office"), sign_in("colleague")
    for number, text in enumerate(("một", "hai")):
        save(first, url, table, **{f"cell_{table.id}_{number}_0": text})
    stale = form_of(second, url, table)
    save(first, url, table, **{f"cell_{table.id}_0_0": "một A", f"cell_{table.id}_1_0": "hai A"})
    mine = {"do": None, f"cell_{table.id}_1_0": "hai B", f"cell_{table.id}_2_0": "ba B"}
    clash = stale.send(second, **mine)
    assert clash.status_code == 409
    problem = clash.text.partition('class="problem"')[2].partition("</section>")[0]
    assert "Tên văn bản, dòng 2" in problem
    assert "dòng 1" not in problem
    again = next(one for one in forms_in(clash.text, url) if one.action == url)
    assert again.send(second, do=None).status_code == 303
    texts = [row.cells["0"] for row in answers()[table.id].rows]
    assert texts == ["một A", "hai B", "ba B"]


def test_what_was_typed_in_a_column_that_went_meanwhile_is_shown(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    office, planner, table = sign_in("office"), sign_in("planner"), held.parts[2]
    save(office, address(held), table, **{f"cell_{table.id}_0_0": "Nghị quyết"})
    stale = form_of(office, address(held), table)
    place = row_of(world, "outline_part", table.id)
    _, confirm = asked(planner, place, columns="Tên văn bản")
    confirm.send(planner)
    answer = stale.send(office, **{"do": None, f"cell_{table.id}_0_1": "12-NQ/HU"})
    assert answer.status_code == 409
    assert "Số, ký hiệu (cột đã bỏ)" in answer.text
    assert "12-NQ/HU" in answer.text
