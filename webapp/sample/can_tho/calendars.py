"""The calendars that the unions of the bloc sent, month by month (46-KH/ĐTN, II.3).

Until June they came on paper and were entered; from July on the unions send them here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.notices import services as notices
from webapp.notices.facts import Row
from webapp.notices.models import REGULAR, THEMATIC
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.sample.can_tho.plan import VISITS, YEAR
from webapp.sample.living import Event, at, worked

ON_PAPER, HERE = range(3, 7), range(7, 10)  # months
COMING = 9  # its calendars are being sent on the training day
# Unions by number: who was late, who sent nothing, who has time left.
LATE = {3: (8, 40), 4: (21,), 5: (33, 50), 6: (12,), 7: (47,), 8: (5, 60), 9: ()}
SILENT = {3: (19, 55), 4: (19, 38), 5: (29,), 6: (61,), 7: (19, 44), 8: (38,), 9: ()}
YET_TO_SEND = (3, 11, 17, 24, 31, 38, 46, 52, 64)
HOURS = (time(7, 30), time(8), time(14), time(15, 30), time(17))
THEMES = (
    "Tuổi trẻ với Đại hội Đảng các cấp",
    "Rèn luyện tác phong, lề lối công tác của cán bộ Đoàn",
    "Học tập và làm theo Bác trong đoàn viên, công chức trẻ",
    "Kỳ nghỉ hồng 2020",
    "Chủ trương 1+2",
)
FIRST_DAY, LAST_DAY = 2, 26
# Branches meet on a Sunday and on the national day, too: taken, with a word. By month and union.
DAYS_OFF = {(9, 7): date(YEAR, 9, 6), (9, 8): date(YEAR, 9, 2)}


def senders(month: int) -> list[int]:
    """Return the numbers of the unions that sent, or will have sent, the month's calendar."""
    silent = (*SILENT[month], *(YET_TO_SEND if month == COMING else ()))
    return [number for number in range(1, 67) if number not in silent]


def sent_at(month: int, number: int) -> datetime:
    """Return when a union sent a month's calendar: before the 20th of the month before, or late.

    March's fell due before the plan was issued and came with the plan's first days.
    """
    due = date(YEAR, month - 1, 19)
    if month == ON_PAPER[0]:
        return at(date(YEAR, 2, 24) + timedelta(days=number % 3), 8 + number % 9)
    if number in LATE[month]:
        return at(worked(due + timedelta(days=1 + number % 3)), 8 + number % 9)
    return at(due - timedelta(days=3 + number % 9), 8 + number % 9, number % 60)


def rows_of(month: int, number: int, branches: list[Organization]) -> list[Row]:
    """Return the meetings that a union told for a month; the coming one has all its branches'."""
    chance = Random(100 * month + number)  # noqa: S311  (the sample is the same every time)
    turn = (month + number) % len(branches)
    meeting = branches if month == COMING else [branches[turn]]
    rows = [_row(month, number, branch, chance) for branch in meeting]
    if day := DAYS_OFF.get((month, number)):
        rows[0] = replace(rows[0], day=day)
    return rows


def _row(month: int, number: int, branch: Organization, chance: Random) -> Row:
    day = worked(date(YEAR, month, chance.randint(FIRST_DAY, LAST_DAY)))
    is_thematic = chance.random() < 0.2
    return Row(
        organization_id=branch.id,
        day=day,
        hour=chance.choice(HOURS),
        place=branch.place,
        kind=THEMATIC if is_thematic else REGULAR,
        topic=chance.choice(THEMES) if is_thematic else "",
        contact=f"Bí thư {branch.name}",
        phone=f"0292 000 {number:02d}{month:02d}",
    )


def branches_of(*union_ids: int) -> dict[int, list[Organization]]:
    """Return the branches of unions, in the order they were added."""
    found: dict[int, list[Organization]] = {}
    for one in db.session.scalars(
        select(Organization)
        .options(joinedload(Organization.parent))
        .where(Organization.parent_id.in_(union_ids))
        .order_by(Organization.id)
    ):
        found.setdefault(one.parent_id or 0, []).append(one)
    return found


def assignments_of(plan_id: int, month: int, *union_ids: int) -> dict[int, Assignment]:
    """Return the month's assignments of unions, by union, with their organizations."""
    found = db.session.scalars(
        select(Assignment)
        .join(Assignment.activity)
        .options(joinedload(Assignment.organization))
        .where(
            Activity.plan_id == plan_id,
            Activity.title == VISITS,
            Assignment.month == date(YEAR, month, 1),
            Assignment.organization_id.in_(union_ids),
        )
    )
    return {one.organization_id: one for one in found}


def events(plan_id: int, offices: list[User]) -> Iterator[Event]:
    """Yield the sending of each calendar from July on; *offices* go by the unions' numbers."""
    for month in HERE:
        for number in senders(month):
            who = offices[number - 1]
            yield sent_at(month, number), number, partial(_send, plan_id, month, number, who)


def _send(plan_id: int, month: int, number: int, who: User) -> None:
    union_id = who.organization_id
    assignment = assignments_of(plan_id, month, union_id)[union_id]
    rows = rows_of(month, number, branches_of(union_id)[union_id])
    notices.file_notice(assignment, None, rows, who)
