"""The bloc's month: wishes, one proposal for all, changes by hand, published, told, reported."""

from datetime import timedelta

from tests.year.acts import papers
from tests.year.people import CannotNow, Page, Person, fields, options_of
from tests.year.year import Year, day_of


def work_on_month(year: Year, who: Person, calendar_id: int) -> None:
    """Do the next thing with a month: propose, publish, announce, report."""
    month = day_of(_month(year, calendar_id)["month"])
    if month - timedelta(days=12) > year.today:
        raise CannotNow("lists of this month may still come")
    page = who.at(f"/grassroots/months/{calendar_id}")
    if page.has("grassroots.propose") and not page.has("grassroots.announce"):
        page = who.press(page, "grassroots.propose")
        year.did("propose")
        if page.to("grassroots.ask_publish") and year.happens(0.8):
            page = publish(year, who, page)
    if page.has("grassroots.announce") and not _is_told(year, calendar_id, "grassroots"):
        papers.send_on_road(year, who, who.press(page, "grassroots.announce"))
        year.did("announce a month")
    elif month > year.today and page.to("grassroots.rest") and year.happens(0.5):
        _decide_rest(year, who, page)
    elif month.replace(day=28) < year.today and page.has("grassroots.compose_month_report"):
        papers.send_on_road(year, who, who.press(page, "grassroots.compose_month_report"))
        year.did("report a month")


def work_on_some_month(year: Year) -> None:
    """The planner turns to the coming month, or to the one that is just over."""
    near = year.rows(
        "SELECT id FROM monthly_calendar WHERE issuer_id = :issuer AND month < :soon"
        " AND month > :past ORDER BY month",
        issuer=year.issuer_id,
        soon=f"{year.today + timedelta(days=12)}",
        past=f"{year.today - timedelta(days=40)}",
    )
    work_on_month(year, year.planner, year.pick(near)["id"])


def publish(year: Year, who: Person, page: Page) -> Page:
    """Publish: now and then what is undecided is decided before, or else said to be open."""
    if page.to("grassroots.rest") and year.happens(0.3):
        page = _decide_rest(year, who, page)
    asked = page.to("grassroots.ask_publish")
    if not asked:
        raise CannotNow("nothing to publish")
    page = who.press(who.at(asked[0].href), "grassroots.publish")
    year.did("publish")
    return page


def _decide_rest(year: Year, who: Person, page: Page) -> Page:
    """Decide of each meeting that is open: somebody goes, nobody does, or it is left so."""
    asked = who.at(page.to("grassroots.rest")[0].href)
    form = asked.form("grassroots.decide_rest")
    names = dict.fromkeys(
        one.name for one in fields(form, "radio", "select") if one.name.startswith("meeting_")
    )
    wanted = {name: year.pick(options_of(form, name)) for name in names}
    answer = who.try_to(asked, form, **wanted)
    year.did("decide the rest")
    return answer if answer.status == 200 else page


def _month(year: Year, calendar_id: int) -> dict[str, object]:
    found = year.rows("SELECT * FROM monthly_calendar WHERE id = :id", id=calendar_id)
    if not found:
        raise CannotNow("no such month")
    return dict(found[0])


def _is_told(year: Year, calendar_id: int, words: str) -> bool:
    return bool(
        year.count(
            "SELECT count(*) FROM document WHERE subject_kind = 'monthly_calendar'"
            " AND subject_id = :id AND withdrawn_at IS NULL AND kind NOT LIKE '%report%'",
            id=calendar_id,
        )
    )


def report(year: Year, who: Person, visit_id: int) -> None:
    """Report on a meeting in two minutes, as from a telephone."""
    page = who.at(f"/visits/{visit_id}/report")
    form = page.form("grassroots.save_report")
    values = {
        "members": "20",
        "present": f"{20 - year.chance.randint(0, 4)}",
        "composition": "Toàn thể đoàn viên",
        "course": "Kiểm điểm công tác tháng, bàn việc tháng tới.",
        "strength": f"Sinh hoạt đúng lịch, buổi {visit_id}.",
        "shortcoming": "Ít ý kiến." if year.happens(0.3) else "",
        "opinion": f"Mong có lớp kỹ năng, buổi {visit_id}." if year.happens(0.3) else "",
    }
    known = {one.name for one in form.controls}
    who.send(page, form, **{name: text for name, text in values.items() if name in known})
    year.did("report a visit")


def report_some(year: Year) -> None:
    """Those who attended meetings that are over report on them."""
    over = year.rows(
        "SELECT v.id, u.username FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " JOIN team_member t ON t.visit_id = v.id JOIN user u ON u.id = t.user_id AND u.active"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.starts_at < :now"
        " AND y.kind = 'grassroots' AND v.held_at IS NULL ORDER BY v.id",
        issuer=year.issuer_id,
        now=f"{year.today}",
    )
    if not over:
        raise CannotNow("nothing to report")
    for one in over[: year.chance.randint(1, 4)]:
        report(year, year.person(one["username"]), one["id"])


def wish(year: Year) -> None:
    """Somebody is away some days, or would rather not; perhaps after the month was published."""
    who = year.person(year.pick(_members(year)))
    page = who.at("/grassroots/wishes")
    begins = year.today + timedelta(days=year.chance.randint(1, 40))
    form = page.form("grassroots.add_wish")
    kind = year.pick(options_of(form, "kind"))
    days = {"starts_on": f"{begins}", "ends_on": f"{begins + timedelta(days=3)}"}
    who.send(page, form, kind=kind, note="Đi công tác", **days)
    year.did("wish")


def _members(year: Year) -> list[str]:
    rows = year.rows(
        "SELECT username FROM user WHERE issuer_id = :issuer AND active AND roles LIKE '%member%'"
        " ORDER BY username",
        issuer=year.issuer_id,
    )
    return [one["username"] for one in rows]


def remove_wish(year: Year) -> None:
    """A wish was wrong: it is taken back."""
    wishes = year.rows(
        "SELECT w.id, u.username FROM wish w JOIN user u ON u.id = w.user_id"
        " WHERE w.issuer_id = :issuer AND u.active ORDER BY w.id",
        issuer=year.issuer_id,
    )
    who = year.person(year.pick(wishes)["username"])
    page = who.at("/grassroots/wishes")
    who.press(page, "grassroots.remove_wish")
    year.did("take a wish back")


def change_line(year: Year) -> None:
    """The planner sends another person to a meeting, by hand."""
    coming = year.rows(
        "SELECT m.id, c.activity_id FROM meeting m JOIN notice n ON n.id = m.notice_id"
        " JOIN assignment a ON a.id = n.assignment_id"
        " JOIN monthly_calendar c ON c.activity_id = a.activity_id AND c.month = a.month"
        " WHERE m.issuer_id = :issuer AND m.cancelled_at IS NULL AND m.starts_at > :now"
        " ORDER BY m.id",
        issuer=year.issuer_id,
        now=f"{year.today + timedelta(days=1)}",
    )
    one = year.pick(coming)
    page = year.planner.at(f"/grassroots/{one['activity_id']}/meetings/{one['id']}")
    form = page.form("grassroots.change_line")
    people = options_of(form, "person")
    answer = year.planner.try_to(page, form, person=year.pick(people))
    if answer.has("grassroots.change_line") and answer.status == 422:
        form = answer.form("grassroots.change_line")
        ticks = {box.name: box.value for box in fields(form, "checkbox")}
        year.planner.send(answer, form, **ticks)
    year.did("change a line")


def no_show(year: Year) -> None:
    """Somebody assigned did not come: a replacement, and a quick report."""
    over = year.rows(
        "SELECT v.id FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " JOIN team_member t ON t.visit_id = v.id"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.starts_at < :now"
        " AND y.kind = 'grassroots' ORDER BY v.id DESC",
        issuer=year.issuer_id,
        now=f"{year.today}",
    )
    visit_id = year.pick(over[:5])["id"]
    page = year.planner.at(f"/visits/{visit_id}/no-show")
    form = page.form("grassroots.note_no_show")
    who = year.pick(options_of(form, "user_id"))
    instead = year.pick(options_of(form, "replacement_id"))
    year.planner.send(page, form, user_id=who, reason="Bị ốm", replacement_id=instead)
    year.did("no show")
    page = year.planner.at(f"/visits/{visit_id}")
    if page.has("grassroots.compose_quick_report"):
        page = year.planner.press(page, "grassroots.compose_quick_report")
        papers.send_on_road(year, year.planner, page)


def observe(year: Year) -> None:
    """A member notes something on a standing topic."""
    who = year.person(year.pick(_members(year)))
    page = who.at("/observations/new")
    form = page.form("observations.note")
    values = {
        "topic_id": year.pick(options_of(form, "topic_id")),
        "kind": year.pick(["strength", "shortcoming"]),
        "unit": year.pick(_units(year)),
        "text": "Ra quân đúng kế hoạch.",
        "noted_on": f"{year.today}",
    }
    who.send(page, form, **values)
    year.did("observe")


def _units(year: Year) -> list[str]:
    rows = year.rows(
        "SELECT o.name FROM organization o JOIN level l ON l.id = o.level_id"
        " WHERE o.issuer_id = :issuer AND l.is_planned AND o.until IS NULL ORDER BY o.id",
        issuer=year.issuer_id,
    )
    return [one["name"] for one in rows]
