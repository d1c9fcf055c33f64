"""Messages: each tells of what the rows decided at that moment, and of nothing that nobody did."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.year.people import Broken
from tests.year.year import Year

Row = Any  # of the database
Found = re.Match[str]
Check = Callable[[Year, Row, Found], bool]

_OF_PAGE = re.compile(r"^/(assignments|visits|documents|rounds|meetings)/(\d+)")
_ATTENDED = (
    "SELECT count(*) FROM visit v JOIN meeting m ON m.id = v.meeting_id"
    " WHERE v.assignment_id = :id AND v.cancelled_at IS NULL AND m.cancelled_at IS NULL"
)
# Somebody said that nobody comes, or who should could not, and nobody goes instead.
_NOBODY = (
    "SELECT count(*) FROM meeting m JOIN notice n ON n.id = m.notice_id"
    " LEFT JOIN visit v ON v.meeting_id = m.id AND v.cancelled_at IS NULL"
    " WHERE n.assignment_id = :id AND m.cancelled_at IS NULL AND v.id IS NULL AND"
    " (EXISTS (SELECT * FROM hand_choice h WHERE h.meeting_id = m.id AND h.user_id IS NULL)"
    " OR EXISTS (SELECT * FROM no_show s JOIN visit w ON w.id = s.visit_id"
    " WHERE w.meeting_id = m.id))"
)
_OPEN = (
    "SELECT count(*) FROM meeting m JOIN notice n ON n.id = m.notice_id"
    " LEFT JOIN hand_choice h ON h.meeting_id = m.id"
    " LEFT JOIN visit v ON v.meeting_id = m.id AND v.cancelled_at IS NULL"
    " WHERE n.assignment_id = :id AND m.cancelled_at IS NULL AND v.id IS NULL AND h.id IS NULL"
)
_GOES = (
    "SELECT o.name, m.starts_at, v.id FROM team_member t JOIN visit v ON v.id = t.visit_id"
    " JOIN meeting m ON m.id = v.meeting_id JOIN organization o ON o.id = v.organization_id"
    " WHERE t.user_id = :user AND v.cancelled_at IS NULL"
)


def what_is_told_was_decided(year: Year) -> None:
    """Check each new message against the rows of its moment."""
    new = year.rows(
        "SELECT m.id, m.user_id, m.text, m.href FROM message m JOIN user u ON u.id = m.user_id"
        " WHERE m.id > :since AND u.issuer_id = :issuer ORDER BY m.id",
        since=year.memory.get("looked at", 0),
        issuer=year.issuer_id,
    )
    for row in new:
        year.memory["looked at"] = row["id"]
        _look(year, row)


def _look(year: Year, row: Row) -> None:
    known = False
    for pattern, check in TELLS:
        for found in re.finditer(pattern, row["text"]):
            known = True
            if not check(year, row, found):
                raise Broken(
                    "told of what nobody decided", f"{found[0]!r} in {row['text']!r} {row['href']}"
                )
    if not known and re.search(DECIDED, row["text"]):
        raise Broken("no check knows this message of a decision", row["text"])


def _id(row: Row) -> int:
    found = _OF_PAGE.match(row["href"])
    return int(found[2]) if found else 0


def _attended(year: Year, row: Row, found: Found) -> bool:
    """ "cấp trên dự 2 buổi": all of the month, or of it what was added just now."""
    told, has = int(found[1]), year.count(_ATTENDED, id=_id(row))
    return told <= has if "bổ sung" in row["text"] else told == has


def _nobody(year: Year, row: Row, found: Found) -> bool:
    """ "2 buổi không bố trí dự": so many meetings somebody said that nobody attends."""
    told, has = int(found[1]), year.count(_NOBODY, id=_id(row))
    return told <= has


def _open(year: Year, row: Row, found: Found) -> bool:
    return int(found[1]) <= year.count(_OPEN, id=_id(row))


def _one_has_nobody(year: Year, row: Row, _: Found) -> bool:
    return year.count(_NOBODY, id=_id(row)) > 0


def _one_has_somebody(year: Year, row: Row, _: Found) -> bool:
    return year.count(_ATTENDED, id=_id(row)) > 0


def _chosen(year: Year, row: Row, found: Found) -> bool:
    """ "cấp trên đã chọn 2 buổi sinh hoạt để dự": the choice is closed, with so many."""
    return _is_closed(year, row) and year.count(_ATTENDED, id=_id(row)) == int(found[1])


def _none_chosen(year: Year, row: Row, _: Found) -> bool:
    return _is_closed(year, row) and year.count(_ATTENDED, id=_id(row)) == 0


def _is_closed(year: Year, row: Row) -> bool:
    return bool(year.count("SELECT count(*) FROM choice WHERE assignment_id = :id", id=_id(row)))


def _is_open_again(year: Year, row: Row, _: Found) -> bool:
    return not _is_closed(year, row)


def _goes(year: Year, row: Row, found: Found) -> bool:
    """ "được phân công dự: Chi bộ A, 08:00 ngày …": who is told is in the team of such a visit."""
    return any(one["name"] in found[1] for one in year.rows(_GOES, user=row["user_id"]))


def _goes_to(year: Year, row: Row, found: Found) -> bool:
    """ "được phân công dự 3 buổi tháng 05/2020": of the grassroots."""
    month = date(int(found[3]), int(found[2]), 1)
    has = year.count(
        "SELECT count(*) FROM team_member t JOIN visit v ON v.id = t.visit_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " JOIN meeting m ON m.id = v.meeting_id"
        " WHERE t.user_id = :user AND v.cancelled_at IS NULL AND m.cancelled_at IS NULL"
        " AND y.kind = 'grassroots' AND a.month = :month",
        user=row["user_id"],
        month=f"{month}",
    )
    return int(found[1]) <= has if "thêm" in found[0] else int(found[1]) == has


def _goes_no_more(year: Year, row: Row, _: Found) -> bool:
    """Who is told of a visit's page that they go no more is not in its team."""
    if not row["href"].startswith("/visits/"):
        return True
    return all(one["id"] != _id(row) for one in year.rows(_GOES, user=row["user_id"]))


def _issued(year: Year, _row: Row, found: Found) -> bool:
    """ "Thông báo lịch dự số 03-TB/BTCTU": such a paper was issued, where it is one of here."""
    ours = year.rows(
        "SELECT number FROM document WHERE issuer_id = :issuer AND symbol = :symbol",
        issuer=year.issuer_id,
        symbol=found[2],
    )
    return not ours or int(found[1]) in {one["number"] for one in ours}


def _approved(year: Year, row: Row, _: Found) -> bool:
    return bool(
        year.count(
            "SELECT count(*) FROM document WHERE id = :id AND approved_at IS NOT NULL", id=_id(row)
        )
    )


def _sent_back(year: Year, row: Row, _: Found) -> bool:
    return bool(
        year.count(
            "SELECT count(*) FROM document WHERE id = :id AND submitted_at IS NULL"
            " AND issued_at IS NULL",
            id=_id(row),
        )
    )


def _withdrawn(year: Year, row: Row, found: Found) -> bool:
    """ "Lịch dự sinh hoạt tháng 05/2020 đã rút công bố": no calendar of that month is out."""
    return not year.count(
        "SELECT count(*) FROM monthly_calendar WHERE issuer_id = :issuer AND month = :month"
        " AND published_at IS NOT NULL",
        issuer=year.issuer_id,
        month=f"{date(int(found[2]), int(found[1]), 1)}",
    )


def _held(year: Year, row: Row, _: Found) -> bool:
    return bool(
        year.count("SELECT count(*) FROM visit WHERE id = :id AND held_at IS NOT NULL", id=_id(row))
    )


def _reopened(year: Year, row: Row, found: Found) -> bool:
    return not _held(year, row, found)


def _left_out(year: Year, row: Row, found: Found) -> bool:
    """ "không còn trong danh sách của đợt": the body of who is told is in that round no more."""
    return not year.count(
        "SELECT count(*) FROM assignment a JOIN activity y ON y.id = a.activity_id"
        " JOIN user u ON u.organization_id = a.organization_id"
        " WHERE u.id = :user AND y.title = :title AND y.kind = 'round'",
        user=row["user_id"],
        title=found[1],
    )


def _was_chosen(year: Year, _row: Row, found: Found) -> bool:
    """ "Buổi sinh hoạt đã chọn thay đổi: Chi đoàn A, …": such a visit was chosen; of a month of the
    bloc it was published, too."""
    rows = year.rows(
        "SELECT DISTINCT o.name FROM visit v JOIN organization o ON o.id = v.organization_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " LEFT JOIN choice c ON c.assignment_id = a.id WHERE v.issuer_id = :issuer"
        " AND (c.id IS NOT NULL OR y.kind != 'grassroots')",
        issuer=year.issuer_id,
    )
    return any(found[1].startswith(one["name"]) for one in rows)


# What a message says was decided, and how the rows show it. One text may say several things.
TELLS: tuple[tuple[str, Check], ...] = (
    (r"cấp trên dự (\d+) buổi", _attended),
    (r"(\d+) buổi không bố trí dự", _nobody),
    (r"(\d+) buổi chưa quyết định", _open),
    (r"không bố trí người dự\.", _one_has_nobody),
    (r"(?<!không )bố trí người dự\.|thay đổi người dự\.", _one_has_somebody),
    (r"cấp trên đã chọn (\d+) buổi sinh hoạt để dự", _chosen),
    (r"cấp trên không chọn dự buổi nào", _none_chosen),
    (r"Buổi sinh hoạt đã chọn (?:bị hủy|thay đổi): (.+)", _was_chosen),
    (r"Lựa chọn buổi dự .* được (?:mở lại|xem xét lại)", _is_open_again),
    (r"[Đđ]ồng chí (?:vẫn )?được (?:phân công dự|cử dự thay): (.+)", _goes),
    (r"Đồng chí tham gia Đoàn giám sát tại (.+)", _goes),
    (r"được phân công dự(?: thêm)? (\d+) buổi tháng (\d\d)/(\d{4})", _goes_to),
    (r"Đồng chí thôi (?:được )?phân công dự|Đồng chí thôi dự thay", _goes_no_more),
    (r"(?:số|[Kk]ế hoạch|kết quả|[Bb]iên bản|văn bản) (\d{2,})-([A-ZĐ]+/[A-ZĐ]+)", _issued),
    (r"Văn bản đã duyệt, chờ ban hành", _approved),
    (r"Văn bản được trả lại để sửa", _sent_back),
    (r"Lịch dự sinh hoạt tháng (\d\d)/(\d{4}) đã rút công bố", _withdrawn),
    (r"Đã có kết quả dự, giám sát tại|Đã có báo cáo dự sinh hoạt", _held),
    (r"mở lại kết quả dự", _reopened),
    (r"Đơn vị không còn trong danh sách của đợt: (.+)\.", _left_out),
)
# A message with one of these words tells of a decision.
DECIDED = (
    r"không bố trí|phân công dự|đã chọn|không chọn|ban hành\b(?! thông báo điều chỉnh)|công bố"
)
