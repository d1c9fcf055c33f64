"""What the samples lived through, as it stands on their training days."""

from sqlalchemy import func, select

from tests.world import World
from webapp.accounts.models import User
from webapp.attending.models import Confirmation
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, DocumentComment
from webapp.milestones.models import Milestone
from webapp.notices.models import Notice
from webapp.observations.models import Observation
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import AttendeeGroup
from webapp.sample import can_tho, ho_chi_minh
from webapp.sample.can_tho.plan import SEPTEMBER
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import Handing, PaperRequest
from webapp.submissions.sent_models import SentReport
from webapp.visits.models import Visit


def test_ho_chi_minh(world: World) -> None:
    ho_chi_minh.load()
    issuer_id = issuer_of("hcm-kehoach")
    sent = db.session.scalars(
        select(Submission.submitted_at)
        .where(Submission.issuer_id == issuer_id)
        .order_by(Submission.submitted_at)
    ).all()
    assert [f"{clock.local(one):%d/%m %H:%M}" for one in sent if one] == [
        "07/09 15:20",
        "11/09 17:01",
    ]
    sendings = db.session.execute(
        select(SentReport.number, SentReport.report)
        .join(Submission, Submission.id == SentReport.submission_id)
        .where(Submission.issuer_id == issuer_id)
        .order_by(Submission.submitted_at, SentReport.number)
    ).all()
    assert [one.number for one in sendings] == [1, 2, 1]
    titles = [
        [column.title for part in one.report.parts for column in part.kept_columns][4:8]
        for one in sendings
    ]
    before = ["Tên văn bản", "Số, ký hiệu", "Thời gian", "Nội dung"]
    assert titles[:2] == [before, before]  # the outline was changed after that
    assert titles[2][:3] == ["Tên văn bản", "Số, ký hiệu", "Ngày ban hành"]
    owed = db.session.scalars(
        select(Milestone)
        .where(Milestone.issuer_id == issuer_id, Milestone.kind == "self_report")
        .order_by(Milestone.done_at)
    ).all()
    assert [one.is_late for one in owed] == [False, True]
    requests = db.session.scalars(
        select(PaperRequest).where(PaperRequest.issuer_id == issuer_id).order_by(PaperRequest.id)
    ).all()
    assert [one.answered_at is None for one in requests] == [False, True]
    opened = select(func.count(Handing.id)).where(Handing.opened_at.is_not(None))
    assert db.session.scalar(opened) == 2
    visits = db.session.scalars(select(Visit.id).where(Visit.issuer_id == issuer_id)).all()
    assert len(visits) == 2
    told = db.session.execute(
        select(AttendeeGroup.label, Confirmation.count)
        .join(Confirmation, Confirmation.group_id == AttendeeGroup.id)
        .where(Confirmation.visit_id.in_(visits))
    ).all()
    assert ("Bí thư chi bộ trực thuộc", 3) in [tuple(row) for row in told]
    assert len(told) == 4


def test_can_tho(world: World) -> None:
    can_tho.load()
    issuer_id = issuer_of("ct-kehoach")
    papers = db.session.execute(
        select(Document.kind, Document.number, Document.issued_on)
        .where(Document.issuer_id == issuer_id, Document.subject_kind == "round")
        .order_by(Document.issued_on)
    ).all()
    assert [(kind, day.isoformat()) for kind, _, day in papers] == [
        ("announcement", "2020-02-25"),
        ("round_report", "2020-04-09"),
        ("announcement", "2020-04-29"),
        ("round_report", "2020-06-02"),
    ]
    owed = db.session.scalars(
        select(Milestone)
        .where(Milestone.issuer_id == issuer_id, Milestone.subject_kind == "round")
        .order_by(Milestone.due_at)
    ).all()
    assert [(one.kind, one.done_at is None, one.is_late) for one in owed[:4]] == [
        ("announcement", False, True),  # March, by a working day
        ("round_report", False, False),
        ("announcement", False, False),
        ("round_report", False, False),
    ]
    papers_sent = db.session.scalars(
        select(Milestone)
        .where(Milestone.issuer_id == issuer_id, Milestone.kind == "papers")
        .order_by(Milestone.done_at)
    ).all()
    assert [one.is_late for one in papers_sent] == [False] * 4 + [True] + [False] * 3 + [True]
    comments = db.session.scalars(
        select(DocumentComment.decision).where(DocumentComment.issuer_id == issuer_id)
    ).all()
    assert sorted(comments) == ["refused", "taken", "taken"]
    september = select(Activity.id).where(Activity.title == SEPTEMBER)
    chosen = select(func.count(Assignment.id)).where(Assignment.activity_id.in_(september))
    assert db.session.scalar(chosen) == 3
    sent = db.session.execute(
        select(Assignment.month, func.count(Notice.id))
        .join(Notice, Notice.assignment_id == Assignment.id)
        .where(Notice.issuer_id == issuer_id)
        .group_by(Assignment.month)
        .order_by(Assignment.month)
    ).all()
    assert [row[1] for row in sent] == [64, 64, 65, 65, 64, 66, 57]
    notes = select(func.count(Observation.id)).where(Observation.issuer_id == issuer_id)
    assert db.session.scalar(notes) == 12


def issuer_of(username: str) -> int:
    return db.session.scalars(select(User.issuer_id).where(User.username == username)).one()
