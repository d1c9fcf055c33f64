"""The sample's past months, lived through by its people, each step at its own hour.

What lies after the training day has not happened yet and is left out: one list of stories gives
the past, the present and the untouched months.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.attending.services import findings, letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.road import receiving
from webapp.documents.road import services as documents
from webapp.followup import services as followup
from webapp.followup.queries import thread
from webapp.notices import services as notices
from webapp.notices.facts import Row
from webapp.notices.models import REGULAR, THEMATIC, Meeting, Notice
from webapp.organizations.models import Level, Organization, below
from webapp.plans.models import Activity, Assignment
from webapp.sample.dong_nai import (
    after_issue,
    attendees,
    day_off,
    on_paper,
    scores,
    second_draft,
    self_run,
    steered,
    syntheses,
)
from webapp.sample.dong_nai.findings import write_findings, write_preparation
from webapp.sample.dong_nai.organizations import TRAINING_DAY
from webapp.sample.dong_nai.plan import YEAR
from webapp.sample.dong_nai.stories import STORIES, THEMES, Attended, Story
from webapp.sample.living import Event, at, go_out, live, put_away_old_messages, worked
from webapp.visits.kinds import ANNOUNCEMENT
from webapp.visits.models import TeamMember, Visit
from webapp.visits.services import announcing, choosing, team

PHONE = "0251 000 0{:02d}"
PROPOSED = {8: (9, 20)}  # the days of a month's meetings that the committee itself proposes


def live_through(plan_id: int, people: dict[str, User]) -> None:
    """Live the past months through in the order of time. Commits after every step."""
    years = (_Month(plan_id, story, people) for story in STORIES)
    events = [event for month in years for event in month.events()]
    issuer_id = people["kehoach"].issuer_id
    later: list[Event] = [
        (at(day_off.DECIDED_ON, 15), 0, partial(day_off.make, issuer_id)),
        *self_run.events(plan_id, people),
        *syntheses.events(plan_id, people),
        *on_paper.events(people),
        *second_draft.events(people),
        *after_issue.events(plan_id, people),
        *steered.events(people),
        *attendees.events(plan_id, people),
    ]
    live([*events, *later], TRAINING_DAY)
    put_away_old_messages(issuer_id, TRAINING_DAY)


class _Month:
    """One committee's month as a list of things to do at their hours."""

    def __init__(self, plan_id: int, story: Story, people: dict[str, User]) -> None:
        self.story = story
        self.people = people
        self.chance = Random(story.month)  # noqa: S311  (the sample is the same every time)
        self.assignment_id = db.session.scalars(
            select(Assignment.id)
            .join(Assignment.activity)
            .join(Assignment.organization)
            .where(
                Activity.plan_id == plan_id,
                Assignment.month == date(YEAR, story.month, 1),
                Organization.short_name == story.committee,
            )
        ).one()

    def events(self) -> Iterator[Event]:
        story, order = self.story, self.story.month
        yield at(worked(story.filed_on), 9), order, self.file
        yield at(worked(story.chosen_on), 10), order, self.choose
        yield at(worked(story.announced_on), 14), order, self.announce
        for one in story.attended:
            day = date(YEAR, story.month, one.day)
            yield at(day - timedelta(days=3), 15), order, partial(self.prepare, one)
            yield at(day, 16), order, partial(self.attend, one)
            issued = worked(day + timedelta(days=one.letter_after))
            yield at(issued, 10), order, partial(self.write_back, one)
            if one.answered_after is not None:
                answered = worked(issued + timedelta(days=one.answered_after))
                yield at(answered, 9), order, partial(self.answer, one)
                decided = worked(answered + timedelta(days=2))
                yield at(decided, 9), order, partial(self.decide, one)

    @property
    def office(self) -> User:
        return self.people[self.story.office]

    def assignment(self) -> Assignment:
        return db.session.get_one(
            Assignment,
            self.assignment_id,
            options=[joinedload(Assignment.organization), joinedload(Assignment.activity)],
            populate_existing=True,
        )

    def file(self) -> None:
        """File the month's meetings: those that will be attended begin with a thematic one."""
        assignment = self.assignment()
        attended = [one.day for one in self.story.attended]
        days = sorted([*attended, *self.story.other_days])
        cells = self.chance.sample(self._cells(assignment), len(days))
        rows = [
            Row(
                organization_id=cell.id,
                day=date(YEAR, self.story.month, day),
                hour=time(self.chance.choice((7, 8, 14))),
                place=cell.place or assignment.organization.place,
                kind=THEMATIC if day in attended[::2] else REGULAR,
                topic=THEMES[day % len(THEMES)] if day in attended[::2] else "",
                contact=f"Văn phòng {assignment.organization.label}",
                phone=PHONE.format(day),
                is_proposed=day in PROPOSED.get(self.story.month, ()),
            )
            for cell, day in zip(cells, days, strict=True)
        ]
        notices.file_notice(assignment, None, rows, self.office)

    def _cells(self, assignment: Assignment) -> list[Organization]:
        found = db.session.scalars(
            select(Organization)
            .join(Level, Level.id == Organization.level_id)
            .where(Organization.id.in_(below(assignment.organization.path)), Level.holds_meetings)
            .order_by(Organization.id)
        )
        return list(found)

    def choose(self) -> None:
        """Choose the meetings, close the choice, and form a group for each visit."""
        planner = self.people["kehoach"]
        days = {one.day for one in self.story.attended}
        meetings = db.session.scalars(
            select(Meeting)
            .join(Notice, Notice.id == Meeting.notice_id)
            .where(Notice.assignment_id == self.assignment_id)
        )
        wanted = [one.id for one in meetings if clock.local(one.starts_at).day in days]
        choosing.save_ticks(self.assignment(), wanted, ())
        choosing.close(self.assignment(), planner, seen=wanted)
        first, second = "thanhvien1", "thanhvien2"
        for number, visit in enumerate(self._visits()):
            head, other = (first, second) if number % 2 == 0 else (second, first)
            roles = {self.people[head].id: "head", self.people[other].id: "secretary"}
            team.assign(visit, roles)

    def _visits(self) -> list[Visit]:
        found = db.session.scalars(
            select(Visit)
            .join(Visit.meeting)
            .options(
                joinedload(Visit.meeting),
                joinedload(Visit.organization),
                selectinload(Visit.team).joinedload(TeamMember.user),
            )
            .where(Visit.assignment_id == self.assignment_id)
            .order_by(Meeting.starts_at)
            .execution_options(populate_existing=True)
        )
        return list(found)

    def visit(self, one: Attended) -> Visit:
        return next(v for v in self._visits() if clock.local(v.meeting.starts_at).day == one.day)

    def announce(self) -> None:
        """Announce the visits and invite the advisory bodies; the committee acknowledges."""
        for compose in (announcing.announce, announcing.invite):
            document = compose(self.assignment(), self.people["kehoach"])
            go_out(document, self.people["kehoach"], self.people["lanhdao"])
        receiving.acknowledge(
            documents.current(ANNOUNCEMENT, ("assignment", self.assignment_id)) or document,
            self.office,
        )

    def prepare(self, one: Attended) -> None:
        write_preparation(self.visit(one), complete=one.quality > 0.7)

    def attend(self, one: Attended) -> None:
        visit = self.visit(one)
        head = next(member.user for member in visit.team if member.role == "head")
        write_findings(visit, head, one.quality, self.chance)
        if one.is_near:
            scores.miss_by_a_hair(self.visit(one))
        if one.unscored:
            scores.go_without(self.visit(one), one.unscored)
        if one.despite:
            scores.leave_unrated(self.visit(one))
        findings.complete(self.visit(one), head, one.despite)

    def write_back(self, one: Attended) -> None:
        document = letters.compose(self.visit(one), self.people["thanhvien2"])
        go_out(document, self.people["kehoach"], self.people["lanhdao"])
        receiving.acknowledge(document, self.office)

    def _recommendations(self, one: Attended) -> list[Recommendation]:
        found = db.session.scalars(
            select(Recommendation)
            .options(
                joinedload(Recommendation.organization),
                joinedload(Recommendation.visit)
                .joinedload(Visit.assignment)
                .options(joinedload(Assignment.organization), joinedload(Assignment.activity)),
            )
            .where(Recommendation.visit_id == self.visit(one).id)
        )
        return list(found)

    def answer(self, one: Attended) -> None:
        for recommendation in self._recommendations(one):
            text = "Đã họp rút kinh nghiệm và thực hiện xong; biên bản lưu tại đơn vị."
            followup.answer(recommendation, self.office, text)

    def decide(self, one: Attended) -> None:
        note = "" if one.accepted else "Đề nghị gửi kèm biên bản và nêu rõ thời gian thực hiện."
        for recommendation in self._recommendations(one):
            last = thread(recommendation.id)[-1]
            planner = self.people["kehoach"]
            followup.decide(recommendation, last, planner, accepted=one.accepted, note=note)
