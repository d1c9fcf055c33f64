"""What may come in about a round: a session's time and place, the name of who was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError

from webapp.core import clock
from webapp.core.forms import Clock, Day, Form, Line, maybe, needed, not_ahead, options
from webapp.rounds.receiving import WAYS, HandedPaper, RoundPaper, too_early
from webapp.rounds.services.handing_over import Handed
from webapp.rounds.services.units import When
from webapp.rules.text import short_date


@dataclass(frozen=True)
class Session:
    """A unit's session as a form shows it; version 0 where it is not set yet."""

    version: int
    day: date | None
    hour: time | None
    place: str
    is_hour_later: bool = False


class SessionForm(Form):
    """When and where a unit's session is held."""

    day = Day("Ngày làm việc", [InputRequired()])
    hour = Clock(
        "Giờ bắt đầu",
        [Optional()],
        description="Chưa có giờ thì để trống; văn bản còn thiếu giờ sẽ chưa duyệt được, trừ khi "
        "chọn ô dưới đây.",
    )
    is_hour_later = BooleanField("Chưa có giờ: văn bản ghi “giờ cụ thể thông báo sau”")
    place = Line("Địa điểm", needed())

    @property
    def when(self) -> When:
        """What was typed."""
        return When(self.day.data, self.hour.data, self.place.data, bool(self.is_hour_later.data))


class PutOffForm(Form):
    """Why a session is put off."""

    cancel_reason = Line("Lý do hoãn", needed())


class PapersDueForm(Form):
    """By when all units send the papers asked for; `last` is the last day of their round."""

    last: date | None = None
    day = Day("Ngày phải gửi", [InputRequired()])
    hour = Clock("Chậm nhất lúc", [Optional()], description="Để trống thì nhận đến hết ngày.")

    def validate_day(self, field: Day) -> None:
        """What is over already makes every unit late; after the round nobody reads it."""
        hour = self.hour.data or time(23, 59)
        if field.data and clock.at(field.data, hour.hour, hour.minute) <= clock.now():
            raise ValidationError("Hạn gửi phải sau lúc này.")
        if field.data and self.last and field.data > self.last:
            last = short_date(self.last)
            raise ValidationError(f"Hạn gửi không thể sau ngày cuối của đợt ({last}).")


class HandoverForm(Form):
    """Which papers were handed to a member of the team, when, by whom and how."""

    offered: Sequence[RoundPaper] = ()
    papers = SelectMultipleField("Văn bản đã giao", coerce=int)
    other = Line(
        "Giấy tờ khác",
        maybe(),
        description="Tài liệu không có trong chương trình, ví dụ quyết định thành lập Đoàn.",
    )
    handed_on = Day("Ngày giao", [InputRequired(), not_ahead])
    handed_by = Line("Người giao", needed())
    way = SelectField("Cách giao", choices=options(WAYS.items()))
    note = Line("Ghi chú", maybe())

    def offer(self, papers: Sequence[RoundPaper]) -> None:
        """Offer the papers that there are."""
        self.offered = papers
        self.papers.choices = options((one.id, one.words) for one in papers)

    def validate_papers(self, field: Field) -> None:
        """Something was handed over."""
        if not (field.data or (self.other.data or "").strip()):
            raise ValidationError("Chọn ít nhất một văn bản, hoặc ghi giấy tờ khác.")

    def validate_handed_on(self, field: Day) -> None:
        """Nothing is handed over before it is issued."""
        chosen = [one for one in self.offered if one.id in (self.papers.data or ())]
        if field.data and (why := too_early(chosen, field.data)):
            raise ValidationError(why)

    @property
    def handed(self) -> Handed:
        """What was typed."""
        words = {one.id: one.words for one in self.offered}
        papers = [HandedPaper(one, words[one]) for one in self.papers.data or ()]
        if self.other.data:
            papers.append(HandedPaper(0, self.other.data))
        on, by = self.handed_on.data, self.handed_by.data
        return Handed(papers, on, by, self.way.data, self.note.data or "")


class SeatNameForm(Form):
    """Who an invited body sends (65-KH/ĐTN, III.2)."""

    full_name = Line("Họ và tên", needed())
    title = Line("Chức vụ", maybe())
