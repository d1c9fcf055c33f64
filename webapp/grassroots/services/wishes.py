"""Absences and wishes, which the next proposal of who goes where takes into account."""

from collections.abc import Sequence

from webapp.accounts.models import PLANNER, User
from webapp.core.db import db
from webapp.grassroots.models import ABSENT, Wish
from webapp.milestones import services as milestones
from webapp.rules.text import short_date
from webapp.visits.queries.needs import Known, duties_in


def add(who: User, values: dict[str, object]) -> Sequence[Known]:
    """Keep an absence or a wish; return the visits in these days to which the person goes.

    Of an absence those who plan are told which, so that they can send somebody else.
    """
    wish = Wish(issuer_id=who.issuer_id, **values)
    db.session.add(wish)
    db.session.flush()
    found = touched_by(wish)
    _notify(wish, found, who, "báo vắng")
    db.session.commit()
    return found


def remove(wish: Wish, who: User) -> None:
    """Take a wish back; of an absence that visits fell into those who plan are told."""
    found = touched_by(wish)
    db.session.delete(wish)
    _notify(wish, found, who, "không còn báo vắng")
    db.session.commit()


def bring_back(wish: Wish, who: User) -> None:
    """Keep once more what was taken back; of an absence those who plan are told. No commit."""
    db.session.add(wish)
    db.session.flush()
    _notify(wish, touched_by(wish), who, "báo vắng")


def touched_by(wish: Wish) -> Sequence[Known]:
    """Return the visits to which a person goes, as was told, while they are absent."""
    if wish.kind != ABSENT:
        return []
    return duties_in([wish.user_id], wish.starts_on, wish.ends_on)


def _notify(wish: Wish, found: Sequence[Known], who: User, what: str) -> None:
    if not found:
        return
    name = db.session.get_one(User, wish.user_id).full_name
    days = short_date(wish.starts_on)
    if wish.ends_on != wish.starts_on:
        days += f" – {short_date(wish.ends_on)}"
    where = "; ".join(one.where for one in found)
    told = f"Đồng chí {name} {what} {days}, có {len(found)} buổi đã phân công: {where}."
    planners = set(milestones.people_of(wish.issuer_id, PLANNER)) - {who.id}
    href = found[0].team_page if len(found) == 1 else "/visits"
    milestones.notify(planners, told, href)
