"""What the units of a round gave as figures in their own reports."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import and_, exists, select

from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, ActivityFigure, Assignment
from webapp.plans.services.dues import ABOUT
from webapp.rounds.papers.figures import Figure, Reported
from webapp.submissions.kinds import SELF_REPORT_DUE
from webapp.submissions.models import Submission
from webapp.submissions.queries.outline import has_total
from webapp.submissions.queries.reports import figures_of


def reported_figures(activity: Activity) -> Reported:
    """Return the figures of the reports that were sent, whoever asks: at most two queries.

    The activity comes with its figures.
    """
    if not activity.figures:
        return Reported()
    is_let_go = exists().where(
        Milestone.kind == SELF_REPORT_DUE.key,
        Milestone.subject_kind == ABOUT,
        Milestone.subject_id == Assignment.id,
        Milestone.closed_at.is_not(None),
    )
    units = db.session.execute(
        select(Organization.name, Submission.id, is_let_go)
        .select_from(Assignment)
        .join(Assignment.organization)
        .outerjoin(
            Submission,
            and_(Submission.assignment_id == Assignment.id, Submission.submitted_at.is_not(None)),
        )
        .where(Assignment.activity_id == activity.id)
        .order_by(Organization.sort_key, Assignment.id)
    ).all()
    values = figures_of([sent for _, sent, _ in units if sent])
    without = [(name, let_go) for name, sent, let_go in units if sent is None]
    return Reported(
        [name for name, *_ in units],
        [
            _figure(one, [values.get((sent, one.id)) for _, sent, _ in units])
            for one in activity.figures
        ],
        [name for name, let_go in without if not let_go],
        [name for name, let_go in without if let_go],
    )


def _figure(row: ActivityFigure, values: Iterable[Decimal | None]) -> Figure:
    given = list(values)
    known = [one for one in given if one is not None]
    total = sum(known, Decimal(0)) if known and has_total(row) else None
    return Figure(row.label, row.unit, given, total)
