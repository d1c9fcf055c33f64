"""Who the plan lets be sent, and how much: by the posts they hold (46-KH/ĐTN, II.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans.eligible_models import EligiblePost
from webapp.rules.fair_share import WHOLE
from webapp.rules.text import short_date

NOT_ELIGIBLE = "không thuộc diện được cử theo kế hoạch"


@dataclass(frozen=True)
class Terms:
    """On which terms a person is sent: what share of the others' they carry, how many at most."""

    is_eligible: bool = True
    share: int = WHOLE
    most: int | None = None


def terms_of(activity_id: int, people: Iterable[User]) -> dict[int, Terms]:
    """Return, by person, the terms on which an activity sends them: one query."""
    rows = db.session.scalars(
        select(EligiblePost)
        .where(EligiblePost.activity_id == activity_id)
        .order_by(EligiblePost.position, EligiblePost.id)
    ).all()
    return {person.id: terms_among(rows, person.posts) for person in people}


def terms_among(rows: Sequence[EligiblePost], posts: Sequence[str]) -> Terms:
    """Return the terms for who holds *posts*: the first row that names one; no rows let all go."""
    if not rows:
        return Terms()
    held = next((row for row in rows if row.post in posts), None)
    return Terms(True, held.share, held.most) if held else Terms(is_eligible=False)


def words_of(person: User, terms: Terms, credit: int) -> str:
    """Return what is to be known of a person's share: "về từ 05/6/2020, tính thêm 12 buổi"."""
    if not terms.is_eligible:
        return NOT_ELIGIBLE
    told = [
        f"công tác từ {short_date(person.serves_from)}" if person.serves_from else "",
        f"mức {terms.share}%" if terms.share != WHOLE else "",
        f"nhiều nhất {terms.most} buổi mỗi tháng" if terms.most else "",
        f"khi chia đều tính thêm {credit} buổi" if credit else "",
    ]
    return "; ".join(part for part in told if part)
