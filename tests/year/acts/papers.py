"""The road of a paper: composed, submitted, sent back, approved, issued, received; withdrawn."""

from collections.abc import Mapping
from typing import Any

from tests.year.people import CannotNow, Page, Person
from tests.year.year import Year

STEPS = ("documents.submit", "documents.approve", "documents.issue")


def go_on(year: Year, who: Person, page: Page, tries: int = 3) -> None:
    """Do with a paper what this person may do next; what no longer fits its rows is made to fit."""
    mended = False
    for _ in range(tries):
        page = look_over(who, page)
        step = next((one for one in STEPS if page.has(one)), None)
        if step is None:
            if mended or not page.has("documents.recompose") or year.happens(0.7):
                return
            page, mended = who.press(page, "documents.recompose"), True
            year.did("recompose")
            continue
        if step == "documents.approve" and _is_sent_back(year, who, page):
            return
        page = who.press(page, step)
        year.did(step)
        if step == "documents.submit":
            return


def _is_sent_back(year: Year, who: Person, page: Page) -> bool:
    """Now and then send a paper back, once: the clock stands still in an act, and twice in it would
    be told twice."""
    sent: set[str] = year.memory.setdefault("sent back", set())
    if page.url in sent or not page.has("documents.send_back") or not year.happens(0.1):
        return False
    sent.add(page.url)
    who.press(page, "documents.send_back", comment="Xem lại phần đầu.")
    year.did("send back")
    return True


def look_over(who: Person, page: Page) -> Page:
    """Return the page to look over before a paper is issued, where the paper's leads there."""
    ways = page.to("documents.ask_issue")
    return who.at(ways[0].href) if ways else page


def send_on_road(year: Year, who: Person, page: Page) -> None:
    """A paper that was just composed is submitted, now and then only later."""
    if page.has("documents.submit") and year.happens(0.9):
        who.press(page, "documents.submit")
        year.did("documents.submit")


def push_all(year: Year) -> None:
    """Leader and planner take every paper on the road as far as they can."""
    waiting = year.rows(
        "SELECT id, submitted_at, approved_at, approver_id FROM document WHERE issuer_id = :issuer"
        " AND issued_at IS NULL AND withdrawn_at IS NULL AND NOT is_on_paper ORDER BY id",
        issuer=year.issuer_id,
    )
    stuck: set[int] = year.memory.setdefault("stuck", set())
    for one in waiting:
        if one["id"] in stuck and year.happens(0.7):  # nobody looks each time at what cannot go on
            continue
        before = _steps(year)
        try:
            _push(year, _next(year, one), f"/documents/{one['id']}")
        except CannotNow as why:
            year.trace.append(f"  not now: {why}")
        (stuck.discard if _steps(year) > before else stuck.add)(one["id"])


def _steps(year: Year) -> int:
    """Return how many steps papers have gone on their roads."""
    return sum(year.done[one] for one in (*STEPS, "send back"))


def _push(year: Year, who: Person, url: str) -> None:
    page = who.at(url)
    if who is not year.planner and not page.has("documents.approve"):
        go_on(year, year.planner, year.planner.at(url))  # its rows changed meanwhile
        page = who.at(url)
    go_on(year, who, page)


def _next(year: Year, paper: Mapping[str, Any]) -> Person:
    """Return whose turn it is."""
    if not paper["submitted_at"] or paper["approved_at"]:
        return year.planner
    return person_of(year, paper["approver_id"]) if paper["approver_id"] else year.leader


def person_of(year: Year, user_id: int) -> Person:
    (row,) = year.rows("SELECT username FROM user WHERE id = :id", id=user_id)
    return year.person(row["username"])


def clear_the_desk(year: Year) -> None:
    """What cannot go on at the year's end is sent back, and dropped."""
    waiting = year.rows(
        "SELECT id, approver_id, submitted_at FROM document WHERE issuer_id = :issuer"
        " AND issued_at IS NULL AND withdrawn_at IS NULL AND NOT is_on_paper ORDER BY id",
        issuer=year.issuer_id,
    )
    for one in waiting:
        url = f"/documents/{one['id']}"
        if one["submitted_at"]:
            who = person_of(year, one["approver_id"]) if one["approver_id"] else year.leader
            who.press(who.at(url), "documents.send_back", comment="Để sang năm sau.")
        year.planner.press(year.planner.at(url), "documents.drop", reason="Không ban hành nữa.")
        year.did("clear the desk")


def issue_plan(year: Year) -> None:
    """The plan is composed, submitted, approved and issued."""
    page = year.planner.at(f"/plans/{year.plan_id}")
    page = year.planner.press(page, "plans.compose")
    page = year.planner.press(page, "documents.submit")
    page = year.leader.at(page.url)
    page = year.leader.press(page, "documents.approve")
    year.planner.press(look_over(year.planner, year.planner.at(page.url)), "documents.issue")
    year.did("issue the plan")


def withdraw(year: Year) -> None:
    """An issued paper, not the plan, is withdrawn and a new one takes its place."""
    issued = year.rows(
        "SELECT id FROM document WHERE issuer_id = :issuer AND issued_at IS NOT NULL"
        " AND withdrawn_at IS NULL AND replaced_by_id IS NULL AND kind != 'plan' ORDER BY id",
        issuer=year.issuer_id,
    )
    paper = year.pick(issued)["id"]
    page = year.planner.at(f"/documents/{paper}")
    page = year.planner.press(page, "documents.withdraw", reason="Ghi sai tên địa điểm.")
    year.did("withdraw")
    if page.has("documents.compose_replacement"):
        page = year.planner.press(page, "documents.compose_replacement")
        send_on_road(year, year.planner, page)
        year.did("replace")


def acknowledge(year: Year) -> None:
    """A committee says that a paper has come."""
    sent = year.rows(
        "SELECT r.document_id, u.username FROM document_recipient r"
        " JOIN document d ON d.id = r.document_id JOIN user u ON u.organization_id ="
        " r.organization_id WHERE d.issuer_id = :issuer AND d.issued_at IS NOT NULL"
        " AND r.acknowledged_at IS NULL AND u.roles LIKE '%office%' AND u.active"
        " ORDER BY r.document_id, u.id",
        issuer=year.issuer_id,
    )
    one = year.pick(sent)
    office = year.person(one["username"])
    page = office.at(f"/documents/{one['document_id']}")
    office.press(page, "documents.acknowledge")
    year.did("acknowledge")


def drop_draft(year: Year) -> None:
    """A draft is dropped, its rows stay; it is composed again another day."""
    drafts = year.rows(
        "SELECT id FROM document WHERE issuer_id = :issuer AND issued_at IS NULL"
        " AND submitted_at IS NULL AND withdrawn_at IS NULL AND kind != 'plan' ORDER BY id",
        issuer=year.issuer_id,
    )
    page = year.planner.at(f"/documents/{year.pick(drafts)['id']}")
    year.planner.press(page, "documents.drop", reason="Soạn lại sau.")
    year.did("drop a draft")


def on_page(year: Year, who: Person, document_id: int) -> None:
    """Do with a paper what this person may do next: say that it came, replace it, send it on."""
    page = who.at(f"/documents/{document_id}")
    if page.has("documents.acknowledge"):
        who.press(page, "documents.acknowledge")
        year.did("acknowledge")
    elif page.has("documents.compose_replacement"):
        send_on_road(year, who, who.press(page, "documents.compose_replacement"))
        year.did("replace")
    else:
        go_on(year, who, page)
