"""Papers as Word files: the page that the PDF shows, made of what Word knows."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

from tests.documents.test_pdf import PAPER, SENTENCE, YOUTH, printed
from webapp.documents.docx.render import render_docx
from webapp.documents.measures import measures_for
from webapp.documents.tree import (
    Appendix,
    Boxes,
    Column,
    Figure,
    Heading,
    Item,
    Option,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    gap,
)

HALF_MM = 0.5
FACES = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def opened(paper: Paper, *, draft: bool = False) -> Document:
    return docx.Document(BytesIO(render_docx(paper, draft=draft)))


def lines(document: Document) -> list[Line]:
    """Return every paragraph of the body, those in tables too, in order."""
    return [Line(p, document) for p in document.element.body.iter(qn("w:p"))]


def find(document: Document, start: str) -> Line:
    return next(line for line in lines(document) if line.text.startswith(start))


def style_of(line: Line) -> ParagraphStyle:
    assert isinstance(line.style, ParagraphStyle)
    return line.style


def keeps(line: Line) -> bool:
    """Return True when the line stays on the page of the next, by itself or by its style."""
    own = line.paragraph_format.keep_with_next
    return bool(style_of(line).paragraph_format.keep_with_next if own is None else own)


# The page


@pytest.mark.parametrize("paper", [PAPER, YOUTH])
def test_page_and_margins_are_those_of_the_measures(paper: Paper) -> None:
    (section,) = opened(paper).sections
    measures = measures_for(paper.style, paper.day)
    found = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    ]
    wanted = [210, 297, 20, 20, 30, measures.right_mm]
    assert [length.mm for length in found if length] == pytest.approx(wanted, abs=HALF_MM / 10)


def test_page_number_begins_on_page_2_ten_millimetres_from_the_edge() -> None:
    (section,) = opened(PAPER).sections
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    (number,) = section.header.paragraphs
    style = style_of(number)
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert style.font.size is not None
    # Word sets a line's top at the distance; the digits begin a little below.
    assert section.header_distance is not None
    digits = section.header_distance.mm + (0.891 - 0.676) * style.font.size.mm
    assert digits == pytest.approx(10, abs=HALF_MM)


def test_only_a_draft_has_a_watermark_and_has_it_on_every_page() -> None:
    for draft in (True, False):
        (section,) = opened(PAPER, draft=draft).sections
        for header in (section.header, section.first_page_header):
            assert ("DỰ THẢO" in header._element.xml) is draft


# Letters


@pytest.mark.parametrize("paper", [PAPER, YOUTH])
def test_times_new_roman_for_every_script_and_vietnamese_as_language(paper: Paper) -> None:
    styles = opened(paper).styles.element
    (default,) = styles.xpath("w:docDefaults//w:rFonts")
    (language,) = styles.xpath("w:docDefaults//w:lang")
    assert {default.get(qn(face)) for face in FACES} == {"Times New Roman"}
    assert {language.get(qn(f"w:{one}")) for one in ("val", "eastAsia", "bidi")} == {"vi-VN"}
    with ZipFile(BytesIO(render_docx(paper))) as file:
        whole = " ".join(file.read(name).decode() for name in file.namelist())
    for stranger in ("Calibri", "Cambria", "Macintosh", "en-US", "python-docx", "Theme"):
        assert stranger not in whole


@pytest.mark.parametrize("paper", [PAPER, YOUTH])
def test_parts_have_the_styles_and_sizes_of_the_measures(paper: Paper) -> None:
    measures = measures_for(paper.style, paper.day)
    document = opened(paper)
    for start, name, size, bold, italic in (
        (measures.motto, "Tiêu ngữ", 15, True, None),
        (paper.superior.upper(), "Cơ quan cấp trên", 14, None, None),
        (paper.issuer.upper(), "Cơ quan ban hành", 14, True, None),
        ("Số", "Số và ký hiệu", 14, None, None),
        ("Đồng Nai,", "Địa danh và ngày", 14, None, True),
        ("KẾ HOẠCH", "Title", 16, True, None),
        ("Dự, giám sát", "Subtitle", 14, True, None),
        (SENTENCE[:20], "Body Text", 14, None, None),
        ("- Các ban", "Dòng nơi nhận", measures.recipients_pt, None, None),
    ):
        style = style_of(find(document, start))
        assert (style.name, style.font.bold, style.font.italic) == (name, bold, italic)
        assert style.font.size is not None
        assert style.font.size.pt == size
        # Word takes these for combined letters, and for faces beyond Latin.
        assert style.font.cs_bold == bold
        assert style.element.rPr.find(qn("w:szCs")).get(qn("w:val")) == str(2 * size)


def test_running_text_is_indented_justified_and_set_at_an_exact_pitch() -> None:
    form = style_of(find(opened(PAPER), SENTENCE[:20])).paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert form.first_line_indent is not None
    assert form.first_line_indent.mm == pytest.approx(10, abs=HALF_MM)
    assert (form.line_spacing, form.space_before) == (18 * 12700, 6 * 12700)


def test_marks_become_bold_italic_and_red() -> None:
    text = f"Một **đậm** và *nghiêng* và ***cả hai***, {gap('ngày')}"
    runs = find(opened(replace(PAPER, blocks=(Paragraph(text),))), "Một").runs
    looks = {run.text: (run.font.bold, run.font.cs_bold, run.font.italic) for run in runs}
    assert looks["đậm"] == (True, True, None)
    assert looks["nghiêng"] == (None, None, True)
    assert looks["cả hai"] == (True, True, True)
    assert runs[-1].text == "[thiếu: ngày]"
    assert runs[-1].font.color.rgb == RGBColor(0xC0, 0, 0)


# The head


@pytest.mark.parametrize("paper", [PAPER, YOUTH])
def test_columns_and_the_rule_of_the_motto_are_as_wide_as_in_the_pdf(paper: Paper) -> None:
    document = opened(paper)
    measures = measures_for(paper.style, paper.day)
    left, right = document.tables[0].rows[0].cells
    assert left.width is not None
    assert right.width is not None
    assert (left.width.mm, right.width.mm) == (
        pytest.approx(measures.left_column_mm, abs=HALF_MM / 10),
        pytest.approx(measures.right_column_mm, abs=HALF_MM / 10),
    )
    form = right.paragraphs[1].paragraph_format
    assert form.left_indent is not None
    assert form.right_indent is not None
    with printed(paper) as pages:
        rule = pages[0].lines[0]
    found = right.width.mm - form.left_indent.mm - form.right_indent.mm
    assert found == pytest.approx((rule["x1"] - rule["x0"]) * 25.4 / 72, abs=HALF_MM)
    assert right.paragraphs[1]._p.xpath("w:pPr/w:pBdr/w:top/@w:sz") == ["6"]


def test_a_letter_has_its_summary_under_the_number_and_no_kind() -> None:
    paper = replace(PAPER, kind="", addressee="Chi bộ 1", summary="V/v gửi lịch", urgency="khẩn")
    document = opened(paper)
    texts = [line.text for line in document.tables[0].rows[1].cells[0].paragraphs]
    assert texts == ["Số\u00a073-KH/BTCTU", "KHẨN", "V/v gửi lịch"]
    assert find(document, "Kính gửi: Chi bộ 1").style is not None
    assert not [line for line in lines(document) if style_of(line).name == "Title"]


# The body


def test_headings_and_items_are_real_ones() -> None:
    blocks = (Heading(1, "I- Một"), Heading(2, "1. Hai"), Heading(3, "a) Ba"), Item("mục"))
    document = opened(replace(PAPER, blocks=blocks))
    for start, level in (("I-", 1), ("1.", 2), ("a)", 3)):
        line = find(document, start)
        assert style_of(line).name == f"Heading {level}"
        assert style_of(line).element.xpath("w:pPr/w:outlineLvl/@w:val") == [str(level - 1)]
        assert keeps(line)
    item = find(document, "mục")
    assert style_of(item).name == "List Bullet"
    (number,) = style_of(item).element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    (link,) = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    (sign,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{link}']//w:lvlText/@w:val")
    assert sign == "-"


def test_a_table_repeats_its_head_and_fills_the_text_width() -> None:
    columns = (Column("TT", 0.1, "center"), Column("Đơn vị", 2), Column("Điểm", 1, "right"))
    rows = tuple((str(n), f"Chi bộ {n}", "8,5") for n in range(1, 61))
    document = opened(replace(PAPER, blocks=(Table(columns, rows),)))
    table = document.tables[1]
    assert len(table.rows) == 61
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert not table.rows[1]._tr.xpath("w:trPr/w:tblHeader")
    widths = [cell.width.mm for cell in table.rows[30].cells if cell.width]
    assert sum(widths) == pytest.approx(165, abs=HALF_MM)
    assert widths[0] >= 10 - HALF_MM / 10
    assert [cell.text for cell in table.rows[60].cells] == ["60", "Chi bộ 60", "8,5"]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
        WD_ALIGN_PARAGRAPH.CENTER,
        None,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]


def test_a_short_row_stays_whole_and_a_long_one_may_break() -> None:
    rows = (("ngắn",), (SENTENCE * 20,), ("\n" * 10,))
    table = opened(replace(PAPER, blocks=(Table((Column("Nội dung"),), rows),))).tables[1]
    whole = [bool(row._tr.xpath("w:trPr/w:cantSplit")) for row in table.rows]
    assert whole == [True, True, False, False]


def test_a_figure_is_a_table_whose_bars_are_as_long_as_its_values() -> None:
    figure = Figure("Điểm", ("A", "B", "C"), (10, 5, 0), "điểm")
    table = opened(replace(PAPER, blocks=(figure,))).tables[1]
    assert [cell.text for cell in table.rows[1].cells] == ["B", "", "5 điểm"]
    whole = table.rows[0].cells[1].width
    assert whole is not None
    bars = [row.cells[1].paragraphs[0] for row in table.rows]
    cut = [bar.paragraph_format.right_indent for bar in bars]
    assert [one.mm for one in cut if one is not None] == pytest.approx(
        [0, whole.mm / 2, whole.mm], abs=HALF_MM
    )
    assert [bool(bar._p.xpath("w:pPr/w:shd")) for bar in bars] == [True, True, False]


def test_boxes_can_be_ticked_in_word() -> None:
    options = (Option("Có", ticked=True), Option("Không"))
    document = opened(replace(PAPER, blocks=(Boxes("Có sổ không?", options),)))
    (line,) = [line for line in lines(document) if style_of(line).name == "Ô chọn"]
    signs = "".join(node.text or "" for node in line._p.iter(qn("w:t")))
    assert signs == "☒ Có☐ Không"
    boxes = line._p.xpath("w:sdt/w:sdtPr/*[local-name()='checkbox']/*[local-name()='checked']")
    assert [next(iter(box.attrib.values())) for box in boxes] == ["1", "0"]
    assert keeps(find(document, "Có sổ không?"))


def test_long_options_stand_below_each_other() -> None:
    options = tuple(Option(f"{n} " + "chưa thực hiện đầy đủ " * 3) for n in range(3))
    document = opened(replace(PAPER, blocks=(Boxes("Nhận xét", options),)))
    assert len([line for line in lines(document) if style_of(line).name == "Ô chọn"]) == 3


def test_a_page_break_goes_with_what_follows_and_never_alone() -> None:
    blocks = (Paragraph("một"), PageBreak(), PageBreak(), Heading(2, "hai"), PageBreak())
    document = opened(replace(PAPER, blocks=blocks))
    broken = [line.text for line in lines(document) if line.paragraph_format.page_break_before]
    assert broken == ["hai"]


def test_an_appendix_begins_a_page_below_the_end() -> None:
    blocks = (Paragraph("thân"), Appendix("Đề cương", "Kết quả"), Paragraph("điền"))
    document = opened(replace(PAPER, blocks=blocks))
    broken = [line.text for line in lines(document) if line.paragraph_format.page_break_before]
    assert broken == ["ĐỀ CƯƠNG"]
    assert [line.text for line in document.paragraphs if line.text][-3:] == [
        "ĐỀ CƯƠNG",
        "Kết quả",
        "điền",
    ]


# The end


def test_recipients_stand_beside_the_signature_and_the_block_holds_together() -> None:
    people = tuple(f"Đơn vị {n}" for n in range(1, 13))
    document = opened(replace(PAPER, recipients=people))
    row = document.tables[-1].rows[0]
    left, right = row.cells
    assert [line.text for line in left.paragraphs] == [
        "Nơi nhận:",
        *(f"- Đơn vị {n};" for n in range(1, 12)),
        "- Đơn vị 12.",
    ]
    assert [line.text for line in right.paragraphs] == [
        "K/T TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        PAPER.signatures[0].name,
    ]
    assert row._tr.xpath("w:trPr/w:cantSplit")
    body = document.paragraphs
    last = max(place for place, line in enumerate(body) if line.text)
    # The last words, then the gap above the signature: neither may stay behind.
    assert [keeps(line) for line in body[last : last + 2]] == [True, True]
    room = style_of(right.paragraphs[-1]).paragraph_format.space_before
    assert room is not None
    assert room.pt == 4 * 18


def test_the_end_of_a_table_stays_with_the_signature() -> None:
    table = Table((Column("Đơn vị"),), (("một",), ("hai",)))
    document = opened(replace(PAPER, blocks=(table,)))
    rows = document.tables[1].rows
    assert [keeps(row.cells[0].paragraphs[0]) for row in rows] == [True, False, True]


def test_a_co_approval_stands_at_left_in_its_own_style() -> None:
    document = opened(YOUTH)
    offices, names = document.tables[1].rows
    assert offices.cells[0].text.startswith("T/M BAN THƯỜNG VỤ")
    assert offices.cells[1].text.startswith("TM. BAN THƯỜNG VỤ")
    assert [cell.text for cell in names.cells] == [one.name for one in YOUTH.signatures]
    styles = [style_of(cell.paragraphs[0]).name for cell in offices.cells]
    assert styles == ["Quyền hạn ký – Văn bản của Đảng", "Quyền hạn ký"]
    assert all(keeps(line) for cell in offices.cells for line in cell.paragraphs)
    assert document.tables[2].rows[0].cells[0].text.startswith("Nơi nhận:")


# The file


def test_the_file_says_what_it_is_and_who_wrote_it() -> None:
    properties = opened(PAPER).core_properties
    assert properties.title == "Kế hoạch Dự, giám sát sinh hoạt thường kỳ năm 2024"
    assert (properties.author, properties.language) == ("Ban Tổ chức", "vi-VN")
    assert properties.created is not None
    assert properties.created.date() == PAPER.day


def test_the_same_paper_gives_the_same_bytes_on_another_day() -> None:
    first = render_docx(YOUTH, draft=True)
    assert render_docx(YOUTH, draft=True) == first
    with ZipFile(BytesIO(first)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
