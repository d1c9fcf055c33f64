"""Two versions of a paper, told in words."""

from dataclasses import replace
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.documents import tree
from webapp.documents.tree import comparing
from webapp.documents.tree.comparing import ADDED, CHANGED, REMOVED, SAME, Change, compare

PAPER = tree.Paper(
    style="party",
    superior="TỈNH ỦY ĐỒNG NAI",
    issuer="BAN TỔ CHỨC",
    number=None,
    symbol="TB/BTCTU",
    place="Đồng Nai",
    day=None,
    kind="THÔNG BÁO",
    summary="kết quả dự sinh hoạt",
    addressee=None,
    blocks=(
        tree.Heading(1, "I- Ưu điểm"),
        tree.Paragraph("Chi bộ sinh hoạt đúng ngày, có **nghị quyết** tháng."),
        tree.Item("Đảng viên dự đủ, phát biểu sôi nổi."),
        tree.Table((tree.Column("TT"), tree.Column("Nội dung")), (("1", "Sổ nghị quyết"),)),
    ),
    signatures=(tree.Signature("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Trần Văn Mẫu"),),
    recipients=("Ban Thường vụ Huyện ủy", "Lưu"),
    year=2024,
)


def with_blocks(*blocks: tree.Block) -> tree.Paper:
    return replace(PAPER, blocks=blocks)


def told(changes: list[Change]) -> list[str]:
    """Every line that did not stay: "changed: Chi bộ [-họp-][+sinh hoạt+]"."""
    marks = {"": "{}", "ins": "[+{}+]", "del": "[-{}-]"}
    return [
        f"{one.kind}: " + "".join(marks[piece.mark].format(piece.text) for piece in one.pieces)
        for one in changes
        if one.kind != SAME
    ]


def test_a_paper_is_the_same_as_itself() -> None:
    changes = compare(PAPER, PAPER)
    assert told(changes) == []
    assert [one.pieces[0].text for one in changes][5] == "I- Ưu điểm"


def test_a_changed_word_is_marked_in_its_paragraph() -> None:
    first, _, *rest = PAPER.blocks
    new = with_blocks(first, tree.Paragraph("Chi bộ họp đúng ngày, có nghị quyết tháng."), *rest)
    assert told(compare(PAPER, new)) == [
        "changed: Chi bộ [-sinh hoạt -][+họp +]đúng ngày, có nghị quyết tháng."
    ]


def test_paragraphs_come_and_go() -> None:
    heading, paragraph, _item, table = PAPER.blocks
    new = with_blocks(heading, paragraph, tree.Item("Ghi biên bản đầy đủ."), table)
    assert told(compare(PAPER, new)) == [
        "removed: [-- Đảng viên dự đủ, phát biểu sôi nổi.-]",
        "added: [+- Ghi biên bản đầy đủ.+]",
    ]
    assert comparing.counts(compare(PAPER, new)) == {CHANGED: 0, ADDED: 1, REMOVED: 1}


def test_a_rewritten_paragraph_is_found_behind_a_new_one() -> None:
    heading, paragraph, _item, table = PAPER.blocks
    rewritten = tree.Item("Đảng viên dự đủ, phát biểu thẳng thắn.")
    new = with_blocks(heading, paragraph, tree.Item("Ghi biên bản đầy đủ."), rewritten, table)
    assert told(compare(PAPER, new)) == [
        "added: [+- Ghi biên bản đầy đủ.+]",
        "changed: - Đảng viên dự đủ, phát biểu [-sôi nổi-][+thẳng thắn+].",
    ]


def test_every_part_of_a_paper_is_compared() -> None:
    new = replace(
        PAPER,
        urgency="KHẨN",
        summary="kết quả giám sát",
        signatures=(tree.Signature("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Lê Thị Mẫu"),),
        recipients=("Lưu",),
        number=7,
    )
    places = {(one.kind, one.place) for one in compare(PAPER, new) if one.kind != SAME}
    assert places == {
        (CHANGED, "Số, ký hiệu"),
        (ADDED, "Mức độ khẩn"),
        (CHANGED, "Trích yếu"),
        (CHANGED, "Người ký"),
        (REMOVED, "Nơi nhận"),
    }


def test_a_row_of_a_table_is_a_line() -> None:
    *rest, table = PAPER.blocks
    new = with_blocks(*rest, tree.Table(table.columns, (("1", "Sổ biên bản"),)))
    assert told(compare(PAPER, new)) == ["changed: 1 | Sổ [-nghị quyết-][+biên bản+]"]


texts = st.lists(st.text("ab \n*[]<", max_size=12), max_size=8)


@settings(deadline=None)
@given(texts, texts)
def test_both_texts_can_be_read_out_of_a_comparison(before: list[str], after: list[str]) -> None:
    old, new = (with_blocks(*map(tree.Paragraph, one)) for one in (before, after))
    changes = compare(old, new)
    for paper, hidden in ((old, "ins"), (new, "del")):
        read = [
            "".join(piece.text for piece in one.pieces if piece.mark != hidden) for one in changes
        ]
        lines = [text for text in (tree.words(b.text).strip() for b in paper.blocks) if text]
        kept = [text for one, text in zip(changes, read, strict=True) if one.place == "Nội dung"]
        assert [text for text in kept if text] == lines


def test_folding_keeps_every_line() -> None:
    new = replace(PAPER, recipients=("Lưu",))
    changes = compare(PAPER, new)
    runs = comparing.folded(changes)
    assert [one for _same, run in runs for one in run] == changes
    assert [same for same, _run in runs] == [True, False, True]


def test_long_papers_are_compared_quickly() -> None:
    old = with_blocks(*(tree.Paragraph("a b " * 5000) for _ in range(3)))
    new = with_blocks(*(tree.Paragraph(f"a {n} " * 5000) for n in range(400)))
    start = perf_counter()
    compare(old, new)
    compare(with_blocks(*[tree.Paragraph("a")] * 9000), with_blocks(*[tree.Item("a")] * 9000))
    assert perf_counter() - start < 10
