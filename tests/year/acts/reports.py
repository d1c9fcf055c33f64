"""Reports on oneself, committees' own plans, syntheses of the year and of a span."""

from datetime import timedelta

from tests.year.acts import papers
from tests.year.acts.files import pdf_file
from tests.year.people import Person, fields
from tests.year.year import Year


def self_report(year: Year, who: Person, assignment_id: int) -> None:
    """Keep a draft, or send the report with its figures and its file."""
    page = who.at(f"/assignments/{assignment_id}/self-report")
    form = page.form("submissions.edit")
    figures = {
        one.name: "2"
        for one in fields(form, "text", "number")
        if "figure" in one.name or one.name[-1:].isdigit()
    }
    buttons = [one for one in form.controls if one.kind == "submit" and one.name]
    sends = [one for one in buttons if "submit" in one.name] or buttons[-1:]
    pressed = f"{sends[0].name}={sends[0].value}" if sends else None
    file = next((one.name for one in fields(form, "file")), "")
    attached = {file: pdf_file("bao-cao.pdf")} if file else {}
    who.send(
        page, form, button=pressed, summary="Đã dự đủ các chi bộ theo kế hoạch.", **figures,
        **attached,
    )  # fmt: skip
    year.did("report on oneself")


def own_plan(year: Year) -> None:
    """A committee tells its own plan."""
    offices = year.rows(
        "SELECT DISTINCT u.username FROM user u JOIN assignment a ON a.organization_id ="
        " u.organization_id WHERE u.issuer_id = :issuer AND u.active AND u.roles LIKE '%office%'"
        " ORDER BY u.username",
        issuer=year.issuer_id,
    )
    tell_own_plan(year, year.person(year.pick(offices)["username"]))


def tell_own_plan(year: Year, who: Person, _committee_plan_id: int = 0) -> None:
    """The committee of somebody tells its own plan."""
    page = who.at(f"/plans/{year.plan_id}/committee-plan")
    form = page.form("plans.save_committee_plan")
    issued = f"{year.today - timedelta(days=3)}"
    who.send(page, form, symbol="12-KH/HU", issued_on=issued, spread_on="", note="Đang quán triệt.")
    year.did("tell an own plan")


def synthesis(year: Year) -> None:
    """The year so far is gathered into a report."""
    page = year.planner.at(f"/plans/{year.plan_id}/synthesis")
    page = year.planner.press(page, "reports.compose_synthesis")
    papers.send_on_road(year, year.planner, page)
    year.did("compose a synthesis")


def span(year: Year) -> None:
    """A span of the year is gathered."""
    page = year.planner.at(f"/plans/{year.plan_id}/syntheses/new")
    form = page.form("reports.ask_span")
    days = {"from_on": f"{year.start.begins.date()}", "to_on": f"{year.today}"}
    page = year.planner.send(page, form, **days)
    if page.has("reports.compose_span"):
        papers.send_on_road(year, year.planner, year.planner.press(page, "reports.compose_span"))
    year.did("gather a span")
