"""Which spans of a plan were asked for, and which papers were written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from webapp.accounts.gate import rows
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.plans.models import PLAN, Plan
from webapp.reports.kinds import SPAN, SYNTHESIS
from webapp.reports.models import Synthesis, SynthesisPlan


@dataclass(frozen=True)
class Written:
    """The spans of a plan, and the papers of all its syntheses, the newest first."""

    spans: Sequence[Synthesis]
    papers: Sequence[Document]

    def of(self, about: Plan | Synthesis) -> list[Document]:
        """Return the papers about a span, or about the plan as a whole."""
        key = (PLAN if isinstance(about, Plan) else SPAN, about.id)
        return [one for one in self.papers if (one.subject_kind, one.subject_id) == key]


def written_of(plan: Plan) -> Written:
    """Gather them, in two queries."""
    own = select(SynthesisPlan.synthesis_id).where(SynthesisPlan.plan_id == plan.id)
    about = or_(
        and_(Document.subject_kind == PLAN, Document.subject_id == plan.id),
        and_(Document.subject_kind == SPAN, Document.subject_id.in_(own)),
    )
    papers = rows(Document, Document.kind == SYNTHESIS.key, about).order_by(Document.id.desc())
    spans = rows(Synthesis, Synthesis.id.in_(own)).order_by(Synthesis.from_on, Synthesis.id)
    return Written(db.session.scalars(spans).all(), db.session.scalars(papers).all())


def papers_about(subject: str, number: int) -> Sequence[Document]:
    """Return the syntheses written of one span, or of a plan as a whole, the newest first."""
    about = (Document.subject_kind == subject, Document.subject_id == number)
    papers = rows(Document, Document.kind == SYNTHESIS.key, *about)
    return db.session.scalars(papers.order_by(Document.id.desc())).all()


def plans_of_board(plan: Plan) -> Sequence[Plan]:
    """Return the plans that the body which made *plan* issued, the newest first."""
    own = (Plan.organization_id == plan.organization_id, Plan.went_out())
    return db.session.scalars(rows(Plan, *own).order_by(Plan.year.desc(), Plan.id.desc())).all()


def issued_of(plans: Sequence[Plan]) -> list[Plan]:
    """Return those of *plans* that were issued; all where none was: one query for several.

    A draft has assignments, and nothing that anybody owes yet: it would be counted by half.
    """
    if len(plans) == 1:
        return list(plans)
    numbers = [plan.id for plan in plans]
    issued = set(db.session.scalars(select(Plan.id).where(Plan.id.in_(numbers), Plan.went_out())))
    return [plan for plan in plans if plan.id in issued] or list(plans)
