"""The file around a paper in Word: page, header, styles, properties, and the same bytes always."""

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt

from webapp.documents.docx.styles import DASHES, LANGUAGE, TYPEFACE, styles_xml, twips_of_mm
from webapp.documents.docx.text import add, width_pt, xml
from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.pdf.render import FOOT_PT, watermark_pt
from webapp.documents.tree import Paper, clean, literal, words

_WATERMARK_COLOUR = "#ebebeb"
_ASCENT = 0.891  # of the letter size: from the top of a line of Times New Roman to its base
_NEEDED = ("/officeDocument", "/core-properties", "/styles", "/settings", "/numbering")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # as far back as a zip reaches


def open_file(paper: Paper, measures: Measures, *, mark: str, foot: str = "") -> Document:
    """Return a document without text, in which everything but the text is as it should be.

    *mark* is its watermark, *foot* what stands below each page, "" for none.
    """
    document = docx.Document()
    _strip(document)
    _fill(document.styles.element, parse_xml(styles_xml(paper, measures)))
    _fill(document.part.numbering_part.element, parse_xml(_numbering_xml(measures)))
    _fill(document.settings.element, parse_xml(_SETTINGS))
    _set_page(document.sections[0], measures)
    _write_headers(document.sections[0], mark)
    if foot:
        _write_footers(document.sections[0], foot)
    _set_properties(document, paper)
    return document


def bytes_of(document: Document) -> bytes:
    """Return the file: the same content gives the same bytes, whatever the clock says."""
    raw, out = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(out, "w") as file:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, _EARLIEST.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, parts.read(name))
    return out.getvalue()


def _strip(document: Document) -> None:
    """Let go of what the library's template brings along: a picture, a theme, another's name."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(_NEEDED)]:
            del rels[key]


def _fill(element: BaseOxmlElement, like: BaseOxmlElement) -> None:
    element[:] = list(like)


def _numbering_xml(measures: Measures) -> str:
    indent = f'w:left="0" w:firstLine="{twips_of_mm(measures.first_line_mm)}"'
    return (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:suff w:val="space"/><w:lvlText w:val="-"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind {indent}/></w:pPr></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{DASHES}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


# Without a mode of its own Word opens the file as one of an old Word and sets tables otherwise;
# and it would stretch a justified line that ends with a line break.
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)


def _set_page(section: Section, measures: Measures) -> None:
    section.page_width, section.page_height = (
        Mm(measures.page_width_mm),
        Mm(measures.page_height_mm),
    )
    section.top_margin, section.bottom_margin = Mm(measures.top_mm), Mm(measures.bottom_mm)
    section.left_margin, section.right_margin = Mm(measures.left_mm), Mm(measures.right_mm)
    above_digits = (_ASCENT - fonts.DIGIT_HEIGHT) * measures.page_number_pt
    section.header_distance = Mm(measures.page_number_top_mm) - Pt(above_digits)
    section.footer_distance = Mm(measures.bottom_mm / 2)
    for grid in section._sectPr.xpath("w:docGrid"):
        section._sectPr.remove(grid)


def _write_headers(section: Section, mark: str) -> None:
    """Put the page number on all pages but the first, the watermark on all."""
    section.different_first_page_header_footer = True
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    for header, content in ((section.header, number), (section.first_page_header, "")):
        _empty(header)
        paragraph = add(header, "Header")
        if content:
            paragraph._p.append(xml(content))
        if mark:
            paragraph._p.append(_watermark(mark))


def _write_footers(section: Section, foot: str) -> None:
    for footer in (section.footer, section.first_page_footer):
        _empty(footer)
        paragraph = add(footer, "Header", literal(foot))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for run in paragraph.runs:
            run.font.size = Pt(FOOT_PT)


def _empty(header: _Header | _Footer) -> None:
    header.is_linked_to_previous = False
    for paragraph in header.paragraphs:
        header._element.remove(paragraph._p)


def _watermark(mark: str) -> BaseOxmlElement:
    """Return the drawing by whose name Word knows its own watermarks, and can remove it."""
    size = watermark_pt(mark)
    width = width_pt(mark, fonts.BOLD, size)
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;"
        f"height:{size:.0f}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    return parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
        '</v:shapetype><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136"'
        f' alt="{mark}" style="{place}" o:allowincell="f" fillcolor="{_WATERMARK_COLOUR}"'
        f' stroked="f"><v:textpath style="font-family:&quot;{TYPEFACE}&quot;;font-size:1pt;'
        f'font-weight:bold" string="{mark}"/></v:shape></w:pict></w:r>'
    )


def _set_properties(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    day = datetime.combine(paper.day, time(), UTC) if paper.day else _EARLIEST
    title = clean(words(f"{paper.kind} {paper.summary}")).replace("\n", " ").strip()
    properties.title, properties.author = title[:255], clean(words(paper.issuer))[:255]
    properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language, properties.revision = LANGUAGE, 1
    properties.created = properties.modified = day.replace(tzinfo=None)
