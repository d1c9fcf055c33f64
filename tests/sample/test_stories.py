"""What the samples lived through, as it stands on their training days."""

from sqlalchemy import func, select

from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.plans.round_models import AttendeeGroup
from webapp.sample import ho_chi_minh
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import Handing, PaperRequest
from webapp.visits.models import Confirmation, Visit


def test_ho_chi_minh(world: World) -> None:
    ho_chi_minh.load()
    issuer_id = db.session.scalars(
        select(User.issuer_id).where(User.username == "hcm-kehoach")
    ).one()
    sent = db.session.scalars(
        select(Submission.submitted_at)
        .where(Submission.issuer_id == issuer_id)
        .order_by(Submission.submitted_at)
    ).all()
    assert [f"{clock.local(one):%d/%m %H:%M}" for one in sent if one] == [
        "07/09 15:20",
        "11/09 17:01",
    ]
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
