"""A committee files its month's list, late or in time, amends it, moves and cancels meetings."""

import re
from datetime import date, timedelta
from html import unescape
from random import Random

from tests.year.people import CannotNow, Page, Person
from tests.year.year import Year, day_of

PLACES = ("Hội trường", "Phòng họp tầng 2", "Nhà văn hóa")
TOPICS = ("Học tập và làm theo Bác", "Nêu gương", "Tự phê bình và phê bình")
SOON = 45  # days before a month in which its list is made
HOURS = ("07:30", "08:00", "14:00", "19:00")


def file_list(year: Year, who: Person, assignment_id: int) -> None:
    """Fill the month's list in and send it; cells of the committee, three to six meetings."""
    month = _month(year, assignment_id)
    if month > year.today + timedelta(days=SOON):
        raise CannotNow("too early")
    days = _days_left(month, year.today)
    if not days:
        raise CannotNow("no day of the month is left")
    page = who.at(f"/assignments/{assignment_id}/notice")
    form = page.form("notices.edit")
    named = _hosts(page) or _found(who, assignment_id)
    if not named:
        raise CannotNow("no body of this one holds meetings")
    chance = year.chance
    hosts = chance.sample(named, min(len(named), chance.randint(2, 5)))
    values = {"symbol": "12-CV/VP", "came_on": f"{year.today}"}
    for number, host in enumerate(hosts):
        values |= _row(number, host, chance.choice(days), number == 0, chance)
    known = {one.name for one in form.controls}
    sent = {k: v for k, v in values.items() if k.startswith("rows-") or k in known}
    who.send(page, form, **sent)
    year.did("file a list")


def _row(number: int, host: str, day: date, thematic: bool, chance: Random) -> dict[str, str]:
    own = {
        "organization": host,
        "day": f"{day}",
        "hour": chance.choice(HOURS),
        "place": chance.choice(PLACES),
        "kind": "thematic" if thematic else "regular",
        "topic": chance.choice(TOPICS) if thematic else "",
        "contact": "Đồng chí trực văn phòng",
        "phone": "0251 000 111",
    }
    return {f"rows-{number}-{name}": value for name, value in own.items()}


def _hosts(page: Page) -> list[str]:
    """Return the bodies that the page offers to a row."""
    listed = re.search(r'<datalist id="organizations">(.*?)</datalist>', page.text, re.S)
    return [unescape(one) for one in re.findall(r'value="([^"]+)"', listed[1])] if listed else []


def _found(who: Person, assignment_id: int) -> list[str]:
    """Return the bodies that are found by a word of theirs, where they are too many to list."""
    page = who.at(f"/assignments/{assignment_id}/notice/organizations?q=chi")
    return [unescape(one) for one in re.findall(r'data-value="([^"]+)"', page.text)]


def _month(year: Year, assignment_id: int) -> date:
    (row,) = year.rows("SELECT month FROM assignment WHERE id = :id", id=assignment_id)
    if row["month"] is None:
        raise CannotNow("not by months")
    return day_of(row["month"])


def _days_left(month: date, today: date) -> list[date]:
    days = (month + timedelta(days=number) for number in range(28))
    return [one for one in days if one > today and one.weekday() < 6]


def file_some_list(year: Year) -> None:
    """Some committee files the list of a month that is near; a few stay silent for good."""
    ahead = year.today + timedelta(days=45)
    open_ones = year.rows(
        "SELECT a.id, u.username FROM assignment a JOIN activity v ON v.id = a.activity_id"
        " JOIN user u ON u.organization_id = a.organization_id AND u.active"
        " LEFT JOIN notice n ON n.assignment_id = a.id"
        " WHERE a.issuer_id = :issuer AND a.month > :since AND a.month <= :ahead AND n.id IS NULL"
        " AND v.kind IN ('attend', 'grassroots') AND u.roles LIKE '%office%' ORDER BY a.id",
        issuer=year.issuer_id,
        since=f"{year.today - timedelta(days=25)}",
        ahead=f"{ahead}",
    )
    one = year.pick(open_ones)
    file_list(year, year.person(one["username"]), one["id"])


def file_on_paper(year: Year) -> None:
    """The planner types a list that came on paper."""
    open_ones = year.rows(
        "SELECT a.id FROM assignment a JOIN activity v ON v.id = a.activity_id"
        " LEFT JOIN notice n ON n.assignment_id = a.id"
        " WHERE a.issuer_id = :issuer AND a.month > :since AND a.month <= :ahead AND n.id IS NULL"
        " AND v.kind IN ('attend', 'grassroots') ORDER BY a.id",
        issuer=year.issuer_id,
        since=f"{year.today}",
        ahead=f"{year.today + timedelta(days=45)}",
    )
    file_list(year, year.planner, year.pick(open_ones)["id"])


def amend_list(year: Year) -> None:
    """A list that was filed is opened again and one place of it changed."""
    filed = year.rows(
        "SELECT n.assignment_id, u.username FROM notice n JOIN assignment a ON a.id ="
        " n.assignment_id JOIN user u ON u.organization_id = a.organization_id AND u.active"
        " WHERE n.issuer_id = :issuer AND a.month > :today ORDER BY n.id",
        issuer=year.issuer_id,
        today=f"{year.today}",
    )
    one = year.pick(filed)
    who = year.person(one["username"])
    page = who.at(f"/assignments/{one['assignment_id']}/notice")
    form = page.form("notices.edit")
    places = [c.name for c in form.controls if c.name.endswith("-place") and c.value]
    who.send(page, form, **{year.pick(places): "Phòng họp số 3"})
    year.did("amend a list")


def _coming(year: Year) -> tuple[int, str, date]:
    """Return one coming meeting that a unit noticed, and who may change it."""
    meetings = year.rows(
        "SELECT m.id, m.starts_at, u.username FROM meeting m JOIN notice n ON n.id = m.notice_id"
        " JOIN assignment a ON a.id = n.assignment_id"
        " JOIN user u ON u.organization_id = a.organization_id AND u.active"
        " LEFT JOIN visit v ON v.meeting_id = m.id"
        " WHERE m.issuer_id = :issuer AND m.cancelled_at IS NULL AND m.starts_at > :now"
        " AND v.cancelled_at IS NULL ORDER BY v.id IS NULL, m.id",
        issuer=year.issuer_id,
        now=f"{year.today + timedelta(days=1)}",
    )
    one = year.pick(meetings[:12])
    return one["id"], one["username"], day_of(one["starts_at"])


def move_meeting(year: Year) -> None:
    """A meeting gets another day or hour."""
    meeting_id, username, day = _coming(year)
    days = [one for one in _days_left(day.replace(day=1), year.today) if one != day]
    who = year.person(username)
    page = who.at(f"/meetings/{meeting_id}/change")
    values = {"what": "move", "day": f"{year.pick(days)}", "hour": year.pick(list(HOURS))}
    who.press(page, "notices.change", **values, place=year.pick(list(PLACES)), reason="Mất điện")
    year.did("move a meeting")


def cancel_meeting(year: Year) -> None:
    """A meeting is not to be held."""
    meeting_id, username, _ = _coming(year)
    who = year.person(username)
    page = who.at(f"/meetings/{meeting_id}/change")
    who.press(page, "notices.change", what="cancel", reason="Bí thư đi học")
    year.did("cancel a meeting")
