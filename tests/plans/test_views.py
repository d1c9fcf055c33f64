"""The screens of plans: its head, its bases, its paper, what committees record."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.handed_in import pdf
from tests.plans.helpers import BASIS, DUTY, HEAD, first, forms_with, issue
from tests.queries import MOST, counted
from tests.world import World, add
from webapp.core.db import db
from webapp.organizations.models import Level, Organization
from webapp.plans.models import (
    Activity,
    Assignment,
    BasisPaper,
    CommitteePlan,
    ContentGroup,
    Plan,
    PlanLine,
)

SignIn = Callable[[str], FlaskClient]
NASTY = "<script>alert(1)</script>\u202e\u200bNguye\u0302\u0303n"


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


def test_the_year_of_assigned_months_is_kept(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    (edit,) = forms_with(client, base + "/edit", base + "/edit")
    answer = edit.send(client, year="2025", title="Tên đã gõ")
    assert answer.status_code == 422
    assert 'id="year-error"' in answer.text
    assert "không đổi năm được" in answer.text
    assert "Tên đã gõ" in answer.text
    assert first(Plan, id=world.plan.id).year == 2024


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


def test_a_committees_plan_comes_after_the_one_it_carries_out(
    sign_in: SignIn, world: World, base: str
) -> None:
    issue(world)  # on 15 January
    office, place = sign_in("office"), base + "/committee-plan"
    before, its_day = "2024-01-14", "2024-01-15"
    for typed, said in (
        ({"issued_on": before}, "Không thể ban hành trước ngày ban hành kế hoạch mà"),
        ({"spread_on": before}, "Không thể quán triệt trước ngày ban hành kế hoạch mà"),
    ):
        answer = office.post(place, data={"symbol": "12-KH/HU", **typed})
        assert answer.status_code == 422
        assert said in answer.text
        assert "(15/01/2024)" in answer.text
    sent = {"symbol": "12-KH/HU", "issued_on": its_day, "spread_on": its_day}
    assert office.post(place, data=sent).status_code == 303


def test_a_committee_records_its_own_plan(sign_in: SignIn, world: World, base: str) -> None:
    issue(world).issued_on = date(2024, 1, 8)
    db.session.commit()
    office = sign_in("office")
    place = base + "/committee-plan"
    empty = office.post(place, data={"symbol": ""})
    assert empty.status_code == 422
    data = {"symbol": "12-KH/HU", "issued_on": "2024-01-10", "spread_on": "", "note": "Đã gửi"}
    wrong = office.post(place, data=data | {"file": (BytesIO(b"MZ"), "virus.pdf")})
    assert wrong.status_code == 422
    assert "Loại tệp này không nhận" in wrong.text
    assert 'value="12-KH/HU"' in wrong.text
    good = office.post(place, data=data | {"file": (BytesIO(pdf("x")), "kế hoạch.pdf")})
    assert good.status_code == 303
    assert "kế hoạch.pdf" in office.get(place).text
    stale = sign_in("colleague").post(place, data=data | {"symbol": "13-KH/HU"})
    assert stale.status_code == 409
    assert "13-KH/HU" in stale.text
    early = office.post(place, data=data | {"spread_on": "2024-01-09", "version": "1"})
    assert early.status_code == 422
    assert "Không thể quán triệt trước ngày ban hành kế hoạch." in early.text
    assert 'value="2024-01-09"' in early.text
    kept = data | {"spread_on": "2024-01-12", "version": "1"}
    assert office.post(place, data=kept).status_code == 303
    row = first(CommitteePlan)
    assert (row.symbol, str(row.spread_on)) == ("12-KH/HU", "2024-01-12")
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
