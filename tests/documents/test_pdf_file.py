"""The file itself: sound, self-contained, PDF/A-2b by its parts, and the same every time."""

import re
import time
import unicodedata
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1
from PIL import Image, ImageCms
from reportlab.pdfbase.ttfonts import TTFontFace
from reportlab.platypus import BaseDocTemplate
from reportlab.platypus.doctemplate import LayoutError

from tests import servers
from tests.documents.test_pdf import PAPER, SENTENCE, YOUTH, printed
from webapp.documents.pdf import fonts
from webapp.documents.pdf.render import DoesNotFit, NotPrintable, render_pdf
from webapp.documents.tree import Column, Heading, Paper, Paragraph, Table

FOREIGN = replace(PAPER, blocks=(Paragraph("Café Zürich, *naïve* № 5, **Жуков** — xin chào."),))


def fonts_of(page: Any) -> dict[str, Any]:
    return {
        name: resolve1(font) for name, font in resolve1(page.page_obj.resources["Font"]).items()
    }


def test_file_says_what_it_is_and_embeds_its_fonts(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    for paper in (PAPER, YOUTH, FOREIGN):
        file.write_bytes(render_pdf(paper, draft=True))
        with pdfplumber.open(file) as document:
            assert document.doc.catalog["Lang"] == b"vi"
            assert document.metadata["Title"] == f"{PAPER.kind} {PAPER.summary}"
            assert document.metadata["Author"] == paper.issuer
            assert document.metadata["CreationDate"].startswith("D:20240103")
            for font in fonts_of(document.pages[0]).values():
                descriptor = resolve1(font["FontDescriptor"])
                assert re.match(r"[A-Z]{6}\+Tinos-", descriptor["FontName"].name)
                assert "FontFile2" in descriptor
                assert "ToUnicode" in font
        assert servers.checked_by_qpdf(file) == ""


def test_text_reads_composed_and_in_order() -> None:
    rows = (("1", "Sổ nghị quyết"), ("2", "Sổ đảng viên"))
    blocks = (
        Heading(1, "I- ƯU ĐIỂM"),
        Paragraph(unicodedata.normalize("NFD", "Chi bộ **giữ nền nếp** sinh hoạt.")),
        Table((Column("TT"), Column("Việc", 5)), rows),
        Paragraph("Hết."),
    )
    with printed(replace(PAPER, blocks=blocks)) as (page,):
        in_order = "".join(char["text"] for char in page.chars)
    assert unicodedata.is_normalized("NFC", in_order)
    parts = [
        "TỈNH ỦY",
        "ĐẢNG CỘNG SẢN",
        "Số",
        "KẾ HOẠCH",
        "-----",
        "I- ƯU ĐIỂM",
        "Chi bộ giữ nền nếp",
    ]
    parts += [
        "sinh hoạt.",
        "TT",
        "Việc",
        "Sổ nghị quyết",
        "Sổ đảng viên",
        "Hết.",
        "Nơi nhận:",
        "K/T",
    ]
    places = [in_order.index(part) for part in parts]
    assert places == sorted(places)


def test_headings_are_bookmarks_that_lead_to_their_page() -> None:
    blocks = (
        Heading(2, "Mở đầu, *không* mục lớn"),
        Paragraph(SENTENCE * 60),
        Heading(1, "I- ƯU ĐIỂM"),
        Heading(2, "1. Sinh hoạt"),
        Heading(3, "a) Nội dung"),
        Paragraph(SENTENCE),
        Heading(1, "II- HẠN CHẾ"),
        Paragraph(SENTENCE),
    )
    with pdfplumber.open(BytesIO(render_pdf(replace(PAPER, blocks=blocks)))) as document:
        found = [(level, title, dest) for level, title, dest, _, _ in document.doc.get_outlines()]
        assert [(level, title) for level, title, _ in found] == [
            (1, "Mở đầu, không mục lớn"),
            (1, "I- ƯU ĐIỂM"),
            (2, "1. Sinh hoạt"),
            (3, "a) Nội dung"),
            (1, "II- HẠN CHẾ"),
        ]
        for _, title, (page, _, _, top, *_) in found:
            (here,) = [p for p in document.pages if p.page_obj.pageid == page.objid]
            below = here.crop((0, here.height - top - 1, here.width, here.height))
            assert below.extract_text().startswith(title[:8])


# PDF/A-2b, as far as its parts show: nobody's validator runs here.


def test_description_in_xmp_says_what_the_information_says() -> None:
    paper = replace(PAPER, summary="A & <b> “chấm”")
    with pdfplumber.open(BytesIO(render_pdf(paper))) as document:
        stream = resolve1(document.doc.catalog["Metadata"])
        assert "Filter" not in stream.attrs
        packet = ET.fromstring(stream.get_data().decode())
    text = {node.tag.split("}")[1]: "".join(node.itertext()).strip() for node in packet.iter()}
    assert (text["part"], text["conformance"]) == ("2", "B")
    assert text["title"] == document.metadata["Title"] == "Kế hoạch A & <b> “chấm”"
    assert text["creator"] == document.metadata["Author"]
    assert text["CreateDate"] == "2024-01-03T00:00:00Z"
    assert text["Producer"] == document.metadata["Producer"]


def test_colours_have_a_profile_that_is_srgb() -> None:
    with pdfplumber.open(BytesIO(render_pdf(PAPER))) as document:
        (intent,) = resolve1(document.doc.catalog["OutputIntents"])
        profile = resolve1(resolve1(intent)["DestOutputProfile"])
        assert resolve1(intent)["S"].name == "GTS_PDFA1"
        assert profile.attrs["N"] == 3
        ours = ImageCms.ImageCmsProfile(BytesIO(profile.get_data()))
    # A colour engine finds our profile and its own sRGB to be one.
    patches = Image.new("RGB", (6, 1))
    patches.putdata(
        [(0, 0, 0), (255, 255, 255), (192, 0, 0), (30, 200, 90), (5, 9, 250), (128,) * 3]
    )
    turned = ImageCms.profileToProfile(patches, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert max(abs(a - b) for a, b in zip(turned.tobytes(), patches.tobytes(), strict=True)) <= 1


def test_every_stream_ends_with_a_line_end_of_its_own() -> None:
    pdf = render_pdf(FOREIGN, draft=True)
    starts = list(re.finditer(rb"/Length (\d+) >>\nstream\n", pdf))
    assert len(starts) == pdf.count(b"endstream") >= 10
    for start in starts:
        end = start.end() + int(start[1])
        assert pdf[end : end + 10] == b"\nendstream"


def test_widths_in_the_file_are_those_of_the_font() -> None:
    assert {face.face.charWidths[32] for face in fonts.register().values()} == {250}
    by_name = {face.face.name.decode(): face.face for face in fonts.register().values()}
    with printed(FOREIGN) as (page,):
        for char in page.chars:
            face = by_name[char["fontname"].split("+")[1]]
            width = face.charWidths[ord(char["text"])] / 1000 * char["size"]
            assert char["x1"] - char["x0"] == pytest.approx(width, abs=0.001 * char["size"])


# The same every time


def papers(count: int) -> list[Paper]:
    """Return papers that share nothing but the style: every tenth with letters of its own."""
    foreign = [
        Paragraph(f"Chữ lạ: {chr(0x410 + n % 32)}{chr(0xE0 + n % 20)}") for n in range(count)
    ]
    return [
        replace(
            PAPER if n % 2 else YOUTH,
            number=n + 1,
            blocks=(Paragraph(f"Lần **{n}** {SENTENCE}"), *([foreign[n]] if n % 10 == 0 else [])),
        )
        for n in range(count)
    ]


def test_bytes_do_not_depend_on_threads_or_on_what_was_printed_before() -> None:
    batch = papers(500)
    alone = [render_pdf(paper) for paper in batch]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(render_pdf, reversed(batch)))
    assert together[::-1] == alone
    assert len(set(alone)) == 500


def test_each_content_has_an_identity_of_its_own() -> None:
    other = replace(PAPER, blocks=(Paragraph("Chữ khác hẳn: ẵ ỡ ợ Ỵ."),))
    found = []
    for paper in (PAPER, other, PAPER):
        with pdfplumber.open(BytesIO(render_pdf(paper))) as document:
            found.append(document.doc.xrefs[0].get_trailer()["ID"])
    assert found[0] == found[2] != found[1]


def test_fonts_are_subset_for_one_paper_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two at once give wrong letters only once in fifty papers, so look at the door itself.
    inside: list[int] = []
    crowds: list[int] = []
    subset = TTFontFace.makeSubset

    def watched(self: TTFontFace, *args: Any) -> bytes:
        inside.append(1)
        crowds.append(len(inside))
        time.sleep(0.002)
        try:
            return subset(self, *args)
        finally:
            inside.pop()

    monkeypatch.setattr(TTFontFace, "makeSubset", watched)
    letters = [replace(PAPER, blocks=(Paragraph(f"Chữ lạ: {chr(0x430 + n)}"),)) for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(render_pdf, letters))
    assert set(crowds) == {1}


def test_usual_letters_are_subset_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    render_pdf(PAPER)
    monkeypatch.setattr(TTFontFace, "makeSubset", lambda *_: pytest.fail("subset again"))
    assert render_pdf(replace(PAPER, blocks=(Paragraph("ẴẴẴ — “đã” ***đủ***…"),)))


def test_letters_outside_the_usual_set_print_in_a_subset_of_their_own() -> None:
    with printed(FOREIGN) as (page,):
        assert "Café Zürich, naïve № 5, Жуков — xin chào." in page.extract_text()
        names = {font["BaseFont"].name for font in fonts_of(page).values()}
    assert {"AAAAAA+Tinos-Regular", "AAAAAB+Tinos-Regular", "AAAAAB+Tinos-Bold"} <= names
    with printed(PAPER) as (page,):
        assert not any(
            font["BaseFont"].name.startswith("AAAAAB") for font in fonts_of(page).values()
        )


def test_layout_that_fails_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LayoutError("Flowable too large")

    monkeypatch.setattr(BaseDocTemplate, "build", fail)
    with pytest.raises(DoesNotFit, match="quá dài") as told:
        render_pdf(PAPER)
    assert isinstance(told.value, NotPrintable)
    assert isinstance(told.value, ValueError)
