"""An outline in which units wrote is changed as a new version, which they are told of."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, func, select

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import Values
from webapp.milestones.services import notify, people_of
from webapp.organizations.models import Organization
from webapp.plans import signals
from webapp.plans.models import Activity, ActivityFigure, Assignment
from webapp.plans.outline_changes import OutlineChange, Row
from webapp.plans.parts import PlacedRow
from webapp.plans.round_models import OutlinePart, OutlineVersion
from webapp.plans.services import editing
from webapp.plans.signals import Written
from webapp.rules.outlines import titled


def written(activity_id: int) -> list[Written]:
    """Return what units wrote under an activity's outline so far; turns with those who write.

    Whoever saves a part takes the unit's assignment first, so nothing is written meanwhile.
    """
    db.session.execute(
        select(Assignment.id).where(Assignment.activity_id == activity_id).with_for_update()
    )
    return [one for answers in signals.written.ask(activity_id) for one in answers]


def change(
    row: Row, values: Values, told: OutlineChange, renamed: Mapping[str, str], who: User
) -> None:
    """Change a part or a figure as a new version of the outline; columns go on by *renamed*."""
    if isinstance(row, OutlinePart):
        row.kept_columns = titled(row.kept_columns, values["columns"], renamed)
        values = {name: value for name, value in values.items() if name != "columns"}
    _new_version(row.activity_id, told, who)
    editing.change(row, values)


def add(row: Row, siblings: Sequence[PlacedRow], told: OutlineChange, who: User) -> None:
    """Ask for a part or a figure that was not asked for before, as a new version."""
    _new_version(row.activity_id, told, who)
    editing.add_row(row, siblings)


def remove(row: Row, told: OutlineChange, who: User) -> None:
    """Take a part with its figures, or a figure, out of the outline, as a new version.

    The rows stay where units wrote under them: what was sent goes on speaking of them.
    """
    own: list[Row] = [row]
    if isinstance(row, OutlinePart):
        own += db.session.scalars(select(ActivityFigure).where(ActivityFigure.part_id == row.id))
    for one in own:
        one.removed_at = clock.now()
    _new_version(row.activity_id, told, who)
    db.session.commit()


def _new_version(activity_id: int, told: OutlineChange, who: User) -> None:
    """Note what changed, and tell the units that had written. Does not commit."""
    last = db.session.scalar(
        select(func.max(OutlineVersion.number)).where(OutlineVersion.activity_id == activity_id)
    )
    db.session.add(
        OutlineVersion(
            activity_id=activity_id,
            number=(last or 1) + 1,
            made_at=clock.now(),
            made_by_id=who.id,
            said=told.said,
        )
    )
    title = db.session.get_one(Activity, activity_id).title
    for assignment in db.session.scalars(_of_writers(activity_id)):
        unit = db.session.get_one(Organization, assignment.organization_id)
        notify(
            people_of(assignment.issuer_id, OFFICE, organization=unit),
            f"Đề cương báo cáo “{title}” đã đổi: {'; '.join(told.said.splitlines())}. "
            "Báo cáo đã gửi giữ nguyên.",
            f"/assignments/{assignment.id}/papers",
        )


def _of_writers(activity_id: int) -> Select[Assignment]:
    own = {one.organization_id for one in written(activity_id)}
    return select(Assignment).where(
        Assignment.activity_id == activity_id, Assignment.organization_id.in_(own)
    )
