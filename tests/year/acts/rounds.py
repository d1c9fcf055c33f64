"""A round: units chosen, sessions set and put off, papers, outlines, sessions run, the report."""

from datetime import date, timedelta

from tests.year.acts import papers, reports
from tests.year.acts.files import pdf_file
from tests.year.people import CannotNow, Page, Person, fields
from tests.year.year import Year, day_of


def work_on_round(year: Year, who: Person, activity_id: int) -> None:
    """Do the next thing with a round."""
    opens, closes = _window(year, activity_id)
    if opens - timedelta(days=45) > year.today:
        raise CannotNow("the round is far")
    page = who.at(f"/rounds/{activity_id}")
    _choose_units(year, who, activity_id)
    page = who.at(page.url)
    _set_sessions(year, who, page, opens, closes)
    if page.to("rounds.papers_due") and year.happens(0.7):
        _set_due(year, who, activity_id, opens)
    if _is_unset(year, activity_id) and year.happens(0.8):
        raise CannotNow("sessions are still to be set")
    for endpoint in ("rounds.announce", "rounds.amend", "rounds.invite"):
        page = who.at(f"/rounds/{activity_id}")
        if page.has(endpoint) and year.happens(0.7):
            _compose(year, who, page, endpoint)
    if closes < year.today and page.has("rounds.report"):
        _compose(year, who, page, "rounds.report")


def work_on_some_round(year: Year) -> None:
    """The planner turns to a round whose days are near, or just over."""
    near = year.rows(
        "SELECT r.activity_id FROM round r JOIN activity y ON y.id = r.activity_id"
        " JOIN plan p ON p.id = y.plan_id WHERE p.issuer_id = :issuer AND r.opens_on < :soon"
        " AND r.closes_on > :past ORDER BY r.opens_on, r.activity_id",
        issuer=year.issuer_id,
        soon=f"{year.today + timedelta(days=45)}",
        past=f"{year.today - timedelta(days=40)}",
    )
    work_on_round(year, year.planner, year.pick(near)["activity_id"])


def arrange_some(year: Year) -> None:
    """A unit arranges a session that is near."""
    coming = year.rows(
        "SELECT v.id, u.username FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN user u ON u.organization_id = v.organization_id AND u.active"
        " WHERE v.issuer_id = :issuer AND m.notice_id IS NULL AND v.cancelled_at IS NULL"
        " AND v.ready_at IS NULL AND m.starts_at > :now ORDER BY v.id, u.id",
        issuer=year.issuer_id,
        now=f"{year.today + timedelta(days=1)}",
    )
    one = year.pick(coming)
    arrange(year, year.person(one["username"]), one["id"])


def _compose(year: Year, who: Person, page: Page, endpoint: str) -> None:
    try:
        papers.send_on_road(year, who, who.press(page, endpoint))
        year.did(endpoint)
    except CannotNow as why:
        year.trace.append(f"  not now: {why}")


def _window(year: Year, activity_id: int) -> tuple[date, date]:
    rows = year.rows(
        "SELECT opens_on, closes_on FROM round WHERE activity_id = :id", id=activity_id
    )
    if not rows:
        raise CannotNow("no round")
    return day_of(rows[0]["opens_on"]), day_of(rows[0]["closes_on"])


def _is_unset(year: Year, activity_id: int) -> bool:
    """Tell whether a unit of a round has no session yet."""
    return bool(
        year.count(
            "SELECT count(*) FROM assignment a LEFT JOIN visit v ON v.assignment_id = a.id"
            " WHERE a.activity_id = :id AND v.id IS NULL",
            id=activity_id,
        )
    )


def _choose_units(year: Year, who: Person, activity_id: int) -> None:
    """Choose units up to what is wanted; now and then one is left out again."""
    have = year.count("SELECT count(*) FROM assignment WHERE activity_id = :id", id=activity_id)
    while have < 3:
        page = who.at(f"/rounds/{activity_id}/units")
        offered = page.forms_to("rounds.choose")
        if not offered:
            return
        who.send(page, year.pick(offered[:20]))
        year.did("choose a unit")
        have += 1


def leave_out(year: Year) -> None:
    """A unit of a round is left out."""
    rounds = year.rows(
        "SELECT DISTINCT a.activity_id FROM assignment a JOIN round r ON"
        " r.activity_id = a.activity_id WHERE a.issuer_id = :issuer AND r.opens_on > :today"
        " ORDER BY a.activity_id",
        issuer=year.issuer_id,
        today=f"{year.today}",
    )
    activity_id = year.pick(rounds)["activity_id"]
    page = year.planner.at(f"/rounds/{activity_id}/units")
    year.planner.send(page, year.pick(page.forms_to("rounds.leave_out")))
    year.did("leave a unit out")


def _set_sessions(year: Year, who: Person, page: Page, opens: date, closes: date) -> None:
    days = [opens + timedelta(days=n) for n in range((closes - opens).days + 1)]
    days = [one for one in days if one > year.today and one.weekday() < 5]
    unset = [link for link in page.to("rounds.session") if not _is_set(year, link.args)]
    for link in unset:
        if days:
            set_session(year, who, link.href, f"{year.pick(days)}")


def _is_set(year: Year, args: dict[str, int]) -> bool:
    return bool(
        year.count(
            "SELECT count(*) FROM visit WHERE assignment_id = :id AND cancelled_at IS NULL",
            id=args["assignment_id"],
        )
    )


def set_session(year: Year, who: Person, href: str, day: str) -> None:
    page = who.at(href)
    hour = year.pick(["07:30", "08:00", "09:30", "14:00", "15:30"])
    form = page.form("rounds.session")
    values = {"day": day, "hour": hour, "place": "Phòng họp cơ quan", "reason": "Đổi phòng"}
    known = {one.name for one in form.controls}
    sent = {name: text for name, text in values.items() if name in known}
    answer = who.try_to(page, form, **sent)
    if answer.has("rounds.session") and answer.status == 422:
        form = answer.form("rounds.session")
        ticks = {box.name: box.value for box in fields(form, "checkbox") if "later" not in box.name}
        who.send(answer, form, **ticks)
    year.did("set a session")


def _sessions(year: Year) -> list[dict[str, int]]:
    rows = year.rows(
        "SELECT v.id, v.assignment_id, a.activity_id FROM visit v JOIN meeting m ON"
        " m.id = v.meeting_id JOIN assignment a ON a.id = v.assignment_id"
        " WHERE v.issuer_id = :issuer AND m.notice_id IS NULL AND v.cancelled_at IS NULL"
        " AND v.held_at IS NULL AND m.starts_at > :now ORDER BY v.id",
        issuer=year.issuer_id,
        now=f"{year.today + timedelta(days=1)}",
    )
    return [dict(one) for one in rows]


def put_off(year: Year) -> None:
    """A session is put off with a reason; another day is set later."""
    one = year.pick(_sessions(year))
    href = f"/rounds/{one['activity_id']}/units/{one['assignment_id']}/put-off"
    page = year.planner.at(href)
    year.planner.press(page, "rounds.put_off", reason="Đơn vị có việc đột xuất.")
    year.did("put off")


def move_session(year: Year) -> None:
    """A session gets another day of the round."""
    one = year.pick(_sessions(year))
    opens, closes = _window(year, one["activity_id"])
    days = [opens + timedelta(days=n) for n in range((closes - opens).days + 1)]
    href = f"/rounds/{one['activity_id']}/units/{one['assignment_id']}/session"
    set_session(year, year.planner, href, f"{year.pick([d for d in days if d > year.today])}")


def name_seats(year: Year) -> None:
    """Bodies invited to the team have named their people."""
    unnamed = year.rows(
        "SELECT s.id, s.activity_id FROM seat s JOIN activity y ON y.id = s.activity_id"
        " JOIN plan p ON p.id = y.plan_id WHERE p.issuer_id = :issuer AND s.body != ''"
        " AND s.full_name = '' ORDER BY s.id",
        issuer=year.issuer_id,
    )
    if not unnamed:
        raise CannotNow("all are named")
    for one in unnamed:
        page = year.planner.at(f"/rounds/{one['activity_id']}/seats/{one['id']}")
        year.planner.press(page, "rounds.seat", full_name="Trần Văn Mẫu", title="Ủy viên")
    year.did("name the invited")


def set_papers_due(year: Year) -> None:
    """The papers of a round get a day by which they are due."""
    rounds = year.rows(
        "SELECT r.activity_id, r.opens_on FROM round r JOIN activity y ON y.id = r.activity_id"
        " JOIN plan p ON p.id = y.plan_id WHERE p.issuer_id = :issuer AND r.opens_on > :today"
        " AND r.opens_on < :soon ORDER BY r.activity_id",
        issuer=year.issuer_id,
        today=f"{year.today + timedelta(days=5)}",
        soon=f"{year.today + timedelta(days=60)}",
    )
    one = year.pick(rounds)
    _set_due(year, year.planner, one["activity_id"], day_of(one["opens_on"]))


def _set_due(year: Year, who: Person, activity_id: int, opens: date) -> None:
    """The papers of a round get a day by which they are due, three days before it opens."""
    day = max(opens - timedelta(days=3), year.today)
    page = who.at(f"/rounds/{activity_id}/papers-due")
    answer = who.try_to(page, page.form("rounds.papers_due"), day=f"{day}", hour="17:00")
    if answer.status == 200:
        year.did("papers due")


def send_papers(year: Year, who: Person, assignment_id: int) -> None:
    """A unit sends what it was asked for, and its report by the outline where there is one."""
    page = who.at(f"/assignments/{assignment_id}/papers")
    if page.has("submissions.edit"):  # its report alone is asked for
        reports.self_report(year, who, assignment_id)
    for form in page.forms_to("submissions.send_paper"):
        who.try_to(page, form, files=pdf_file("bao-cao.pdf"))
        year.did("send a paper")
    if page.to("submissions.outline"):
        write_outline(year, who, assignment_id)


def write_outline(year: Year, who: Person, assignment_id: int) -> None:
    """Fill every part of the outline in, and send the report."""
    page = who.at(f"/assignments/{assignment_id}/outline")
    for form in page.forms_to("submissions.save_outline"):
        texts = {one.name: "Đã thực hiện đầy đủ." for one in fields(form, "textarea")}
        cells = {one.name: "3" for one in fields(form, "text", "number") if not one.value}
        who.try_to(page, form, **texts, **cells)
    page = who.at(f"/assignments/{assignment_id}/outline")
    if page.to("submissions.ask_submit"):
        page = who.at(f"/assignments/{assignment_id}/outline/sending")
        who.press(page, "submissions.submit")
        year.did("send an outline")


def arrange(year: Year, who: Person, visit_id: int) -> None:
    """A unit says who comes, and that all is arranged."""
    _say_who_comes(who, visit_id)
    page = who.at(f"/visits/{visit_id}/attendees")
    who.press(page, "attending.mark_ready")
    year.did("arrange a session")


def _say_who_comes(who: Person, visit_id: int) -> None:
    page = who.at(f"/visits/{visit_id}/attendees")
    form = page.form("attending.save_attendees")
    counts = {one.name: "2" for one in fields(form, "text") if one.name.endswith("-count")}
    known = {"meeting-contact": "Đồng chí văn phòng", "meeting-phone": "028 3829 0000"}
    who.try_to(page, form, **counts, **known)


def run_session(year: Year) -> None:
    """A team runs a session that is over by its agenda and draws its minutes up."""
    over = year.rows(
        "SELECT v.id, u.username FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN team_member t ON t.visit_id = v.id JOIN user u ON u.id = t.user_id AND u.active"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.starts_at < :now"
        " AND m.notice_id IS NULL AND v.held_at IS NULL ORDER BY v.id, t.id",
        issuer=year.issuer_id,
        now=f"{year.today}",
    )
    one = year.pick(over)
    who = year.person(one["username"])
    if year.happens(0.8):
        _say_who_comes(year.planner, one["id"])
    _write_steps(who, one["id"])
    year.did("run a session")
    page = who.at(f"/visits/{one['id']}/session")
    papers.send_on_road(year, who, who.press(page, "attending.compose_minutes"))
    year.did("compose minutes")


def _write_steps(who: Person, visit_id: int) -> None:
    """Write when each step of the agenda began and ended, and what was said in it."""
    page = who.at(f"/visits/{visit_id}/session")
    form = page.form("attending.save_session")
    began = [c.name for c in fields(form, "time", "text") if c.name.endswith("-began_at")]
    hours = {name: f"08:{number * 5 % 60:02d}" for number, name in enumerate(began)}
    ends = {
        name.replace("began", "ended"): f"08:{number * 5 % 60 + 4:02d}"
        for number, name in enumerate(began)
    }
    notes = {c.name: "Các ý kiến thống nhất." for c in fields(form, "textarea")}
    who.try_to(page, form, **hours, **ends, **notes)


def ask_for_paper(year: Year) -> None:
    """The team asks a unit for a further paper."""
    units = year.rows(
        "SELECT a.id, u.username FROM assignment a JOIN seat s ON s.activity_id = a.activity_id"
        " JOIN user u ON u.id = s.user_id AND u.active JOIN round r ON"
        " r.activity_id = a.activity_id WHERE a.issuer_id = :issuer AND r.closes_on > :today"
        " ORDER BY a.id, s.id",
        issuer=year.issuer_id,
        today=f"{year.today}",
    )
    one = year.pick(units)
    who = year.person(one["username"])
    page = who.at(f"/assignments/{one['id']}/papers")
    due = f"{year.today + timedelta(days=4)}"
    who.press(page, "submissions.ask", text="Danh sách kèm theo.", due_on=due, due_time="17:00")
    year.did("ask for a paper")


def answer_request(year: Year, who: Person, request_id: int) -> None:
    """A unit answers what was asked for further."""
    page = who.at(f"/paper-requests/{request_id}")
    form = page.form("submissions.answer")
    who.send(page, form, answer="Đã gửi kèm.", files=pdf_file("danh-sach.pdf"))
    year.did("answer a request")
