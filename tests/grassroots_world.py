"""Monthly visits to the grassroots on top of the known world, built from rows as the world is.

`add_grassroots(world)` assigns all three committees to February and March; `meetings_in` files a
unit's meetings of a month. `one_of_everything(world)` is a small month of another unit, published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.dues import filed
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.grassroots.models import MonthlyCalendar, Wish
from webapp.milestones.engine import mark_done
from webapp.notices.models import REGULAR, THEMATIC, Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.plans.services import standard
from webapp.visits.models import Attendance, Choice, TeamMember, Visit

UNITS = ("Nhơn Trạch", "Tân Phú", "Long Thành")
MONTHS = (date(2024, 2, 1), date(2024, 3, 1))
MARCH = MONTHS[1]


@dataclass(frozen=True)
class GrassrootsWorld:
    """The rows by name."""

    activity_id: int
    assignment_ids: dict[tuple[str, date], int]

    @property
    def activity(self) -> Activity:
        """The activity with its plan."""
        wanted = select(Activity).where(Activity.id == self.activity_id)
        return db.session.scalars(wanted.options(joinedload(Activity.plan))).one()

    def assignment(self, unit: str = UNITS[0], month: date = MARCH) -> Assignment:
        return db.session.get_one(Assignment, self.assignment_ids[unit, month])


def add_grassroots(world: World, wanted: int | None = None) -> GrassrootsWorld:
    """Add the activity with its duties and assignments, commit, and return its rows."""
    activity = standard.activity(GRASSROOTS, 4, "Đi cơ sở", wanted)
    activity.plan_id = world.plan.id
    add(activity)
    made = {
        (unit, month): add(
            Assignment(
                activity_id=activity.id,
                issuer_id=world.issuer.id,
                organization_id=world.organization(f"Đảng bộ huyện {unit}").id,
                month=month,
            )
        ).id
        for month in MONTHS
        for unit in UNITS
    }
    db.session.commit()
    return GrassrootsWorld(activity.id, made)


def one_of_everything(world: World) -> dict[str, int]:
    """Give one new unit a published month, and return the numbers of its rows."""
    planner, member = world.user("planner"), world.user("member")
    activity = standard.activity(GRASSROOTS, 5, "Đi cơ sở")
    activity.plan_id = world.plan.id
    add(activity)
    unit = world.committee("Đoàn cơ sở Mẫu")
    own = {"issuer_id": world.issuer.id, "organization_id": unit.id}
    assignment = add(Assignment(activity_id=activity.id, month=MARCH, **own))
    notice = add(
        Notice(assignment_id=assignment.id, filed_at=clock.now(), filed_by_id=planner.id, **own)
    )
    meeting = filed(
        date(2024, 2, 19),
        Meeting(
            notice_id=notice.id,
            starts_at=clock.at(MARCH.replace(day=8), 8),
            place="Hội trường",
            kind=REGULAR,
            received_on=clock.today(),
            **own,
        ),
    )
    visit = add(Visit(assignment_id=assignment.id, meeting_id=meeting.id, **own))
    add(
        Attendance(visit_id=visit.id),
        TeamMember(visit_id=visit.id, user_id=member.id, role="head"),
        Choice(assignment_id=assignment.id, closed_at=clock.now(), closed_by_id=planner.id, **own),
    )
    calendar = add(
        MonthlyCalendar(
            issuer_id=world.issuer.id,
            organization_id=planner.organization_id,
            activity_id=activity.id,
            month=MARCH,
            published_at=clock.now(),
            published_by_id=planner.id,
        )
    )
    wish = add(
        Wish(
            issuer_id=world.issuer.id,
            user_id=member.id,
            kind="absent",
            starts_on=MARCH,
            ends_on=MARCH,
        )
    )
    return {
        "grassroots_id": activity.id,
        "grassroots_meeting_id": meeting.id,
        "grassroots_visit_id": visit.id,
        "calendar_id": calendar.id,
        "wish_id": wish.id,
    }


def meetings_in(
    world: World, found: GrassrootsWorld, unit: str, *times: tuple[int, int], month: date = MARCH
) -> Sequence[Meeting]:
    """File a unit's meetings of a month: (day, hour) each, the cells in turn; the last thematic."""
    assignment = found.assignment(unit, month)
    notice = add(
        Notice(
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            filed_at=clock.now(),
            filed_by_id=world.user("planner").id,
        )
    )
    for number, (day, hour) in enumerate(times):
        cell = world.organization(f"Chi bộ ấp {(1, 2, 10)[number % 3]} {unit}")
        last = number == len(times) - 1
        filed(
            date(2024, 2, 19),
            Meeting(
                issuer_id=assignment.issuer_id,
                organization_id=cell.id,
                notice_id=notice.id,
                starts_at=clock.at(month.replace(day=day), hour),
                place=f"Hội trường {unit}",
                kind=THEMATIC if last else REGULAR,
                topic="Học tập và làm theo Bác" if last else "",
                contact="Bí thư",
                phone="0292 000 000",
                received_on=clock.today(),
            ),
        )
    mark_done("notice", ("assignment", assignment.id), notice.receipt_number)
    db.session.commit()
    return db.session.scalars(
        select(Meeting).where(Meeting.notice_id == notice.id).order_by(Meeting.starts_at)
    ).all()
