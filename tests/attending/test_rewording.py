"""A recommendation follows the wording of its letter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attending.test_letters import findings_written, put, text_of
from tests.forms import forms_of
from tests.full_world import issue
from tests.world import World
from webapp.attending.models import SHORTCOMING, Recommendation, Rewording
from webapp.attending.services import findings, letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.documents.tree import Table, gap
from webapp.milestones.models import Message
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def letter(world: World) -> Document:
    document = letters.compose(findings_written(world), world.user("member"))
    documents.submit(document, world.user("member"))
    return document


def the_recommendation() -> Recommendation:
    db.session.expire_all()
    return db.session.scalars(select(Recommendation)).one()


def edit(world: World, document: Document, column: int, text: str, who: str = "leader") -> None:
    paper = documents.paper_of(document)
    blocks = tuple(
        replace(one, rows=tuple((*row[:column], text, *row[column + 1 :]) for row in one.rows))
        if isinstance(one, Table)
        else one
        for one in paper.blocks
    )
    documents.rewrite(document, replace(paper, blocks=blocks), world.user(who))


def test_the_recommendation_follows_what_the_leader_wrote(
    world: World, letter: Document, sign_in: SignIn
) -> None:
    client = sign_in("leader")
    (form,) = forms_of(client, f"/documents/{letter.id}/edit")
    form.send(client, table_0_0_1="Bổ sung biên bản theo mẫu, đủ chữ ký")
    row = the_recommendation()
    assert row.text == "Bổ sung biên bản theo mẫu, đủ chữ ký"
    assert composing.differences(letter) == [], "the letter says what its rows say"
    page = client.get(f"/documents/{letter.id}").text
    assert "Không còn đúng với số liệu" not in page
    edit(world, letter, 1, "Bổ sung **biên bản**")
    edit(world, letter, 1, "Bổ sung biên bản, sổ nghị quyết")
    assert the_recommendation().text == "Bổ sung biên bản, sổ nghị quyết"
    assert composing.differences(letter) == []
    documents.approve(letter, world.user("leader"))
    documents.issue(letter, world.user("planner"))
    assert "Bổ sung biên bản, sổ nghị quyết" in text_of(letter)


def test_it_leaves_a_trace_and_tells_who_monitors(
    world: World, letter: Document, sign_in: SignIn
) -> None:
    edit(world, letter, 1, "Bổ sung biên bản theo mẫu")
    trace = db.session.scalars(select(Rewording)).one()
    assert (trace.column, trace.before, trace.user_id) == (
        "text",
        "Bổ sung biên bản",
        world.user("leader").id,
    )
    told = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user("member").id)
    ).all()
    assert any("sửa lời trên dự thảo thông báo kết quả" in one for one in told)
    documents.approve(letter, world.user("leader"))
    documents.issue(letter, world.user("planner"))
    at = f"/recommendations/{the_recommendation().id}"
    assert "trước là" in sign_in("planner").get(at).text
    assert "trước là" not in sign_in("office").get(at).text


def test_who_mends_it_and_the_day_follow_too(world: World, letter: Document) -> None:
    edit(world, letter, 2, "Chi ủy chi bộ ấp 10")
    edit(world, letter, 3, "15/5/2024")
    row = the_recommendation()
    assert (row.owner, row.due_on) == ("Chi ủy chi bộ ấp 10", date(2024, 5, 15))
    assert composing.differences(letter) == []


@pytest.mark.parametrize(
    ("column", "text"), [(1, gap("nội dung")), (1, ""), (3, "thường xuyên"), (2, "x" * 301)]
)
def test_what_says_nothing_is_not_followed(
    world: World, letter: Document, column: int, text: str
) -> None:
    row = the_recommendation()
    before = (row.text, row.owner, row.due_on)
    edit(world, letter, column, text)
    row = the_recommendation()
    assert (row.text, row.owner, row.due_on) == before


def test_rows_that_changed_meanwhile_are_not_overwritten(world: World, letter: Document) -> None:
    documents.send_back(letter, world.user("leader"), "Ghi rõ hơn")
    visit = db.session.get_one(Visit, letter.subject_id)
    findings.reopen(visit, world.user("planner"))
    row = the_recommendation()
    put(visit, f"recommendation-{row.id}-text", "Họp rút kinh nghiệm", was=row.text)
    findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    edit(world, letter, 1, "Bổ sung biên bản theo mẫu")
    assert the_recommendation().text == "Họp rút kinh nghiệm"
    # Composed again both have changed the same cell: what is chosen holds for both.
    with pytest.raises(composing.Clashing) as clashing:
        composing.recompose(letter, world.user("member"))
    (clash,) = clashing.value.merged.clashes
    assert clash.place == "Bảng, dòng 1, cột “Nội dung kiến nghị”"
    composing.recompose(letter, world.user("member"), {clash.key: "hand"})
    assert the_recommendation().text == "Bổ sung biên bản theo mẫu"
    assert composing.differences(letter) == []


def test_another_paper_of_the_visit_changes_nothing(world: World) -> None:
    document = letters.compose(findings_written(world), world.user("member"))
    issue(world, document)
    row = the_recommendation()
    assert row.text == "Bổ sung biên bản"
    assert not db.session.scalars(select(Rewording)).all()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/4/2024", "Không có ngày 31/4/2024"),
        ("06/3/2024", "Thời hạn không thể trước buổi này (07/03/2024)"),
        ("20/3/2024", "Ngày này đã qua"),
        ("thường xuyên", "Thời hạn phải là một ngày"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused_beside_its_cell(
    world: World, letter: Document, sign_in: SignIn, typed: str, told: str
) -> None:
    client = sign_in("leader")
    (form,) = forms_of(client, f"/documents/{letter.id}/edit")
    with clock.living_on(date(2024, 4, 1)):
        answer = form.send(client, table_0_0_3=typed)
    assert answer.status_code == 422
    assert f'<p class="error" id="table_0_0_3-error">{told}' in answer.text
    assert f"{typed}</textarea>" in answer.text
    assert the_recommendation().due_on == date(2024, 4, 30)
    assert typed not in text_of(letter)


def test_a_recommendation_is_found_again_after_its_cell_was_emptied(
    world: World, letter: Document, sign_in: SignIn
) -> None:
    client = sign_in("leader")
    for typed in ("", "Bổ sung biên bản theo mẫu"):
        (form,) = forms_of(client, f"/documents/{letter.id}/edit")
        assert form.send(client, table_0_0_1=typed).status_code == 303
    assert the_recommendation().text == "Bổ sung biên bản theo mẫu"
    assert composing.differences(letter) == []
    documents.approve(letter, world.user("leader"))


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (
            1,
            "",
            "Kiến nghị 1 trên văn bản khác với danh sách kiến nghị, ở cột “Nội dung",
        ),
        (2, "x" * 301, "ở cột “Người, đơn vị thực hiện”"),
        (3, "thường xuyên", "ở cột “Thời hạn”"),
        (3, "31/4/2024", "ở cột “Thời hạn”"),
    ],
)
def test_a_letter_that_says_something_else_than_the_list_stops(
    world: World, letter: Document, sign_in: SignIn, column: int, text: str, told: str
) -> None:
    edit(world, letter, column, text)
    with pytest.raises(documents.NotReady, match=told):
        documents.approve(letter, world.user("leader"))
    page = sign_in("leader").get(f"/documents/{letter.id}").text
    assert told in page
    edit(world, letter, column, "15/5/2024" if column == 3 else "Chi bộ ấp 10")
    documents.approve(letter, world.user("leader"))


def test_words_over_the_gap_answer_no_shortcoming(world: World, sign_in: SignIn) -> None:
    visit, who = findings_written(world), world.user("member")
    findings.reopen(visit, world.user("planner"))
    other = findings.add_remark(visit, who, SHORTCOMING, None)
    put(visit, f"remark-{other.id}-text", "Họp muộn")
    put(visit, f"remark-{other.id}-cause", "Đường xa")
    findings.complete(visit, who, "Theo phiếu ghi tay")
    document = letters.compose(visit, who)
    client = sign_in("member")
    (form,) = forms_of(client, f"/documents/{document.id}/edit")
    typed = {"table_0_1_1": "Họp đúng giờ", "table_0_1_3": "15/5/2024"}
    assert form.send(client, **typed).status_code == 303
    assert documents.problems(document) == []
    with pytest.raises(documents.NotReady, match="Hạn chế chưa có kiến nghị: “Họp muộn”"):
        documents.submit(document, who)
    page = client.get(f"/documents/{document.id}").text
    assert f'href="/visits/{visit.id}/findings">Hạn chế chưa có kiến nghị' in page
