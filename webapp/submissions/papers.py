"""What a unit sends beside its report: papers that are required, and those asked for later.

All of it goes to the team through its secretary (65-KH/ĐTN, II.5 and III.4; 46-KH/ĐTN, IV.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import moment
from webapp.documents.files import FileRefused, keep
from webapp.documents.models import StoredFile
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.plans.round_models import RequiredPaper
from webapp.submissions import handing, services
from webapp.submissions.paper_models import Handing, PaperRequest, UnitPaper
from webapp.submissions.queries import PAPERS, Standing

PAPER_REQUEST = "paper_request"
MOST_FILES = 20  # at once


@dataclass(frozen=True)
class Sent:
    """One file that a unit sent, and whether it came in time."""

    paper: UnitPaper
    due_at: datetime | None

    @property
    def standing(self) -> Standing:
        return Standing(self.due_at, self.paper.sent_at, True)

    def may_take_back(self, who: User) -> bool:
        """True for one's own file until its due moment."""
        return self.paper.sent_by_id == who.id and not _is_past(self.due_at)


@dataclass(frozen=True)
class Wanted:
    """A required paper of the activity, and what the unit sent for it."""

    row: RequiredPaper
    due_at: datetime | None
    sent: list[Sent] = field(default_factory=list)

    @property
    def is_missing(self) -> bool:
        return not (self.sent or self.row.is_optional)

    @property
    def shown(self) -> tuple[str, str]:
        """The words and the tone of the state macro; the first file counts."""
        if self.row.is_optional and not self.sent:
            return "Không bắt buộc", "plain"
        first = min((one.paper.sent_at for one in self.sent), default=None)
        return Standing(self.due_at, first, False).shown


def wanted_of(
    activity_id: int, sent: Sequence[UnitPaper], due_at: datetime | None
) -> Sequence[Wanted]:
    """Return every required paper, with the files that came for it."""
    rows = db.session.scalars(
        select(RequiredPaper)
        .where(RequiredPaper.activity_id == activity_id)
        .order_by(RequiredPaper.position, RequiredPaper.id)
    )
    return [
        Wanted(row, due_at, [Sent(one, due_at) for one in sent if one.required_id == row.id])
        for row in rows
    ]


def standings(activity_id: int, assignment_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return how units stand with the required papers, by assignment: words and tone.

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
    return {
        one: _standing(needed, first[one], services.papers_due(dues.get(one, {})))
        for one in assignment_ids
    }


def _standing(
    needed: Sequence[int], first: Mapping[int, datetime], due_at: datetime | None
) -> tuple[str, str]:
    came = [first[one] for one in needed if one in first]
    if not needed:
        return ("Đã gửi", "done") if first else ("Không bắt buộc", "plain")
    if len(came) == len(needed):
        return Standing(due_at, max(came), False).shown
    words, tone = Standing(due_at, None, False).shown
    begun = f"Mới gửi {len(came)}/{len(needed)}"
    return words.replace("Chưa gửi", begun) if came else words, tone


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


def standing_of(request: PaperRequest) -> tuple[str, str]:
    """Return how a request stands, in words and tone."""
    words, tone = Standing(request.due_at, request.answered_at, False).shown
    return words.replace("gửi", "trả lời"), tone


def send_required(
    assignment: Assignment, required: RequiredPaper, uploads: Sequence[FileStorage], who: User
) -> None:
    """Keep files for a required paper and hand them on. Late is marked, never refused.

    With the last of them the unit owes no more papers. Raises `FileRefused` with nothing kept.
    """
    papers = _keep(assignment, uploads, who, required_id=required.id)
    if not papers:
        raise FileRefused("Chưa chọn tệp.")
    _hand_on(assignment, papers, required.label)
    if not _is_missing_any(assignment):
        milestones.mark_done(PAPERS, ("assignment", assignment.id), "đã gửi đủ tài liệu")
    db.session.commit()


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
    """Take one's own file back, with its bytes; what it answered is owed again.

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
        milestones.reopen(PAPERS, ("assignment", assignment.id))
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
    milestones.set_milestone(
        kind=PAPER_REQUEST,
        subject=(PAPER_REQUEST, request.id),
        organization=assignment.organization,
        label=f"Cung cấp thêm tài liệu: {_short(text)}",
        owner="unit",
        rule=rule,
        anchor=day,
        plan_id=plan_id,
    )
    milestones.tell(
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
    """Answer a request, or add to an answer; the first time counts. Raises `FileRefused`."""
    papers = _keep(assignment, uploads, who, request_id=request.id)
    request.answer = text
    if request.answered_at is None:
        request.answered_at, request.answered_by_id = clock.now(), who.id
    by = "đã trả lời"
    milestones.mark_done(PAPER_REQUEST, (PAPER_REQUEST, request.id), by)
    milestones.tell(
        [request.asked_by_id],
        f"{assignment.organization.name} {by} yêu cầu: {_short(request.text)}",
        f"/paper-requests/{request.id}",
    )
    if papers:
        _hand_on(assignment, papers, _short(request.text))
    db.session.commit()


def _keep(
    assignment: Assignment,
    uploads: Sequence[FileStorage],
    who: User,
    *,
    required_id: int | None = None,
    request_id: int | None = None,
) -> list[UnitPaper]:
    chosen = [upload for upload in uploads if upload.filename]
    if len(chosen) > MOST_FILES:
        raise FileRefused(f"Mỗi lần gửi không quá {MOST_FILES} tệp.")
    files = [keep(upload, assignment.organization, who) for upload in chosen]
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
        for file in files
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
