"""The list of recommendations: by state, by committee, and never too many questions."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.followup.conftest import letter_of, recommend
from tests.world import World, add, local
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.followup.models import Answer
from webapp.followup.services import states_of

SignIn = Callable[[str], FlaskClient]


def said(world: World, row: Recommendation, *decisions: str) -> None:
    for decision in decisions:
        add(
            Answer(
                issuer_id=row.issuer_id,
                organization_id=row.organization_id,
                recommendation_id=row.id,
                author_id=world.user("office").id,
                created_at=clock.now(),
                text="Trả lời",
                decision=decision,
            )
        )
    db.session.commit()


@pytest.fixture
def one_of_each(world: World) -> dict[str, Recommendation]:
    """Five recommendations of Nhơn Trạch, one in each state, and one of Tân Phú."""
    visit = world.visit()
    past, coming = date(2024, 1, 10), date(2024, 3, 10)
    rows = {
        "mended": recommend(world, visit, "KN đã xong", past),
        "open": recommend(world, visit, "KN đang mở", coming),
        "returned": recommend(world, visit, "KN bị trả", coming),
        "answered": recommend(world, visit, "KN chờ duyệt", past),
        "overdue": recommend(world, visit, "KN quá hạn", past),
    }
    said(world, rows["mended"], "returned", "accepted")
    said(world, rows["returned"], "returned")
    said(world, rows["answered"], "returned", "")
    said(world, rows["overdue"], "returned")
    letter_of(world, visit)
    second = world.visit("Tân Phú")
    rows["other"] = recommend(world, second, "KN của Tân Phú", coming)
    letter_of(world, second)
    return rows


def test_states_are_told_in_bulk(one_of_each: dict[str, Recommendation]) -> None:
    wanted = {row.id: key.replace("other", "open") for key, row in one_of_each.items()}
    assert states_of(wanted) == wanted
    assert states_of([]) == {}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("open", {"KN đang mở", "KN bị trả", "KN của Tân Phú"}),
        ("overdue", {"KN quá hạn"}),
        ("answered", {"KN chờ duyệt"}),
        ("mended", {"KN đã xong"}),
        ("nonsense", {"KN đã xong", "KN đang mở", "KN bị trả", "KN chờ duyệt", "KN quá hạn"}),
    ],
)
def test_filters(
    one_of_each: dict[str, Recommendation], sign_in: SignIn, asked: str, shown: set[str]
) -> None:
    text = sign_in("planner").get(f"/recommendations?state={asked}").text
    for row in one_of_each.values():
        if asked != "nonsense":
            assert (f">{row.text}<" in text) == (row.text in shown), row.text
        else:
            assert f">{row.text}<" in text
    assert "Đang mở 3" in text
    assert "Đã xong 1" in text


def test_by_committee_and_only_ones_own(
    world: World, one_of_each: dict[str, Recommendation], sign_in: SignIn
) -> None:
    tan_phu = world.organization("Đảng bộ huyện Tân Phú").id
    text = sign_in("planner").get(f"/recommendations?committee={tan_phu}").text
    assert "KN của Tân Phú" in text
    assert "KN đang mở" not in text
    assert "Đang mở 1" in text
    own = sign_in("other").get("/recommendations").text
    assert "KN của Tân Phú" in own
    assert "KN đang mở" not in own
    assert 'name="committee"' not in own
    assert sign_in("planner").get("/recommendations?committee=99999999999999").status_code == 200
    assert "khớp" in sign_in("planner").get("/recommendations?committee=999999").text


def test_htmx_gets_the_list_alone(one_of_each: dict[str, Recommendation], sign_in: SignIn) -> None:
    client = sign_in("planner")
    part = client.get("/recommendations?state=overdue", headers={"HX-Request": "true"}).text
    assert part.startswith("<p")
    assert "KN quá hạn" in part
    assert "<html" not in part


def test_done_comes_last_and_soonest_first(
    one_of_each: dict[str, Recommendation], sign_in: SignIn
) -> None:
    text = sign_in("planner").get("/recommendations").text
    places = [text.index(f">{one_of_each[key].text}<") for key in ("overdue", "open", "mended")]
    assert places == sorted(places)


def test_an_empty_list_says_what_fills_it(sign_in: SignIn) -> None:
    assert "Chưa có kiến nghị nào" in sign_in("office").get("/recommendations").text


@pytest.mark.parametrize("count", [10, 1000])
def test_few_questions_however_long(world: World, sign_in: SignIn, count: int) -> None:
    visit = world.visit()
    rows = [
        Recommendation(
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            visit_id=visit.id,
            text=f"Kiến nghị {number}",
            created_at=clock.now(),
            monitor_id=world.user("member").id,
            due_on=clock.today() + timedelta(days=number % 60),
        )
        for number in range(count)
    ]
    db.session.add_all(rows)
    db.session.flush()
    row = rows[0]
    letter_of_rows(world, visit.id)
    said(world, row, "accepted")
    client = sign_in("planner")
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    with clock.living_on(local(2024, 2, 1)):
        answer = client.get("/recommendations?state=open")
    assert answer.status_code == 200
    assert 3 < len(asked) <= 12, asked


def letter_of_rows(world: World, visit_id: int) -> None:
    """Issue the letter without setting a thousand milestones: they are not what is tested."""
    from webapp.documents.models import Document

    add(
        Document(
            issuer_id=world.issuer.id,
            organization_id=world.organization("Chi bộ ấp 10 Nhơn Trạch").id,
            kind="result_letter",
            subject_kind="visit",
            subject_id=visit_id,
            summary="kết quả",
            content={},
            created_at=clock.now(),
            author_id=world.user("member").id,
            symbol="TB/BTCTU",
            issued_at=clock.now(),
        )
    )
    db.session.commit()
