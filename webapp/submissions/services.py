"""What happens to reports of units: one function each, one transaction each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import moment
from webapp.documents import fonts, tree
from webapp.documents.files import keep
from webapp.documents.models import StoredFile
from webapp.documents.services import letterhead
from webapp.milestones.models import Milestone
from webapp.milestones.services import mark_done
from webapp.organizations.models import Issuer
from webapp.plans.models import FOR_ALL, Assignment
from webapp.rules import text as words
from webapp.rules.amounts import amount_text
from webapp.submissions import handing
from webapp.submissions.models import FigureValue, Submission
from webapp.submissions.queries import PAPERS, SELF_REPORT, Standing, report_name


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
    file = keep(upload, assignment.organization, who) if upload else None
    if file is not None:
        file.is_draft = True
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
        send(submission, assignment, who)
    db.session.commit()
    return submission


def due_of(assignment_id: int) -> datetime | None:
    """Return when the report of an assignment is due."""
    return dues_among([assignment_id]).get(assignment_id, {}).get(SELF_REPORT)


def dues_among(assignment_ids: Sequence[int]) -> dict[int, dict[str, datetime]]:
    """Return when what units send is due, by assignment and kind: the report, the papers."""
    found: dict[int, dict[str, datetime]] = {}
    for assignment_id, kind, due_at in db.session.execute(
        select(Milestone.subject_id, Milestone.kind, Milestone.due_at).where(
            Milestone.subject_kind == "assignment",
            Milestone.subject_id.in_(assignment_ids),
            Milestone.kind.in_(FOR_ALL),
        )
    ):
        found.setdefault(assignment_id, {})[kind] = due_at
    return found


def papers_due(dues: Mapping[str, datetime]) -> datetime | None:
    """Return when the required papers are due: of their own, else with the report."""
    return dues.get(PAPERS) or dues.get(SELF_REPORT)


def standing(assignment_id: int, submission: Submission | None) -> Standing:
    """Return how a report stands against its due moment."""
    sent = submission.submitted_at if submission else None
    return Standing(due_of(assignment_id), sent, submission is not None)


def receipt(submission: Submission, issuer: Issuer, stands: Standing) -> tree.Paper:
    """Return the paper that says what was received and when; needs `queries.report`'s loading."""
    organization, file = submission.assignment.organization, submission.file
    by = submission.submitted_by.full_name if submission.submitted_by else ""
    sent = moment(submission.submitted_at)
    name = report_name(submission.assignment.activity)
    lines = [f"Đã nhận {name} của {organization.name}, gửi lúc {sent}, {by} gửi."]
    if submission.is_amended:
        lines.append(f"Bản hiện có là bản sửa, gửi lúc {moment(submission.saved_at)}.")
    if stands.due_at:
        lines.append(f"Hạn gửi: {moment(stands.due_at)}. Tình trạng: {stands.shown[0].lower()}.")
    if file:
        lines.append(f"Tệp báo cáo: {file.name} ({file.size} byte), mã SHA-256:")
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
    paper = letterhead(issuer, "receipt", summary=plain(summary), blocks=blocks, sent=False)
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


def send(submission: Submission, assignment: Assignment, who: User) -> None:
    """Send a report: the first time counts. It is handed on to the team. Does not commit."""
    again = submission.submitted_at is not None
    submission.submitted_at = submission.submitted_at or clock.now()
    submission.submitted_by_id = who.id
    if submission.file_id is not None:
        db.session.get_one(StoredFile, submission.file_id).is_draft = False
    name = report_name(assignment.activity)
    mark_done(SELF_REPORT, ("assignment", assignment.id), name.capitalize())
    db.session.flush()
    handing.hand_on(
        assignment,
        submission.id,
        f"{assignment.organization.name} {'gửi lại' if again else 'đã gửi'} {name}",
        f"/submissions/{submission.id}",
    )


def plain(text: str) -> str:
    """Return a stranger's text as a paper can print it: what has no glyph becomes "?"."""
    text = words.clean(text)
    for letter in fonts.missing_glyphs(text):
        text = text.replace(letter, "?")
    return tree.literal(text)
