"""What a unit sends beside its report: papers that are required, and those asked for later.

All of it goes to the team through its secretary (65-KH/ĐTN, II.5 and III.4; 46-KH/ĐTN, IV.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import moment
from webapp.documents.files import FileRefused, Taken, store_uploads
from webapp.documents.models import StoredFile
from webapp.milestones import engine, standing
from webapp.milestones import services as milestones
from webapp.milestones.items import DueItem
from webapp.milestones.models import Milestone
from webapp.milestones.standing import DONE, Standing, Term
from webapp.plans.models import Assignment
from webapp.plans.round_models import RequiredPaper
from webapp.rules.anchors import AnchorFacts
from webapp.submissions.kinds import PAPER_REQUEST, PAPERS_DUE
from webapp.submissions.paper_models import ABOUT, Handing, PaperRequest, UnitPaper
from webapp.submissions.queries.reports import Sending
from webapp.submissions.services import handing
from webapp.submissions.services import reports as services

MOST_FILES = 20  # at once
NOT_ASKED = Standing("Không bắt buộc")


@dataclass(frozen=True)
class Sent:
    """One file that a unit sent, and whether it came in time."""

    paper: UnitPaper
    due_at: datetime | None
    is_first: bool = True  # it came with the first, or the first came late itself

    @property
    def late(self) -> Standing | None:
        """Says that it came after the due moment, added to what came in time or late itself."""
        return self.sending.standing_of_sending(self.paper.sent_at, is_first=self.is_first)

    @property
    def sending(self) -> Sending:
        return Sending(self.due_at, self.paper.sent_at, True)

    def may_take_back(self, who: User) -> bool:
        """True for one's own file until its due moment."""
        return self.paper.sent_by_id == who.id and not _is_past(self.due_at)


@dataclass(frozen=True)
class Wanted:
    """A required paper of the activity, and what the unit sent for it."""

    row: RequiredPaper
    due_at: datetime | None
    sent: list[Sent] = field(default_factory=list)
    closed_at: datetime | None = None  # let go by a reason, the unit having ended

    @property
    def is_missing(self) -> bool:
        return not (self.sent or self.row.is_optional or self.closed_at)

    @property
    def standing(self) -> Standing:
        """How it stands; the first file counts."""
        if self.row.is_optional and not self.sent:
            return NOT_ASKED
        moments = [one.paper.sent_at for one in self.sent]
        first_at = min(moments, default=None)
        first = Sending(self.due_at, first_at, False, closed_at=self.closed_at).term
        return standing.sent(
            first, is_begun=False, added=replace(first, done_at=max(moments, default=None))
        )


def wanted_of(
    activity_id: int,
    sent: Sequence[UnitPaper],
    due_at: datetime | None,
    closed_at: datetime | None = None,
) -> Sequence[Wanted]:
    """Return every required paper, with the files that came for it."""
    rows = db.session.scalars(
        select(RequiredPaper)
        .where(RequiredPaper.activity_id == activity_id)
        .order_by(RequiredPaper.position, RequiredPaper.id)
    )
    found = []
    for row in rows:
        came = marked([one for one in sent if one.required_id == row.id], due_at)
        found.append(Wanted(row, due_at, came, closed_at))
    return found


def marked(papers: Sequence[UnitPaper], due_at: datetime | None) -> list[Sent]:
    """Return files that came for one thing, each with whether it was added to what was in time."""
    first = min((one.sent_at for one in papers), default=None)
    was_late = due_at is not None and first is not None and first > due_at
    return [Sent(one, due_at, is_first=was_late or one.sent_at == first) for one in papers]


def standings(activity_id: int, assignment_ids: Sequence[int]) -> dict[int, Standing]:
    """Return how units stand with the required papers, by assignment.

    Nothing where the activity requires none (three queries).
    """
    required = db.session.scalars(
        select(RequiredPaper).where(RequiredPaper.activity_id == activity_id)
    ).all()
    if not required:
        return {}
    first: dict[int, dict[int, datetime]] = {one: {} for one in assignment_ids}
    for assignment_id, required_id, sent_at in db.session.execute(
        select(UnitPaper.assignment_id, UnitPaper.required_id, func.min(UnitPaper.sent_at))
        .where(UnitPaper.assignment_id.in_(assignment_ids), UnitPaper.required_id.is_not(None))
        .group_by(UnitPaper.assignment_id, UnitPaper.required_id)
    ):
        first[assignment_id][required_id or 0] = sent_at
    dues = services.dues_among(assignment_ids)
    needed = [one.id for one in required if not one.is_optional]
    return {one: _standing(needed, first[one], dues.get(one, {})) for one in assignment_ids}


def _standing(
    needed: Sequence[int], first: Mapping[int, datetime], dues: Mapping[str, Milestone]
) -> Standing:
    due_at, closed_at = services.papers_due(dues), services.papers_closed(dues)
    came = [first[one] for one in needed if one in first]
    if not needed:
        return Standing("Đã gửi", DONE) if first else NOT_ASKED
    if len(came) == len(needed):
        return Sending(due_at, max(came), False).standing
    silent = Sending(due_at, None, False, closed_at=closed_at).standing
    begun = f"Mới gửi {len(came)}/{len(needed)}"
    return replace(silent, words=silent.words.replace("Chưa gửi", begun)) if came else silent


def sent_by(assignment: Assignment) -> Sequence[UnitPaper]:
    """Return every paper that the unit of an assignment sent, the oldest first."""
    return db.session.scalars(
        select(UnitPaper)
        .options(joinedload(UnitPaper.file))
        .where(UnitPaper.assignment_id == assignment.id)
        .order_by(UnitPaper.id)
    ).all()


def requests_to(assignment: Assignment) -> Sequence[PaperRequest]:
    """Return what the unit was asked for besides, the newest first."""
    return db.session.scalars(
        select(PaperRequest)
        .options(joinedload(PaperRequest.asked_by))
        .where(PaperRequest.assignment_id == assignment.id)
        .order_by(PaperRequest.id.desc())
    ).all()


def standing_of(request: PaperRequest) -> Standing:
    """Return how a request stands."""
    term = Term(request.due_at, request.answered_at, clock.now(), closed_at=request.closed_at)
    added = replace(term, done_at=request.amended_at) if request.amended_at else None
    return standing.sent(term, is_begun=False, verb="trả lời", added=added)


def send_required(
    assignment: Assignment, required: RequiredPaper, uploads: Sequence[FileStorage], who: User
) -> None:
    """Keep files for a required paper and hand them on. Late is marked, never refused.

    With the last of them the unit owes no more papers. Raises `FileRefused` with nothing kept,
    `SomeRefused` once the others are.
    """
    taken = _take(assignment, uploads, who)
    papers = _keep(assignment, taken, who, required_id=required.id)
    if not papers:
        raise FileRefused("Chưa chọn tệp.")
    _hand_on(assignment, papers, required.label)
    if not _is_missing_any(assignment):
        engine.mark_done(PAPERS_DUE, ("assignment", assignment.id), "đã gửi đủ tài liệu")
    db.session.commit()
    taken.tell()


def _is_missing_any(assignment: Assignment) -> bool:
    came = exists().where(
        UnitPaper.required_id == RequiredPaper.id, UnitPaper.assignment_id == assignment.id
    )
    missing = select(RequiredPaper.id).where(
        RequiredPaper.activity_id == assignment.activity_id,
        RequiredPaper.is_optional.is_(False),
        ~came,
    )
    return bool(db.session.scalar(select(missing.exists())))


def take_back(sent: Sent, assignment: Assignment, who: User) -> None:
    """Take one's own file back, with its bytes; what it answered is due again.

    Raises `Refused` once it is due.
    """
    if not sent.may_take_back(who):
        raise Refused("Chỉ rút lại được tệp do mình gửi, khi chưa đến hạn.")
    paper = sent.paper
    for handed in db.session.scalars(select(Handing).where(Handing.unit_paper_id == paper.id)):
        db.session.delete(handed)
    file = db.session.get_one(StoredFile, paper.file_id)
    db.session.flush()
    db.session.delete(paper)
    db.session.flush()
    db.session.delete(file)
    if paper.required_id and _is_missing_any(assignment):
        engine.repeat(PAPERS_DUE, ("assignment", assignment.id))
    db.session.commit()


def ask(
    assignment: Assignment, plan_id: int, text: str, day: date, hour: time, who: User
) -> PaperRequest:
    """Ask a unit for a further paper by a minute of a day (65-KH/ĐTN, III.4)."""
    rule = f"at {hour:%H:%M}"
    due = milestones.counting_of(assignment.issuer_id).due(rule, day)
    request = PaperRequest(
        issuer_id=assignment.issuer_id,
        organization_id=assignment.organization_id,
        assignment_id=assignment.id,
        text=text,
        due_at=due.at,
        asked_at=clock.now(),
        asked_by_id=who.id,
    )
    db.session.add(request)
    db.session.flush()
    engine.set_due(
        DueItem(
            kind=PAPER_REQUEST,
            subject=(ABOUT, request.id),
            organization=assignment.organization,
            label=f"Cung cấp thêm tài liệu: {_short(text)}",
            owner="unit",
            rule=rule,
            facts=AnchorFacts(day),
            plan_id=plan_id,
            known_from=clock.today(),
        )
    )
    milestones.notify(
        milestones.people_of(assignment.issuer_id, OFFICE, organization=assignment.organization),
        f"Đoàn đề nghị cung cấp thêm tài liệu trước {moment(due.at)}: {_short(text)}",
        f"/paper-requests/{request.id}",
    )
    db.session.commit()
    return request


def answer(
    request: PaperRequest,
    assignment: Assignment,
    text: str,
    uploads: Sequence[FileStorage],
    who: User,
) -> None:
    """Answer a request, or add to an answer; the first time counts.

    Raises `FileRefused` with nothing kept, `SomeRefused` once the others are.
    """
    taken = _take(assignment, uploads, who)
    papers = _keep(assignment, taken, who, request_id=request.id)
    request.answer = text
    if request.answered_at is None:
        request.answered_at, request.answered_by_id = clock.now(), who.id
    else:
        request.amended_at = clock.now()
    by = "đã trả lời"
    engine.mark_done(PAPER_REQUEST, (ABOUT, request.id), by)
    milestones.notify(
        [request.asked_by_id],
        f"{assignment.organization.name} {by} yêu cầu: {_short(request.text)}",
        f"/paper-requests/{request.id}",
    )
    if papers:
        _hand_on(assignment, papers, _short(request.text))
    db.session.commit()
    taken.tell()


def _take(assignment: Assignment, uploads: Sequence[FileStorage], who: User) -> Taken:
    chosen = [upload for upload in uploads if upload.filename]
    if len(chosen) > MOST_FILES:
        raise FileRefused(f"Mỗi lần gửi không quá {MOST_FILES} tệp.")
    return store_uploads(chosen, assignment.organization, who)


def _keep(
    assignment: Assignment,
    taken: Taken,
    who: User,
    *,
    required_id: int | None = None,
    request_id: int | None = None,
) -> list[UnitPaper]:
    papers = [
        UnitPaper(
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            required_id=required_id,
            request_id=request_id,
            file_id=file.id,
            sent_at=clock.now(),
            sent_by_id=who.id,
        )
        for file in taken.files
    ]
    db.session.add_all(papers)
    db.session.flush()
    return papers


def _hand_on(assignment: Assignment, papers: Sequence[UnitPaper], label: str) -> None:
    name = assignment.organization.name
    handing.hand_papers(assignment, papers, f"{name} đã gửi tài liệu: {label}")


def _is_past(due_at: datetime | None) -> bool:
    return due_at is not None and clock.now() > due_at


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
