"""Where something is missing in a paper: in words, on its page, and where it is edited."""

from collections.abc import Callable
from dataclasses import replace

from flask.testing import FlaskClient

from tests.documents.papers import draft
from tests.documents.test_tree import PAPER
from tests.world import World
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.road import services
from webapp.documents.tree import Column, Heading, Item, Missing, Paragraph, Table, gap
from webapp.documents.tree.as_json import to_json

SignIn = Callable[[str], FlaskClient]
COLUMNS = (Column("TT"), Column("Thời hạn"))


def test_each_gap_has_its_place() -> None:
    paper = replace(
        PAPER,
        addressee=gap("nơi gửi"),
        blocks=(
            Paragraph(f"Mở đầu {gap('căn cứ')}"),
            Heading(2, "1. Ưu điểm"),
            Item(gap("ưu điểm")),
            Table(COLUMNS, (("1", "01/7"), ("2", gap("thời hạn kiến nghị 2")))),
        ),
        signatures=(replace(PAPER.signatures[0], name=""),),
        recipients=(gap("nơi nhận"),),
    )
    assert tree.missing(paper) == [
        Missing("nơi gửi", "kính gửi", "paper-addressee", "addressee"),
        Missing("căn cứ", "phần mở đầu", "block-1", "text_0"),
        Missing("ưu điểm", "mục “1. Ưu điểm”", "block-3", "text_2"),
        Missing(
            "thời hạn kiến nghị 2",
            "mục “1. Ưu điểm”, bảng, dòng 2, cột “Thời hạn”",
            "block-4-row-2",
            "table_0_1_1",
        ),
        Missing("tên người ký", "chữ ký", "paper-foot", "signatory"),
        Missing("nơi nhận", "nơi nhận", "paper-foot", "to_0"),
    ]


def test_the_same_is_told_once_and_nothing_is_left_out() -> None:
    paper = replace(PAPER, blocks=(Item(gap("ưu điểm")), Item(gap("ưu điểm")), Item(gap("x"))))
    found = [one.what for one in tree.missing(paper)]
    assert sorted(found) == sorted(tree.gaps(paper))


def test_who_decides_sees_what_is_missing_and_where(world: World, sign_in: SignIn) -> None:
    document = draft(world, name="")
    paper = services.paper_of(document)
    table = Table(COLUMNS, (("1", gap("thời hạn kiến nghị 1")),))
    document.content = to_json(replace(paper, blocks=(*paper.blocks[:3], table)))
    services.submit(document, world.user("planner"))
    db.session.commit()
    page = sign_in("leader").get(f"/documents/{document.id}").text
    assert "Chưa duyệt được: 2 chỗ phải bổ sung" in page
    assert 'href="#block-4-row-1"' in page
    assert 'id="block-4-row-1"' in page
    assert f"/documents/{document.id}/edit#table_0_0_1" in page
    assert f"/documents/{document.id}/edit#signatory" in page
    edit = sign_in("leader").get(f"/documents/{document.id}/edit").text
    assert 'id="table_0_0_1"' in edit
    # Sending it back begins with what is missing.
    assert "Còn thiếu: tên người ký (Chữ ký)" in page
