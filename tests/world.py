"""One small, known world: an issuer with three committees, its people, a plan of 2024, a stranger.

It is built from rows (`tests.building`), not through services, so that a test of a service stands
on nothing it tests. `World()` finds the rows by name inside an application context.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from tests.building import add, organization
from tests.dues import filed
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices.models import REGULAR, THEMATIC, Meeting, Notice
from webapp.organizations.models import Issuer, Level, Organization
from webapp.plans.models import Activity, Assignment, ChecklistItem, Plan
from webapp.visits.models import Attendance, Choice, Rubric, TeamMember, Visit


class World:
    """Finds the known rows."""

    def unissue(self) -> None:
        """Make the plan a draft again, as if its paper had never been."""
        db.session.execute(delete(Document).where(Document.kind == "plan"))
        db.session.commit()

    def user(self, username: str) -> User:
        return db.session.scalars(select(User).where(User.username == username)).one()

    def organization(self, name: str) -> Organization:
        return db.session.scalars(select(Organization).where(Organization.name == name)).one()

    @property
    def issuer(self) -> Issuer:
        return db.session.scalars(select(Issuer).where(Issuer.code == "BTCTU")).one()

    @property
    def plan(self) -> Plan:
        return db.session.scalars(select(Plan).where(Plan.year == 2024)).one()

    def assignment(self, committee: str = "Nhơn Trạch") -> Assignment:
        """The committee's month, or its year by itself; what a round adds is left out."""
        name = f"Đảng bộ huyện {committee}"
        return db.session.scalars(
            select(Assignment)
            .join(Assignment.organization)
            .join(Assignment.activity)
            .where(Organization.name == name, Activity.kind.in_(("attend", "self_run")))
        ).one()

    def notice(self, committee: str = "Nhơn Trạch", meetings: int = 3) -> Notice:
        """File a notice as rows: meetings on the 5th, 6th, … of the month, the last thematic."""
        assignment = self.assignment(committee)
        assert assignment.month is not None
        clerk = self.user("office")
        notice: Notice = add(
            Notice(
                issuer_id=assignment.issuer_id,
                organization_id=assignment.organization_id,
                assignment_id=assignment.id,
                filed_at=clock.now(),
                filed_by_id=clerk.id,
            )
        )
        for number in range(meetings):
            cell = self.organization(f"Chi bộ ấp {(1, 2, 10)[number % 3]} {committee}")
            day = assignment.month + timedelta(days=4 + number % 20)
            thematic = number == meetings - 1
            filed(
                day - timedelta(days=30),
                Meeting(
                    issuer_id=notice.issuer_id,
                    organization_id=cell.id,
                    notice_id=notice.id,
                    starts_at=clock.at(day, 8),
                    place="Hội trường ấp",
                    kind=THEMATIC if thematic else REGULAR,
                    topic="Học tập và làm theo Bác" if thematic else "",
                    contact="Văn phòng",
                    phone="0251 000 000",
                    received_on=clock.today(),
                ),
            )
        db.session.commit()
        return notice

    def visit(
        self, committee: str = "Nhơn Trạch", team: tuple[str, ...] = ("member", "member2")
    ) -> Visit:
        """Choose the last (thematic) meeting of a new notice, with a team, head first.

        The month's choice is closed, so that the committee's office sees the visit.
        """
        meeting = self.meetings(self.notice(committee))[-1]
        add(
            Choice(
                issuer_id=meeting.issuer_id,
                organization_id=self.assignment(committee).organization_id,
                assignment_id=self.assignment(committee).id,
                closed_at=clock.now(),
                closed_by_id=self.user("planner").id,
            )
        )
        visit: Visit = add(
            Visit(
                issuer_id=meeting.issuer_id,
                organization_id=meeting.organization_id,
                assignment_id=self.assignment(committee).id,
                meeting_id=meeting.id,
                rubric_id=db.session.scalars(select(Rubric.id)).first(),
            )
        )
        for number, username in enumerate(team):
            add(
                TeamMember(
                    visit_id=visit.id,
                    user_id=self.user(username).id,
                    role="member" if number else "head",
                )
            )
        add(Attendance(visit_id=visit.id))
        db.session.commit()
        return visit

    def items(self) -> list[ChecklistItem]:
        """The contents of the plan."""
        return list(db.session.scalars(select(ChecklistItem).order_by(ChecklistItem.id)))

    def committee(self, name: str) -> Organization:
        """Add one more committee that a plan must reach."""
        model = self.organization("Đảng bộ huyện Tân Phú")
        level = db.session.get_one(Level, model.level_id)
        root = db.session.get_one(Organization, model.parent_id)
        return organization(self.issuer, level, name, root)

    def cells(self, count: int) -> None:
        """Add that many cells to a grassroots organization of Nhơn Trạch."""
        base = self.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
        level_id = self.organization("Chi bộ ấp 1 Nhơn Trạch").level_id
        made = [
            Organization(
                issuer_id=base.issuer_id,
                level_id=level_id,
                parent_id=base.id,
                name=f"Chi bộ thêm {number}",
            )
            for number in range(count)
        ]
        add(*made)
        for cell in made:
            cell.path = f"{base.path}{cell.id}/"
        db.session.flush()

    def meetings_notice(self, meeting_id: int) -> int:
        """The number of the notice that a meeting stands in."""
        return db.session.get_one(Meeting, meeting_id).notice_id

    def meetings(self, notice: Notice) -> list[Meeting]:
        return list(
            db.session.scalars(
                select(Meeting).where(Meeting.notice_id == notice.id).order_by(Meeting.starts_at)
            )
        )


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment on Việt Nam's wall clock."""
    return datetime(year, month, day, hour, minute, tzinfo=clock.LOCAL)
