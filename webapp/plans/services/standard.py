"""What a new plan starts with: activities with their usual duties and figures."""

from datetime import date

from webapp.accounts.terms import terms
from webapp.plans.kinds import ActivityKind, UsualDuty, activity_kinds
from webapp.plans.models import Activity, ActivityFigure, Duty


def duties(kind: ActivityKind) -> list[Duty]:
    """Return what an activity of this kind usually makes somebody owe."""
    return [_duty(one) for one in kind.usual]


def _duty(usual: UsualDuty, fixed_on: date | None = None) -> Duty:
    return Duty(**usual._asdict() | {"kind": usual.kind.key}, fixed_on=fixed_on)


def activities(report_on: date) -> list[Activity]:
    """Return the activities of a new plan; those who run it themselves report by *report_on*."""
    kinds = [kind for kind in activity_kinds() if kind.begins]
    return [_begun(kind, position, report_on) for position, kind in enumerate(kinds, 1)]


def _begun(kind: ActivityKind, position: int, report_on: date) -> Activity:
    begins = kind.begins
    assert begins is not None
    row = activity(kind, position, terms()(begins.title))
    row.minimum_thematic = begins.minimum_thematic
    if begins.report is not None:
        row.duties.append(_duty(begins.report, report_on))
    row.figures = [
        ActivityFigure(position=number, label=terms()(label), unit=terms()(unit))
        for number, (label, unit) in enumerate(begins.figures, 1)
    ]
    return row


def activity(kind: ActivityKind, position: int, title: str, wanted: int | None = None) -> Activity:
    """Return a new activity with the usual duties; *wanted* meetings a month."""
    return Activity(
        position=position, kind=kind.key, title=title, wanted=wanted, duties=duties(kind)
    )
