"""The kinds of paper: their samples, the commands that print them, the page that shows them."""

import sys
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from click.testing import Result
from PIL import Image

from tests import servers
from tests.conftest import make_app
from webapp.documents.kinds import PAPERS, composed
from webapp.documents.measures import STYLES
from webapp.documents.pdf.fonts import missing_glyphs
from webapp.documents.pdf.render import render_pdf
from webapp.documents.samples.printing import sample_paper
from webapp.documents.tree import Boxes, Paper, Table, gaps, plain_text, spans, strings

KINDS = [kind.key for kind in composed()]

DOCS = Path(__file__).resolve().parents[2] / "docs"


def run(*words: str) -> Result:
    return make_app("sqlite://").test_cli_runner().invoke(args=["documents", *words])


def refusal(result: Result) -> str:
    """Return the one line with which a command refused."""
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line


# Samples


def test_every_kind_has_a_sample() -> None:
    assert all(kind.sample for kind in composed())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", STYLES)
def test_a_sample_is_whole_and_could_be_issued(kind: str, style: str) -> None:
    paper = sample_paper(PAPERS[kind], style)
    assert gaps(paper) == ()
    assert missing_glyphs("".join(strings(paper))) == []
    assert (paper.style, paper.kind) == (style, PAPERS[kind].title)
    assert paper.symbol.startswith(PAPERS[kind].code)
    assert bool(paper.symbol) is bool(PAPERS[kind].code)
    assert paper == sample_paper(PAPERS[kind], style)
    last = plain_text(paper).splitlines()[-1]
    assert not paper.recipients or last.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", STYLES)
def test_every_sample_is_a_sound_pdf(tmp_path: Path, kind: str, style: str) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(render_pdf(sample_paper(PAPERS[kind], style)))
    assert servers.checked_by_qpdf(file) == ""
    assert file.read_bytes().startswith(b"%PDF-1.")


def test_how_to_sign_is_told_in_small_letters() -> None:
    with pdfplumber.open(BytesIO(render_pdf(sample_paper(PAPERS["outline_report"])))) as file:
        text = "\n".join(page.extract_text() for page in file.pages)
    assert "(Ký tên, đóng dấu)" in text


def signers(paper: Paper) -> list[tuple[str, str, str]]:
    return [(one.side, one.authority, one.style) for one in paper.signatures]


def test_minutes_are_signed_by_the_minute_taker_at_left_and_the_chair_at_right() -> None:
    assert signers(sample_paper(PAPERS["minutes"])) == [
        ("left", "NGƯỜI GHI BIÊN BẢN", "party"),
        ("right", "CHỦ TRÌ", "party"),
    ]


def test_the_youth_plan_is_approved_at_left_in_the_style_of_the_party() -> None:
    assert signers(sample_paper(PAPERS["plan"], "youth")) == [
        ("left", "PHÊ DUYỆT\nT/M ĐẢNG ỦY XÃ", "party"),
        ("right", "TM. BAN THƯỜNG VỤ", "youth"),
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", STYLES)
def test_the_title_of_the_recipients_ends_no_page(kind: str, style: str) -> None:
    with pdfplumber.open(BytesIO(render_pdf(sample_paper(PAPERS[kind], style)))) as file:
        ends = [page.extract_text_lines()[-1]["text"] for page in file.pages]
    assert not {"Nơi nhận:", "Đồng kính gửi:"} & set(ends)


@pytest.mark.parametrize("style", STYLES)
def test_the_result_letter_is_a_full_one(style: str) -> None:
    paper = sample_paper(PAPERS["result_letter"], style)
    assert 650 <= len(plain_text(paper).split()) <= 750
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(table.rows) == 8
    looks = {(span.bold, span.italic) for text in strings(paper) for span in spans(text)}
    assert looks >= {(False, False), (True, False), (False, True)}


def test_the_note_form_is_there_to_be_filled_by_hand() -> None:
    paper = sample_paper(PAPERS["note_form"])
    boxes = [block for block in paper.blocks if isinstance(block, Boxes)]
    assert len(boxes) >= 7
    assert not any(option.ticked for box in boxes for option in box.options)
    assert not paper.sent
    assert (paper.number, paper.day) == (None, None)
    assert plain_text(paper).count("....") > 10


def test_the_letter_has_no_kind_but_an_addressee() -> None:
    paper = sample_paper(PAPERS["letter"])
    assert (paper.kind, paper.symbol) == ("", "CV/BTCTU")
    assert paper.addressee


# Commands


def test_kinds_lists_each_kind_with_its_name_and_code() -> None:
    result = run("kinds")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert [row.split()[0] for row in rows] == [key.replace("_", "-") for key in KINDS]
    assert "result-letter   Thông báo kết quả       TB" in rows


@pytest.mark.parametrize("ending", ["pdf", "docx", "PDF"])
def test_sample_prints_by_the_ending_of_the_file(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a.{ending}"
    result = run("sample", "result-letter", str(file), "--style", "youth")
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_bytes().startswith(b"PK" if ending == "docx" else b"%PDF")


@pytest.mark.parametrize(
    ("kind", "name", "style", "why"),
    [
        ("result_letter", "a.pdf", "party", "No kind 'result_letter'. Kinds: plan,"),
        ("plan", "a.txt", "party", "'a.txt' must end with .pdf or .docx."),
        ("plan", "pdf", "party", "'pdf' must end with .pdf or .docx."),
        ("plan", "a.pdf", "army", "No style 'army'. Styles: party, youth."),
        ("plan", "none/a.pdf", "party", "Cannot write"),
    ],
)
def test_sample_refuses_in_one_line(
    tmp_path: Path, kind: str, name: str, style: str, why: str
) -> None:
    result = run("sample", kind, str(tmp_path / name), "--style", style)
    assert refusal(result).startswith(why)
    assert not list(tmp_path.iterdir())


# The page of the documentation


def test_pictures_show_every_kind_and_the_page_in_docs_is_up_to_date(tmp_path: Path) -> None:
    result = run("pictures", str(tmp_path / "papers"))
    assert result.exit_code == 0, result.output
    drawn = sorted((tmp_path / "papers").iterdir())
    assert {key.replace("_", "-") for key in KINDS} <= {file.stem for file in drawn}
    for file in drawn:
        assert file.stat().st_size < 60_000
        with Image.open(file) as picture:
            assert picture.size == pytest.approx((210 * 60 / 25.4, 297 * 60 / 25.4), abs=2)
            assert picture.convert("L").getextrema() == (pytest.approx(0, abs=60), 255)
    assert [file.name for file in drawn] == sorted(f.name for f in (DOCS / "papers").iterdir())
    page = (tmp_path / "papers.md").read_text(encoding="utf-8")
    assert page == (DOCS / "papers.md").read_text(encoding="utf-8"), (
        "run: flask --app webapp documents pictures docs/papers"
    )
    for file in drawn:
        assert f"](papers/{file.name})" in page
    assert "| body, pt | 14 | 14 |" in page
    assert "| right, mm | 15 | 20 |" in page


def test_pictures_say_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "pypdfium2" in refusal(run("pictures", str(tmp_path / "papers")))
    assert not list(tmp_path.iterdir())
