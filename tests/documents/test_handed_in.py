"""Files that people hand in: what is taken, what is refused and in which words."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document as WordFile
from flask import Flask
from openpyxl import Workbook
from pikepdf import Array, Dictionary, Encryption, Name, String
from PIL import Image

from tests.building import KEY
from tests.handed_in import jpeg, pdf
from webapp.core.config import read_settings
from webapp.documents.files import DOCX, PAPERS, PDF, PNG, XLSX, FileRefused, looked_through
from webapp.documents.handed_in import office, pictures
from webapp.documents.handed_in import pdf as looking

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application that has settings and nothing else."""
    app = Flask(__name__)
    app.config.update(read_settings({"SECRET_KEY": KEY}, tmp_path))
    with app.app_context():
        yield app


def changed(change: Callable[[pikepdf.Pdf], object], **saving: object) -> bytes:
    """Return the smallest PDF with something done to it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as file:
        change(file)
        file.save(out, **saving)
    return out.getvalue()


def with_root(**entries: pikepdf.Object) -> bytes:
    """Return a PDF whose catalogue has more entries, packed away in object streams."""

    def change(file: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            file.Root[f"/{name}"] = file.make_indirect(value)

    return changed(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_note(**entries: pikepdf.Object) -> bytes:
    """Return a PDF whose page has an annotation."""

    def change(file: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        file.pages[0].Annots = Array([file.make_indirect(note)])

    return changed(change)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def lost(file: pikepdf.Pdf) -> None:
    """Leave a script in the file to which nothing leads any more."""
    file.Root.Kept = Array([file.make_indirect(script())])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4 no page", "hỏng"),
        (changed(lambda file: file.pages.__delitem__(0)), "hỏng"),
        (changed(lambda _: None, encryption=Encryption(owner="a", user="b")), "bị khóa"),
        (changed(lambda _: None, encryption=Encryption(owner="a")), "bị khóa"),
        (with_root(OpenAction=script()), looking.SCRIPT),
        (with_root(Names=Dictionary(JavaScript=Dictionary(Names=Array()))), looking.SCRIPT),
        (with_root(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array()))), looking.ATTACHED),
        (with_root(AcroForm=Dictionary(XFA=Array(), Fields=Array())), looking.DYNAMIC),
        (with_root(AA=Dictionary(WC=Dictionary(S=Name.Named))), looking.OPENS),
        (with_root(OpenAction=Dictionary(S=Name.URI, URI=String("http://a"))), looking.OPENS),
        (with_note(Subtype=Name.Link, A=script()), looking.SCRIPT),
        (with_note(Subtype=Name.Link, A=Dictionary(S=Name.Launch)), looking.LAUNCH),
        (with_note(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm)), looking.SENDS),
        (with_note(Subtype=Name.RichMedia), looking.MEDIA),
        (with_note(Subtype=Name.FileAttachment), looking.ATTACHED),
        (changed(lost), looking.SCRIPT),
        (with_note(A=script()).replace(b"/JavaScript", b"/Java#53cript"), looking.SCRIPT),
    ],
)
def test_a_pdf_is_pages_and_nothing_else(content: bytes, told: str) -> None:
    with pytest.raises(FileRefused, match=re.escape(told)):
        looking.look_through(content)


@pytest.mark.parametrize(
    ("bound", "told"), [("MOST_PAGES", "từ 1 đến 0 trang"), ("MOST_OBJECTS", "phức tạp")]
)
def test_a_pdf_is_of_a_modest_size(monkeypatch: pytest.MonkeyPatch, bound: str, told: str) -> None:
    monkeypatch.setattr(looking, bound, 0)
    with pytest.raises(FileRefused, match=told):
        looking.look_through(pdf())


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        with_root(OpenAction=Dictionary(S=Name.GoTo, D=Array())),
        with_root(AcroForm=Dictionary(Fields=Array(), SigFlags=3)),
        with_root(StructTreeRoot=Dictionary(Type=Name.StructElem, S=Name.Sound)),
        with_note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://dcs.vn"))),
    ],
)
def test_a_pdf_may_have_links_tags_and_signatures(content: bytes) -> None:
    assert looked_through(content, PAPERS) == (content, PDF)


def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    room = looking.MOST_UNPACKED + 1_000_000
    packed = zlib.compress(b"1 0 << /Type /Catalog /Pages 2 0 R >>".ljust(room), 1)
    parts = [
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n",
        b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
        % len(packed)
        + packed
        + b"\nendstream\nendobj\n",
    ]
    body, places = b"%PDF-1.5\n", [bytes(6), b"\2\0\0\0\4\0"]
    for part in parts:
        places.append(b"\1" + len(body).to_bytes(4) + b"\0")
        body += part
    table = b"".join([*places, b"\1" + len(body).to_bytes(4) + b"\0"])
    entries = b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d" % len(table)
    index = b"5 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (entries, table)
    with pytest.raises(FileRefused, match="hỏng"):
        looking.look_through(body + index + b"startxref\n%d\n%%%%EOF\n" % len(body))


def word() -> bytes:
    out = BytesIO()
    WordFile().save(out)
    return out.getvalue()


def sheet() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


def repacked(content: bytes, parts: dict[str, bytes] | None = None, *swap: bytes) -> bytes:
    """Return an Office file with more parts, and words of every part swapped for others."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in (parts or {}):
                new.writestr(name, old.read(name).replace(*swap) if swap else old.read(name))
        for name, more in (parts or {}).items():
            new.writestr(name, more)
    return out.getvalue()


def linked(kind: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="x" TargetMode="{mode}"/>'
    told = f'<Relationships xmlns="urn:x">{relation}</Relationships>'
    return repacked(word(), {"word/_rels/settings.xml.rels": told.encode()})


MAIN = b"wordprocessingml.document.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
TYPED = b"application/vnd.openxmlformats-officedocument." + MAIN
NOT_XML = {"word/_rels/x.rels": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 broken", "hỏng"),
        (word()[:-400], "hỏng"),
        (repacked(word(), NOT_XML), "hỏng"),
        (repacked(word(), None, TYPED, MACROS), "macro"),
        (repacked(word(), {"word/vbaProject.bin": b"x"}), "macro"),
        (repacked(word(), {"word/theme/other.bin": OLE}), "nhúng"),
        (repacked(word(), {"word/media/image9.png": sheet()}), "nhúng"),
        (repacked(sheet(), {"xl/embeddings/a.xlsx": b"x"}), "nhúng"),
        (linked("vbaProject", "Internal"), "macro"),
        (linked("oleObject", "Internal"), "nhúng"),
        (linked("attachedTemplate"), "tự nạp"),
        (linked("oleObject"), "tự nạp"),
        (linked("frame"), "tự nạp"),
        (linked("image"), "tự nạp"),
        (repacked(word(), {"word/bomb.xml": b" " * 2_000_000}), "quá lớn"),
    ],
)
def test_an_office_file_is_text_and_nothing_else(content: bytes, told: str) -> None:
    with pytest.raises(FileRefused, match=told):
        office.kind_of(content)


def test_office_files_are_known_by_what_they_say_they_are() -> None:
    assert looked_through(word(), PAPERS) == (word(), DOCX)
    assert looked_through(sheet(), PAPERS)[1] == XLSX
    assert office.kind_of(linked("hyperlink")) == DOCX
    assert office.kind_of(repacked(word(), None, MAIN, b"other+xml")) == ""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("word/document.xml", "")
    with pytest.raises(FileRefused, match="không nhận"):
        looked_through(out.getvalue(), PAPERS)


def test_pictures_are_drawn_anew() -> None:
    out, said = BytesIO(), Image.Exif()
    said[0x0112] = 6  # lies on its side
    Image.new("P", (60, 30)).save(out, "PNG", exif=said)
    kept, kind = looked_through(out.getvalue() + b"<script>", PAPERS)
    scan, _ = looked_through(jpeg(40, 20) + b"<script>", PAPERS)
    small = pictures.of_its_kind(jpeg(40, 20), side=10)
    assert kind == PNG
    drawn = Image.open(BytesIO(kept))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("PNG", (30, 60), {})
    assert b"<script>" not in kept + scan
    assert Image.open(BytesIO(small)).size == (10, 5)


@pytest.mark.parametrize(("kind", "more"), [("JPEG", {}), ("JPEG", {"progressive": True})])
def test_a_picture_of_too_many_pixels_is_not_opened(
    app: Flask, monkeypatch: pytest.MonkeyPatch, kind: str, more: dict[str, bool]
) -> None:
    monkeypatch.setitem(app.config, "PICTURE_PIXELS", 1000)
    half, whole = BytesIO(), BytesIO()
    Image.new("RGB", (30, 30)).save(half, kind, **more)
    Image.new("RGB", (40, 30)).save(whole, kind, **more)
    with pytest.raises(FileRefused, match=r"quá nhiều điểm ảnh \(40 × 30\)"):
        pictures.as_jpeg(whole.getvalue(), 10)
    if more:
        with pytest.raises(FileRefused, match=r"quá nhiều điểm ảnh \(30 × 30\)"):
            pictures.as_jpeg(half.getvalue(), 10)
    else:
        assert pictures.as_jpeg(half.getvalue(), 10)
