"""Certified copies with their own number and block, and the marks of urgency."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from docx import Document as WordFile
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.papers import approved, draft, issued
from tests.forms import FormOnPage, forms_of, looked_over
from tests.queries import MOST, counted
from tests.world import World
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.copies import services as copies
from webapp.documents.copies.kinds import FURTHER, PART, WHOLE
from webapp.documents.docx.render import render_docx
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.pdf.render import render_pdf
from webapp.documents.register import recording
from webapp.documents.road import services
from webapp.documents.tree.as_json import from_json, to_json

SignIn = Callable[[str], FlaskClient]
SIGNED = tree.Signature("T/L TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "Lê Thị Mẫu")


def copied(
    world: World,
    document: Document | None = None,
    kind: PaperKind = WHOLE,
    chosen: tuple[int, ...] = (0,),
) -> Document:
    block = copies.block(world.issuer, kind)
    certified = replace(block, signatures=(SIGNED,), recipients=("Đảng ủy xã Phú Hội",))
    units = [world.organization("Đảng bộ huyện Tân Phú")]
    planner = world.user("planner")
    return copies.make(document or issued(world), kind, certified, chosen, units, planner)


def issue(world: World, document: Document) -> Document:
    services.submit(document, world.user("planner"))
    services.approve(document, world.user("leader"))
    services.issue(document, world.user("planner"))
    return document


def text_of(document: Document) -> str:
    content = services.stored_file(document.file_id or 0).content
    with pdfplumber.open(BytesIO(content)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def test_a_whole_copy_has_its_own_number_and_block(world: World) -> None:
    source = issued(world)
    copy = issue(world, copied(world, source))
    assert copy.number_and_symbol == "01-SY/BTCTU"
    assert copy.summary.startswith("Sao y 01-TB/BTCTU: ")
    paper = services.paper_of(copy)
    assert (paper.number, paper.day) == (source.number, source.issued_on)
    assert paper.blocks == services.paper_of(source).blocks
    text = text_of(copy)
    parts = ["Số 01-TB/BTCTU", "Chi bộ sinh hoạt", "(Đã ký)", "Số 01-SY/BTCTU", "Lê Thị Mẫu"]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "SAO Y" in text
    assert "CHÁNH VĂN PHÒNG" in text


def test_copies_are_numbered_apart_from_other_papers(world: World) -> None:
    source = issued(world)
    numbers = [
        issue(world, copied(world, source, kind)).number_and_symbol for kind in (WHOLE, PART, WHOLE)
    ]
    assert numbers == ["01-SY/BTCTU", "01-TrS/BTCTU", "02-SY/BTCTU"]
    assert issued(world, 2).number_and_symbol == "02-TB/BTCTU"


def test_an_extract_marks_what_it_leaves_out(world: World) -> None:
    paper = services.paper_of(copied(world, kind=PART, chosen=(2, 4)))
    assert [tree.plain_block(block) for block in paper.blocks] == [
        ["(…)"],
        ["- Đảng viên dự đủ."],
        ["(…)"],
        ["Đề nghị thực hiện."],
    ]


def test_only_papers_that_hold_are_copied(world: World) -> None:
    withdrawn = issued(world, 1)
    services.withdraw(withdrawn, world.user("planner"), "Sai")
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    outside = recording.record(
        recording.Entry("plan", 9, withdrawn.issued_on, "a", "b", committee, False, None),  # type: ignore[arg-type]
        world.issuer,
        world.user("planner"),
    )
    copy = issue(world, copied(world, issued(world, 2)))
    for document in (withdrawn, approved(world, 3), outside, copy):
        with pytest.raises(services.NotReady):
            copied(world, document)


def test_a_copy_without_signer_is_not_approved(world: World) -> None:
    source = issued(world)
    block = replace(copies.block(world.issuer, WHOLE), recipients=("Lưu",))
    bare = copies.make(source, WHOLE, block, (), (), world.user("planner"))
    services.submit(bare, world.user("planner"))
    with pytest.raises(services.NotReady, match="tên người ký"):
        services.approve(bare, world.user("leader"))


def test_a_copy_goes_through_json(world: World) -> None:
    paper = services.paper_of(copied(world))
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper
    assert "SAO Y" in tree.plain_text(paper)
    assert tree.gaps(replace(paper, copy=copies.block(world.issuer, WHOLE))) == (
        "chức vụ người ký",
        "tên người ký",
        "nơi nhận",
    )


def test_the_block_stays_whole_below_a_rule(world: World) -> None:
    paper = services.paper_of(copied(world))
    for count in range(0, 30, 3):
        blocks = tuple(tree.Paragraph(f"Đoạn thứ {n}.") for n in range(count + 1))
        with pdfplumber.open(BytesIO(render_pdf(replace(paper, blocks=blocks)))) as file:
            pages = [page.extract_text() for page in file.pages]
            assert count or len(pages) == 1
            with_block = [text for text in pages if "SAO Y" in text]
            assert len(with_block) == 1
            assert "Lê Thị Mẫu" in with_block[0]
            page = file.pages[pages.index(with_block[0])]
            wide = [line for line in page.lines if line["width"] > 460]
            assert len(wide) == 1  # 165 mm


def test_a_copy_in_word_holds_the_same(world: World) -> None:
    paper = services.paper_of(copied(world))
    file = WordFile(BytesIO(render_docx(paper)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert "SAO Y" in cells
    assert any("SY/BTCTU" in cell for cell in cells)
    assert any("Lê Thị Mẫu" in cell for cell in cells)


def form_at(client: FlaskClient, at: str) -> FormOnPage:
    (form,) = forms_of(client, at)
    return form


def test_a_copy_by_clicks(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{issued(world).id}"
    planner = sign_in("planner")
    form = form_at(planner, f"{at}/copies/new")
    none_chosen = form.send(planner, kind="part_copy")
    assert none_chosen.status_code == 422
    assert "chọn ít nhất một phần" in none_chosen.text
    unknown = form.send(planner, kind="whole_copy", units="Không có đâu")
    assert unknown.status_code == 422
    assert "Không có tổ chức" in unknown.text
    sent = form.send(
        planner,
        kind="part_copy",
        parts=["1"],
        signatory="Lê Thị Mẫu",
        units="Đảng bộ huyện Tân Phú",
    )
    assert sent.status_code == 303
    copy_at = sent.location
    page = planner.get(copy_at).text
    assert "Bản trích sao" in page
    assert "(…)" in page
    assert "Đảng viên dự đủ" not in page
    assert planner.get(f"{copy_at}/edit").status_code == 409
    block = form_at(planner, f"{copy_at}/copy-block")
    again = form_at(planner, f"{copy_at}/copy-block")
    values = {"authority": "T/L TRƯỞNG BAN", "recipients": "Lưu"}
    assert block.send(planner, **values).status_code == 303
    assert again.send(planner, authority="T/L BAN", recipients="Lưu").status_code == 409
    assert planner.post(f"{copy_at}/submit").status_code == 303
    assert sign_in("leader").post(f"{copy_at}/approve").status_code == 303
    assert planner.get(f"{copy_at}/copy-block").status_code == 409
    assert looked_over(planner, f"{copy_at}/issuing").status_code == 303
    assert "01-TrS/BTCTU" in planner.get(at).text
    assert "01-TrS/BTCTU" in planner.get("/documents?kind=part_copy").text
    assert "01-TrS/BTCTU" in sign_in("other").get(copy_at).text
    assert sign_in("office").get(copy_at).status_code == 404
    assert "01-TrS/BTCTU" not in sign_in("office").get(at).text


@pytest.mark.parametrize(
    ("person", "status"), [("leader", 403), ("member", 403), ("office", 403), ("stranger", 404)]
)
def test_who_draws_up_copies(world: World, sign_in: SignIn, person: str, status: int) -> None:
    at = f"/documents/{issued(world).id}/copies/new"
    assert sign_in(person).get(at).status_code == status


def test_a_draft_is_not_copied_and_a_paper_has_no_block(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{draft(world).id}"
    planner = sign_in("planner")
    assert planner.get(f"{at}/copies/new").status_code == 409
    assert planner.get(f"{at}/copy-block").status_code == 404


def test_the_urgency_is_chosen_and_printed(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    at = f"/documents/{document.id}"
    planner = sign_in("planner")
    form = form_at(planner, f"{at}/edit")
    assert form.send(planner, urgency="CHẬM").status_code == 422
    assert form_at(planner, f"{at}/edit").send(planner, urgency="HỎA TỐC").status_code == 303
    assert "<strong>HỎA TỐC</strong>" in planner.get(at).text
    assert form_at(planner, f"{at}/edit").values["urgency"] == ["HỎA TỐC"]
    db.session.expire_all()
    text = text_of(
        issue(world, db.session.scalars(select(Document).where(Document.id == document.id)).one())
    )
    assert text.index("01-TB/BTCTU") < text.index("HỎA TỐC") < text.index("THÔNG BÁO")


def test_the_queries_of_a_copied_paper_are_bounded(world: World, sign_in: SignIn) -> None:
    source = issued(world)
    for _ in range(3):
        issue(world, copied(world, source))
    client = sign_in("planner")
    assert counted(client, f"/documents/{source.id}") <= MOST
    assert counted(client, f"/documents/{source.id}/copies/new") <= MOST


def test_a_whole_copy_is_copied_further(world: World, sign_in: SignIn) -> None:
    whole = issue(world, copied(world))
    further = issue(world, copied(world, whole, FURTHER))
    assert further.number_and_symbol == "01-SL/BTCTU"
    paper, before = services.paper_of(further), services.paper_of(whole)
    assert (paper.blocks, paper.signatures) == (before.blocks, before.signatures)
    text = text_of(further)
    assert "SAO LỤC" in text
    assert text.count("(Đã ký)") == 1
    assert further.summary.startswith("Sao lục 01-TB/BTCTU: ")
    page = sign_in("planner").get(f"/documents/{whole.id}").text
    assert "01-SL/BTCTU" in page


@pytest.mark.parametrize("kind", [WHOLE, PART])
def test_what_may_be_made_of_a_copy(world: World, sign_in: SignIn, kind: PaperKind) -> None:
    copy = issue(world, copied(world, kind=kind))
    for wanted in (WHOLE, PART):
        with pytest.raises(services.NotReady):
            copied(world, copy, wanted)
    at = f"/documents/{copy.id}/copies/new"
    answer = sign_in("planner").get(at)
    if kind == PART:
        assert answer.status_code == 409
    else:
        form = form_at(sign_in("planner"), at)
        assert form.values["kind"] == [FURTHER.key]
        assert form.send(sign_in("planner"), kind="whole_copy").status_code == 422


def watermark(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as file:
        return "".join(one["text"] for one in file.pages[0].chars if one["matrix"][1])


def test_copies_of_a_withdrawn_paper_say_so_everywhere(world: World, sign_in: SignIn) -> None:
    source = issued(world)
    copy = issue(world, copied(world, source))
    further = issue(world, copied(world, copy, FURTHER))
    frozen = services.stored_file(copy.file_id or 0).content
    client = sign_in("planner")
    assert client.get(f"/documents/{copy.id}/paper.pdf").data == frozen
    services.withdraw(source, world.user("leader"), "Ghi nhầm số liệu")
    for one in (copy, further):
        page = client.get(f"/documents/{one.id}").text
        assert f"Văn bản gốc {source.number_and_symbol} đã thu hồi ngày" in page
        answer = client.get(f"/documents/{one.id}/paper.pdf")
        assert watermark(answer.data) == "BẢN GỐC ĐÃ THU HỒI"
        assert copies.kinds_for(one) == ()
    assert watermark(client.get(f"/documents/{source.id}/paper.pdf").data) == "ĐÃ THU HỒI"
    assert client.get(f"/documents/{copy.id}/paper.pdf?kept=1").data == frozen
    word = client.get(f"/documents/{copy.id}/paper.docx").data
    header = WordFile(BytesIO(word)).sections[0].first_page_header._element.xml
    assert "BẢN GỐC ĐÃ THU HỒI" in header
    assert client.get("/documents").text.count("Văn bản gốc 01-TB/BTCTU đã thu hồi") == 2
    with pdfplumber.open(BytesIO(client.get("/documents/register.pdf").data)) as file:
        text = " ".join(file.pages[0].extract_text().split())
    assert "Văn bản" in text
    assert "thu hồi" in text


def test_a_draft_copy_of_a_withdrawn_paper_goes_no_further(world: World) -> None:
    source = issued(world)
    copy = copied(world, source)
    services.withdraw(source, world.user("leader"), "Ghi nhầm số liệu")
    services.submit(copy, world.user("planner"))
    with pytest.raises(services.NotReady, match="không sao nữa"):
        services.approve(copy, world.user("leader"))
