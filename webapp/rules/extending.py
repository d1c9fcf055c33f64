"""More time for what is due: which days can be given, and what is kept of the day before."""

from datetime import date

from webapp.rules.text import short_date


def fault(due_on: date | None, until: date, today: date) -> str:
    """Return why the day *until* gives no more time than *due_on*, "" where it does."""
    if until < today:
        return "Ngày này đã qua, không gia hạn đến đó được."
    if due_on is not None and until <= due_on:
        return f"Gia hạn thì phải sau hạn đang có ({short_date(due_on)})."
    return ""


def as_it_was(due_on: date | None, today: date) -> str:
    """Return the day that held till now, and how late it was by then: more time excuses nobody."""
    if due_on is None:
        return "chưa định"
    days = (today - due_on).days
    return short_date(due_on) + (f", khi đã quá hạn {days} ngày" if days > 0 else "")
