"""Recommendations that a person who leaves monitors: those that are not mended yet."""

from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified

from webapp.accounts.holdings import HoldingKind, Taking
from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.core.db import db
from webapp.followup.queries import MENDED, state


def _monitored(whose: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Recommendation.id)
        .join(User, User.id == Recommendation.monitor_id)
        .where(whose, state() != MENDED)
    )


def _told(ids: Select[Any]) -> Iterable[tuple[int, int, str, str]]:
    rows = db.session.scalars(
        select(Recommendation)
        .options(joinedload(Recommendation.organization))
        .where(Recommendation.id.in_(ids))
        .order_by(Recommendation.id)
    )
    for one in rows:
        text = shorten(one.text, 90, placeholder="…")
        what = f"{one.organization.name}: {text}"
        yield one.id, one.monitor_id or 0, what, f"/recommendations/{one.id}"


def _take(taking: Taking) -> None:
    for one in db.session.scalars(select(Recommendation).where(Recommendation.id.in_(taking.ids))):
        one.monitor_id = taking.heir.id
        flag_modified(one, "monitor_id")


HOLDINGS = (HoldingKind("monitor", "Kiến nghị đang theo dõi", _monitored, _told, _take),)
