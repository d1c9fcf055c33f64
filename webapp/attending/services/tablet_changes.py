"""Changes that tablets send, often late and sometimes twice: each is done once.

A tablet calls each change by a key of its own and sends it until it has an answer. The key is
kept in the transaction that does the change, so what was done is known even where the answer was
lost on its way.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from webapp.attending.models import TabletChange
from webapp.core import clock
from webapp.core.db import db
from webapp.rules.replays import REMEMBERED
from webapp.visits.models import Visit

OTHER_CONTENT = (
    "Máy chủ đã nhận một nội dung khác dưới cùng mã gửi này nên không nhận nội dung này. Nội dung "
    "vẫn còn trên máy để chép lại."
)


class OtherContent(Exception):
    """A key came with other content than before: neither may take the place of the other."""


@dataclass(frozen=True)
class Once:
    """A change to a visit that *who* made *at* a moment: done once, however often it is sent."""

    visit_id: int
    user_id: int
    key: str
    at: datetime
    digest: str = ""  # of what is sent, "" where nobody has to know
    seen: int | None = None  # as of when its writer saw the field (`clock.stamp`), None: not told
    is_doubtful: bool = False  # *at* is when it arrived, for its tablet's clock was wrong

    def done(self) -> TabletChange | None:
        """Hold the visit, and return what is kept of this change: None where it was not done.

        Raises `OtherContent` where the key was another change's.
        """
        db.session.execute(select(Visit.id).where(Visit.id == self.visit_id).with_for_update())
        found = db.session.scalars(
            select(TabletChange).where(
                TabletChange.user_id == self.user_id, TabletChange.key == self.key
            )
        ).one_or_none()
        if found and found.digest and self.digest and found.digest != self.digest:
            raise OtherContent(OTHER_CONTENT)
        return found

    def keep(self, row_id: int | None = None) -> None:
        """Note that the change is done, and which row it added. Does not commit."""
        now = clock.now()
        db.session.execute(
            delete(TabletChange).where(
                TabletChange.user_id == self.user_id, TabletChange.done_at < now - REMEMBERED
            )
        )
        db.session.add(
            TabletChange(
                user_id=self.user_id,
                visit_id=self.visit_id,
                key=self.key,
                row_id=row_id,
                digest=self.digest or None,
                done_at=now,
            )
        )
