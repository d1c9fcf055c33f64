"""All that is due from one unit and that it has sent, each part read once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import select

from webapp.accounts.gate import me
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.milestones.standing import DUE, Standing
from webapp.plans.models import Assignment
from webapp.plans.round_models import Seat
from webapp.submissions.kinds import SELF_REPORT_DUE
from webapp.submissions.models import Submission
from webapp.submissions.openings import Newest
from webapp.submissions.paper_models import PaperRequest, UnitPaper
from webapp.submissions.queries import reports as queries
from webapp.submissions.queries.sent import newest_of
from webapp.submissions.services import handing, papers
from webapp.submissions.services import reports as services


class UnitPapers:
    """The page of one unit's papers. What it shows of the report is only what *me* may see."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment

    @cached_property
    def way(self) -> str:
        """How the unit reports, see `queries.way_to_report`."""
        return queries.way_to_report(self.assignment.activity)

    @cached_property
    def submission(self) -> Submission | None:
        return db.session.scalars(
            select(Submission).where(Submission.assignment_id == self.assignment.id)
        ).one_or_none()

    @property
    def is_sent(self) -> bool:
        return self.submission is not None and self.submission.submitted_at is not None

    @cached_property
    def _dues(self) -> Mapping[str, Milestone]:
        return services.dues_among([self.assignment.id]).get(self.assignment.id, {})

    @property
    def sending(self) -> queries.Sending:
        """When the report is due and when it came."""
        return queries.Sending.of(self._dues.get(SELF_REPORT_DUE.key), self.submission)

    @property
    def papers_due(self) -> datetime | None:
        """When the required papers are due."""
        return services.papers_due(self._dues)

    @cached_property
    def _sent(self) -> Sequence[UnitPaper]:
        return papers.sent_by(self.assignment)

    @cached_property
    def wanted(self) -> Sequence[papers.Wanted]:
        closed_at = services.papers_closed(self._dues)
        activity_id = self.assignment.activity_id
        return papers.wanted_of(activity_id, self._sent, self.papers_due, closed_at)

    @property
    def missing(self) -> Sequence[papers.Wanted]:
        """The required papers that have not come."""
        return [one for one in self.wanted if one.is_missing]

    @cached_property
    def requests(self) -> Sequence[PaperRequest]:
        return papers.requests_to(self.assignment)

    def files_for(self, request: PaperRequest) -> Sequence[papers.Sent]:
        """Return the files that came with the answer to a request."""
        came = [one for one in self._sent if one.request_id == request.id]
        return papers.marked(came, request.due_at)

    @property
    def is_report_alone(self) -> bool:
        """True where the unit owes a plain report and nothing besides."""
        return self.way == queries.PLAIN and not self.wanted and not self.requests

    @cached_property
    def team(self) -> Sequence[Seat]:
        return handing.seats(self.assignment)

    @property
    def secretary(self) -> User | None:
        return handing.secretary_of(self.team)

    @cached_property
    def ledger(self) -> Sequence[handing.Line]:
        """Who of the team has received and opened what, and which version of it."""
        return handing.ledger(self._pieces(), self.team)

    @property
    def changed_for_me(self) -> Standing | None:
        """Says to a member of the team that the report was amended since they opened it."""
        seat = next((n for n, one in enumerate(self.team) if one.user_id == me().id), None)
        if seat is None or not self.is_sent:
            return None
        found = self.ledger[0].cells[seat]
        return found if found.tone == DUE else None

    @cached_property
    def _newest(self) -> Newest:
        assert self.submission is not None  # asked of what was sent
        last = newest_of(self.submission.id)
        return Newest(*last) if last else Newest()

    def _pieces(self) -> list[handing.Piece]:
        found = []
        if self.submission is not None and self.submission.submitted_at is not None:
            newest = self._newest
            found.append(handing.Piece("Báo cáo", submission_id=self.submission.id, newest=newest))
        labels = {one.row.id: one.row.label for one in self.wanted}
        for paper in self._sent:
            label = labels.get(paper.required_id or 0, "Tài liệu theo yêu cầu")
            found.append(handing.Piece(f"{label}: {paper.file.name}", unit_paper_id=paper.id))
        return found

    def is_own(self, sent: papers.Sent) -> bool:
        """True where the signed-in person may still take the file back."""
        return sent.may_take_back(me())
