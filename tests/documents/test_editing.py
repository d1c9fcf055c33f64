"""A paper is written in paragraph by paragraph: what comes back, in which order, by whom."""

from collections.abc import Callable
from dataclasses import replace

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.papers import draft, issued, reworded
from tests.documents.test_tree import PAPER, blocks
from tests.forms import FormOnPage, forms_of
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services
from webapp.documents.tree import Block, Heading, Item, Paragraph, Table, gaps
from webapp.documents.tree.editing import (
    KINDS,
    Line,
    added,
    in_order,
    is_line,
    lines_of,
    moved,
    parts,
    rebuild,
)
from webapp.documents.wording_parts import both

SignIn = Callable[[str], FlaskClient]
bodies = st.lists(blocks, max_size=12).map(tuple)
kinds = st.sampled_from(sorted(KINDS))


def of(*found: Block) -> tuple[Block, ...]:
    return found


@given(bodies)
def test_a_body_that_comes_back_as_it_was_shown_stays(body: tuple[Block, ...]) -> None:
    paper = replace(PAPER, blocks=body)
    assert rebuild(paper, [one.line or one.name for one in parts(paper)]) == paper


@given(st.lists(st.tuples(kinds, st.text("aă *#-.", min_size=1).map(str.strip).filter(bool))))
def test_what_is_typed_is_what_is_shown_again(typed: list[tuple[str, str]]) -> None:
    lines = [Line(f"text_{n}", kind, text) for n, (kind, text) in enumerate(typed)]
    paper = rebuild(replace(PAPER, blocks=()), lines)
    assert lines_of(paper) == lines


@given(
    bodies, st.lists(st.sampled_from(["text_0", "text_3", "text_90", "table_0", "still_1", "x"]))
)
def test_nothing_but_a_paragraph_is_left_out_or_passed(
    body: tuple[Block, ...], named: list[str]
) -> None:
    paper = replace(PAPER, blocks=body)
    order = in_order(paper, named)
    fixed = [one.name for one in parts(paper) if not one.line]
    assert [one for one in order if not is_line(one)] == fixed
    assert len(set(order)) == len(order)
    assert {one for one in order if is_line(one)} == {one for one in named if is_line(one)}


def test_a_paragraph_is_moved_and_added() -> None:
    order = ["text_0", "table_0", "text_1"]
    assert moved(order, "text_1", -1) == ["text_0", "text_1", "table_0"]
    assert moved(order, "text_0", -1) == order
    assert moved(order, "text_1", 1) == order
    assert moved(order, "nobody", 1) == order
    assert added(order, "text_0") == ["text_0", "text_2", "table_0", "text_1"]
    assert added([], "") == ["text_0"]


def test_a_paragraph_of_several_lines_is_several() -> None:
    paper = replace(PAPER, blocks=of(Paragraph("Một"), Item("Hai")))
    typed = [Line("text_0", "paragraph", "Một\n\n Một rưỡi "), Line("text_1", "item", "Hai\nBa")]
    assert rebuild(paper, typed).blocks == of(
        Paragraph("Một"), Paragraph("Một rưỡi"), Item("Hai"), Item("Ba")
    )


def test_an_emptied_paragraph_is_a_gap_and_a_new_one_is_nothing() -> None:
    paper = replace(PAPER, blocks=of(Heading(1, "I- Một"), Paragraph("Hai")))
    typed = [lines_of(paper)[0], Line("text_1", "paragraph", " "), Line("text_2", "item", "")]
    changed = rebuild(paper, typed)
    assert changed.blocks[0] == Heading(1, "I- Một")
    assert gaps(changed) == ("nội dung của phần đã để trống",)
    assert len(changed.blocks) == 2


def test_where_two_bodies_differ_is_told_by_both_texts() -> None:
    theirs = [Line("text_0", "item", "Một"), Line("text_1", "item", "Hai")]
    mine = [Line("text_0", "item", "Một"), Line("text_1", "paragraph", "Hai")]
    assert [*both(theirs, mine)] == [("Đoạn 2", "Ý liệt kê: Hai", "Đoạn văn: Hai")]
    assert [*both(theirs, mine[:1])] == [("Đoạn 2", "Hai", "")]
    assert [*both(theirs[:1], [*mine[:1], mine[1]])] == [("Đoạn 2", "", "Hai")]


def writing(client: FlaskClient, document: Document) -> FormOnPage:
    (form,) = forms_of(client, f"/documents/{document.id}/edit")
    return form


def body_of(document: Document) -> list[Block]:
    db.session.expire_all()
    return [one for one in services.paper_of(document).blocks if not isinstance(one, Table)]


def test_a_paper_is_written_in(world: World, sign_in: SignIn) -> None:
    document, client = draft(world), sign_in("member")
    page = client.get(f"/documents/{document.id}/edit").text
    assert "# I-" not in page
    assert ">- Đảng viên" not in page
    sent = {
        "order": "text_0 text_2 text_1 table_0 text_9 text_3",
        "kind_text_2": "heading_2",
        "text_9": "Một **câu** mới.",
        "kind_text_9": "item",
        "gone_text_3": "y",
    }
    assert writing(client, document).send(client, **sent).status_code == 303
    assert body_of(document) == [
        Heading(1, "I- Ưu điểm"),
        Heading(2, "Đảng viên dự đủ."),
        Paragraph("Chi bộ sinh hoạt đúng ngày."),
        Item("Một **câu** mới."),
    ]


def test_a_paragraph_is_moved_and_added_without_saving(world: World, sign_in: SignIn) -> None:
    document, client = draft(world), sign_in("planner")
    before = body_of(document)
    form = writing(client, document)
    answer = form.send(client, arrange="up text_2", text_2="Gõ dở")
    assert answer.status_code == 200
    assert 'value="text_0 text_2 text_1 table_0 text_3"' in answer.text
    assert "Gõ dở</textarea>" in answer.text
    answer = form.send(client, arrange="add text_0")
    assert 'value="text_0 text_4 text_1 text_2 table_0 text_3"' in answer.text
    assert 'id="text_4"' in answer.text
    assert body_of(document) == before


def test_a_clash_shows_both_texts_wherever_they_stand(world: World, sign_in: SignIn) -> None:
    document, first, second = draft(world), sign_in("planner"), sign_in("member")
    hers, his = writing(first, document), writing(second, document)
    assert hers.send(first, gone_text_0="y", text_1="Câu của người thứ nhất.").status_code == 303
    clash = his.send(second, text_3="Câu của người thứ hai.")
    assert clash.status_code == 409
    table = clash.text.partition("Bản đã lưu của người khác")[2].partition('id="writing"')[0]
    for told in ("Câu của người thứ nhất.", "Câu của người thứ hai.", "I- Ưu điểm"):
        assert told in table
    assert "Đảng viên dự đủ." not in table, "where both are alike nothing is told"


def test_a_text_that_cannot_be_printed_is_kept_as_typed(world: World, sign_in: SignIn) -> None:
    document, client = draft(world), sign_in("planner")
    answer = writing(client, document).send(client, text_1="Tốt 😀", text_2="Gõ dở")
    assert answer.status_code == 422
    assert 'id="text_1-error"' in answer.text
    for typed in ("Tốt 😀", "Gõ dở"):
        assert typed in answer.text
    assert client.get(f"/documents/{document.id}").status_code == 200


def test_a_kind_that_there_is_not_is_refused(world: World, sign_in: SignIn) -> None:
    document, client = draft(world), sign_in("planner")
    form = writing(client, document)
    assert form.send(client, kind_text_1="heading_9").status_code == 422


def test_who_may_write_in_a_paper(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    at = f"/documents/{document.id}/edit"
    assert sign_in("leader").get(at).status_code == 200
    assert sign_in("member2").get(at).status_code == 200
    assert sign_in("reader").get(at).status_code == 403
    assert sign_in("office").get(at).status_code == 403
    assert sign_in("stranger").get(at).status_code in (403, 404)


def test_an_issued_paper_is_not_written_in(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    client = sign_in("planner")
    form = writing(client, document)
    issued_one = issued(world)
    assert issued_one.id == document.id
    assert form.send(client, text_1="Khác").status_code == 409
    assert client.get(f"/documents/{document.id}/edit").status_code == 409
    assert Paragraph("Chi bộ sinh hoạt đúng ngày.") in body_of(document)


def test_what_is_done_about_a_paper_is_one_bar(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    at = f"/documents/{document.id}"

    def bar(who: str) -> str:
        text = sign_in(who).get(at).text
        return text.partition('aria-labelledby="deciding"')[2].partition("</section>")[0]

    assert "Trình duyệt" in bar("planner")
    assert "Trả lại" not in bar("planner")
    services.submit(document, world.user("planner"))
    for words in (
        "Chờ đồng chí duyệt.",
        f'action="{at}/approve"',
        "Sửa nội dung",
        "Trả lại kèm ý kiến",
    ):
        assert words in bar("leader")
    assert bar("reader") == ""
    paper = reworded(services.paper_of(document), "I- Ưu điểm", "[[thiếu: câu]]")
    services.rewrite(document, paper, world.user("member"))
    assert "Chưa duyệt được" in bar("leader")
    assert f'action="{at}/approve"' not in bar("leader")
