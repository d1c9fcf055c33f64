"""What nobody planned: two at once, double clicks, stale tabs, days off, people who leave."""

from datetime import timedelta

from tests.year.acts.papers import look_over
from tests.year.people import Broken, CannotNow, Page, Person, fields
from tests.year.year import Year


def two_at_once(year: Year) -> None:
    """Two browsers hold one team's page; the second is told of the first, nothing is lost."""
    coming = year.rows(
        "SELECT v.id FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.starts_at > :now"
        " AND y.kind = 'attend' ORDER BY v.id",
        issuer=year.issuer_id,
        now=f"{year.today + timedelta(days=1)}",
    )
    url = f"/visits/{year.pick(coming)['id']}/team"
    first, second = year.planner, year.second_browser(year.start.planner)
    hers, his = first.at(url), second.at(url)
    form = hers.form("visits.save_team")
    seats = [one.name for one in fields(form, "select") if "head" in one.options]
    one, other = year.chance.sample(seats, 2)
    nobody = dict.fromkeys(seats, "")
    saved = first.try_to(hers, form, **nobody | {one: "head"}, anyway="y")
    if saved.status != 200 or saved.url == url:
        raise CannotNow("the first could not save")
    clash = second.try_to(his, his.form("visits.save_team"), **nobody | {other: "head"}, anyway="y")
    if clash.status not in (409, 422):
        raise Broken("two at once: the second saved over the first", f"{url} {clash.status}")
    year.did("two at once")


def double_click(year: Year) -> None:
    """The button that sends a list is pressed twice: the list is filed once."""
    filed = year.rows(
        "SELECT n.id, n.assignment_id, u.username FROM notice n JOIN assignment a ON a.id ="
        " n.assignment_id JOIN user u ON u.organization_id = a.organization_id AND u.active"
        " WHERE n.issuer_id = :issuer AND a.month > :today AND u.roles LIKE '%office%'"
        " ORDER BY n.id",
        issuer=year.issuer_id,
        today=f"{year.today}",
    )
    one = year.pick(filed)
    who = year.person(one["username"])
    page = who.at(f"/assignments/{one['assignment_id']}/notice")
    form = page.form("notices.edit")
    places = [c.name for c in form.controls if c.name.endswith("-place") and c.value]
    values = {year.pick(places): "Phòng họp số 4"}
    count = "SELECT count(*) FROM notice_revision WHERE notice_id = :id"
    before = year.count(count, id=one["id"])
    who.try_to(page, form, **values)
    who.try_to(page, form, **values)
    now = year.count(count, id=one["id"])
    if now > before + 1:
        raise Broken("a double click filed a list twice", f"notice {one['id']}: {before}, {now}")
    year.did("double click")


def double_click_on_paper(year: Year) -> None:
    """The button that issues a paper is pressed twice: it gets one number."""
    approved = year.rows(
        "SELECT id FROM document WHERE issuer_id = :issuer AND approved_at IS NOT NULL"
        " AND issued_at IS NULL AND withdrawn_at IS NULL ORDER BY id",
        issuer=year.issuer_id,
    )
    page = year.planner.at(f"/documents/{year.pick(approved)['id']}")
    page = look_over(year.planner, page)
    form = page.form("documents.issue")
    for _ in range(2):
        year.planner.try_to(page, form)
    year.did("issue with a double click")


def stale_tab(year: Year) -> None:
    """A tab was left open on a paper that went on meanwhile: what it sends is refused."""
    drafts = year.rows(
        "SELECT id FROM document WHERE issuer_id = :issuer AND submitted_at IS NULL"
        " AND issued_at IS NULL AND withdrawn_at IS NULL ORDER BY id",
        issuer=year.issuer_id,
    )
    url = f"/documents/{year.pick(drafts)['id']}"
    tab = year.planner.at(url)
    form = tab.form("documents.submit")
    year.planner.press(year.planner.at(url), "documents.submit")
    again = year.planner.try_to(tab, form)
    if again.status == 200 and "Chờ duyệt" not in again.text:
        raise Broken("a stale tab was obeyed", url)
    year.did("stale tab")


def day_off(year: Year) -> None:
    """A coming working day is made a day off, or worked again; due days are counted anew."""
    who = year.administrator
    days = year.rows(
        "SELECT id FROM calendar_day WHERE issuer_id = :issuer ORDER BY id", issuer=year.issuer_id
    )
    if days and year.happens(0.4):
        page = who.at(f"/administration/calendar/{year.pick(days)['id']}")
        confirm(who, who.press(page, "administration.remove_day"), "administration.remove_day")
        year.did("take a day off back")
        return
    page = who.at("/administration/calendar/new")
    day = year.today + timedelta(days=year.chance.randint(1, 20))
    values = {"is_working": "False", "note": "Quyết định của tỉnh"}
    page = who.press(page, "administration.add_day", day=f"{day}", **values)
    confirm(who, page, "administration.add_day")
    year.did("make a day off")


def confirm(who: Person, page: Page, endpoint: str) -> None:
    """Say yes where the program first shows what a change brings with it."""
    for form in page.forms_to(endpoint):
        names = {one.name for one in form.controls}
        if "seen_moves" in names or "confirm" in names:
            who.send(page, form, button="confirm=1" if "confirm" in names else None)
            return


def lock_somebody(year: Year) -> None:
    """A member leaves: the account is locked; another day it is opened again."""
    who = year.administrator
    people = year.rows(
        "SELECT id, active, username FROM user WHERE issuer_id = :issuer AND username NOT IN"
        " (:planner, :leader, :admin, :reader) AND (roles LIKE '%member%' OR roles LIKE '%office%')"
        " ORDER BY active, id",
        issuer=year.issuer_id,
        planner=year.start.planner,
        leader=year.start.leader,
        admin=year.start.administrator,
        reader=year.start.reader,
    )
    one = people[0] if not people[0]["active"] else year.pick(people)
    page = who.at(f"/administration/people/{one['id']}")
    form = page.form("administration.edit_person")
    active = [c.name for c in fields(form, "checkbox") if c.name == "active"]
    if not active:
        raise CannotNow("no such box")
    who.send(page, form, active="y" if not one["active"] else None)
    year.people.pop(one["username"], None)
    year.did("lock somebody" if one["active"] else "unlock somebody")


def merge(year: Year) -> None:
    """Two bodies merge from a coming day on; another day that is undone."""
    who = year.administrator
    page = who.at("/organizations/changes")
    if page.has("organizations.undo") and year.happens(0.3):
        who.press(page, "organizations.undo")
        year.did("undo a change")
        return
    record_merger(year)


def record_merger(year: Year) -> None:
    """Two bodies merge from a coming day on."""
    who = year.administrator
    parts = _mergeable(year)
    page = who.at(f"/organizations/change/merged?id={parts[0]}&id={parts[1]}")
    on = f"{year.today + timedelta(days=year.chance.randint(3, 60))}"
    values = {"on": on, "decision": "12-QĐ/TU", "into": f"{parts[0]}"}
    page = who.press(page, "organizations.change", **values)
    confirm(who, page, "organizations.change")
    year.did("merge two bodies")


def _mergeable(year: Year) -> list[int]:
    """Return two bodies of one superior that hold meetings."""
    rows = year.rows(
        "SELECT o.id, o.parent_id FROM organization o JOIN level l ON l.id = o.level_id"
        " WHERE o.issuer_id = :issuer AND o.until IS NULL AND l.holds_meetings AND l.is_planned"
        " OR o.issuer_id = :issuer AND o.until IS NULL AND l.holds_meetings ORDER BY o.id",
        issuer=year.issuer_id,
    )
    one = year.pick(rows)
    brothers = [row["id"] for row in rows if row["parent_id"] == one["parent_id"] != one["id"]]
    others = [number for number in brothers if number != one["id"]]
    return [one["id"], year.pick(others)]
