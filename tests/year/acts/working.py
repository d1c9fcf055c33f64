"""A working day: somebody who owes something opens the first screen and does what stands there."""

from collections.abc import Callable
from datetime import timedelta

from tests.year.acts import findings, lists, months, papers, reports, rounds, visiting
from tests.year.people import CannotNow, Link, Person
from tests.year.year import Year

# What a line of the first screen leads to, and what a person does there.
Deed = Callable[[Year, Person, int], None]
DEEDS: dict[str, tuple[str, Deed]] = {
    "notices.edit": ("assignment_id", lists.file_list),
    "visits.choose": ("assignment_id", visiting.choose),
    "attending.prepare": ("visit_id", visiting.prepare),
    "attending.findings": ("visit_id", findings.write),
    "attending.show": ("visit_id", visiting.work_on_month_of),
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


def work(year: Year) -> None:
    """One or two people with something due do what is nearest."""
    names = owing(year, 40)
    for name in year.chance.sample(names, min(len(names), 2)):
        work_through(year, year.person(name), year.chance.randint(1, 3))


def hurry(year: Year) -> None:
    """At the end of the year everybody does all that can still be done."""
    papers.push_all(year)
    names = owing(year, 60)
    for name in year.chance.sample(names, min(len(names), 12)):
        work_through(year, year.person(name), 8)
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


def owing(year: Year, days: int) -> list[str]:
    """Return who has something due within some days, by user name."""
    soon = f"{year.today + timedelta(days=days)}"
    offices = year.rows(
        "SELECT DISTINCT u.username FROM milestone m JOIN organization o ON o.id ="
        " m.organization_id JOIN organization h ON o.path LIKE h.path || '%'"
        " JOIN user u ON u.organization_id = h.id AND u.active AND u.roles LIKE '%office%'"
        " WHERE m.issuer_id = :issuer AND m.done_at IS NULL AND m.owner = 'unit'"
        " AND m.due_at < :soon ORDER BY u.username",
        issuer=year.issuer_id,
        soon=soon,
    )
    board = year.rows(
        "SELECT DISTINCT u.username FROM milestone m JOIN user u ON u.issuer_id = m.issuer_id"
        " AND u.active AND (m.user_id = u.id OR m.user_id IS NULL"
        " AND u.roles LIKE '%\"' || m.owner || '\"%')"
        " WHERE m.issuer_id = :issuer AND m.done_at IS NULL AND m.owner != 'unit'"
        " AND m.due_at < :soon ORDER BY u.username",
        issuer=year.issuer_id,
        soon=soon,
    )
    return [one["username"] for one in (*offices, *board)]
