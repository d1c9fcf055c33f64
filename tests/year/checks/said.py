"""What each kind of paper says when it is issued, against its rows at that moment.

The rows are read by plain SQL, the paper as it is kept. A kind of paper without a check is a fault.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.year.people import Broken
from tests.year.year import Year, day_of, moment_of

Row = Any  # of the database
Words = tuple[str, ...]
Check = Callable[[Year, Row, Any], None]  # of a document and what it says

TIME, PLACE, PEOPLE = "Thời gian", "Địa điểm", ("Tổ công tác dự", "Người dự")
VISITS = (
    "SELECT v.id, v.cancelled_at, v.held_at, m.cancelled_at AS off_at, m.starts_at, m.is_hour_set,"
    " m.place, o.name AS unit FROM visit v JOIN meeting m ON m.id = v.meeting_id"
    " JOIN organization o ON o.id = v.organization_id"
    " JOIN assignment a ON a.id = v.assignment_id WHERE "
)
OF_SUBJECT = {
    "assignment": "a.id = :id",
    "round": "a.activity_id = :id",
    "monthly_calendar": "a.activity_id = (SELECT activity_id FROM monthly_calendar WHERE id = :id)"
    " AND a.month = (SELECT month FROM monthly_calendar WHERE id = :id)",
    "visit": "v.id = :id",
}


def says_what_rows_say(year: Year, document: Row) -> None:
    """Check a paper that was issued just now, by its kind and what it is about."""
    about = (document["kind"], document["subject_kind"])
    check = CHECKS.get(about)
    if check is None:
        raise Broken(f"no check for this kind of paper: {about}", f"{document['id']}")
    check(year, document, tree(document["content"]))


def tree(content: Any) -> Any:
    """Return a content tree, as text in SQLite."""
    return json.loads(content) if isinstance(content, str) else content


def words_of(content: Any) -> str:
    """Return all text of a content tree as it is kept."""
    if isinstance(content, dict):
        return " ".join(words_of(one) for one in content.values())
    if isinstance(content, list):
        return " ".join(words_of(one) for one in content)
    return content if isinstance(content, str) else ""


def tables(content: Any) -> Iterator[tuple[Words, list[Words]]]:
    """Yield each table of a paper: the titles of its columns, and its rows."""
    for block in content["blocks"]:
        if block["type"] == "Table":
            titles = tuple(one["title"] for one in block["columns"])
            yield titles, [tuple(row) for row in block["rows"]]


def table(content: Any, *titles: str) -> list[Words]:
    """Return the rows of the first table that has columns so titled, as these columns alone."""
    for found, rows in tables(content):
        if set(titles) <= set(found):
            places = [found.index(one) for one in titles]
            return [tuple(row[place] for place in places) for row in rows]
    return []


def _short(kept: Any) -> str:
    return f"{day_of(kept):%d/%m/%Y}"


def _long(kept: Any) -> str:
    day = day_of(kept)
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02d} tháng {month} năm {day.year}"


def _hour(kept: Any) -> str:
    return f"{moment_of(kept):%H giờ %M}"


def _number(count: int) -> str:
    return f"{count:02d}"


def _wrong(document: Row, what: str, detail: str) -> Broken:
    kind = f"{document['kind']} of {document['subject_kind']}"
    return Broken(
        f"a paper says other than its rows: {what}, {kind}", f"{document['id']}: {detail}"
    )


def _need(document: Row, said: str, *needed: str, what: str) -> None:
    for one in needed:
        if one.strip().rstrip(".") not in said:
            raise _wrong(document, what, f"{one!r} is not in {said[:1500]!r}")


def _visits(year: Year, document: Row) -> list[Row]:
    return year.rows(
        VISITS + OF_SUBJECT[document["subject_kind"]] + " ORDER BY m.starts_at, v.id",
        id=document["subject_id"],
    )


def _people(year: Year, visit_id: int) -> list[str]:
    rows = year.rows(
        "SELECT u.full_name FROM team_member t JOIN user u ON u.id = t.user_id"
        " WHERE t.visit_id = :id ORDER BY t.id",
        id=visit_id,
    )
    return [one["full_name"] for one in rows]


def _is_of(visit: Row, *cells: str) -> bool:
    """Tell whether a line of a table is this visit's: its unit, its day, and its hour if set."""
    line = " ".join(cells)
    hour = _hour(visit["starts_at"]) if visit["is_hour_set"] else ""
    return visit["unit"] in line and _short(visit["starts_at"]) in line and hour in line


def _stands(visit: Row) -> bool:
    return visit["cancelled_at"] is None and visit["off_at"] is None


def _announced(year: Year, document: Row, content: Any) -> None:
    """Every line is a visit that stands, with its place and people; each to come has its line."""
    people = next((one for titles, _ in tables(content) for one in PEOPLE if one in titles), "")
    unit, where = (
        ("Nơi sinh hoạt", "Địa điểm, điện thoại")
        if document["subject_kind"] == "monthly_calendar"
        else ("Đơn vị", PLACE)
    )
    lines = table(content, TIME, unit, where, *filter(None, [people]))
    visits = [one for one in _visits(year, document) if _stands(one)]
    left = list(visits)
    for line in lines:
        if "Hoãn" in line[0]:
            continue
        found = next((one for one in left if _is_of(one, line[0], line[1])), None)
        if found is None:
            raise _wrong(document, "no visit is so", f"{line} of {visits}")
        left.remove(found)
        _need(document, line[2], found["place"], what="the place")
        if people:
            names = _people(year, found["id"])
            _need(document, line[3], *names, what="who goes")
            if len(names) != len(re.findall("[Đđ]ồng chí|[Đđ]/c", line[3])):
                raise _wrong(document, "who goes", f"{line[3]}: {names}")
    for one in left:
        if one["held_at"] is None and moment_of(one["starts_at"]) > year.now:
            raise _wrong(document, "a visit is left out", f"{one}: {lines}")


def _announced_round(year: Year, document: Row, content: Any) -> None:
    """The sessions as the rows have them, and everybody of the team (of an invitation: those)."""
    _announced(year, document, content)
    if document["kind"] != "announcement":
        return
    seats = year.rows(
        "SELECT s.full_name, s.body, u.full_name AS person FROM seat s"
        " LEFT JOIN user u ON u.id = s.user_id WHERE s.activity_id = :id",
        id=document["subject_id"],
    )
    for seat in seats:
        named = seat["person"] or seat["full_name"] or seat["body"]
        _need(document, words_of(content), named, what="the team")


def _amended(year: Year, document: Row, content: Any) -> None:
    """What a notice says that something becomes is what the rows say of that visit."""
    visits = _visits(year, document)
    for titles, lines in tables(content):
        if titles[-1] != "Điều chỉnh thành":
            continue
        for which, what, _, becomes in lines:
            _amended_line(year, document, visits, (which, what, becomes))


def _amended_line(year: Year, document: Row, visits: list[Row], line: Words) -> None:
    which, what, becomes = line
    own = [one for one in visits if which.startswith(one["unit"])]
    if not own:  # of the whole: the team, the guests, a due moment
        return
    if what == TIME:
        fits = [one for one in own if _is_of(one, which, becomes)]
    elif what == PLACE:
        fits = [one for one in own if one["place"] in becomes]
    elif what in (*PEOPLE, "Thành phần Đoàn"):
        fits = [one for one in own if all(name in becomes for name in _people(year, one["id"]))]
    elif what == "Bổ sung buổi":
        fits = [one for one in own if _stands(one) and _is_of(one, which, becomes)]
    elif what == "Việc dự":
        fits = [one for one in own if one["cancelled_at"] is not None]
        fits = fits or ([] if any(_short(one["starts_at"]) in which for one in own) else own)
    elif what.startswith("Tổ chức"):
        fits = [one for one in own if not _stands(one)]
    else:
        return
    if not fits:
        raise _wrong(document, f"it becomes other, {what}", f"{line} of {own}")


def _of_visit(year: Year, document: Row) -> Row:
    (visit,) = _visits(year, document)
    return visit


def _letter(year: Year, document: Row, content: Any) -> None:
    """Where it was, when, who came, and all that was written of it."""
    visit, said = _of_visit(year, document), words_of(content)
    _need(document, said, visit["unit"], what="the unit")
    _need(document, said, _long(visit["starts_at"]), what="the day")
    _need(document, said, visit["place"], what="the place")
    _need(document, said, *_people(year, visit["id"]), what="who came")
    counted = year.rows("SELECT present FROM attendance WHERE visit_id = :id", id=visit["id"])
    for one in counted:
        _need(document, said, f"có mặt {_number(one['present'])}", what="how many came")
    rows = year.rows(
        "SELECT text FROM remark WHERE visit_id = :id AND kind IN ('strength', 'shortcoming')"
        " AND text != '' UNION ALL SELECT text FROM recommendation WHERE visit_id = :id"
        " AND text != ''",
        id=visit["id"],
    )
    for text in {one["text"] for one in rows} | {*year.written.get(visit["id"], ())}:
        if text.rstrip(".") not in said:
            raise Broken("what was written is not in the letter", f"visit {visit['id']}: {text}")
    owed = year.rows(
        "SELECT owner, due_on FROM recommendation WHERE visit_id = :id AND text != ''",
        id=visit["id"],
    )
    for one in owed:
        _need(document, said, one["owner"], _short(one["due_on"]), what="who mends, and by when")


def _minutes(year: Year, document: Row, content: Any) -> None:
    """Where and when a session was, who of the team was there, what was noted of its steps."""
    visit, said = _of_visit(year, document), words_of(content)
    _need(document, said, visit["unit"], what="the unit")
    _need(document, said, _long(visit["starts_at"]), what="the day")
    _need(document, said, visit["place"], what="the place")
    _need(document, said, *_people(year, visit["id"]), what="who came")
    runs = year.rows(
        "SELECT note FROM step_run WHERE visit_id = :id AND note != ''", id=visit["id"]
    )
    _need(document, said, *(one["note"] for one in runs), what="what was noted")


def _quick_report(year: Year, document: Row, content: Any) -> None:
    """Who did not come, where, when, why, and who went instead."""
    visit, said = _of_visit(year, document), words_of(content)
    absent = year.rows(
        "SELECT u.full_name, n.reason, r.full_name AS instead FROM no_show n"
        " JOIN user u ON u.id = n.user_id LEFT JOIN user r ON r.id = n.replacement_id"
        " WHERE n.visit_id = :id ORDER BY n.id DESC",
        id=visit["id"],
    )
    _need(document, said, visit["unit"], what="the unit")
    _need(document, said, _long(visit["starts_at"]), what="the day")
    if not any(
        one["full_name"] in said and one["reason"] in said and (one["instead"] or "") in said
        for one in absent
    ):
        raise _wrong(document, "who did not come", f"{absent}")


def _month_report(year: Year, document: Row, content: Any) -> None:
    """How many meetings were in the month, attended, reported on; every report's own words."""
    visits = [one for one in _visits(year, document) if one["cancelled_at"] is None]
    said = words_of(content)
    held = [one for one in visits if one["held_at"] is not None]
    _need(
        document,
        said,
        f"dự {_number(len(visits))} buổi, đã dự và báo cáo {_number(len(held))} buổi",
        what="how many were attended",
    )
    for one in held:
        texts = year.rows(
            "SELECT text FROM remark WHERE visit_id = :id AND text != ''"
            " AND kind IN ('strength', 'shortcoming')",
            id=one["id"],
        )
        _need(document, said, one["unit"], *(row["text"] for row in texts), what="a report")


def _round_report(year: Year, document: Row, content: Any) -> None:
    """Every session with its day and how many came, and all that was written of it."""
    said = words_of(content)
    lines = table(content, "Đơn vị", TIME, "Thành phần dự")
    for visit in _visits(year, document):
        if visit["held_at"] is None or visit["cancelled_at"] is not None:
            continue
        (line,) = [one for one in lines if one[0] == visit["unit"]] or [("", "", "")]
        _need(document, line[1], _short(visit["starts_at"]), what="the day of a session")
        rows = year.rows("SELECT present FROM attendance WHERE visit_id = :id", id=visit["id"])
        _need(document, line[2], *(_number(one["present"]) for one in rows), what="how many came")
        texts = year.rows(
            "SELECT text FROM remark WHERE visit_id = :id AND text != ''"
            " AND kind IN ('strength', 'shortcoming') UNION ALL"
            " SELECT text FROM recommendation WHERE visit_id = :id AND text != ''",
            id=visit["id"],
        )
        _need(document, said, *(one["text"] for one in texts), what="what was written")


def _synthesis(year: Year, document: Row, content: Any) -> None:
    """Each round with how many units and sessions held; who did not come to the grassroots."""
    rounds = year.rows(
        "SELECT y.title, count(DISTINCT a.id) AS units, count(DISTINCT CASE WHEN v.held_at"
        " IS NOT NULL AND v.cancelled_at IS NULL THEN v.id END) AS held FROM activity y"
        " LEFT JOIN assignment a ON a.activity_id = y.id"
        " LEFT JOIN visit v ON v.assignment_id = a.id"
        " WHERE y.plan_id = :plan AND y.kind = 'round' GROUP BY y.id, y.title",
        plan=year.plan_id,
    )
    if document["subject_kind"] != "plan":  # of a span: what is outside it is not counted
        return
    lines = table(content, "Đợt", "Đơn vị", "Đã làm việc")
    for one in rounds:
        line = (one["title"], _number(one["units"]), _number(one["held"]))
        if line not in lines:
            raise _wrong(document, "a round", f"{line}: {lines}")


def _plan(year: Year, document: Row, content: Any) -> None:
    """Each month with the committees attended in it, and who is to do so by themselves."""
    given = year.rows(
        "SELECT a.month, o.name, y.kind FROM assignment a JOIN activity y ON y.id = a.activity_id"
        " JOIN organization o ON o.id = a.organization_id WHERE y.plan_id = :id"
        " AND y.kind IN ('attend', 'self_run')",
        id=document["subject_id"],
    )
    lines, said = table(content, TIME, "Đơn vị được dự sinh hoạt"), words_of(content)
    for one in given:
        if one["month"] is None:
            _need(document, said, one["name"], what="who is asked")
        elif not any(
            f"{day_of(one['month']):%m/%Y}" in line[0] and one["name"] in line[1] for line in lines
        ):
            raise _wrong(document, "who is asked in a month", f"{one}: {lines}")


CHECKS: dict[tuple[str, str], Check] = {
    ("plan", "plan"): _plan,
    ("announcement", "assignment"): _announced,
    ("invitation", "assignment"): _announced,
    ("amendment", "assignment"): _amended,
    ("announcement", "round"): _announced_round,
    ("invitation", "round"): _announced_round,
    ("amendment", "round"): _amended,
    ("announcement", "monthly_calendar"): _announced,
    ("amendment", "monthly_calendar"): _amended,
    ("month_report", "monthly_calendar"): _month_report,
    ("quick_report", "visit"): _quick_report,
    ("result_letter", "visit"): _letter,
    ("minutes", "visit"): _minutes,
    ("round_report", "round"): _round_report,
    ("synthesis", "plan"): _synthesis,
    ("synthesis", "synthesis"): _synthesis,
}
