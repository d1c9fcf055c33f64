"""What happens after papers were issued: a letter withdrawn with a copy of it, a meeting that gets
another place and one that goes into the next month, a letter submitted with a gap, a draft that
nobody wants any more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.services import letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.copies import services as copies
from webapp.documents.copies.kinds import PART, WHOLE
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.road import dropping
from webapp.documents.road import services as documents
from webapp.documents.tree import Signature, Table
from webapp.notices import services as notices
from webapp.notices.models import Meeting, Notice
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, Assignment
from webapp.sample.living import Event, at, go_out
from webapp.visits.models import Visit

MONTH = date(2024, 7, 1)
ANSWERED, UNANSWERED, COMING = 4, 9, 18  # days of July on which Long Khánh's cells meet
MOVED_TO = date(2024, 8, 6)
LAST = 100  # what happens here comes after all else of its hour


def events(plan_id: int, people: dict[str, User]) -> Iterator[Event]:
    """Yield what is done with July's papers, each at its hour."""
    july = _July(plan_id, people)
    yield at(date(2024, 7, 9), 15), LAST, july.copy_the_letter
    yield at(date(2024, 7, 10), 15), LAST, july.withdraw_the_letter
    yield at(date(2024, 7, 11), 9), LAST, july.move_a_meeting
    yield at(date(2024, 7, 11), 10), LAST, july.move_into_august
    yield at(date(2024, 7, 11), 15), LAST, july.drop_a_draft
    yield at(date(2024, 7, 12), 15), LAST, july.submit_with_a_gap


class _July:
    def __init__(self, plan_id: int, people: dict[str, User]) -> None:
        self.plan_id, self.people = plan_id, people

    def _visit(self, day: int) -> Visit:
        visits = db.session.scalars(
            select(Visit)
            .join(Visit.assignment)
            .join(Assignment.activity)
            .options(joinedload(Visit.meeting))
            .where(Activity.plan_id == self.plan_id, Assignment.month == MONTH)
        )
        return next(one for one in visits if clock.local(one.meeting.starts_at).day == day)

    def _letter(self, day: int) -> Document:
        found = documents.current(RESULT_LETTER, ("visit", self._visit(day).id))
        assert found is not None
        return found

    def copy_the_letter(self) -> None:
        go_out(
            self._copy(self._letter(ANSWERED), WHOLE),
            self.people["kehoach"],
            self.people["lanhdao"],
        )

    def _copy(self, letter: Document, kind: PaperKind) -> Document:
        planner = self.people["kehoach"]
        block = copies.block(db.session.get_one(Issuer, planner.issuer_id), kind)
        signed = Signature("T/L TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "Lê Thị Mẫu")
        certified = replace(block, signatures=(signed,), recipients=("Lưu",))
        return copies.make(letter, kind, certified, (0,), (), planner)

    def drop_a_draft(self) -> None:
        """An extract of the year's first letter was begun."""
        letters_out = db.session.scalars(
            select(Document)
            .where(Document.kind == RESULT_LETTER.key, Document.in_state("issued"))
            .order_by(Document.id)
        )
        draft = self._copy(next(iter(letters_out)), PART)
        dropping.drop(draft, self.people["kehoach"], "Không cần trích sao nữa")

    def withdraw_the_letter(self) -> None:
        letter = self._letter(ANSWERED)
        reason = "Ghi nhầm số đảng viên có mặt"
        documents.withdraw(letter, self.people["lanhdao"], reason, asks_anew=True)

    def move_a_meeting(self) -> None:
        meeting = db.session.scalars(
            select(Meeting)
            .options(joinedload(Meeting.notice).joinedload(Notice.assignment))
            .where(Meeting.id == self._visit(COMING).meeting_id)
        ).one()
        place, reason = "Nhà văn hóa phường", "Hội trường đang sửa chữa"
        notices.move_meeting(
            meeting, meeting.day, meeting.hour, place, reason, self.people["longkhanh"]
        )

    def move_into_august(self) -> None:
        """A cell whose meeting nobody attends meets after the month's end."""
        meeting = db.session.scalars(
            select(Meeting)
            .options(joinedload(Meeting.notice).joinedload(Notice.assignment))
            .where(
                Meeting.notice_id == self._visit(COMING).meeting.notice_id,
                ~exists().where(Visit.meeting_id == Meeting.id),
            )
            .order_by(Meeting.starts_at.desc())
            .limit(1)
        ).one()
        reason, office = (
            "Bí thư chi bộ đi học lớp bồi dưỡng đến hết tháng",
            self.people["longkhanh"],
        )
        notices.move_meeting(meeting, MOVED_TO, meeting.hour, meeting.place, reason, office)

    def submit_with_a_gap(self) -> None:
        """The day of a recommendation is not known yet: the cell was emptied, and shows a gap."""
        member = self.people["thanhvien2"]
        document = letters.compose(self._visit(UNANSWERED), member)
        paper = documents.paper_of(document)
        blocks = tuple(_without_day(one) if isinstance(one, Table) else one for one in paper.blocks)
        documents.rewrite(document, replace(paper, blocks=blocks), member)
        documents.submit(document, member)


def _without_day(table: Table) -> Table:
    first, *others = table.rows
    return replace(table, rows=((*first[:-1], "[[thiếu: thời hạn kiến nghị 1]]"), *others))
