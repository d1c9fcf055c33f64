"""What may come in about a round: a session's time and place, the name of who was sent."""

from dataclasses import dataclass
from datetime import date, time

from wtforms.validators import InputRequired, Optional, ValidationError

from webapp.core import clock
from webapp.core.forms import Clock, Day, Form, Line, maybe, needed
from webapp.rounds.services import When


@dataclass(frozen=True)
class Session:
    """A unit's session as a form shows it; version 0 where it is not set yet."""

    version: int
    day: date | None
    hour: time | None
    place: str


class SessionForm(Form):
    """When and where a unit's session is held."""

    day = Day("Ngày làm việc", [InputRequired()])
    hour = Clock(
        "Giờ bắt đầu", [Optional()], description="Để trống nếu chưa định; sẽ ghi “giờ chưa định”."
    )
    place = Line("Địa điểm", needed())

    @property
    def when(self) -> When:
        """What was typed."""
        return When(self.day.data, self.hour.data, self.place.data)


class PutOffForm(Form):
    """Why a session is put off."""

    cancel_reason = Line("Lý do hoãn", needed())


class PapersDueForm(Form):
    """By when all units send the papers asked for."""

    day = Day("Ngày phải gửi", [InputRequired()])
    hour = Clock("Chậm nhất lúc", [Optional()], description="Để trống thì nhận đến hết ngày.")

    def validate_day(self, field: Day) -> None:
        """A moment that is over already would make every unit late."""
        hour = self.hour.data or time(23, 59)
        if field.data and clock.at(field.data, hour.hour, hour.minute) <= clock.now():
            raise ValidationError("Hạn gửi phải sau lúc này.")


class SeatNameForm(Form):
    """Who an invited body sends (65-KH/ĐTN, III.2)."""

    full_name = Line("Họ và tên", needed())
    title = Line("Chức vụ", maybe())
