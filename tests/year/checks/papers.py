"""Papers: what was issued never changes, says what was written, and is numbered in a row."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from tests.year.people import Broken
from tests.year.year import Year

MISSING = "[thiếu"


def what_is_new_says_what_was_written(year: Year) -> None:
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
    return hashlib.sha256(row["content"].encode()).hexdigest()


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
    said = words_of(json.loads(row["content"]))
    if MISSING in said:
        raise Broken("a paper was issued with a gap", f"{row['kind']} {number}")
    if row["kind"] == "result_letter":
        _says_what_was_written(year, row["subject_id"], said)
    return _text_of(year, number)


def _says_what_was_written(year: Year, visit_id: int, said: str) -> None:
    """Every remark and recommendation of a visit stands in its letter."""
    written = year.rows(
        "SELECT text FROM remark WHERE visit_id = :id AND kind IN ('strength', 'shortcoming')"
        " AND text != '' UNION ALL SELECT text FROM recommendation WHERE visit_id = :id"
        " AND text != ''",
        id=visit_id,
    )
    rows = {one["text"] for one in written}
    for text in {*rows, *year.written.get(visit_id, ())}:
        if text.rstrip(".") not in said:
            raise Broken("what was written is not in the letter", f"visit {visit_id}: {text}")


def words_of(content: Any) -> str:
    """Return all text of a content tree as it is kept."""
    if isinstance(content, dict):
        return " ".join(words_of(one) for one in content.values())
    if isinstance(content, list):
        return " ".join(words_of(one) for one in content)
    return content if isinstance(content, str) else ""


def numbers_have_no_gaps(year: Year) -> None:
    """Numbers of one symbol and period are unique and in a row, by the order of issue."""
    rows = year.rows(
        "SELECT symbol, period, number FROM document WHERE issuer_id = :issuer"
        " AND number IS NOT NULL ORDER BY issued_at, id",
        issuer=year.issuer_id,
    )
    series: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        series[row["symbol"], row["period"]].append(row["number"])
    for key, numbers in series.items():
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise Broken("numbers of papers have gaps or come twice", f"{key}: {numbers}")
