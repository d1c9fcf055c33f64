"""The report of a round: what stops it, and by when its head confirms it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_of
from tests.round_world import RoundWorld
from tests.rounds.test_papers import found, issue, of
from tests.world import World, add, local
from webapp.attending.models import Recommendation, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.milestones.engine import find
from webapp.plans.signals import round_changed
from webapp.rounds.services import reporting

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def report(world: World, held: RoundWorld) -> Document:
    """The draft of the report, which is due on 2 April."""
    round_changed.send(held.activity.id)
    found(world, held, 0)
    found(world, held, 1)
    return reporting.compose(of(held), world.user("member2"))


def confirmed_by(report: Document) -> date:
    owed = find("approval", "document", report.id)
    assert owed is not None
    return clock.local(owed.due_at).date()


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ((2024, 3, 26, 9), date(2024, 3, 28)),  # two working days, as every paper
        ((2024, 3, 29, 9), date(2024, 4, 1)),  # the working day before the report is due
        ((2024, 4, 1, 9), date(2024, 4, 1)),
        ((2024, 4, 2, 9), date(2024, 4, 2)),  # the same day: the report is due on it
        ((2024, 4, 8, 9), date(2024, 4, 10)),  # late already
    ],
)
def test_the_head_confirms_before_the_report_is_due(
    world: World, report: Document, submitted: tuple[int, int, int, int], due: date
) -> None:
    with clock.living_on(local(*submitted)):
        documents.submit(report, world.user("member2"))
        assert confirmed_by(report) == due


def test_the_round_s_page_says_by_when_it_is_confirmed(
    world: World, held: RoundWorld, report: Document, sign_in: SignIn
) -> None:
    client = sign_in("planner")
    at = f"/rounds/{held.activity.id}"
    assert "Chưa trình, hạn 01/04" in client.get(at).text
    documents.submit(report, world.user("member2"))
    assert "Chờ xác nhận, hạn 01/04" in client.get(at).text


def test_a_sent_report_counts_while_another_is_to_take_its_place(
    world: World, held: RoundWorld, report: Document, sign_in: SignIn
) -> None:
    issue(world, report)
    db.session.scalars(select(Recommendation)).all()[0].text = "Họp đủ kỳ"
    db.session.commit()
    new = composing.compose_replacement(report, world.user("member2"))
    client, at = sign_in("planner"), f"/rounds/{held.activity.id}"
    text = client.get(at).text
    assert f"Báo cáo {report.number_and_symbol}" in text
    assert "Báo cáo thay thế" in text
    assert f"/documents/{new.id}" in text
    assert "Soạn lại từ kết quả" in text
    for words in ("Chưa trình", "Chưa ban hành"):
        assert words not in text, words
    listed = client.get("/rounds").text
    assert "Đã ban hành" in listed
    assert "Có dự thảo văn bản thay thế" in listed
    issue(world, new)
    text = client.get(at).text
    assert "Báo cáo thay thế" not in text
    assert f"Báo cáo {new.number_and_symbol}" in text


def test_a_shortcoming_without_a_recommendation_stops_the_report(
    world: World, held: RoundWorld, report: Document, sign_in: SignIn
) -> None:
    assert tree.gaps(documents.paper_of(report)) == ()
    author = {"author_id": world.user("member").id, "created_at": clock.now()}
    visit = held.visits[1]
    add(Remark(visit_id=visit.id, kind="shortcoming", text="Họp *muộn*", cause="Bận", **author))
    db.session.commit()
    report = reporting.compose(of(held), world.user("member2"))
    lacking = "kiến nghị cho hạn chế của Đảng bộ huyện Tân Phú: “Họp *muộn*”"
    assert tree.gaps(documents.paper_of(report)) == (lacking,)
    # Words over the gap are no recommendation: the rows are asked.
    client = sign_in("member2")
    (form,) = forms_of(client, f"/documents/{report.id}/edit")
    typed = {"table_1_2_2": "Họp đúng giờ", "table_1_2_4": "30/4/2024"}
    assert form.send(client, **typed).status_code == 303
    assert tree.gaps(documents.paper_of(report)) == ()
    told = "Hạn chế của Đảng bộ huyện Tân Phú chưa có kiến nghị: “Họp *muộn*”"
    with pytest.raises(documents.NotReady, match=re.escape(told)):
        documents.submit(report, world.user("member2"))
    page = client.get(f"/documents/{report.id}").text
    assert f'href="/visits/{visit.id}/findings">{told}' in page


@pytest.mark.parametrize("typed", ["31/4/2020", "quý III"])
def test_a_deadline_of_the_report_is_a_real_day(
    report: Document, sign_in: SignIn, typed: str
) -> None:
    client = sign_in("member2")
    (form,) = forms_of(client, f"/documents/{report.id}/edit")
    answer = form.send(client, table_1_0_4=typed)
    assert answer.status_code == 422
    assert 'id="table_1_0_4-error"' in answer.text
    assert f"{typed}</textarea>" in answer.text
    assert form.send(client, table_1_0_4="15/5/2024").status_code == 303


def test_without_any_recommendation_each_shortcoming_is_named(
    world: World, held: RoundWorld, report: Document
) -> None:
    for row in db.session.scalars(select(Recommendation)):
        row.text = ""
    db.session.commit()
    report = reporting.compose(of(held), world.user("member2"))
    assert len(tree.gaps(documents.paper_of(report))) == 2
    said = tree.plain_text(documents.paper_of(report))
    assert "4. Kiến nghị\nKhông có." not in said
