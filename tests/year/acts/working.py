"""A working day: somebody who owes something opens the first screen and does what stands there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.year.acts import (
    closing,
    findings,
    letters,
    lists,
    months,
    papers,
    reports,
    rounds,
    visiting,
)
from tests.year.people import CannotNow, Link, Person
from tests.year.year import Year
from webapp.milestones.kinds import MILESTONES

OPEN = "m.done_at IS NULL AND m.closed_at IS NULL"
# What a line of the first screen leads to, and what a person does there.
Deed = Callable[[Year, Person, int], None]
DEEDS: dict[str, tuple[str, Deed]] = {
    "plans.own_plan": ("committee_plan_id", reports.tell_own_plan),
    "notices.edit": ("assignment_id", lists.file_list),
    "visits.choose": ("assignment_id", visiting.choose),
    "attending.prepare": ("visit_id", visiting.prepare),
    "attending.findings": ("visit_id", findings.write),
    "attending.show": ("visit_id", letters.work_on_month_of),
    "documents.show": ("document_id", papers.on_page),
    "followup.show": ("recommendation_id", findings.answer),
    "grassroots.month": ("calendar_id", months.work_on_month),
    "grassroots.report": ("visit_id", months.report),
    "rounds.show": ("activity_id", rounds.work_on_round),
    "submissions.edit": ("assignment_id", reports.self_report),
    "submissions.show_papers": ("assignment_id", rounds.send_papers),
    "submissions.outline": ("assignment_id", rounds.write_outline),
    "submissions.show_request": ("request_id", rounds.answer_request),
    "attending.attendees": ("visit_id", rounds.arrange),
}

# What whoever owes it can pay however late, as the year's last act does with one of each kind.
PAID_LATE = frozenset(
    [
        "own_plan",
        "self_report",
        "acknowledge",
        "choice",
        "preparation",
        "findings",
        "remedy",
        "answer_review",
        "papers",
        "paper_request",
        "notice",
    ]
)


def work(year: Year) -> None:
    """One or two people with something due do what is nearest."""
    names = owing(year, 40)
    for name in year.chance.sample(names, min(len(names), 2)):
        work_through(year, year.person(name), year.chance.randint(1, 3))


def hurry(year: Year) -> None:
    """At the end of the year everybody does all that can still be done."""
    papers.push_all(year)
    names = owing(year, 60)
    for name in year.chance.sample(names, min(len(names), 8)):
        work_through(year, year.person(name), 6)
    papers.push_all(year)
    if year.today >= year.start.ends - timedelta(days=3):
        papers.clear_the_desk(year)


def work_through(year: Year, who: Person, most: int) -> None:
    """Do the first things that stand on the first screen."""
    page = who.at("/")
    doable = [one for one in page.links if one.endpoint in DEEDS]
    for link in doable[:most]:
        try:
            do(year, who, link)
        except CannotNow as why:
            year.trace.append(f"  not now: {why}")
    if year.happens(0.2) and page.has("milestones.read_messages"):
        who.press(page, "milestones.read_messages")


def do(year: Year, who: Person, link: Link) -> None:
    key, deed = DEEDS[link.endpoint]
    deed(year, who, int(link.args[key]))


def end_debts(year: Year) -> None:
    """On the last day one debt of each kind that is left is paid, late, by who owes it; what may
    have no such end is closed by a reason."""
    tried: dict[str, int] = year.memory.setdefault("tried", {})
    for row in left(year):
        is_new = row["kind"] in PAID_LATE and row["kind"] not in tried
        if is_new and (names := payers(year, row)):
            tried[row["kind"]] = row["id"]
            _pay(year, row, names)
    closing.close_what_is_left(year)


def left(year: Year) -> list[Any]:
    """Return what is past its day and can still be done: not by a body that is no more, no list of
    a month that is over or among whose meetings the choice is closed."""
    return year.rows(
        "SELECT m.* FROM milestone m JOIN organization o ON o.id = m.organization_id"
        f" WHERE m.issuer_id = :issuer AND {OPEN} AND m.due_at < :now"
        " AND (o.until IS NULL OR o.until > :now) AND NOT (m.kind = 'notice' AND (m.anchor_on <"
        " :month OR EXISTS (SELECT 1 FROM choice c WHERE c.assignment_id = m.subject_id)))"
        " ORDER BY m.id",
        issuer=year.issuer_id,
        now=f"{year.today}",
        month=f"{year.today.replace(day=1)}",
    )


def payers(year: Year, row: Any) -> list[str]:
    """Return who can pay a debt: of a unit whose account is locked nobody, but that the planner
    types a list that came on paper."""
    if row["owner"] == "unit":
        found = year.rows(
            "SELECT u.username FROM user u WHERE u.organization_id = :id AND u.active"
            " AND u.roles LIKE '%office%' ORDER BY u.id",
            id=row["organization_id"],
        )
        on_paper = [year.start.planner] if row["kind"] == "notice" else []
        return [one["username"] for one in found[:1]] or on_paper
    if row["user_id"] is not None:
        found = year.rows("SELECT username FROM user WHERE id = :id AND active", id=row["user_id"])
        return [one["username"] for one in found]
    roles = {"leader": year.start.leader, "planner": year.start.planner}
    return [roles.get(row["owner"], year.start.planner)]


def _pay(year: Year, row: Any, names: list[str]) -> None:
    """Do what ends a debt, up to four times over: a paper goes its road step by step."""
    endpoint = MILESTONES[row["kind"]].endpoint
    for _ in range(4):
        if is_ended(year, row["id"]):
            return
        for name in names:
            try:
                DEEDS[endpoint][1](year, year.person(name), row["subject_id"])
            except CannotNow as why:
                year.trace.append(f"  not now: {why}")
        papers.push_all(year)


def is_ended(year: Year, number: int) -> bool:
    """Tell whether a debt is done, is no more, or can be paid no more."""
    return number not in {one["id"] for one in left(year)}


def owing(year: Year, days: int) -> list[str]:
    """Return who has something due within some days, by user name."""
    soon = f"{year.today + timedelta(days=days)}"
    offices = year.rows(
        "SELECT DISTINCT u.username FROM milestone m JOIN organization o ON o.id ="
        " m.organization_id JOIN organization h ON o.path LIKE h.path || '%'"
        " JOIN user u ON u.organization_id = h.id AND u.active AND u.roles LIKE '%office%'"
        f" WHERE m.issuer_id = :issuer AND {OPEN} AND m.owner = 'unit'"
        " AND m.due_at < :soon ORDER BY u.username",
        issuer=year.issuer_id,
        soon=soon,
    )
    board = year.rows(
        "SELECT DISTINCT u.username FROM milestone m JOIN user u ON u.issuer_id = m.issuer_id"
        " AND u.active AND (m.user_id = u.id OR m.user_id IS NULL"
        " AND u.roles LIKE '%\"' || m.owner || '\"%')"
        f" WHERE m.issuer_id = :issuer AND {OPEN} AND m.owner != 'unit'"
        " AND m.due_at < :soon ORDER BY u.username",
        issuer=year.issuer_id,
        soon=soon,
    )
    return [one["username"] for one in (*offices, *board)]
