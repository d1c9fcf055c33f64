"""What units wrote under an outline: asked before a planner changes it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from webapp.core.db import db
from webapp.organizations.models import Organization
from webapp.plans.models import ActivityFigure, Assignment, is_there
from webapp.plans.signals import Written
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import OutlineAnswer
from webapp.submissions.queries.outline import by_part, parts_of


def written(activity_id: int) -> list[Written]:
    """Return each unit of an activity that wrote something for its report, in their order."""
    rows = db.session.execute(
        select(Submission, Organization)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .join(Organization, Organization.id == Assignment.organization_id)
        .options(selectinload(Submission.figures))
        .where(Assignment.activity_id == activity_id)
        .order_by(Organization.sort_key, Organization.id)
    ).all()
    answers: dict[int, list[OutlineAnswer]] = {}
    ids = [submission.id for submission, _ in rows]
    for one in db.session.scalars(
        select(OutlineAnswer).where(OutlineAnswer.submission_id.in_(ids))
    ):
        answers.setdefault(one.submission_id, []).append(one)
    home = _part_of_figures(activity_id)
    return [
        _of(submission, unit, answers.get(submission.id, []), home) for submission, unit in rows
    ]


def _part_of_figures(activity_id: int) -> dict[int, int]:
    """Return under which part of the outline each figure that is asked for stands."""
    figures = db.session.scalars(
        select(ActivityFigure).where(
            ActivityFigure.activity_id == activity_id, *is_there(ActivityFigure)
        )
    )
    under = by_part(parts_of(activity_id), figures)
    return {one.id: part_id for part_id, own in under.items() for one in own}


def _of(
    submission: Submission,
    unit: Organization,
    answers: list[OutlineAnswer],
    home: Mapping[int, int],
) -> Written:
    """Return what a unit wrote; who gave a figure wrote in the part under which it stands."""
    given = {one.figure_id for one in submission.figures}
    return Written(
        unit=unit.name,
        is_sent=submission.submitted_at is not None,
        parts=frozenset(
            {one.part_id for one in answers if one.text or one.rows}
            | {home[one] for one in given if one in home}
        ),
        columns=frozenset(
            (one.part_id, key)
            for one in answers
            for row in one.rows
            for key, text in row.cells.items()
            if text.strip()
        ),
        figures=frozenset(given),
        organization_id=unit.id,
    )
