"""Two plans of one year and title: one of them is mostly a slip, so a person is asked."""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.plans.models import Plan
from webapp.rules import text as words


def twin_of(who: User, year: int, title: str, but: int = 0) -> Plan | None:
    """Return another plan of *who*'s issuer with that year and title; case and blanks aside."""
    plans = db.session.scalars(
        select(Plan).where(Plan.issuer_id == who.issuer_id, Plan.year == year, Plan.id != but)
    )
    sought = _key(title)
    return next((one for one in plans if _key(one.title) == sought), None)


def told(twin: Plan) -> str:
    """Say, in Vietnamese, that there is such a plan already."""
    return (
        f"Đã có một kế hoạch năm {twin.year} với trích yếu này. Nếu đúng là cần thêm một kế hoạch "
        "nữa, hãy đánh dấu ô dưới cùng rồi lưu lại."
    )


def is_meant(form: Form, who: User, *, but: int = 0) -> bool:
    """Return False, and say it beside the title, until a person insists on a twin.

    The box (`again`) stays in the form only where there is something to insist on.
    """
    typed = form.year.data, form.title.data
    twin = twin_of(who, *typed, but) if form.is_submitted() and all(typed) else None
    if twin is None:
        del form.again
        return True
    if not form.again.data:
        form.title.errors = [*form.title.errors, told(twin)]
    return bool(form.again.data)


def _key(title: str) -> str:
    return " ".join(words.clean(title).casefold().split())
