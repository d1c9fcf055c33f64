"""How a meeting's day stands against the rule for telling it ("30 days before")."""

from dataclasses import dataclass
from datetime import date

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import standing
from webapp.milestones.services import calendar_of
from webapp.notices.kinds import NOTICE
from webapp.notices.models import Meeting
from webapp.organizations.models import Issuer
from webapp.plans.kinds import EACH
from webapp.plans.models import Activity, Assignment
from webapp.plans.services.dues import facts_of, first_issued_on
from webapp.plans.services.editing import duty
from webapp.rules.anchors import anchor_day
from webapp.rules.days_off import off_word
from webapp.rules.deadlines import (
    AnchorDay,
    Due,
    Rule,
    describe_rule,
    impossible,
    margin_days,
    parse_rule,
)
from webapp.rules.text import short_date
from webapp.rules.workdays import WorkingCalendar


@dataclass(frozen=True)
class Margin:
    """One meeting's day against the rule. `margin` is days to spare, below 0 days late."""

    due_on: date
    act_by: date | None
    margin: int
    received_on: date
    is_kept: bool  # told before, and not changed since
    is_impossible: bool  # fell due before the plan went out (R3)
    off: str = ""  # that the meeting is on a holiday, in Tết, on a Sunday

    @property
    def words(self) -> str:
        """What a clerk reads beside the row."""
        told = f"Đã báo ngày {short_date(self.received_on)}: " if self.is_kept else ""
        return f"{told}{self._margin} so với hạn {short_date(self.due_on)}"

    @property
    def _margin(self) -> str:
        if self.margin < 0:
            return standing.margin_words(self.margin)
        if self.margin == 0:
            return "Vừa đúng hạn"
        return standing.margin_words(self.margin) if self.is_kept else f"Còn {self.margin} ngày"

    @property
    def remark(self) -> str:
        """What to know besides: a day off, the day to act by, a deadline nobody could keep."""
        return " ".join(part for part in (self._of_day, self._of_due) if part)

    @property
    def _of_day(self) -> str:
        return f"{self.off}; vẫn nhận." if self.off else ""

    @property
    def _of_due(self) -> str:
        if self.is_impossible:
            return "Hạn rơi trước ngày ban hành kế hoạch; vẫn nhận và ghi rõ."
        if self.act_by and not self.is_kept:
            return f"Hạn là ngày nghỉ, cần gửi chậm nhất {short_date(self.act_by)}."
        return ""

    @property
    def standing(self) -> standing.Standing:
        """How the row stands, as the screen shows it."""
        return standing.Standing(self.words, self.tone)

    @property
    def is_late(self) -> bool:
        """True where it was told late and could have been told in time."""
        return self.margin < 0 and not self.is_impossible

    @property
    def tone(self) -> str:
        if self.margin < 0:
            tone = standing.tone_of(is_done=self.is_kept, is_late=True)
            return standing.OFF if self.is_impossible else tone
        is_soon = self.margin <= standing.SOON and not self.is_kept
        return standing.DUE if is_soon else standing.DONE


class Deadline:
    """The rule by which one assignment's meetings are to be told in time."""

    def __init__(
        self,
        rule: Rule,
        calendar: WorkingCalendar,
        *,
        month: date,
        anchor: date | None = None,
        clear_days: bool = False,
        known_from: date | None = None,
    ) -> None:
        self.rule, self.calendar, self.month = rule, calendar, month
        self.anchor, self.clear_days, self.known_from = anchor, clear_days, known_from

    @property
    def words(self) -> str:
        """Return in a sentence until when the list, or each of its meetings, is to be told."""
        if self.anchor is None:
            return f"Mỗi cuộc họp báo {describe_rule(self.rule)} so với ngày họp"
        due = self.due(self.month)
        act_by = f" (ngày nghỉ, cần gửi chậm nhất {short_date(due.act_by)})" if due.act_by else ""
        return f"Cả danh sách gửi chậm nhất hết ngày {short_date(due.day)}{act_by}"

    @property
    def by_month(self) -> bool:
        """True where one day holds for the whole list, whenever its meetings are."""
        return self.anchor is not None

    @property
    def is_unconfirmed(self) -> bool:
        """True where swapped working days of the month's year may still be missing (R2)."""
        return self.calendar.unconfirmed(self.month.year)

    def standing(self, day: date, received_on: date, *, is_kept: bool = False) -> Margin:
        """Return how a meeting on *day*, told on *received_on*, stands."""
        due = self.due(day)
        return Margin(
            due_on=due.day,
            act_by=due.act_by,
            margin=margin_days(received_on, due.day),
            received_on=received_on,
            is_kept=is_kept,
            is_impossible=self.is_impossible(due),
            off=off_word(day, self.calendar),
        )

    def kept(self, meeting: Meeting, received_on: date) -> Margin:
        """Return how a meeting stands that was told before: by what it was judged then."""
        return Margin(
            due_on=meeting.due_on,
            act_by=None,
            margin=margin_days(received_on, meeting.due_on),
            received_on=received_on,
            is_kept=True,
            is_impossible=bool(meeting.is_unkeepable),
            off=off_word(meeting.day, self.calendar),
        )

    def due(self, day: date) -> Due:
        """Return until when a meeting on *day* is told in time."""
        return self.rule.due(self.anchor or day, self.calendar, clear_days=self.clear_days)

    def is_impossible(self, due: Due) -> bool:
        """True where it fell due before the plan went out (R3)."""
        return self.known_from is not None and impossible(due, self.known_from)


def deadline_of(assignment: Assignment) -> Deadline:
    """Return the rule for an assignment of a month: a few queries, however many meetings.

    Where the plan asks for no notice, a meeting may be told until its own day.
    """
    asked = duty(assignment.activity_id, NOTICE.key)
    counted = anchor_day(asked.anchor, facts_of(asked, assignment)) if asked else None
    issuer = db.session.get_one(Issuer, assignment.issuer_id)
    activity = db.session.get_one(Activity, assignment.activity_id)
    return Deadline(
        parse_rule(asked.rule) if asked else AnchorDay(),
        calendar_of(assignment.issuer_id),
        month=assignment.month or clock.today(),
        anchor=counted if asked and asked.anchor not in EACH else None,
        clear_days=issuer.clear_days,
        known_from=first_issued_on(activity.plan_id),
    )
