"""The canvas of a paper: bookmarks, and a file written as PDF/A-2b asks.

ReportLab has no PDF/A of its own. What it lacks is added here: a description
of the file in XMP that says the same as the information dictionary, a colour
profile (worked out from the published numbers of sRGB, nobody's file), a line
end after each stream, and an identity that follows from the content. Fonts are
embedded anyway, and nothing is drawn that the standard forbids. Not done: tags
for the structure (level A); the text stands in reading order.
"""

import struct
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, cast
from xml.sax.saxutils import escape
from zlib import compress

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from webapp.documents.pdf import fonts
from webapp.documents.pdf.fonts import Stream

PRODUCER = "ReportLab"
_LONGEST_TITLE = 200
_XMP_TIME = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z"

# IEC 61966-2-1, its primaries adapted to D50 as a profile wants them.
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}


class PaperCanvas(Canvas):
    """A canvas that draws one paper into one PDF/A-2b file."""

    # ReportLab's own, which its canvas does not offer by other names.
    _code: list[str]
    _doc: fonts.Document
    _filename: object

    def __init__(self, *args: Any, day: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self._headings = self._level = 0

    def write(self, *operators: str) -> None:
        """Put operators into the page's code as they are."""
        self._code += operators

    def encoded(self, face: str, text: str) -> Iterator[tuple[str, bytes]]:
        """Yield the codes of the letters, with the name of the font that has them in this file."""
        font = fonts.register()[face]
        for subset, letters in font.splitString(text, self._doc):
            yield font.getSubsetInternalName(subset, self._doc), letters

    def bookmark(self, title: str, level: int, top: float) -> None:
        """List a heading of `level` 1 to 3 whose upper edge is at `top` on this page."""
        shown = " ".join(title.split())[:_LONGEST_TITLE]
        if not shown:
            return
        self._headings += 1
        key = f"h{self._headings}"
        # No level may be left out on the way down.
        self._level = level = min(level, self._level + 1)
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(shown, key, level - 1)

    def save(self) -> None:
        """Finish the file."""
        if self._code:
            self.showPage()
        document = self._doc
        for number in range(1, document.pageCounter):
            page = document.idToObject[f"Page{number}"]
            code = page.stream.encode("ascii")
            document.updateSignature(code)  # or all papers of one title were the same file
            page.Trans = None  # an empty one otherwise, as if it were a slide
            page.Contents = Stream(compress(code), Filter="/FlateDecode")
        self._describe()
        document.SaveToFile(self._filename, self)

    def _describe(self) -> None:
        """Say what the file is: to programs that sort files, and to those that print them."""
        document, catalog = self._doc, self._doc.Catalog
        document._pdfVersion = (1, 7)  # what PDF/A-2 builds upon
        if self.day:
            # The paper's own day: the clock would make each print another file.
            document._timeStamp.YMDhms = (*self.day.timetuple()[:3], 0, 0, 0)
        stamp = document._timeStamp.YMDhms
        document.info.producer = document.info.creator = PRODUCER
        document.info.subject = ""
        text = _xmp(document.info.title, document.info.author, _XMP_TIME.format(*stamp))
        catalog.Metadata = Stream(text.encode(), Type="/Metadata", Subtype="/XML")
        profile = Stream(_srgb(), N=3, Filter="/FlateDecode")
        intent = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
        # ReportLab's catalogue does not know the entry: let this one list it.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


class Part(Flowable):
    """A flowable that paints on a Sheet where it is told, and so knows its place on the page.

    ReportLab moves the origin for each flowable and saves and restores the
    state around it, which takes longer than most of them paint.
    """

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:
        """Do as the page tells."""
        self.paint(cast(PaperCanvas, canvas), x, y)

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw with the lower left corner at (x, y)."""
        raise NotImplementedError


def _xmp(title: str, author: str, stamp: str) -> str:
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
    }
    named = " ".join(f'xmlns:{name}="{address}"' for name, address in spaces.items())
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {named}>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def _srgb() -> bytes:
    """Return an ICC profile (version 2.1) of sRGB, compressed; it is made once in a process."""
    curve = struct.pack(">4s2I", b"curv", 0, 1024)
    curve += b"".join(struct.pack(">H", round(65535 * _linear(n / 1023))) for n in range(1024))
    name = b"sRGB\0"
    tags = {
        b"desc": struct.pack(">4s2I", b"desc", 0, len(name)) + name + bytes(8 + 3 + 67),
        b"cprt": struct.pack(">4sI", b"text", 0) + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(primary) for tag, primary in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return compress(_profile(tags), 9)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in values))


def _profile(tags: dict[bytes, bytes]) -> bytes:
    """Return head, table and tags of a profile; tags of one content are stored once."""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    data = b""
    for content in tags.values():
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4s2I", tag, places[content], len(content)) for tag, content in tags.items()
    )
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4s8xI12s4s44x",
        start + len(data),
        bytes(4),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(1999, 1, 1, 0, 0, 0),  # of the standard's own year: the clock would change the bytes
        b"acsp",
        bytes(4),
        0,
        bytes(4),
        bytes(4),
        0,
        _xyz(_WHITE)[8:],
        bytes(4),
    )
    return head + table + data
