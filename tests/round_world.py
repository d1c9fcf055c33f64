"""A round on top of the known world: one of everything a round is made of, and one session.

`add_round(world)` gives the plan a round with two units; the first has its session on a day whose
hour is set, the second on the same day without one. Built from rows, as the world is.
"""

from dataclasses import dataclass
from datetime import date

from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import WORKING, Meeting
from webapp.plans.models import Activity, ActivityFigure, Assignment, Duty
from webapp.plans.round_models import (
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Round,
    Seat,
)
from webapp.visits.models import Attendance, Choice, TeamMember, Visit

DAY = date(2024, 3, 19)  # of both sessions
UNITS = ("Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú")


@dataclass(frozen=True)
class RoundWorld:
    """The rows by name. `visits` are those of `UNITS`, in order."""

    activity: Activity
    assignments: list[Assignment]
    visits: list[Visit]
    groups: list[AttendeeGroup]
    steps: list[AgendaStep]
    required: list[RequiredPaper]
    parts: list[OutlinePart]
    figure: ActivityFigure


def add_round(world: World) -> RoundWorld:
    """Add it, commit, and return its rows."""
    activity = _activity(world)
    parts, figure = _outline(activity)
    assignments, visits = [], []
    for name in UNITS:
        assignments.append(_assignment(world, activity, name))
        visits.append(_session(world, assignments[-1], is_hour_set=name == UNITS[0]))
    found = RoundWorld(
        activity,
        assignments,
        visits,
        groups=_rows(
            AttendeeGroup(activity_id=activity.id, position=1, label="Thường trực cấp ủy"),
            AttendeeGroup(
                activity_id=activity.id, position=2, label="Bí thư chi bộ", least=2, most=3
            ),
            AttendeeGroup(
                activity_id=activity.id, position=3, label="Đại diện cấp ủy", is_required=True
            ),
        ),
        steps=_rows(
            AgendaStep(
                activity_id=activity.id,
                position=1,
                text="Giới thiệu thành phần",
                speaker="Đơn vị",
                minutes=5,
            ),
            AgendaStep(activity_id=activity.id, position=2, text="Kết luận", speaker="Trưởng đoàn"),
        ),
        required=_rows(
            RequiredPaper(activity_id=activity.id, position=1, label="Sổ nghị quyết"),
            RequiredPaper(
                activity_id=activity.id, position=2, label="Mô hình hay", is_optional=True
            ),
        ),
        parts=parts,
        figure=figure,
    )
    db.session.commit()
    return found


def _rows(*rows):  # type: ignore[no-untyped-def]
    add(*rows)
    return list(rows)


def _activity(world: World) -> Activity:
    activity = add(
        Activity(plan_id=world.plan.id, position=3, kind="round", title="Giám sát chuyên đề")
    )
    add(
        Round(
            activity_id=activity.id,
            topic="Công tác phát triển đảng viên",
            opens_on=date(2024, 3, 11),
            closes_on=date(2024, 3, 22),
            units_wanted=3,
            covered_from=date(2023, 1, 1),
            covered_to=date(2023, 12, 31),
            kick_off_at=clock.at(date(2024, 2, 20), 9),
            kick_off_place="Phòng họp Ban",
        ),
        Seat(activity_id=activity.id, position=1, role="head", user_id=world.user("member").id),
        Seat(
            activity_id=activity.id, position=2, role="secretary", user_id=world.user("member2").id
        ),
        Seat(activity_id=activity.id, position=3, body="Ủy ban Kiểm tra"),
    )
    for kind, owner, rule, anchor, fixed_on in (
        ("announcement", "planner", "5 working days before", "round_start", None),
        ("self_report", "unit", "at 17:00", "fixed", date(2024, 3, 8)),
        ("findings", "member", "3 working days after", "meeting", None),
        ("round_report", "member", "7 working days after", "round_end", None),
    ):
        add(
            Duty(
                activity_id=activity.id,
                kind=kind,
                owner=owner,
                rule=rule,
                anchor=anchor,
                fixed_on=fixed_on,
                label=kind,
            )
        )
    return activity  # type: ignore[no-any-return]


def _outline(activity: Activity) -> tuple[list[OutlinePart], ActivityFigure]:
    parts = _rows(
        OutlinePart(
            activity_id=activity.id, position=1, level=1, kind="heading", title="KHÁI QUÁT"
        ),
        OutlinePart(activity_id=activity.id, position=2, kind="text", title="Đặc điểm tình hình"),
        OutlinePart(
            activity_id=activity.id,
            position=3,
            kind="table",
            title="Văn bản đã ban hành",
            columns=["Tên văn bản", "Số, ký hiệu"],
        ),
        OutlinePart(activity_id=activity.id, position=4, kind="figures", title="Số liệu"),
        OutlinePart(
            activity_id=activity.id,
            position=5,
            kind="free",
            title="Nội dung khác",
            is_optional=True,
        ),
    )
    figure = add(
        ActivityFigure(
            activity_id=activity.id,
            part_id=parts[3].id,
            position=1,
            label="Đoàn viên ưu tú",
            unit="người",
        )
    )
    return parts, figure


def _assignment(world: World, activity: Activity, name: str) -> Assignment:
    assignment = add(
        Assignment(
            activity_id=activity.id,
            issuer_id=world.issuer.id,
            organization_id=world.organization(name).id,
        )
    )
    # The units have been told that they are chosen.
    add(
        Choice(
            issuer_id=world.issuer.id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            closed_at=clock.now(),
            closed_by_id=world.user("planner").id,
        )
    )
    return assignment  # type: ignore[no-any-return]


def _session(world: World, assignment: Assignment, *, is_hour_set: bool) -> Visit:
    own = {"issuer_id": world.issuer.id, "organization_id": assignment.organization_id}
    meeting = add(
        Meeting(
            **own,
            starts_at=clock.at(DAY, 8 if is_hour_set else 0),
            is_hour_set=is_hour_set,
            is_hour_later=not is_hour_set,
            place="Hội trường đơn vị",
            kind=WORKING,
            received_on=clock.today(),
        )
    )
    visit = add(Visit(**own, assignment_id=assignment.id, meeting_id=meeting.id))
    add(
        Attendance(visit_id=visit.id),
        TeamMember(visit_id=visit.id, user_id=world.user("member").id, role="head"),
        TeamMember(visit_id=visit.id, user_id=world.user("member2").id, role="secretary"),
    )
    return visit  # type: ignore[no-any-return]
