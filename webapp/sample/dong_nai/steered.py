"""Recommendations that were steered: one got more time, late as it was, one another monitor, and
one that was taken as mended waits for a decision again."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.attending.queries.visit import FULL_VISIT
from webapp.core import clock
from webapp.core.db import db
from webapp.followup import steering
from webapp.followup.queries import thread
from webapp.notices.models import Meeting
from webapp.sample.living import Event, at
from webapp.visits.models import Visit

UNANSWERED, WATCHED, MENDED = date(2024, 5, 9), date(2024, 6, 5), date(2024, 2, 20)  # meetings
MORE_TIME = date(2024, 7, 31)
LAST = 100  # what happens here comes after all else of its hour


def events(people: dict[str, User]) -> Iterator[Event]:
    """Yield what the planner decides, each at its hour."""
    steered = _Steered(people)
    yield at(date(2024, 7, 10), 16), LAST, steered.extend
    yield at(date(2024, 7, 11), 16), LAST, steered.hand_over
    yield at(date(2024, 7, 12), 16), LAST, steered.undo


class _Steered:
    def __init__(self, people: dict[str, User]) -> None:
        self.people, self.planner = people, people["kehoach"]

    def _of(self, day: date) -> Sequence[Recommendation]:
        begins = clock.at(day, 0)
        return (
            db.session.scalars(
                select(Recommendation)
                .join(Recommendation.visit)
                .join(Meeting, Meeting.id == Visit.meeting_id)
                .where(
                    Recommendation.issuer_id == self.planner.issuer_id,
                    Meeting.starts_at >= begins,
                    Meeting.starts_at < clock.at(day, 23),
                )
                .options(
                    joinedload(Recommendation.visit).options(*FULL_VISIT),
                    joinedload(Recommendation.organization),
                    joinedload(Recommendation.monitor),
                )
                .order_by(Recommendation.id)
            )
            .unique()
            .all()
        )

    def extend(self) -> None:
        """A unit that is late gets more time; that it was late is kept."""
        steering.extend(
            self._of(UNANSWERED)[0],
            self.planner,
            MORE_TIME,
            reason="Chi bộ vừa đại hội, cấp ủy mới cần thêm thời gian rà soát lại sổ sách.",
            agreed_by="Trưởng Ban Tổ chức",
        )

    def hand_over(self) -> None:
        """Another member watches over what a unit was to mend."""
        row = self._of(WATCHED)[0]
        others = (self.people["thanhvien1"], self.people["thanhvien2"])
        other = next(one for one in others if one.id != row.monitor_id)
        steering.hand_to(row, self.planner, other.id, reason="Người cũ đi học dài hạn.")

    def undo(self) -> None:
        """What was taken as mended is not, as it turns out."""
        row = self._of(MENDED)[0]
        reason = "Biên bản gửi kèm là của năm trước; đề nghị duyệt lại theo biên bản năm nay."
        steering.undo(row, thread(row.id)[-1], self.planner, reason=reason)
