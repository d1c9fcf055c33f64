"""A month's meetings are chosen, teams formed, papers composed; visits are prepared and held."""

from datetime import timedelta

from tests.year.acts import papers
from tests.year.people import CannotNow, Page, Person, fields
from tests.year.year import Year, day_of, moment_of


def choose(year: Year, who: Person, assignment_id: int) -> None:
    """Do the next thing with a month: choose and close, form teams, announce, invite."""
    page = who.at(f"/assignments/{assignment_id}/choice")
    if page.has("visits.tick") or page.to("visits.ask_close"):
        page = _tick_and_close(year, who, page, assignment_id)
    _form_teams(year, who, page)
    for endpoint in ("visits.announce", "visits.amend", "visits.invite"):
        page = who.at(f"/assignments/{assignment_id}/choice")
        if endpoint == "visits.invite" and is_there(year, "invitation", assignment_id):
            continue
        if page.has(endpoint) and year.happens(0.8):
            try:
                papers.send_on_road(year, who, who.press(page, endpoint))
                year.did(endpoint)
            except CannotNow:
                continue


def is_there(year: Year, kind: str, subject_id: int) -> bool:
    """Tell whether a paper of this kind about a row is on its road, or was issued."""
    return bool(
        year.count(
            "SELECT count(*) FROM document WHERE kind = :kind AND subject_id = :id"
            " AND withdrawn_at IS NULL",
            kind=kind,
            id=subject_id,
        )
    )


def _tick_and_close(year: Year, who: Person, page: Page, assignment_id: int) -> Page:
    if page.has("visits.tick"):
        form = page.form("visits.tick")
        offered = [one.value for one in fields(form, "checkbox") if one.name == "chosen"]
        if offered:
            wanted = year.chance.sample(offered, min(len(offered), year.chance.randint(1, 3)))
            who.send(page, form, chosen=wanted, then=year.chance.choice([None, "close"]))
            year.did("choose")
    (row,) = year.rows("SELECT month FROM assignment WHERE id = :id", id=assignment_id)
    filed = year.count("SELECT count(*) FROM notice WHERE assignment_id = :id", id=assignment_id)
    if not filed and day_of(row["month"]) + timedelta(days=20) > year.today:
        raise CannotNow("the list may still come")
    page = who.at(f"/assignments/{assignment_id}/choice/closing")
    page = who.press(page, "visits.close_choice", reason="Theo điều kiện thực tế của đơn vị.")
    year.did("close a choice")
    return page


def _form_teams(year: Year, who: Person, page: Page) -> None:
    without = [
        link for link in page.to("visits.team") if not _has_team(year, int(link.args["visit_id"]))
    ]
    for link in without:
        form_team(year, who, int(link.args["visit_id"]))


def _has_team(year: Year, visit_id: int) -> bool:
    return bool(year.count("SELECT count(*) FROM team_member WHERE visit_id = :id", id=visit_id))


def form_team(year: Year, who: Person, visit_id: int) -> None:
    """Name a head and another; where somebody is elsewhere, others, or it is accepted."""
    page = who.at(f"/visits/{visit_id}/team")
    form = page.form("visits.team" if page.has("visits.team") else "visits.save_team")
    seats = [one.name for one in fields(form, "select") if "head" in one.options]
    if len(seats) < 2:
        raise CannotNow("nobody to send")
    for accepts in (False, False, True):
        head, other = year.chance.sample(seats, 2)
        values = dict.fromkeys(seats, "") | {head: "head", other: "secretary"}
        if accepts:
            values["anyway"] = "y"
        answer = who.try_to(page, form, **values)
        if answer.status == 200:
            year.did("form a team")
            return
        if answer.has("visits.save_team"):
            page, form = answer, answer.form("visits.save_team")
    raise CannotNow("no team can be formed")


def change_team(year: Year) -> None:
    """A team that was named, perhaps announced, is changed: somebody fell ill."""
    coming = year.rows(
        "SELECT v.id FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.starts_at > :now"
        " AND y.kind = 'attend' ORDER BY v.id",
        issuer=year.issuer_id,
        now=f"{year.today + timedelta(days=1)}",
    )
    form_team(year, year.planner, year.pick(coming)["id"])
    year.did("change a team")


def reopen_choice(year: Year) -> None:
    """A choice was wrong: it is opened again; whoever works next closes it."""
    closed = year.rows(
        "SELECT assignment_id FROM choice WHERE issuer_id = :issuer AND closed_at IS NOT NULL"
        " ORDER BY assignment_id",
        issuer=year.issuer_id,
    )
    page = year.planner.at(f"/assignments/{year.pick(closed)['assignment_id']}/choice")
    year.planner.press(page, "visits.reopen_choice", reason="Chọn nhầm buổi.")
    year.did("reopen a choice")


def prepare(year: Year, who: Person, visit_id: int) -> None:
    """A unit says what it has papers for, and that it is ready."""
    page = who.at(f"/visits/{visit_id}/preparation")
    forms = page.forms_to("attending.save_preparation")
    ticks = {one.name: "1" for form in forms for one in fields(form, "checkbox")}
    if forms and year.happens(0.7):
        page = who.try_to(page, forms[0], **ticks)  # one after the other, but sent at once
    page = who.at(f"/visits/{visit_id}/preparation")
    who.press(page, "attending.report_ready")
    year.did("prepare")
    if year.happens(0.1):
        page = who.at(f"/visits/{visit_id}/preparation")
        who.press(page, "attending.take_back_preparation")
        year.did("take a preparation back")


def is_held(year: Year, visit_id: int) -> bool:
    (row,) = year.rows(
        "SELECT m.starts_at FROM visit v JOIN meeting m ON m.id = v.meeting_id WHERE v.id = :id",
        id=visit_id,
    )
    return moment_of(row["starts_at"]) < year.now
