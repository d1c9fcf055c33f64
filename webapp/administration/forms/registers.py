"""What may come in about the register: terms, the way of counting, a year's swapped days."""

import re
from collections.abc import Sequence
from datetime import date

from wtforms import BooleanField, Field, FieldList, HiddenField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.core.forms import AtLeast, Day, Form, Line, WholeNumber, needed
from webapp.documents.register.numbers import LARGEST
from webapp.rules.registers import Span
from webapp.rules.text import short_date
from webapp.rules.workdays import WorkingCalendar

WAYS = {"year": "Theo năm", "term": "Theo nhiệm kỳ"}
PAIRS = 4  # swaps of one year; never more than three were decided


class TermForm(Form):
    """A committee's term; `others` are the terms beside it."""

    others: Sequence[Span] = ()
    name = Line("Nhiệm kỳ", needed(40), description="Ví dụ: 2020-2025.")
    first_day = Day("Ngày đầu", [InputRequired()], description="Ngày bế mạc đại hội, hội nghị.")
    last_day = Day(
        "Ngày cuối",
        [Optional(), AtLeast("first_day", "Phải từ ngày đầu trở đi.")],
        description="Để trống khi chưa có đại hội sau.",
    )

    def validate_name(self, field: Field) -> None:
        if re.fullmatch(r"\d{1,4}", field.data):
            raise ValidationError("Tên nhiệm kỳ phải khác tên một năm, ví dụ: 2020-2025.")
        if field.data in [one.name for one in self.others]:
            raise ValidationError("Đã có nhiệm kỳ mang tên này.")

    def validate_first_day(self, field: Field) -> None:
        if field.data is None:
            return
        typed = Span(self.name.data, field.data, self.last_day.data)
        if twin := next((one for one in self.others if one.meets(typed)), None):
            until = short_date(twin.last) if twin.last else "nay"
            told = f"{twin.name} ({short_date(twin.first)} đến {until})"
            raise ValidationError(f"Trùng ngày với nhiệm kỳ {told}.")


class CountingForm(Form):
    """The way of counting, and the last number of each symbol (they come in the page's order)."""

    symbols: Sequence[str] = ()
    doubles = False  # whether numbers would stand twice, which must be known
    is_known = BooleanField("Đã biết những số cấp hai lần nêu trên; các văn bản giữ nguyên số")
    numbers_restart = HiddenField("Cách đánh số")
    lasts = FieldList(WholeNumber("Số cuối đã cấp", [InputRequired(), NumberRange(0, LARGEST)]))

    def validate_is_known(self, field: Field) -> None:
        if self.doubles and not field.data:
            raise ValidationError("Hãy xác nhận đã biết những số cấp hai lần.")

    def validate_numbers_restart(self, field: Field) -> None:
        if field.data not in WAYS:
            raise ValidationError("Lựa chọn không có trong danh sách.")
        if len(self.lasts.entries) != len(self.symbols):
            raise ValidationError("Sổ vừa có thêm ký hiệu mới, hãy xem lại trang này.")


class YearForm(Form):
    """That a year's days are known, by what paper, and the days that were swapped."""

    year = 0
    note = Line("Căn cứ", needed(), description="Số, ký hiệu văn bản về nghỉ lễ, Tết của năm.")
    off_1 = Day("Ngày được nghỉ (1)", [Optional()])
    worked_1 = Day("Ngày làm bù (1)", [Optional()])
    off_2 = Day("Ngày được nghỉ (2)", [Optional()])
    worked_2 = Day("Ngày làm bù (2)", [Optional()])
    off_3 = Day("Ngày được nghỉ (3)", [Optional()])
    worked_3 = Day("Ngày làm bù (3)", [Optional()])
    off_4 = Day("Ngày được nghỉ (4)", [Optional()])
    worked_4 = Day("Ngày làm bù (4)", [Optional()])

    def swaps(self) -> list[tuple[date, date]]:
        """Return the pairs (day off, day worked for it) that were typed."""
        pairs = [(off.data, worked.data) for off, worked in self.pairs()]
        return [(off, worked) for off, worked in pairs if off and worked]

    def fits(self, calendar: WorkingCalendar) -> bool:
        """Return True unless a pair is half, of another year, or swaps nothing; say it beside."""
        seen: set[date] = set()
        for off, worked in self.pairs():
            if problem := self._problem(off.data, worked.data, calendar):
                (worked if off.data else off).errors = [problem]
            for field in (off, worked):
                if field.data in seen:
                    field.errors = ["Ngày này đã có ở một cặp ngày trên."]
            seen |= {field.data for field in (off, worked) if field.data}
        return not self.errors

    def _problem(self, off: date | None, worked: date | None, calendar: WorkingCalendar) -> str:
        if not off or not worked:
            return "Phải ghi cả ngày nghỉ và ngày làm bù." if off or worked else ""
        if self.year not in (off.year, worked.year):
            return f"Hai ngày này không thuộc năm {self.year}."
        if not calendar.is_working_day(off):
            return f"Ngày {short_date(off)} vốn đã là ngày nghỉ."
        if calendar.is_working_day(worked):
            return f"Ngày {short_date(worked)} vốn đã là ngày làm việc."
        return ""

    def pairs(self) -> list[tuple[Field, Field]]:
        return [(self[f"off_{n}"], self[f"worked_{n}"]) for n in range(1, PAIRS + 1)]
