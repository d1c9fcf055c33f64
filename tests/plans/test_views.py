"""The screens of plans: who may, what comes in, what it does."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.forms import FormOnPage, forms_in, forms_of
from tests.plans.test_services import issue
from tests.queries import MOST, counted
from tests.world import World, add
from webapp.core.db import db
from webapp.organizations.models import Level, Organization
from webapp.plans import parts, services
from webapp.plans.models import (
    Activity,
    ActivityFigure,
    Assignment,
    BasisPaper,
    ChecklistItem,
    CommitteePlan,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
)

SignIn = Callable[[str], FlaskClient]

HEAD = {
    "year": "2024",
    "title": "Tên mới",
    "opening": "Lời dẫn",
    "closing": "",
    "authority": "K/T TRƯỞNG BAN",
    "signing_position": "PHÓ TRƯỞNG BAN",
    "signatory": "Trần Văn Mẫu",
    "co_style": "party",
}
DUTY = {
    "kind": "result_letter",
    "label": "Báo cáo năm",
    "owner": "unit",
    "rule": "sau 7 ngày làm việc",
    "anchor": "month",
    "fixed_on": "",
}
BASIS = {
    "kind": "Hướng dẫn",
    "symbol": "12-HD/BTCTW",
    "issued_on": "2018-07-06",
    "issued_by": "Ban Tổ chức Trung ương",
    "about": "về sinh hoạt chi bộ",
}
NASTY = "<script>alert(1)</script>\u202e\u200bNguye\u0302\u0303n"


def forms_with(client: FlaskClient, place: str, end: str) -> list[FormOnPage]:
    """Return the forms on a page that are sent to an address with this end."""
    return [form for form in forms_of(client, place) if form.action.endswith(end)]


def first(table: type[Any], **values: Any) -> Any:
    db.session.expire_all()
    return db.session.scalars(select(table).filter_by(**values).order_by(table.id)).first()


@pytest.fixture
def base(world: World) -> str:
    return f"/plans/{world.plan.id}"


PAGES = (
    "",
    "/edit",
    "/lines/purpose",
    "/contents",
    "/activities",
    "/rows/line/new?under=copied",
    "/rows/group/new",
    "/rows/activity/new",
    "/bases",
    "/bases/new",
    "/assignments",
    "/committee-plan",
)
READ_BY_BOARD = ("", "/bases", "/assignments", "/committee-plan")


def test_the_planner_opens_every_page(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    for path in PAGES:
        assert client.get(base + path).status_code == 200, path


@pytest.mark.parametrize("who", ["reader", "leader", "member", "admin"])
def test_the_board_reads_and_does_not_edit(sign_in: SignIn, base: str, who: str) -> None:
    client = sign_in(who)
    for path in PAGES:
        wanted = 200 if path in READ_BY_BOARD else 403
        assert client.get(base + path).status_code == wanted, path
    for path in ("/edit", "/paper", "/assignments", "/rows/line/1", "/bases/1/cite"):
        assert client.post(base + path).status_code == 403, path
    assert client.get("/plans/new").status_code == 403
    assert "Sửa:" not in client.get(base).text


def test_a_stranger_finds_nothing(sign_in: SignIn, base: str) -> None:
    client = sign_in("stranger")
    for path in PAGES:
        assert client.get(base + path).status_code == 404, path
    assert client.post(base + "/paper").status_code == 404


def test_nobody_is_sent_to_sign_in(app: Any, base: str) -> None:
    assert app.test_client().get(base).status_code == 302


def test_wrong_method_and_places_that_are_not(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    assert client.get(base + "/paper").status_code == 405
    for path in (
        "/plans/99999999999999999999",
        f"{base}/lines/nothing",
        f"{base}/rows/nothing/new",
        f"{base}/rows/item/new?under=99999999999999999999",
        f"{base}/rows/item/new?under=x",
        f"{base}/rows/line/new?under=nothing",
        f"{base}/rows/item/99999999999999999999",
        f"{base}/assignments/99999999999999999999",
        f"{base}/bases/99999999999999999999",
    ):
        assert client.get(path).status_code == 404, path


def test_committees_read_a_plan_once_it_is_issued(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("office")
    for path in ("", "/committee-plan"):
        assert client.get(base + path).status_code == 404
    assert "Chưa có kế hoạch nào được ban hành" in client.get("/plans").text
    issue(world)
    assert world.plan.title in client.get("/plans").text
    answer = client.get(base)
    assert answer.status_code == 200
    assert "Đã ban hành số 01-KH/BTCTU" in answer.text
    assert "Cần lưu ý" not in answer.text
    for path in ("/assignments", "/bases", "/edit"):
        assert client.get(base + path).status_code == 403
    assert client.get(base + "/committee-plan").status_code == 200


def test_a_row_of_another_plan_is_not_there(sign_in: SignIn, world: World) -> None:
    other = services.create_plan(world.user("planner"), 2025, "Năm sau")
    line, duty, assignment = first(PlanLine), first(Duty), world.assignment()
    client = sign_in("planner")
    for path in (f"rows/line/{line.id}", f"rows/duty/{duty.id}", f"assignments/{assignment.id}"):
        assert client.get(f"/plans/{other.id}/{path}").status_code == 404, path


def test_a_plan_is_begun(sign_in: SignIn) -> None:
    client = sign_in("planner")
    answer = client.post(
        "/plans/new", data={"year": "2025", "title": "Kế hoạch năm 2025", "begin_from": ""}
    )
    assert answer.status_code == 303
    assert "Đăng ký lịch sinh hoạt của tháng" in client.get(answer.location).text


@pytest.mark.parametrize("year", ["", "x", "1", "99999999999999999999", "2099"])
def test_an_impossible_year_is_told(sign_in: SignIn, world: World, year: str) -> None:
    answer = sign_in("planner").post(
        "/plans/new", data={"year": year, "title": "Tên đã gõ", "begin_from": ""}
    )
    assert answer.status_code == 422
    assert "Tên đã gõ" in answer.text
    assert first(Plan, title="Tên đã gõ") is None


def test_the_head_is_edited_and_a_clash_is_shown(sign_in: SignIn, world: World, base: str) -> None:
    seen = str(world.plan.version)
    mine, theirs = HEAD | {"version": seen}, HEAD | {"version": seen, "title": "Tên của người kia"}
    assert sign_in("planner").post(base + "/edit", data=theirs).status_code == 303
    answer = sign_in("planner").post(base + "/edit", data=mine)
    assert answer.status_code == 409
    assert "Tên của người kia" in answer.text
    assert "Tên mới" in answer.text
    assert first(Plan, id=world.plan.id).title == "Tên của người kia"


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 100_000])
def test_a_title_that_says_nothing_or_too_much(
    sign_in: SignIn, world: World, base: str, text: str
) -> None:
    data = HEAD | {"version": str(world.plan.version), "title": text}
    assert sign_in("planner").post(base + "/edit", data=data).status_code == 422


def test_text_is_shown_as_text(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    added = client.post(f"{base}/rows/line/new?under=method", data={"text": NASTY})
    assert added.status_code == 303
    page = client.get(base).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;Nguyễn" in page


def test_a_line_is_added_edited_moved_and_removed(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    client.post(f"{base}/rows/line/new?under=purpose", data={"text": "Mục đích thứ hai"})
    line = first(PlanLine, text="Mục đích thứ hai")
    assert line.position == 2
    line_id = line.id
    place = f"{base}/rows/line/{line_id}"
    edited = client.post(place, data={"text": "Mục đích sửa", "version": "1"})
    assert edited.location == f"{base}/lines/purpose"
    moved = client.post(place + "/move", data={"to": "up"})
    assert moved.location == f"{base}/lines/purpose#line-{line_id}"
    page = client.get(f"{base}/lines/purpose").text
    assert page.index("Mục đích sửa") < page.index("Nội dung purpose")
    (removal,) = forms_with(client, place, "/remove")
    assert client.post(place + "/remove").status_code == 409
    assert removal.send(client).status_code == 303
    assert first(PlanLine, id=line_id) is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("line", {"text": "Của tôi"}),
        ("group", {"title": "Của tôi"}),
        ("item", {"text": "Của tôi", "is_record_book": "y"}),
        ("activity", {"title": "Của tôi", "minimum_thematic": "2", "wanted": ""}),
        ("duty", DUTY | {"label": "Của tôi"}),
        ("figure", {"label": "Của tôi", "unit": "buổi"}),
    ],
)
def test_every_row_refuses_a_stale_writer(
    sign_in: SignIn, world: World, base: str, kind: str, data: dict[str, str]
) -> None:
    tables = {"line": PlanLine, "group": ContentGroup, "item": ChecklistItem}
    tables |= {"activity": Activity, "duty": Duty, "figure": ActivityFigure}
    row = first(tables[kind])
    place = f"{base}/rows/{kind}/{row.id}"
    client, colleague = sign_in("planner"), sign_in("planner")
    assert client.get(place).status_code == 200
    changed = {name: value.replace("Của tôi", "Của người kia") for name, value in data.items()}
    assert colleague.post(place, data=changed | {"version": "1"}).status_code == 303
    answer = client.post(place, data=data | {"version": "1"})
    assert answer.status_code == 409
    assert "Của người kia" in answer.text
    again = client.post(place, data=data | {"version": "2"})
    assert again.status_code == 303
    assert client.post(place, data={"version": "3"}).status_code == 422


@pytest.mark.parametrize("kind", ["line", "group", "item", "activity", "duty", "figure"])
def test_what_somebody_changed_is_not_removed_unseen(
    sign_in: SignIn, world: World, base: str, kind: str
) -> None:
    row = first(parts.KINDS[kind].table)
    row_id, place = row.id, f"{base}/rows/{kind}/{row.id}"
    name = "text" if hasattr(row, "text") else "title" if hasattr(row, "title") else "label"
    was = getattr(row, name)
    client, colleague = sign_in("planner"), sign_in("planner")
    (removal,) = forms_with(client, place, "/remove")
    edit = next(form for form in forms_of(colleague, place) if form.writable())
    assert edit.send(colleague, **{name: "Của người kia"}).status_code == 303
    answer = removal.send(client)
    assert answer.status_code == 409
    assert "Chưa xóa" in answer.text
    cells = f'<td class="text">Của người kia</td><td class="text">{was}</td>'
    assert answer.text.count('<td class="text">') == 2
    assert cells in answer.text
    assert first(parts.KINDS[kind].table, id=row_id) is not None
    (again,) = (form for form in forms_in(answer.text, place) if "/remove" in form.action)
    assert again.send(client).status_code == 303


def test_an_assignment_somebody_moved_is_not_removed_unseen(
    sign_in: SignIn, world: World, base: str
) -> None:
    place = f"{base}/assignments/{world.assignment().id}"
    client, colleague = sign_in("planner"), sign_in("planner")
    (removal,) = forms_with(client, place, "/remove")
    (edit,) = forms_with(colleague, place, place)
    assert edit.send(colleague, month="2024-06-01").status_code == 303
    answer = removal.send(client)
    assert answer.status_code == 409
    assert '<td class="text">Tháng 06/2024</td><td class="text">Tháng 03/2024</td>' in answer.text
    assert world.assignment().month is not None
    (again,) = (form for form in forms_in(answer.text, place) if "/remove" in form.action)
    assert again.send(client).status_code == 303


def test_the_year_of_assigned_months_is_kept(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    (edit,) = forms_with(client, base + "/edit", base + "/edit")
    answer = edit.send(client, year="2025", title="Tên đã gõ")
    assert answer.status_code == 422
    assert 'id="year-error"' in answer.text
    assert "không đổi năm được" in answer.text
    assert "Tên đã gõ" in answer.text
    assert first(Plan, id=world.plan.id).year == 2024


def test_a_record_book_is_marked(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    group = first(ContentGroup)
    client.post(
        f"{base}/rows/item/new?under={group.id}",
        data={"text": "Sổ thu chi", "is_record_book": "y"},
    )
    item = first(ChecklistItem, text="Sổ thu chi")
    assert (item.is_record_book, item.group_id, item.position) == (True, group.id, 3)


def test_a_duty_is_typed_in_vietnamese(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    activity_id = first(Activity, kind="attend").id
    place = f"{base}/rows/duty/new?under={activity_id}"
    services.remove_row(first(Duty, kind="result_letter"))
    wrong = client.post(place, data=DUTY | {"rule": "khi nào xong"})
    assert wrong.status_code == 422
    assert "Không hiểu quy tắc thời hạn này" in wrong.text
    assert 'value="khi nào xong"' in wrong.text
    assert client.post(place, data=DUTY).status_code == 303
    assert first(Duty, label="Báo cáo năm").rule == "7 working days after"
    assert (
        "chậm nhất 07 ngày làm việc sau ngày đầu của tháng"
        in client.get(f"{base}/activities/{activity_id}").text
    )
    twice = client.post(place, data=DUTY)
    assert twice.status_code == 422
    assert "Mục này đã có" in twice.text


@pytest.mark.parametrize("day", ["", "2024-02-30", "2099-01-01", "1/2"])
def test_a_fixed_day_must_be_a_day(sign_in: SignIn, base: str, day: str) -> None:
    place = f"{base}/rows/duty/new?under={first(Activity, kind='attend').id}"
    data = DUTY | {"anchor": "fixed", "fixed_on": day}
    assert sign_in("planner").post(place, data=data).status_code == 422


def test_what_is_in_use_says_so(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    row = first(Activity, kind="attend")
    (removal,) = forms_with(client, f"{base}/rows/activity/{row.id}", "/remove")
    assert removal.send(client).status_code == 303
    assert "đã được sử dụng nên không xóa được" in client.get(base).text
    assert first(Activity, id=row.id) is not None


def test_a_basis_is_entered_cited_and_corrected(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    assert client.post(f"{base}/bases/new", data=BASIS).status_code == 303
    row = first(BasisPaper, symbol="12-HD/BTCTW")
    cited = "Căn cứ Hướng dẫn số 12-HD/BTCTW ngày 06/07/2018 của Ban Tổ chức Trung ương"
    assert cited in client.get(base).text
    place = f"{base}/bases/{row.id}"
    client.post(place + "/cite", data={"wanted": "0"})
    assert cited not in client.get(base).text
    for _ in range(2):
        client.post(place + "/cite", data={"wanted": "1"})
    assert cited in client.get(base).text
    assert client.post(place, data=BASIS | {"version": "1", "symbol": "13"}).status_code == 303
    clash = client.post(place, data=BASIS | {"version": "1", "symbol": "14"})
    assert clash.status_code == 409


def test_a_committee_in_neither_is_shown(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    assert "không đơn vị nào bị bỏ sót" in client.get(f"{base}/assignments").text
    place = f"{base}/assignments/{world.assignment().id}"
    (removal,) = forms_with(client, place, "/remove")
    assert removal.send(client).status_code == 303
    page = client.get(f"{base}/assignments").text
    assert "1 chưa có phân công" in page
    assert "Chưa phân công" in client.get(base).text


def test_an_assignment_is_added_and_moved(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    where = world.organization("Đảng bộ huyện Long Thành").id
    attend = first(Activity, kind="attend").id
    data = {"organization_id": where, "activity_id": attend, "month": ""}
    lacking = client.post(f"{base}/assignments", data=data)
    assert lacking.status_code == 422
    assert "phải chọn tháng" in lacking.text
    april = data | {"month": "2024-04-01"}
    assert client.post(f"{base}/assignments", data=april).status_code == 303
    page = client.get(f"{base}/assignments").text
    assert "Lưu ý: tháng 04/2024 có 2 đơn vị: Long Thành, Tân Phú." in page
    assert client.post(f"{base}/assignments", data=april).status_code == 422
    added = first(Assignment, organization_id=where, activity_id=attend)
    place = f"{base}/assignments/{added.id}"
    assert client.get(place).status_code == 200
    may = {"activity_id": attend, "month": "2024-05-01", "version": "1"}
    assert client.post(place, data=may).status_code == 303
    assert str(first(Assignment, id=added.id).month) == "2024-05-01"
    stale = client.post(place, data=may | {"month": "2024-06-01"})
    assert stale.status_code == 409
    assert "Tháng 06/2024" in stale.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"organization_id": "x", "activity_id": "1", "month": "2024-04-01"},
        {"organization_id": "99999999999999999999", "activity_id": "1", "month": "2024-04-01"},
        {"organization_id": "3", "activity_id": "1", "month": "2024-13-01"},
        {"organization_id": "1", "activity_id": "1", "month": "2024-04-01"},
    ],
)
def test_a_place_that_is_not_offered_is_refused(
    sign_in: SignIn, base: str, data: dict[str, str]
) -> None:
    before = db.session.scalar(select(func.count(Assignment.id)))
    assert sign_in("planner").post(f"{base}/assignments", data=data).status_code == 422
    assert db.session.scalar(select(func.count(Assignment.id))) == before


def test_the_paper_goes_its_road(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    answer = client.post(base + "/paper")
    assert answer.status_code == 303
    assert answer.location.startswith("/documents/")
    assert client.post(base + "/paper").location == answer.location
    issue(world)
    assert client.post(base + "/paper").location == base
    page = client.get(base).text
    assert "không soạn lại được" in page
    assert "Đã ban hành số 01-KH/BTCTU" in page


def test_a_committee_records_its_own_plan(sign_in: SignIn, world: World, base: str) -> None:
    issue(world)
    office = sign_in("office")
    place = base + "/committee-plan"
    empty = office.post(place, data={"symbol": ""})
    assert empty.status_code == 422
    data = {"symbol": "12-KH/HU", "issued_on": "2024-01-10", "spread_on": "", "note": "Đã gửi"}
    wrong = office.post(place, data=data | {"file": (BytesIO(b"MZ"), "virus.pdf")})
    assert wrong.status_code == 422
    assert "Loại tệp này không nhận" in wrong.text
    assert 'value="12-KH/HU"' in wrong.text
    good = office.post(place, data=data | {"file": (BytesIO(b"%PDF-1.4 x"), "kế hoạch.pdf")})
    assert good.status_code == 303
    assert "kế hoạch.pdf" in office.get(place).text
    stale = sign_in("colleague").post(place, data=data | {"symbol": "13-KH/HU"})
    assert stale.status_code == 409
    assert "13-KH/HU" in stale.text
    kept = data | {"spread_on": "2024-01-20", "version": "1"}
    assert office.post(place, data=kept).status_code == 303
    row = first(CommitteePlan)
    assert (row.symbol, str(row.spread_on)) == ("12-KH/HU", "2024-01-20")
    assert row.file_id is not None
    assert "12-KH/HU" not in sign_in("other").get(place).text
    board = sign_in("planner").get(place).text
    assert "1 trên 3 cấp ủy" in board
    assert "Đã có, đã quán triệt" in board
    assert sign_in("planner").post(place, data=kept).status_code == 403


@pytest.mark.parametrize("path", ["", "/assignments", "/committee-plan", "/bases", "/contents"])
def test_queries_do_not_grow_with_rows(sign_in: SignIn, world: World, base: str, path: str) -> None:
    level = db.session.scalars(select(Level).where(Level.is_planned)).one()
    plan_id, attend = world.plan.id, first(Activity, kind="attend").id
    for number in range(60):
        one = add(
            Organization(
                issuer_id=world.issuer.id, level_id=level.id, name=f"Đảng bộ {number}", path="/"
            )
        )
        add(
            Assignment(
                issuer_id=world.issuer.id,
                organization_id=one.id,
                activity_id=attend,
                month=world.assignment().month,
            ),
            ContentGroup(plan_id=plan_id, position=9, title=f"Nhóm {number}"),
            PlanLine(plan_id=plan_id, part="method", position=9, text=f"Dòng {number}"),
        )
    db.session.commit()
    client = sign_in("planner")
    assert counted(client, base + path) <= MOST


@pytest.mark.parametrize(
    "bad", ["", "x" * 100_000, "\u202e\u200b\u00ad", "9" * 30, "-1", "2024-02-30"]
)
@pytest.mark.parametrize(
    "path",
    [
        "/edit",
        "/rows/line/new?under=method",
        "/rows/group/new",
        "/rows/item/new?under={group}",
        "/rows/activity/new",
        "/rows/duty/new?under={activity}",
        "/rows/figure/new?under={activity}",
        "/bases/new",
        "/assignments",
    ],
)
def test_every_form_survives_bad_input(sign_in: SignIn, base: str, path: str, bad: str) -> None:
    place = base + path.format(group=first(ContentGroup).id, activity=first(Activity).id)
    names = {*HEAD, *DUTY, *BASIS, "text", "minimum_thematic", "wanted", "unit", "version"}
    names |= {"organization_id", "activity_id", "month"}
    client = sign_in("planner")
    answer = client.post(place, data={name: [bad, bad] for name in names})
    assert answer.status_code in (303, 409, 422)
    if bad in ("", "\u202e\u200b\u00ad") or len(bad) > 1000:
        assert answer.status_code == 422
        assert 'class="problem"' in answer.text
