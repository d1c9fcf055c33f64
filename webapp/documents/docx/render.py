"""Print a paper as a Word file, for those who must go on editing it there.

The same tree and the same measures as the PDF: what a reader sees is the same
page, made of styles, lists and tables that Word knows.
"""

import re

from webapp.documents.docx.blocks import write_body
from webapp.documents.docx.close import write_closing
from webapp.documents.docx.copy import write_copy
from webapp.documents.docx.file import bytes_of, open_file
from webapp.documents.docx.head import write_head
from webapp.documents.docx.text import space
from webapp.documents.measures import measures_for
from webapp.documents.pdf.render import DRAFT, GlyphMissing
from webapp.documents.tree import Paper, apart, strings, with_gap_marks, words

# XML has no way to write these, so no Word file can hold them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_docx(paper: Paper, *, draft: bool = False, stamp: str = "", foot: str = "") -> bytes:
    """Return `paper` as the bytes of a Word file; a draft carries a light watermark, and so does
    what no longer holds: the words of *stamp*. *foot* stands small below each page.

    What is missing prints in red. The same paper gives the same bytes. Raises
    GlyphMissing for characters that a Word file cannot hold.
    """
    paper = with_gap_marks(paper)
    shown = "".join(words(text) for text in strings(paper)) + foot
    if unwritable := dict.fromkeys(_UNWRITABLE.findall(shown)):
        raise GlyphMissing(list(unwritable))
    measures = measures_for(paper.style, paper.day)
    document = open_file(paper, measures, mark=DRAFT if draft else stamp, foot=foot)
    write_head(document, paper, measures)
    blocks, appendices = apart(paper.blocks)
    last = write_body(document, blocks, measures)
    write_closing(document, paper, measures, last)
    write_body(document, appendices, measures)
    write_copy(document, paper.copy, measures)
    space(document, 1)  # a file may not end with a table
    return bytes_of(document)
