"""The figures of the synthesis, against what plain SQL counts of the same rows."""

import re
from html import unescape

from tests.year.people import Broken
from tests.year.year import Year

OF_ATTENDED = (
    (
        "Cuộc sinh hoạt đăng ký",
        "SELECT count(*) FROM meeting m JOIN notice n ON n.id = m.notice_id"
        " JOIN assignment a ON a.id = n.assignment_id JOIN activity y ON y.id = a.activity_id"
        " WHERE y.plan_id = :plan AND y.kind = 'attend' AND m.cancelled_at IS NULL",
    ),
    (
        "Cuộc được chọn dự",
        "SELECT count(*) FROM visit v JOIN assignment a ON a.id = v.assignment_id"
        " JOIN activity y ON y.id = a.activity_id"
        " WHERE y.plan_id = :plan AND y.kind = 'attend' AND v.cancelled_at IS NULL",
    ),
    (
        "Cuộc đã dự",
        "SELECT count(*) FROM visit v JOIN assignment a ON a.id = v.assignment_id"
        " JOIN activity y ON y.id = a.activity_id WHERE y.plan_id = :plan"
        " AND y.kind = 'attend' AND v.cancelled_at IS NULL AND v.held_at IS NOT NULL",
    ),
    (
        "Thông báo kết quả đã ban hành",
        "SELECT count(DISTINCT v.id) FROM visit v JOIN assignment a ON a.id = v.assignment_id"
        " JOIN activity y ON y.id = a.activity_id JOIN document d ON d.subject_id = v.id"
        " AND d.subject_kind = 'visit' AND d.kind = 'result_letter' WHERE y.plan_id = :plan"
        " AND y.kind = 'attend' AND v.cancelled_at IS NULL AND d.issued_at IS NOT NULL"
        " AND d.withdrawn_at IS NULL AND d.replaced_by_id IS NULL",
    ),
)
OF_MONTHS = (
    (
        "Buổi sinh hoạt trong lịch",
        "SELECT count(*) FROM meeting m JOIN notice n ON n.id = m.notice_id"
        " JOIN assignment a ON a.id = n.assignment_id JOIN activity y ON y.id = a.activity_id"
        " WHERE y.plan_id = :plan AND y.kind = 'grassroots' AND m.cancelled_at IS NULL",
    ),
    (
        "Buổi đã dự",
        "SELECT count(*) FROM visit v JOIN assignment a ON a.id = v.assignment_id"
        " JOIN activity y ON y.id = a.activity_id WHERE y.plan_id = :plan"
        " AND y.kind = 'grassroots' AND v.cancelled_at IS NULL AND v.held_at IS NOT NULL",
    ),
)


def synthesis_counts_what_sql_counts(year: Year) -> None:
    """Compare what the page of the whole year counts with what the rows say."""
    page = year.planner.open(f"/plans/{year.plan_id}/synthesis")
    if page.status != 200:
        return
    shown = {
        unescape(words).strip(): int(value)
        for words, value in re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page.text)
    }
    year.memory["compared"] = len(shown)
    for words, statement in (*OF_ATTENDED, *OF_MONTHS):
        if words in shown:
            counted = year.count(statement, plan=year.plan_id)
            if shown[words] != counted:
                raise Broken(f"the synthesis miscounts: {words}", f"{shown[words]} for {counted}")
