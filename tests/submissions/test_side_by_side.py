"""All reports of a round beside each other: figures in one table, texts, a spreadsheet."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.forms import looked_over
from tests.queries import MOST, counted
from tests.round_world import RoundWorld, add_round
from tests.submissions.helpers import DUE, address, fill_all, require_step, save
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import ActivityFigure
from webapp.submissions.models import Submission
from webapp.submissions.queries.outline import has_total

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def held(world: World, sign_in: SignIn) -> RoundWorld:
    """The round with a figure that is a share; Nhơn Trạch has sent its report, a minute late."""
    found = add_round(world)
    share = add(
        ActivityFigure(
            activity_id=found.activity.id,
            part_id=found.parts[3].id,
            position=2,
            label="Tỷ lệ đoàn viên ưu tú",
            unit="%",
        )
    )
    found.figure.unit = "giờ"  # of people there are no halves
    require_step(world, found)
    require_step(world, found, 1)
    office = sign_in("office")
    fill_all(office, found)
    figures = found.parts[3]
    typed = {f"figure_{found.figure.id}": "1.012,5", f"figure_{share.id}": "12,5"}
    save(office, address(found), figures, **typed)
    table = found.parts[2]
    formula = {f"cell_{table.id}_0_0": "=HYPERLINK(1)", f"cell_{table.id}_0_1": "-2+3"}
    save(office, address(found), table, **formula)
    with clock.living_on(DUE + timedelta(minutes=1)):
        assert looked_over(office, f"{address(found)}/sending").status_code == 303
    return found


def page_of(found: RoundWorld) -> str:
    return f"/activities/{found.activity.id}/reports"


def test_units_in_columns_with_states_figures_and_totals(held: RoundWorld, sign_in: SignIn) -> None:
    with clock.living_on(DUE + timedelta(days=1)):
        page = sign_in("planner").get(page_of(held)).text
    assert "Đã gửi, trễ 1 phút" in page
    assert "Chưa gửi, quá hạn 1 ngày" in page
    assert "1/2 đã gửi" in page
    assert page.count("1.012,5") == 2  # of the unit, and in all
    assert page.count("12,5</td>") == 1 + 1  # a share is not added up
    assert f"/assignments/{held.assignments[1].id}/papers" in page


def test_a_draft_is_not_shown(held: RoundWorld, sign_in: SignIn) -> None:
    other, text = sign_in("other"), held.parts[1]
    url = f"/assignments/{held.assignments[1].id}/outline"
    save(other, url, text, **{f"text_{text.id}": "Bản nháp của đơn vị"})
    figures = held.parts[3]
    save(other, url, figures, **{f"figure_{held.figure.id}": "77777"})
    page = sign_in("planner").get(f"{page_of(held)}?part={text.id}").text
    assert "Đang soạn" in page
    assert "Bản nháp của đơn vị" not in page
    assert "77.777" not in page
    assert "77777" not in sheet_text(sign_in("planner"), held)


def test_one_part_of_all_units_below_each_other(held: RoundWorld, sign_in: SignIn) -> None:
    page = sign_in("member").get(f"{page_of(held)}?part={held.parts[1].id}").text
    assert "Đơn vị có 120 đoàn viên." in page
    assert "Chưa gửi báo cáo." in page
    page = sign_in("member").get(f"{page_of(held)}?part={held.parts[2].id}").text
    assert "=HYPERLINK(1)" in page
    assert sign_in("member").get(f"{page_of(held)}?part=khong").status_code == 200


def sheet_text(client: FlaskClient, found: RoundWorld) -> str:
    book = load_workbook(BytesIO(client.get(f"{page_of(found)}.xlsx").data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)


def test_the_spreadsheet_has_typed_cells_and_no_formulas(held: RoundWorld, sign_in: SignIn) -> None:
    answer = sign_in("planner").get(f"{page_of(held)}.xlsx")
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    book = load_workbook(BytesIO(answer.data))
    first, texts, rows = book.worksheets
    assert [sheet.title for sheet in book.worksheets] == [
        "1. Tình trạng, số liệu",
        "2. Nội dung",
        "3. Văn bản đã ban hành",
    ]
    assert first.freeze_panes == "B2"
    assert first["A1"].font.bold
    assert first["A2"].value == "Đảng bộ huyện Nhơn Trạch"
    assert first["B2"].value == "Đã gửi, trễ 1 phút"
    assert first["D2"].value == datetime(2024, 3, 8, 17, 1)
    assert first["E2"].value == 1012.5
    assert first["E4"].value == 1012.5
    assert first["F2"].value == 12.5
    assert first["F4"].value is None  # a share is not added up
    assert first["D3"].value is None
    assert first.column_dimensions["A"].width > 20
    assert texts["C2"].value == "Đơn vị có 120 đoàn viên.\n- Nam 70\n- Nữ 50"
    assert rows["B1"].value == "Tên văn bản"
    for name in ("B2", "C2"):
        assert rows[name].data_type == "s"
        assert rows[name].quotePrefix
    assert rows["B2"].value == "=HYPERLINK(1)"
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_an_activity_without_units_says_so(world: World, held: RoundWorld, sign_in: SignIn) -> None:
    attend = world.assignment().activity_id
    assert sign_in("planner").get(f"/activities/{attend}/reports").status_code == 200
    for unknown in ("999", "9" * 12):
        assert sign_in("planner").get(f"/activities/{unknown}/reports").status_code == 404
    assert sign_in("stranger").get(page_of(held)).status_code == 404
    assert sign_in("office").get(page_of(held)).status_code == 403


def test_plain_reports_are_compared_by_their_summaries(world: World, sign_in: SignIn) -> None:
    own = world.assignment("Long Thành")
    add(
        Submission(
            issuer_id=own.issuer_id,
            organization_id=own.organization_id,
            assignment_id=own.id,
            summary="@Đã dự 12 chi bộ.",
            saved_at=clock.now(),
            submitted_at=clock.now(),
        )
    )
    db.session.commit()
    answer = sign_in("planner").get(f"/activities/{own.activity_id}/reports.xlsx")
    _, summaries = load_workbook(BytesIO(answer.data)).worksheets
    assert [cell.value for cell in summaries[2]] == [
        "Đảng bộ huyện Long Thành",
        "@Đã dự 12 chi bộ.",
    ]
    assert summaries["B2"].quotePrefix


def test_pages_ask_few_questions(held: RoundWorld, sign_in: SignIn) -> None:
    client = sign_in("planner")
    assert counted(client, page_of(held)) <= MOST
    assert counted(client, f"{page_of(held)}.xlsx") <= MOST


@pytest.mark.parametrize(
    ("label", "unit", "adds"),
    [
        ("Đoàn viên ưu tú", "người", True),
        ("Tỷ lệ", "phần trăm", False),
        ("Đạt", "%", False),
        ("Điểm trung bình", "điểm", False),
        ("Số điểm trường", "trường", False),
    ],
)
def test_what_can_be_added_up(label: str, unit: str, adds: bool) -> None:
    assert has_total(ActivityFigure(label=label, unit=unit)) is adds
