"""What happens to reports of units: one function each, one transaction each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import moment
from webapp.documents import tree
from webapp.documents.files import store_upload
from webapp.documents.letterhead import letterhead
from webapp.documents.models import StoredFile
from webapp.documents.pdf import fonts
from webapp.milestones import engine
from webapp.milestones.models import Milestone
from webapp.notices.kinds import RECEIPT
from webapp.organizations.models import Issuer
from webapp.plans.models import Assignment
from webapp.rules import text as words
from webapp.rules.amounts import amount_text, size_text
from webapp.submissions.freezing import figures_sent
from webapp.submissions.kinds import PAPERS_DUE, SELF_REPORT_DUE
from webapp.submissions.models import FigureValue, Submission
from webapp.submissions.queries.reports import Sending, report_name
from webapp.submissions.queries.sent import last_of
from webapp.submissions.sent_models import Report, SentReport
from webapp.submissions.services import handing


def save(
    assignment: Assignment,
    submission: Submission | None,
    who: User,
    *,
    summary: str,
    figures: Mapping[int, Decimal | None],
    upload: FileStorage | None,
    submit: bool,
) -> Submission:
    """Save a report as a draft, or submit it; a report that was submitted is submitted again.

    The first submission counts for timeliness; late is marked, never refused (73-KH/BTCTU,
    V.1). *figures* go by the id of the figure. Raises `FileRefused` with nothing saved.
    """
    file = store_upload(upload, assignment.organization, who) if upload else None
    if file is not None:
        file.is_draft = True
    is_new = file is not None or submission is None or submission.submitted_at is None
    if submission is not None and not (is_new or _amends(assignment, submission, summary, figures)):
        return submission
    if submission is None:
        submission = begin(assignment)
    submission.summary = summary
    if file is not None:
        submission.file_id = file.id
    submission.saved_at = clock.now()
    # Figures are rows of their own: only a change of this row raises the version.
    flag_modified(submission, "saved_at")
    write_figures(submission, figures)
    if submit or submission.submitted_at:
        send(submission, assignment, who, _report(assignment, summary, figures))
    db.session.commit()
    return submission


def _report(assignment: Assignment, summary: str, figures: Mapping[int, Decimal | None]) -> Report:
    """Return a plain report as it is sent. *assignment* has its activity with the figures."""
    return Report(summary=summary, figures=figures_sent(assignment.activity.figures, figures))


def _amends(
    assignment: Assignment,
    submission: Submission,
    summary: str,
    figures: Mapping[int, Decimal | None],
) -> bool:
    """Return False where just this was sent last: to send it again would amend nothing."""
    last = last_of(submission.id)
    return last is None or last.report != _report(assignment, summary, figures)


def dues_among(assignment_ids: Sequence[int]) -> dict[int, dict[str, Milestone]]:
    """Return what units owe to send, by assignment and kind: the report, the papers."""
    found: dict[int, dict[str, Milestone]] = {}
    known = engine.found_among((SELF_REPORT_DUE, PAPERS_DUE), "assignment", assignment_ids)
    for (kind, assignment_id), one in known.items():
        found.setdefault(assignment_id, {})[kind] = one
    return found


def papers_due(dues: Mapping[str, Milestone]) -> datetime | None:
    """Return when the required papers are due: of their own, else with the report."""
    found = _papers_due(dues)
    return found.due_at if found else None


def papers_closed(dues: Mapping[str, Milestone]) -> datetime | None:
    """Return when it was that the required papers were let go by a reason; None while owed."""
    found = _papers_due(dues)
    return found.closed_at if found else None


def _papers_due(dues: Mapping[str, Milestone]) -> Milestone | None:
    return dues.get(PAPERS_DUE.key) or dues.get(SELF_REPORT_DUE.key)


def sending(assignment_id: int, submission: Submission | None) -> Sending:
    """Return how a report stands against its due moment."""
    owed = dues_among([assignment_id]).get(assignment_id, {})
    return Sending.of(owed.get(SELF_REPORT_DUE.key), submission)


def receipt(submission: Submission, issuer: Issuer, sending: Sending) -> tree.Paper:
    """Return the paper that says what was received and when; needs `queries.report`'s loading."""
    organization, file = submission.assignment.organization, submission.file
    by = submission.submitted_by.full_name if submission.submitted_by else ""
    sent = moment(submission.submitted_at)
    name = report_name(submission.assignment.activity)
    lines = [f"Đã nhận {name} của {organization.name}, gửi lúc {sent}, {by} gửi."]
    if submission.is_amended:
        lines.append(f"Bản hiện có là bản sửa, gửi lúc {moment(submission.saved_at)}.")
    if sending.due_at:
        lines.append(
            f"Hạn gửi: {moment(sending.due_at)}. Tình trạng: {sending.standing.words.lower()}."
        )
    if file:
        lines.append(f"Tệp báo cáo: {file.name} ({size_text(file.size)}), mã SHA-256:")
        lines.append(file.sha256)
    figures = tuple(
        (plain(value.figure.label), plain(value.figure.unit), amount_text(value.value))
        for value in sorted(submission.figures, key=lambda value: value.figure.position)
    )
    columns = (
        tree.Column("Số liệu", 5),
        tree.Column("Đơn vị tính", 2),
        tree.Column("Giá trị", 2, "right"),
    )
    blocks: list[tree.Block] = [tree.Paragraph(plain(line)) for line in lines]
    if figures:
        blocks.append(tree.Table(columns, figures))
    summary = f"đã nhận {name} của {organization.name}"
    paper = letterhead(issuer, RECEIPT, tree.Body(plain(summary), blocks, sent=False))
    return replace(paper, day=clock.local(submission.saved_at).date())


def begin(assignment: Assignment) -> Submission:
    """Begin an empty report. Raises StaleDataError when a colleague was quicker."""
    submission = Submission(
        issuer_id=assignment.issuer_id,
        organization_id=assignment.organization_id,
        assignment_id=assignment.id,
        saved_at=clock.now(),
        figures=[],
    )
    db.session.add(submission)
    try:
        db.session.flush()
    except IntegrityError:
        raise StaleDataError("a colleague began this report at the same moment") from None
    return submission


def write_figures(submission: Submission, figures: Mapping[int, Decimal | None]) -> None:
    """Write figures by their ids; None takes one away. Does not commit."""
    stored = {value.figure_id: value for value in submission.figures}
    for figure_id, amount in figures.items():
        old = stored.get(figure_id)
        if amount is None and old is not None:
            db.session.delete(old)
        elif amount is not None and old is not None:
            old.value = amount
        elif amount is not None:
            submission.figures.append(FigureValue(figure_id=figure_id, value=amount))


def send(submission: Submission, assignment: Assignment, who: User, report: Report) -> None:
    """Send a report, and keep what it says. It is handed on to the team. Does not commit.

    The first time counts; what was sent then is there to be read beside every later one.
    """
    again = submission.submitted_at is not None
    keep_sent(submission, report, who, clock.now())
    submission.submitted_at = submission.submitted_at or clock.now()
    submission.submitted_by_id = who.id
    if submission.file_id is not None:
        db.session.get_one(StoredFile, submission.file_id).is_draft = False
    name = report_name(assignment.activity)
    engine.mark_done(SELF_REPORT_DUE, ("assignment", assignment.id), name.capitalize())
    db.session.flush()
    handing.hand_on(
        assignment,
        submission.id,
        f"{assignment.organization.name} {'gửi lại' if again else 'đã gửi'} {name}",
        f"/submissions/{submission.id}",
    )


def keep_sent(submission: Submission, report: Report, who: User | None, when: datetime) -> None:
    """Keep what is sent now as it is, beside what was sent before. Does not commit."""
    db.session.flush()
    number = select(func.coalesce(func.max(SentReport.number), 0) + 1).where(
        SentReport.submission_id == submission.id
    )
    db.session.add(
        SentReport(
            submission_id=submission.id,
            number=db.session.scalar(number),
            sent_at=when,
            sent_by_id=who.id if who else None,
            file_id=submission.file_id,
            report=report,
        )
    )
    db.session.flush()


def plain(text: str) -> str:
    """Return a stranger's text as a paper can print it: what has no glyph becomes "?"."""
    return tree.literal(fonts.with_known_glyphs(words.clean(text)))
