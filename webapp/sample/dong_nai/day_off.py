"""A working day is made a day off; a unit's preparation is due a day sooner, and it is told."""

from datetime import date

from webapp.administration.services.recounting import recount
from webapp.core.db import db
from webapp.organizations.models import CalendarDay

DECIDED_ON = date(2024, 7, 10)
DAY = date(2024, 7, 17)
NOTE = "Cơ quan nghỉ bù theo thông báo của Văn phòng"


def make(issuer_id: int) -> None:
    """Make the day a day off, and count anew what is due. Commits."""
    db.session.add(CalendarDay(issuer_id=issuer_id, day=DAY, is_working=False, note=NOTE))
    db.session.flush()
    recount(issuer_id)
    db.session.commit()
