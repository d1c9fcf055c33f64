"""The styles of a paper in Word, made from the measures, so that an editor can go on with them."""

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from webapp.documents.measures import STYLES, Measures, measures_for
from webapp.documents.tree import Paper

TYPEFACE = "Times New Roman"
LANGUAGE = "vi-VN"
DASHES = 1  # the list of numbering.xml that puts the dash before an item
BORDER_PT = 0.5
CELL_SIDE_PT, CELL_TOP_PT = 4, 2.75  # between a cell's text and its border

Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True)
class Look:
    """One style: its name in Word's list, letters, line pitch (0: as they need), gap above."""

    name: str
    size_pt: float
    line_pt: float = 0
    align: Align = "center"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    above_pt: float = 0
    first_line_mm: float = 0
    left_mm: float = 0
    right_mm: float = 0
    keep_next: bool = False
    listed: bool = False
    outline: int | None = None


def signing(part: str, style: str, paper: Paper) -> str:
    """Return the id of the style of `part` ("Authority") for a signatory's own house style."""
    return part if style == paper.style else f"{part}-{style}"


def styles_xml(paper: Paper, measures: Measures) -> str:
    """Return styles.xml for `paper`: none but the styles of a paper, and the four Word needs."""
    looks = _head(measures) | _body(measures) | _tables(measures) | _closing(measures)
    for style in sorted({signature.style for signature in paper.signatures} | {paper.style}):
        looks |= _signing(style, paper, measures)
    return (
        f"<w:styles {nsdecls('w')}>{_GROUND}"
        + "".join(_style(key, look) for key, look in looks.items())
        + _table_style("TableGrid", "Table Grid", _GRID)
        + _table_style("TableLayout", "Bảng dàn trang", "")
        + "</w:styles>"
    )


def _head(m: Measures) -> dict[str, Look]:
    size, line, letter = m.head_pt, m.line_pt, m.letter_summary_pt
    return {
        "Header": Look("header", m.page_number_pt),
        "Motto": Look("Tiêu ngữ", m.motto_pt, line, bold=True),
        "Superior": Look("Cơ quan cấp trên", size, line),
        "Issuer": Look("Cơ quan ban hành", size, line, bold=True),
        "Star": Look("Dấu sao", size, line),
        "Number": Look("Số và ký hiệu", size, line),
        "Urgency": Look("Mức độ khẩn", size, line, bold=True),
        "LetterSummary": Look("Trích yếu công văn", letter, letter + 3, italic=True),
        "PlaceDate": Look("Địa danh và ngày", size, line, italic=True),
        "Title": Look("Title", m.kind_pt, line + 2, bold=True, above_pt=1.5 * line, keep_next=True),
        "Subtitle": Look("Subtitle", m.summary_pt, line, bold=True, above_pt=2, keep_next=True),
        "SummaryRule": Look("Gạch dưới trích yếu", m.summary_pt, line, keep_next=True),
        "Addressee": Look("Kính gửi", m.body_pt, line, above_pt=line),
    }


def _body(m: Measures) -> dict[str, Look]:
    def running(
        name: str,
        *,
        bold: bool = False,
        italic: bool = False,
        outline: int | None = None,
        announces: bool = False,
    ) -> Look:
        return Look(
            name,
            m.body_pt,
            m.line_pt,
            "both",
            bold=bold,
            italic=italic,
            above_pt=m.paragraph_gap_pt,
            first_line_mm=m.first_line_mm,
            keep_next=announces or outline is not None,
            outline=outline,
            listed=name == "List Bullet",
        )

    return {
        "BodyText": running("Body Text"),
        "Heading1": running("heading 1", bold=True, outline=0),
        "Heading2": running("heading 2", bold=True, outline=1),
        "Heading3": running("heading 3", bold=True, italic=True, outline=2),
        "ListBullet": running("List Bullet"),
        "Question": running("Câu hỏi", announces=True),
        "Options": Look("Ô chọn", m.body_pt, m.line_pt, "left", left_mm=m.first_line_mm),
    }


def _tables(m: Measures) -> dict[str, Look]:
    size, line = m.table_pt, m.table_line_pt
    return {
        "ColumnTitle": Look("Tiêu đề cột", size, line, bold=True, keep_next=True),
        "Cell": Look("Nội dung bảng", size, line, "left"),
        "FigureTitle": Look(
            "Tên hình", size, line, bold=True, above_pt=m.line_pt / 2, keep_next=True
        ),
        "FigureLabel": Look("Nhãn hình", size, line, "right", above_pt=4, right_mm=2),
        "Bar": Look("Thanh biểu đồ", size, size, "left", above_pt=4),
        "FigureValue": Look("Số liệu hình", size, line, "left", above_pt=4, left_mm=2),
        "Gap": Look("Khoảng cách", 1, 1, "left"),
    }


def _closing(m: Measures) -> dict[str, Look]:
    underlined, small = m.recipients_title_underlined, m.recipients_pt
    return {
        "RecipientsTitle": Look(
            "Nơi nhận",
            m.recipients_title_pt,
            m.line_pt,
            "left",
            bold=not underlined,
            italic=not underlined,
            underline=underlined,
            keep_next=True,
        ),
        "Recipient": Look("Dòng nơi nhận", small, small + 2, "left"),
    }


def _signing(style: str, paper: Paper, m: Measures) -> dict[str, Look]:
    # Each signatory follows the rules of the own organisation, not the paper's.
    size, line = measures_for(style, paper.day).signature_pt, m.line_pt
    whose = "" if style == paper.style else f" – {STYLES[style]}"
    parts = {
        "Authority": Look(f"Quyền hạn ký{whose}", size, line, bold=True, keep_next=True),
        "Position": Look(f"Chức vụ ký{whose}", size, line, keep_next=True),
        "Signatory": Look(
            f"Họ tên ký{whose}", size, line, bold=True, above_pt=m.signature_room_lines * line
        ),
    }
    return {signing(part, style, paper): look for part, look in parts.items()}


def twips(points: float) -> int:
    """Return points in Word's unit of length, a twentieth of a point."""
    return round(20 * points)


def twips_of_mm(millimetres: float) -> int:
    """Return millimetres in Word's unit of length."""
    return twips(millimetres * 72 / 25.4)


def _style(key: str, look: Look) -> str:
    pitch = f'w:line="{twips(look.line_pt)}" w:lineRule="exact"' if look.line_pt else ""
    indents = {"firstLine": look.first_line_mm, "left": look.left_mm, "right": look.right_mm}
    # The list itself indents its items.
    shown = {side: twips_of_mm(mm) for side, mm in indents.items() if mm and not look.listed}
    indent = "".join(f' w:{side}="{length}"' for side, length in shown.items())
    form = (
        "<w:keepNext/>" * look.keep_next,
        f'<w:numPr><w:numId w:val="{DASHES}"/></w:numPr>' * look.listed,
        f'<w:spacing w:before="{twips(look.above_pt)}" w:after="0" {pitch}/>',
        f"<w:ind{indent}/>" if indent else "",
        f'<w:jc w:val="{look.align}"/>',
        "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>',
    )
    half_points = round(2 * look.size_pt)
    letters = (
        "<w:b/><w:bCs/>" * look.bold,
        "<w:i/><w:iCs/>" * look.italic,
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>',
        '<w:u w:val="single"/>' * look.underline,
    )
    follows = '<w:next w:val="BodyText"/>' if look.outline is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{escape(look.name)}"/>'
        f'<w:basedOn w:val="Normal"/>{follows}<w:qFormat/>'
        f"<w:pPr>{''.join(form)}</w:pPr><w:rPr>{''.join(letters)}</w:rPr></w:style>"
    )


def _table_style(key: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="table" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{properties}</w:tblPr></w:style>'
    )


def _margins(side_pt: float, top_pt: float) -> str:
    lengths = {"top": top_pt, "left": side_pt, "bottom": top_pt, "right": side_pt}
    edges = (f'<w:{edge} w:w="{twips(pt)}" w:type="dxa"/>' for edge, pt in lengths.items())
    return f"<w:tblCellMar>{''.join(edges)}</w:tblCellMar>"


_BORDER = f'w:val="single" w:sz="{round(8 * BORDER_PT)}" w:space="0" w:color="auto"'
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_GRID = (
    f"<w:tblBorders>{''.join(f'<w:{edge} {_BORDER}/>' for edge in _EDGES)}</w:tblBorders>"
    + _margins(CELL_SIDE_PT, CELL_TOP_PT)
)
_FACES = " ".join(f'w:{script}="{TYPEFACE}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
_GROUND = (
    f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {_FACES}/>"
    f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f"<w:qFormat/><w:pPr><w:widowControl/></w:pPr><w:rPr><w:rFonts {_FACES}/></w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f"<w:tblPr>{_margins(0, 0)}</w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    "</w:style>"
)
