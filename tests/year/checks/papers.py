"""Papers: what was issued never changes, says what was written, and is numbered in a row."""

import hashlib
from collections import defaultdict

from tests.year.checks import said
from tests.year.people import Broken
from tests.year.year import Year

MISSING = "[thiếu"


def what_is_new_says_what_rows_say(year: Year) -> None:
    """Look at each paper once when it is issued; the hash of its bytes never changes."""
    rows = year.rows(
        "SELECT id, sha256 FROM document WHERE issuer_id = :issuer AND issued_at IS NOT NULL"
        " AND NOT is_on_paper",
        issuer=year.issuer_id,
    )
    for row in rows:
        if row["id"] not in year.papers:
            year.papers[row["id"]] = (row["sha256"], _look_at_new(year, row["id"]))
        elif year.papers[row["id"]][0] != row["sha256"]:
            raise Broken("an issued paper changed", f"{row['id']}")
    gone = set(year.papers) - {row["id"] for row in rows}
    if gone:
        raise Broken("an issued paper is gone", f"{gone}")


def nothing_issued_changed(year: Year) -> None:
    """The text of what was issued, and the bytes kept of it, are what they were."""
    for number, (sha256, text) in year.papers.items():
        if _text_of(year, number) != text or _kept(year, number) != sha256:
            raise Broken("an issued paper changed", f"{number}")


def _text_of(year: Year, number: int) -> str:
    (row,) = year.rows("SELECT content FROM document WHERE id = :id", id=number)
    return hashlib.sha256(f"{row['content']}".encode()).hexdigest()


def _kept(year: Year, number: int) -> str:
    (file,) = year.rows(
        "SELECT f.content FROM stored_file f JOIN document d ON d.file_id = f.id WHERE d.id = :id",
        id=number,
    )
    return hashlib.sha256(file["content"]).hexdigest()


def _look_at_new(year: Year, number: int) -> str:
    """Check a paper that was just issued; return the hash of its text."""
    (row,) = year.rows("SELECT * FROM document WHERE id = :id", id=number)
    if not row["sha256"] or _kept(year, number) != row["sha256"]:
        raise Broken("an issued paper is not kept as its hash says", f"{row['kind']} {number}")
    if MISSING in said.words_of(said.tree(row["content"])):
        raise Broken("a paper was issued with a gap", f"{row['kind']} {number}")
    said.says_what_rows_say(year, row)
    return _text_of(year, number)


def numbers_have_no_gaps(year: Year) -> None:
    """Numbers of one symbol and period are unique and in a row, by the moment of issue."""
    rows = year.rows(
        "SELECT symbol, period, number FROM document WHERE issuer_id = :issuer"
        " AND number IS NOT NULL ORDER BY issued_at, number",
        issuer=year.issuer_id,
    )
    series: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        series[row["symbol"], row["period"]].append(row["number"])
    for key, numbers in series.items():
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise Broken("numbers of papers have gaps or come twice", f"{key}: {numbers}")
