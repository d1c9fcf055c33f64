"""The road of a paper, and files."""

import hashlib
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.documents.papers import approved, draft, issued, reworded
from tests.forms import FormOnPage, forms_in, forms_of, looked_over
from tests.handed_in import pdf
from tests.queries import MOST, counted
from tests.world import World
from webapp.attending.kinds import RESULT_LETTER
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import files
from webapp.documents.models import Document, DocumentStep
from webapp.documents.road import services, taking_back
from webapp.documents.tree.editing import tables_of
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.milestones.models import Message

SignIn = Callable[[str], FlaskClient]


def test_an_issued_paper_has_number_day_and_a_frozen_pdf(world: World) -> None:
    document = issued(world)
    assert document.state == "issued"
    assert document.number_and_symbol == "01-TB/BTCTU"
    file = services.stored_file(document.file_id or 0)
    assert hashlib.sha256(file.content).hexdigest() == document.sha256
    assert file.content.startswith(b"%PDF")
    assert services.paper_of(document).number == 1


def test_a_gap_stops_approval_and_says_what_is_missing(world: World) -> None:
    document = draft(world, name="")
    services.submit(document, world.user("planner"))
    with pytest.raises(services.NotReady, match="tên người ký"):
        services.approve(document, world.user("leader"))
    assert document.state == "submitted"


def test_a_letter_the_fonts_lack_stops_approval(world: World) -> None:
    document = draft(world)
    paper = services.paper_of(document)
    services.rewrite(document, reworded(paper, "I- 😀", "Đề nghị."), world.user("planner"))
    services.submit(document, world.user("planner"))
    with pytest.raises(services.NotReady, match="Phông chữ"):
        services.approve(document, world.user("leader"))


def test_approval_is_owed_until_it_is_given(world: World) -> None:
    document = draft(world)
    services.submit(document, world.user("planner"))
    owed = engine.find("approval", "document", document.id)
    assert owed is not None
    assert owed.done_at is None
    services.send_back(document, world.user("leader"), "Bổ sung lý do")
    assert owed.done_at is not None
    services.submit(document, world.user("planner"))
    again = engine.find("approval", "document", document.id)
    assert again is not None
    assert again.done_at is None


def test_what_was_taken_back_is_owed_by_nobody_until_submitted_again(world: World) -> None:
    document, planner, leader = draft(world), world.user("planner"), world.user("leader")
    services.submit(document, planner)
    services.send_back(document, leader, "Bổ sung lý do")
    services.submit(document, planner)
    taking_back.take_back(document, planner, "Thiếu một kiến nghị")
    assert document.state == "draft"
    approval = engine.find("approval", "document", document.id)
    assert approval is not None
    assert approval.done_by == "trả lại", "what was done before stays done, nothing is due"
    assert approval not in milestones.due_for(leader)
    mend = engine.find("mend", "document", document.id)
    assert mend is not None
    assert mend.done_at is None
    told = db.session.scalars(select(Message.text).where(Message.user_id == leader.id)).all()
    assert told[-1].endswith("kết quả dự, giám sát sinh hoạt chi bộ. Lý do: Thiếu một kiến nghị")
    services.submit(document, planner)
    assert engine.find("approval", "document", document.id) in milestones.due_for(leader)
    services.approve(document, leader)
    with pytest.raises(services.NotReady, match="chưa duyệt"):
        taking_back.take_back(document, planner, "")


def test_only_who_submitted_a_paper_takes_it_back(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    at = f"/documents/{document.id}"
    planner, member, leader = sign_in("planner"), sign_in("member"), sign_in("leader")
    assert planner.post(f"{at}/take-back").status_code == 409  # nothing is submitted
    assert member.post(f"{at}/submit").status_code == 303
    for other in (planner, leader):
        assert other.post(f"{at}/take-back").status_code == 403
        assert f"{at}/take-back" not in other.get(at).text
    too_long = member.post(f"{at}/take-back", data={"note": "x" * 1000})
    assert too_long.status_code == 422
    (form,) = [one for one in forms_of(member, at) if one.action.endswith("take-back")]
    db.session.get_one(Document, document.id).summary = "sửa trong lúc xem"
    db.session.commit()
    assert form.send(member).status_code == 409  # shown before it was changed
    assert member.post(f"{at}/take-back").status_code == 303
    text = leader.get(at).text
    assert "Đã rút lại để sửa" in text
    assert "<strong>Rút lại</strong>" in text
    assert leader.post(f"{at}/approve").status_code == 409


def test_a_new_paper_takes_the_place_of_a_withdrawn_one(world: World) -> None:
    old = issued(world)
    services.withdraw(old, world.user("planner"), "Chi bộ đổi lịch")
    assert old.state == "withdrawn"
    assert services.current(RESULT_LETTER, ("desk", 1)) is None
    new = issued(world)
    assert (old.state, old.replaced_by_id) == ("replaced", new.id)
    assert old.number != new.number


def test_the_road_by_clicks(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{draft(world).id}"
    planner, leader, office = sign_in("planner"), sign_in("leader"), sign_in("office")
    assert office.get(at).status_code == 404
    assert planner.post(f"{at}/approve").status_code == 403
    assert leader.post(f"{at}/approve").status_code == 409
    assert planner.post(f"{at}/submit").status_code == 303
    empty = leader.post(f"{at}/return", data={"comment": ""})
    assert empty.status_code == 422
    assert leader.post(f"{at}/return", data={"comment": "Sửa hai chữ"}).status_code == 303
    assert "Sửa hai chữ" in planner.get(at).text
    assert planner.post(f"{at}/submit").status_code == 303
    assert leader.post(f"{at}/approve").status_code == 303
    assert looked_over(planner, f"{at}/issuing").status_code == 303
    assert office.get(at).status_code == 200
    assert office.get(f"{at}/paper.pdf").data == office.get(f"{at}/paper.pdf").data
    assert office.post(f"{at}/acknowledge").status_code == 303
    assert "Đã nhận" in planner.get(at).text
    assert planner.get(f"{at}/edit").status_code == 409
    assert sign_in("stranger").get(at).status_code == 404
    assert sign_in("other").get(f"{at}/paper.pdf").status_code == 404


def wording(client: FlaskClient, at: str) -> FormOnPage:
    (form,) = forms_of(client, at)
    return form


def test_two_people_edit_the_wording(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{draft(world).id}/edit"
    first, second = sign_in("planner"), sign_in("member")
    hers, his = wording(first, at), wording(second, at)
    assert hers.send(first, text_1="Câu của người thứ nhất.").status_code == 303
    clash = his.send(second, text_1="Câu của người thứ hai.")
    assert clash.status_code == 409
    assert "Câu của người thứ nhất." in clash.text
    assert "Câu của người thứ hai." in clash.text
    again = wording(second, at)
    assert again.send(second, text_1="Câu của người thứ hai.").status_code == 303
    assert wording(first, at).values["text_1"] == ["Câu của người thứ hai."]


@pytest.mark.parametrize("text", ["x" * 100_000, "<b>&]]>", "\u202eabc\u200b", "e\u0302\u0301"])
def test_any_wording_is_answered(world: World, sign_in: SignIn, text: str) -> None:
    at = f"/documents/{draft(world).id}/edit"
    client = sign_in("planner")
    answer = wording(client, at).send(client, text_0=text, summary=text)
    assert answer.status_code in (303, 422)
    if answer.status_code == 422:
        assert "Không được dài quá" in answer.text
    assert client.get(at.replace("edit", "paper.pdf")).status_code == 200


def test_what_a_paper_says_is_shown_as_typed(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    paper = reworded(services.paper_of(document), "<script>alert(1)</script>", "Hết.")
    services.rewrite(document, paper, world.user("planner"))
    text = sign_in("planner").get(f"/documents/{document.id}").text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.pdf", "rỗng"),
        (b"MZ\x90", "a.pdf", "không nhận"),
        (b"%PDF-1.4" + b"0" * files.LARGEST, "a.pdf", "lớn hơn"),
        (b"PK\x03\x04 broken", "a.docx", "Tệp Word, Excel hỏng"),
        (pdf(), "", "Chưa chọn"),
    ],
)
def test_a_file_that_is_refused(world: World, content: bytes, name: str, told: str) -> None:
    upload = FileStorage(BytesIO(content), filename=name)
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    with pytest.raises(files.FileRefused, match=told):
        files.store_upload(upload, committee, world.user("office"))


def test_a_kept_file_is_seen_by_its_own_only(world: World, sign_in: SignIn) -> None:
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    upload = FileStorage(BytesIO(pdf("x")), filename="..\\..\\Báo cáo<1>.exe")
    kept = files.store_upload(upload, committee, world.user("office"))
    inside = files.store_bytes(
        b"\xff\xd8\xff", "a", "image/jpeg", committee, world.user("member"), internal=True
    )
    db.session.commit()
    assert kept.name == "Báo cáo<1>.pdf"
    colleague = sign_in("colleague")
    assert colleague.get(f"/files/{kept.id}").data == pdf("x")
    assert colleague.get(f"/files/{inside.id}").status_code == 404
    assert sign_in("member").get(f"/files/{inside.id}").status_code == 200
    assert sign_in("other").get(f"/files/{kept.id}").status_code == 404
    assert sign_in("stranger").get(f"/files/{kept.id}").status_code == 404


def test_each_step_is_kept_with_its_text(world: World) -> None:
    document = issued(world)
    steps = db.session.scalars(select(DocumentStep).where(DocumentStep.document_id == document.id))
    assert [step.action for step in steps] == ["composed", "submitted", "approved", "issued"]


def test_tables_are_edited_cell_by_cell(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    client, path = sign_in("leader"), f"/documents/{document.id}/edit"
    assert 'aria-label="Bảng 1, dòng 1, cột “Nội dung”"' in client.get(path).text
    wording(client, path).send(client, table_0_0_0="Sổ nghị quyết, sổ biên bản")
    db.session.expire_all()
    (table,) = [one.table for one in tables_of(services.paper_of(document))]
    assert table
    assert table.rows == (("Sổ nghị quyết, sổ biên bản",),)
    wording(client, path).send(client, table_0_0_0="")
    page = client.get(f"/documents/{document.id}").text
    assert "dòng 1, cột “Nội dung” đã để trống" in page, "an emptied cell is a gap"


def test_what_is_issued_is_looked_over_with_its_number_and_day(
    world: World, sign_in: SignIn
) -> None:
    paper = draft(world)
    at, planner = f"/documents/{paper.id}", sign_in("planner")
    assert planner.get(f"{at}/issuing").status_code == 409
    approved(world)
    assert counted(planner, f"{at}/issuing") <= 2 * MOST  # it composes the paper again
    shown = planner.get(f"{at}/issuing").text
    button = re.search(r"Ban hành số (\d+)-([^ ]+) ngày (\d\d/\d\d/\d{4})</button>", shown)
    assert button is not None
    assert "Đảng bộ huyện Nhơn Trạch" in shown
    (form,) = forms_of(planner, f"{at}/issuing")
    assert form.send(planner).status_code == 303
    db.session.expire_all()
    assert paper.number_and_symbol == f"{button[1]}-{button[2]}"
    assert paper.issued_on == clock.today()


def test_nothing_is_issued_that_nobody_looked_over(world: World, sign_in: SignIn) -> None:
    paper, planner = approved(world), sign_in("planner")
    for sent in ({}, {"version": str(paper.version)}):
        answer = planner.post(f"/documents/{paper.id}/issue", data=sent)
        assert answer.status_code == 200
        assert "</button>" in answer.text.partition("Ban hành số ")[2]
    other = planner.post(f"/documents/{paper.id}/issue", data={"looked": "number:0"})
    assert other.status_code == 409
    assert "Chưa ban hành." in other.text
    db.session.expire_all()
    assert paper.issued_at is None


def test_a_number_taken_while_it_was_looked_over_is_told(world: World, sign_in: SignIn) -> None:
    one, two, planner = approved(world), approved(world, 2), sign_in("planner")
    (form,) = forms_of(planner, f"/documents/{two.id}/issuing")
    services.issue(one, world.user("planner"))
    taken, number, symbol = one.number_and_symbol, one.number, one.symbol
    answer = form.send(planner)
    assert answer.status_code == 409
    assert number is not None
    assert f"Nay là: ban hành số {number + 1:02d}-{symbol}" in answer.text
    db.session.expire_all()
    assert two.issued_at is None
    (again,) = (one for one in forms_in(answer.text, "") if one.action.endswith("/issue"))
    assert again.send(planner).status_code == 303
    db.session.expire_all()
    assert two.number_and_symbol != taken
