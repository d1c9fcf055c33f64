"""The figures of the synthesis, against what plain SQL counts of the same rows."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from tests.year.checks.debts import is_late
from tests.year.people import Broken
from tests.year.year import Year, moment_of

Figure = Callable[[Year, str], int]  # of a year's plan, of the activities of a kind


def _counted(what: str, joins: str, where: str) -> Figure:
    """Return a figure: *what* SQL counts of the plan's activities of a kind."""
    statement = (
        f"SELECT count(DISTINCT {what}) FROM assignment a JOIN activity y ON y.id = a.activity_id"
        f" {joins} WHERE y.plan_id = :plan AND y.kind = :kind AND {where}"
    )

    def count(year: Year, kind: str) -> int:
        return year.count(statement, plan=year.plan_id, kind=kind)

    return count


FILED = "JOIN notice n ON n.assignment_id = a.id JOIN meeting m ON m.notice_id = n.id"
VISITED = "JOIN visit v ON v.assignment_id = a.id JOIN meeting m ON m.id = v.meeting_id"
LETTERS = (
    f"{VISITED} JOIN document d ON d.subject_id = v.id AND d.subject_kind = 'visit'"
    " AND d.kind = 'result_letter'"
)
OUT = "d.issued_at IS NOT NULL AND d.withdrawn_at IS NULL"
STANDS = "v.cancelled_at IS NULL"

assignments = _counted("a.id", "", "0 = 0")
meetings = _counted("m.id", FILED, "m.cancelled_at IS NULL")
thematic_meetings = _counted("m.id", FILED, "m.cancelled_at IS NULL AND m.kind = 'thematic'")
visits = _counted("v.id", VISITED, STANDS)
thematic_visits = _counted("v.id", VISITED, f"{STANDS} AND m.kind = 'thematic'")
held = _counted("v.id", VISITED, f"{STANDS} AND v.held_at IS NOT NULL")
letters = _counted("v.id", LETTERS, f"{STANDS} AND {OUT} AND d.replaced_by_id IS NULL")


def _lists(year: Year, kind: str) -> list[Any]:
    """Return what was owed last of each list, and whether any of it was done late before."""
    return year.rows(
        "SELECT s.* FROM milestone s JOIN assignment a ON a.id = s.subject_id"
        " JOIN activity y ON y.id = a.activity_id WHERE y.plan_id = :plan AND y.kind = :kind"
        " AND s.kind = 'notice' AND s.subject_kind = 'assignment' AND s.plan_id = :plan",
        plan=year.plan_id,
        kind=kind,
    )


def lists_sent(year: Year, kind: str) -> int:
    return sum(one["done_at"] is not None for one in _lists(year, kind))


def lists_late(year: Year, kind: str) -> int:
    return sum(one["done_at"] is not None and is_late(one) for one in _lists(year, kind))


def lists_missing(year: Year, kind: str) -> int:
    """Count those that were not sent and whose day is over, if it could be kept."""
    return sum(
        one["done_at"] is None and not one["is_impossible"] and moment_of(one["due_at"]) < year.now
        for one in _lists(year, kind)
    )


# By the kind of activity and the words of the page, in which "trong đó" stands after what it is of.
FIGURES: dict[tuple[str, str], Figure] = {
    ("attend", "Lượt đơn vị được phân công"): assignments,
    ("attend", "Cuộc sinh hoạt đăng ký"): meetings,
    ("attend", "Cuộc sinh hoạt đăng ký, trong đó chuyên đề"): thematic_meetings,
    ("attend", "Cuộc được chọn dự"): visits,
    ("attend", "Cuộc được chọn dự, trong đó chuyên đề"): thematic_visits,
    ("attend", "Cuộc đã dự"): held,
    ("attend", "Thông báo kết quả đã ban hành"): letters,
    ("grassroots", "Lượt lịch đã gửi"): lists_sent,
    ("grassroots", "Lượt lịch đã gửi, trong đó gửi trễ"): lists_late,
    ("grassroots", "Lượt quá hạn chưa gửi"): lists_missing,
    ("grassroots", "Buổi sinh hoạt trong lịch"): meetings,
    ("grassroots", "Buổi phân công dự"): visits,
    ("grassroots", "Buổi đã dự"): held,
}


def synthesis_counts_what_sql_counts(year: Year) -> None:
    """Compare all that the page of the whole year counts with what the rows say."""
    page = year.planner.open(f"/plans/{year.plan_id}/synthesis")
    if page.status != 200:
        return
    year.memory["compared"] = 0
    for kind, words, shown in figures_in(page.text):
        figure = FIGURES.get((kind, words))
        if figure is None:
            raise Broken("the synthesis shows a figure that nothing is compared with", words)
        _compare(year, f"{kind}: {words}", shown, figure(year, kind))
    _compare_rounds(year, page.text)
    _compare_recommendations(year, page.text)


def figures_in(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the figures of the page: the kind of activity, the words, the number."""
    for section in re.split(r"<h2[^>]*>", text)[1:]:
        is_attended = section.startswith("Dự, giám sát sinh hoạt")
        before = ""
        for words, value in re.findall(r"<dt>([^<]+)</dt>\s*<dd>(\d+)</dd>", section):
            said = unescape(words).strip()
            if said.startswith("trong đó"):
                said = f"{before}, {said}"
            else:
                before = said
            yield "attend" if is_attended else "grassroots", said, int(value)


def _compare(year: Year, what: str, shown: int, counted: int) -> None:
    year.memory["compared"] += 1
    if shown != counted:
        raise Broken(f"the synthesis miscounts: {what}", f"{shown} for {counted}")


def _compare_rounds(year: Year, text: str) -> None:
    """Each round's line has how many units it has, and how many sessions were held."""
    rows = year.rows(
        "SELECT y.id, y.title FROM activity y WHERE y.plan_id = :plan AND y.kind = 'round'",
        plan=year.plan_id,
    )
    for one in rows:
        found = re.search(
            rf'<th scope="row"[^>]*>{re.escape(one["title"])}</th>'
            r'.*?<td[^>]*class="number">(\d+)</td>\s*<td[^>]*class="number">(\d+)</td>',
            unescape(text),
            re.S,
        )
        if found is None:
            raise Broken("the synthesis leaves a round out", one["title"])
        units = year.count("SELECT count(*) FROM assignment WHERE activity_id = :id", id=one["id"])
        done = year.count(
            "SELECT count(*) FROM visit v JOIN assignment a ON a.id = v.assignment_id WHERE"
            " a.activity_id = :id AND v.cancelled_at IS NULL AND v.held_at IS NOT NULL",
            id=one["id"],
        )
        _compare(year, "units of a round", int(found[1]), units)
        _compare(year, "sessions of a round", int(found[2]), done)


def _compare_recommendations(year: Year, text: str) -> None:
    """Count those in letters that are out."""
    found = re.search(r"(\d+) kiến nghị:", text)
    if found is None:
        raise Broken("the synthesis says nothing of recommendations")
    counted = year.count(
        "SELECT count(DISTINCT r.id) FROM recommendation r JOIN visit v ON v.id = r.visit_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " JOIN document d ON d.subject_id = v.id AND d.subject_kind = 'visit'"
        f" AND d.kind = 'result_letter' AND {OUT}"
        " WHERE y.plan_id = :plan AND r.text != '' AND r.closed_at IS NULL AND v.cancelled_at"
        " IS NULL",
        plan=year.plan_id,
    )
    _compare(year, "recommendations", int(found[1]), counted)
