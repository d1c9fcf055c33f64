"""What nobody knows yet is a gap in every kind of paper: none goes out that leaves something open.

One of everything is composed, then composed again after all that may be unknown was taken away.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from tests.full_world import Values, issue
from tests.world import World, add
from webapp.attending.models import Recommendation, Remark, StepRun
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.road import composing
from webapp.documents.road.composing import COMPOSERS, Composer
from webapp.documents.tree import Paper
from webapp.documents.tree.paper import apart
from webapp.documents.tree.undecided import left_open
from webapp.grassroots.models import HandChoice, MonthlyCalendar
from webapp.grassroots.queries.month import MonthRecord
from webapp.notices.models import Meeting
from webapp.plans.models import Activity, ContentGroup, Duty, Plan, PlanLine
from webapp.plans.round_models import AgendaStep, Round, Seat
from webapp.visits.kinds import ANNOUNCEMENT, INVITATION
from webapp.visits.models import Attendance, NoShow, TeamMember, Visit

GAP = re.compile(r"\[\[thiếu:.*?\]\]")
NOBODY_KNOWS = re.compile(
    r"chưa định|chưa rõ|chưa xác định|\bNone\b|…|\.{3}|\?|Đại diện *[,.;]|0/0|ngày ấn định"
)
HOUR, SIGNATORY = "giờ làm việc tại", "tên người ký"
WANTED = {  # what each kind lacks at least, by how the gap begins
    "plan of plan": (
        HOUR,
        "giờ, ngày triển khai",
        "họ tên thành viên đoàn",
        "thời hạn: ",
        SIGNATORY,
    ),
    "announcement of assignment": (HOUR, "địa điểm", "Tổ công tác", SIGNATORY),
    "invitation of assignment": (HOUR, "địa điểm", "Tổ công tác", "cơ quan được mời"),
    "amendment of assignment": (HOUR, "địa điểm", "Tổ công tác dự"),
    "announcement of round": (HOUR, "địa điểm", "họ tên thành viên Đoàn", "hạn gửi tài liệu"),
    "invitation of round": (HOUR, "địa điểm", "giờ, ngày triển khai", SIGNATORY),
    "amendment of round": (HOUR, "địa điểm", "Đoàn giám sát"),
    "round_report of round": ("số người dự", "tên Trưởng đoàn", "tên thư ký", "nguyên nhân"),
    "announcement of monthly_calendar": (SIGNATORY,),
    "amendment of monthly_calendar": (SIGNATORY,),
    "month_report of monthly_calendar": ("số có mặt", "tổng số đoàn viên"),
    "quick_report of visit": ("lý do không tham dự", SIGNATORY),
    "minutes of visit": ("địa điểm", "người chủ trì", "người ghi biên bản", "giờ kết thúc"),
    "result_letter of visit": ("địa điểm", "giờ khai mạc", "số có mặt", "người theo dõi"),
    "synthesis of plan": ("lý do không tham dự", SIGNATORY),
    "synthesis of synthesis": ("lý do không tham dự", SIGNATORY),
}


def subjects(values: dict[str, int | str], world: World) -> dict[str, list[int]]:
    return {
        "plan": [world.plan.id],
        "assignment": [int(values["assignment_id"])],
        "visit": list(db.session.scalars(select(Visit.id).order_by(Visit.id))),
        "round": list(db.session.scalars(select(Activity.id).where(Activity.kind == "round"))),
        "monthly_calendar": list(db.session.scalars(select(MonthlyCalendar.id))),
        "synthesis": [int(values["synthesis_id"])],
    }


def papers(about: dict[str, list[int]]) -> Iterator[tuple[Composer, Paper]]:
    """Compose all that the rows make: every kind about each row."""
    for composer in COMPOSERS:
        for subject_id in about[composer.subject_kind]:
            with suppress(Refused):
                yield composer, composer.compose(subject_id, None).printed


def announce(world: World, about: dict[str, list[int]]) -> None:
    """Issue what announces, so that there is something to amend, with all that was known."""
    planner = world.user("planner")
    for composer in COMPOSERS:
        if composer.paper_kind in (ANNOUNCEMENT, INVITATION):
            for subject_id in about[composer.subject_kind]:
                subject = (composer.subject_kind, subject_id)
                issue(world, composing.compose(composer.paper_kind, subject, planner))


def note_all(world: World, values: dict[str, int | str]) -> None:
    """Let every visit have been held, with findings and a step of its agenda, and somebody away."""
    add(
        NoShow(
            visit_id=values["grassroots_visit_id"],
            user_id=world.user("member").id,
            reason="Bận",
            reported_at=clock.now(),
            reported_by_id=world.user("planner").id,
            issuer_id=world.issuer.id,
            organization_id=world.user("planner").organization_id,
        )
    )
    first = db.session.scalars(select(AgendaStep).order_by(AgendaStep.position)).first()
    assert first is not None
    add(StepRun(visit_id=values["session_visit_id"], step_id=first.id, began_at=clock.now()))
    session = db.session.get_one(Visit, values["session_visit_id"])
    author = {"author_id": world.user("member").id, "created_at": clock.now()}
    own = {"issuer_id": session.issuer_id, "organization_id": session.organization_id}
    fault = add(Remark(visit_id=session.id, kind="shortcoming", text="Sổ ghi thiếu", **author))
    add(
        Recommendation(
            visit_id=session.id, remark_id=fault.id, text="Bổ sung", created_at=clock.now(), **own
        )
    )


def forget(world: World) -> None:
    """Take away all that a paper may lack: hours, places, people, figures, contents, who signs."""
    for statement in (
        update(Meeting).values(place="", phone="", is_hour_set=False),
        update(Attendance).values(
            members=None, present=None, excused=None, unexcused=None, chair="", minute_taker="",
            opened_at="", closed_at="",
        ),
        update(Seat).values(user_id=None, full_name="", body="", title=""),
        update(Round).values(topic="", kick_off_at=None),
        update(Duty).values(fixed_on=None),
        update(Recommendation).values(owner="", due_on=None, monitor_id=None),
        update(Remark).values(cause=""),
        update(NoShow).values(reason=""),
        update(AgendaStep).values(speaker=""),
        update(Plan).values(opening="", authority="", signing_position="", signatory=""),
        update(ContentGroup).values(activity_id=None),
        delete(TeamMember),
        delete(PlanLine),
    ):  # fmt: skip
        db.session.execute(statement)
    leave_out()
    db.session.commit()
    db.session.expire_all()


def leave_out() -> None:
    """Let it be decided that nobody goes in the months: of what nobody decided no paper is made."""
    for calendar in db.session.scalars(select(MonthlyCalendar)):
        activity = db.session.get_one(Activity, calendar.activity_id)
        for line in MonthRecord(activity, calendar.month).lines:
            if not line.is_nobody:
                add(HandChoice(calendar_id=calendar.id, meeting_id=line.meeting_id))


@pytest.fixture
def unknown(world: World, full: Values) -> dict[str, list[tuple[Composer, Paper]]]:
    """What is composed of each kind after all was forgotten, by kind."""
    note_all(world, full)
    about, found = subjects(full, world), {}
    db.session.execute(update(Visit).values(held_at=None))
    announce(world, about)
    forget(world)
    for held_at in (None, clock.now()):  # what is announced is to come, what is reported is over
        db.session.execute(update(Visit).values(held_at=held_at))
        db.session.commit()
        for composer, paper in papers(about):
            found.setdefault(composer.key, []).append((composer, paper))
    return found


def test_every_kind_says_what_it_lacks_and_leaves_nothing_open(
    unknown: dict[str, list[tuple[Composer, Paper]]],
) -> None:
    for key, papers_of in unknown.items():
        lacking = {gap for _, paper in papers_of for gap in tree.gaps(paper)}
        for wanted in WANTED[key]:
            assert any(gap.startswith(wanted) for gap in lacking), (key, wanted)
        for _, paper in papers_of:
            above = replace(paper, blocks=apart(paper.blocks)[0])  # an outline is to be filled in
            told = [GAP.sub("", text) for text in tree.strings(above)]
            assert [text for text in told if NOBODY_KNOWS.search(text)] == [], key
            assert left_open(paper) == (), key
    assert set(unknown) == {composer.key for composer in COMPOSERS}
