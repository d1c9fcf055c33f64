"""Papers as earlier releases kept them still read, print and are compared."""

import json
from datetime import date
from typing import Any

import pytest

from webapp.documents.pdf.render import render_pdf
from webapp.documents.tree import Appendix, Boxes, Heading, Option, Paper, plain_text
from webapp.documents.tree.as_json import from_json, to_json

# As the first release wrote it: before certified copies (`copy`) and appendices.
FIRST: dict[str, Any] = json.loads("""
{"style": "youth", "superior": "TW ĐOÀN", "issuer": "Đoàn Khối", "number": 65,
 "symbol": "KH/ĐTN", "place": "Cần Thơ", "day": "2020-08-17", "kind": "Kế hoạch",
 "summary": "Giám sát", "addressee": null,
 "blocks": [
  {"type": "Heading", "level": 1, "text": "I- MỤC ĐÍCH"},
  {"type": "Paragraph", "text": "Thực hiện."},
  {"type": "Item", "text": "một"},
  {"type": "Table",
   "columns": [{"title": "TT", "width_share": 1, "align": "center"},
               {"title": "Tên", "width_share": 4, "align": "left"}],
   "rows": [["1", "Đoàn"]]},
  {"type": "Figure", "title": "Điểm", "labels": ["A"], "values": [8.5], "unit": "điểm",
   "kind": "bars"},
  {"type": "Boxes", "text": "Có sổ?",
   "options": [{"label": "Có", "ticked": true}, {"label": "Không", "ticked": false}]},
  {"type": "PageBreak"}],
 "signatures": [{"authority": "TM. BAN", "position": "BÍ THƯ", "name": "Trần Văn Mẫu",
                 "side": "right", "style": "party"}],
 "recipients": ["Như trên"], "copied": [], "urgency": "", "year": null, "sent": true}
""")
# As release 0003 writes it: a certified copy of a paper with an appendix.
SECOND = FIRST | {
    "blocks": [*FIRST["blocks"], {"type": "Appendix", "title": "Phụ lục", "summary": ""}],
    "copy": FIRST | {"blocks": [], "kind": "SAO Y", "copy": None},
}
DEFAULTS = ("copied", "urgency", "year", "sent", "copy")


def test_the_first_shape_reads() -> None:
    paper = from_json(FIRST)
    assert (paper.day, paper.copy, paper.style) == (date(2020, 8, 17), None, "youth")
    assert paper.blocks[0] == Heading(1, "I- MỤC ĐÍCH")
    assert paper.blocks[5] == Boxes("Có sổ?", (Option("Có", True), Option("Không")))
    assert "Thực hiện." in plain_text(paper)
    assert render_pdf(paper).startswith(b"%PDF")


def test_the_second_shape_reads_and_is_written_alike() -> None:
    paper = from_json(SECOND)
    assert paper.blocks[-1] == Appendix("Phụ lục")
    assert isinstance(paper.copy, Paper)
    assert paper.copy.kind == "SAO Y"
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


@pytest.mark.parametrize("lost", DEFAULTS)
def test_a_field_that_came_later_may_be_missing(lost: str) -> None:
    assert from_json({name: value for name, value in SECOND.items() if name != lost})
