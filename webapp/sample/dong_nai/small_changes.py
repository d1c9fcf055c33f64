"""Two small changes of the tree beside that of July 2025.

On 1 July 2024 two cells of one plantation went together. The one that ended had been attended in
June; it leaves recommendations that nobody answered, and its secretary's account. From 1 January
2025, as is known already, one commune's organization goes into its neighbour's, half a year before
all merge: whether the neighbour goes along then must be decided anew.
"""

from datetime import date

from sqlalchemy import exists, select

from webapp.accounts.models import OFFICE
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.followup.models import Answer
from webapp.organizations import changes
from webapp.organizations.history import Decision
from webapp.organizations.models import Organization, below
from webapp.sample.dong_nai.organizations import Bodies
from webapp.sample.living import at
from webapp.sample.people import Account, add_people

ENDED_ON, KNOWN_ON, NEXT = date(2024, 7, 1), date(2024, 7, 8), date(2025, 1, 1)
SECRETARY = Account("chibo-cu", "Từ Ngọc Hải Yến", OFFICE, "Bí thư chi bộ")
GOING, INTO = "Đảng bộ xã Phú Thịnh", "Đảng bộ xã Đắc Lua"


def record(bodies: Bodies) -> None:
    """Put both on record, each in its time. Commits."""
    with clock.living_on(at(ENDED_ON, 8)):
        old = _attended_in(bodies.committees["Cao su Đồng Nai"])
        add_people([SECRETARY], lambda _: old)
        heir = _beside(old)
        _merge(
            bodies,
            [old, heir],
            Decision(ENDED_ON, "Quyết định sáp nhập chi bộ của Đảng ủy Tổng Công ty"),
        )
    with clock.living_on(at(KNOWN_ON, 9)):
        names = select(Organization).where(Organization.name.in_([GOING, INTO]))
        both = sorted(db.session.scalars(names), key=lambda one: one.name == INTO)
        _merge(bodies, both, Decision(NEXT, "Quyết định sáp nhập đảng bộ cơ sở của Huyện ủy"))


def _merge(bodies: Bodies, both: list[Organization], decision: Decision) -> None:
    plan = changes.merging([one.id for one in both], both[-1].id)
    changes.record(bodies.issuer.id, "merged", decision, plan)


def _attended_in(committee: Organization) -> Organization:
    """Return a cell of a committee that was recommended something and answered nothing."""
    answered = exists().where(Answer.recommendation_id == Recommendation.id)
    return db.session.scalars(
        select(Organization)
        .join(Recommendation, Recommendation.organization_id == Organization.id)
        .where(
            Organization.id.in_(below(committee.path)),
            Organization.name.startswith("Chi bộ"),
            ~answered,
        )
        .order_by(Recommendation.id)
        .limit(1)
    ).one()


def _beside(cell: Organization) -> Organization:
    return db.session.scalars(
        select(Organization)
        .where(Organization.parent_id == cell.parent_id, Organization.id != cell.id)
        .order_by(Organization.sort_key)
        .limit(1)
    ).one()
