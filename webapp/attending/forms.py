"""What may come in for each single field of a visit: its label, its reading, how it is drawn.

Fields save one by one, so each has a name ("remark-33-text"), and a form of its own to read it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import NumberRange, Optional

from webapp.attending.models import ASSESSMENTS
from webapp.core import clock
from webapp.core.forms import (
    LONG,
    SHORT,
    Amount,
    Clock,
    Day,
    Form,
    Line,
    Lines,
    WholeNumber,
    maybe,
    options,
)
from webapp.rules import text as words
from webapp.rules.amounts import amount_text
from webapp.rules.dates import full_day

MOST_PEOPLE = 100_000
BIGGEST_KEY = 2**31 - 1
Kept = str | bool | int | Decimal | date | time | None  # as a column keeps it
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NAME = re.compile(r"([a-z]+)(?:-([0-9]{1,10}))?-([a-z_]+)", re.ASCII)


@dataclass(frozen=True)
class Spec:
    """One kind of field.

    `options` names what a select chooses from: "people" of the board, "shortcomings" of the
    visit; `fixed` holds options that never change; `has_phrases`: the phrase bank serves it;
    `suggestions` is the id of the page's list of what a line may say.
    """

    label: str
    form: type[Form]
    widget: str  # line, lines, whole, points, day, clock, tick, radio, select
    options: str = ""
    has_phrases: bool = False
    fixed: Mapping[str, str] | None = None
    suggestions: str = ""

    def read(self, text: str) -> Kept:
        """Return what *text* says as the database keeps it. Raises ValueError in Vietnamese."""
        form = self.form(MultiDict({"value": text}), meta={"csrf": False})
        if not form.validate():
            raise ValueError(form["value"].errors[0])
        value: Kept = form["value"].data
        return text_of(value) if self.widget == "clock" else value


def _spec(label: str, widget: str, field: Field, **more: Any) -> Spec:
    return Spec(label, type("OneField", (Form,), {"value": field}), widget, **more)


def _line(label: str, **more: Any) -> Spec:
    return _spec(label, "line", Line(validators=maybe(SHORT)), **more)


def _lines(label: str, **more: Any) -> Spec:
    return _spec(label, "lines", Lines(validators=maybe(LONG)), **more)


def _whole(label: str) -> Spec:
    return _spec(label, "whole", WholeNumber(validators=[Optional(), NumberRange(0, MOST_PEOPLE)]))


def _clock(label: str) -> Spec:
    return _spec(label, "clock", Clock(validators=[Optional()]))


def _select(label: str, options: str) -> Spec:
    number = WholeNumber(validators=[Optional(), NumberRange(1, BIGGEST_KEY)])
    return _spec(label, "select", number, options=options)


def _tick(label: str) -> Spec:
    return _spec(label, "tick", BooleanField())


def _radio(label: str, choices: Mapping[str, str]) -> Spec:
    field = RadioField(choices=options([("", ""), *choices.items()]))
    return _spec(label, "radio", field, fixed=choices)


ATTENDANCE = {
    "opened_at": _clock("Khai mạc lúc"),
    "closed_at": _clock("Kết thúc lúc"),
    "chair": _line("Chủ trì"),
    "minute_taker": _line("Người ghi biên bản"),
    "members": _whole("Tổng số {member}"),
    "probationary": _whole("Trong đó dự bị"),
    "present": _whole("Có mặt"),
    "exempt": _whole("Miễn sinh hoạt"),
    "excused": _whole("Vắng có lý do"),
    "unexcused": _whole("Vắng không lý do"),
    "reasons": _lines("Lý do vắng"),
    "composition": _lines("Thành phần dự"),
    "course": _lines("Diễn biến buổi sinh hoạt"),
}

# Of what is the field → its column → how it is read and drawn.
SPECS: dict[str, dict[str, Spec]] = {
    "attendance": ATTENDANCE,
    "finding": {
        "assessment": _radio("Đánh giá", ASSESSMENTS),
        "why_none": _line("Vì sao không ghi hạn chế"),
        "note": _lines("Ghi nhận"),
    },
    "remark": {
        "text": _lines("Nội dung", has_phrases=True),
        "cause": _lines("Nguyên nhân", has_phrases=True),
    },
    "recommendation": {
        "text": _lines("Kiến nghị", has_phrases=True),
        "owner": _line("Người, đơn vị thực hiện"),
        "due_on": _spec("Thời hạn", "day", Day(validators=[Optional()])),
        "monitor_id": _select("Người theo dõi", "people"),
        "remark_id": _select("Trả lời cho hạn chế", "shortcomings"),
    },
    "mark": {
        "points": _spec("Điểm", "points", Amount()),
        "is_not_applicable": _tick("Không áp dụng"),
    },
    "visit": {"unscored_reason": _line("Không chấm điểm buổi này, lý do")},
    "photo": {"caption": _line("Chú thích ảnh")},
    "preparation": {
        "is_ready": _tick("Đã chuẩn bị"),
        "note": _line("Ghi chú của đơn vị"),
    },
    "meeting": {
        "room": _line("Phòng họp"),
        "contact": _line("Người liên hệ của đơn vị"),
        "phone": _line("Điện thoại liên hệ"),
    },
    "confirmation": {
        "count": _whole("Số người dự"),
        "names": _lines("Họ tên, chức vụ"),
    },
    "step": {
        "began_at": _clock("Bắt đầu lúc"),
        "ended_at": _clock("Kết thúc lúc"),
        "is_skipped": _tick("Bỏ qua bước này"),
        "speaker": _line("Người trình bày, phát biểu", suggestions="speakers"),
        "note": _lines("Nội dung, ý kiến"),
    },
}
PREPARATION = frozenset({"preparation"})
ATTENDEES = frozenset({"confirmation", "meeting"})
FINDINGS = frozenset(SPECS) - PREPARATION - ATTENDEES - {"step"}
OF_VISIT = frozenset({"attendance", "meeting", "visit"})  # one row for each visit, so without a key
SESSION = frozenset({"attendance", "step"})


@dataclass(frozen=True)
class Name:
    """The name of a field: "finding-12-note" is the note of the finding on content 12."""

    of: str
    key: int  # 0 where there is one row for each visit
    column: str

    def __str__(self) -> str:
        return f"{self.of}-{self.key}-{self.column}" if self.key else f"{self.of}-{self.column}"

    @property
    def spec(self) -> Spec:
        return SPECS[self.of][self.column]

    @classmethod
    def parse(cls, text: str) -> "Name | None":
        """Return the name that *text* says, or None where no field is called so."""
        match = _NAME.fullmatch(text)
        if match is None or match[3] not in SPECS.get(match[1], {}):
            return None
        key = int(match[2] or 0)
        if (key == 0) != (match[1] in OF_VISIT) or key > BIGGEST_KEY:
            return None
        return cls(match[1], key, match[3])


def text_of(value: Kept) -> str:
    """Return a kept value as an input holds it: "", "1", "7,5", "2024-03-07", "08:30", text.

    Of a moment only the hour stands in an input.
    """
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, Decimal):
        return amount_text(value)
    if isinstance(value, datetime):
        value = clock.local(value).time()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def canonical(name: Name, text: str) -> str:
    """Return what a page shows of a field as it is kept: browsers change line ends."""
    try:
        return text_of(name.spec.read(text))
    except ValueError:
        return text


@dataclass
class Typed:
    """A field as it was sent: what is in it now, and what the page had shown.

    `is_decision`: its writer saw that a colleague wrote there, and lets their own text stand.
    """

    name: Name
    value: str
    was: str
    is_decision: bool = False


@dataclass
class Cell:
    """One field as a page shows it.

    `value` stands in the input and `was` is what was kept when the page was made. `status` is
    200, 422 (`error` says why it cannot be read) or 409: it was not saved because the sheet is
    closed or the row is gone (`error`), or because somebody else saved `theirs` meanwhile.
    `is_settled`: what was sent clashed before, and by now it was decided what stands there.
    """

    name: Name
    value: str
    was: str
    status: int = 200
    error: str = ""
    theirs: str | None = None
    saved: bool = False
    is_settled: bool = False

    @property
    def spec(self) -> Spec:
        return self.name.spec


def said(spec: Spec, text: str, options: Mapping[str, str]) -> str:
    """Return *text*, a value of this field, in words for a person."""
    if spec.widget == "tick":
        return "Có" if text else "Không"
    if spec.widget == "day" and _ISO.fullmatch(text):
        return words.short_date(date.fromisoformat(text))
    return options.get(text, text)


def in_full(spec: Spec, kept: str) -> str:
    """Return a kept day with its weekday, "thứ Ba, 03/9/2024"; nothing of other fields."""
    return (
        full_day(date.fromisoformat(kept)) if spec.widget == "day" and _ISO.fullmatch(kept) else ""
    )


def typed_in(form: Mapping[str, str], of: frozenset[str]) -> list[Typed]:
    """Return the fields in what a page sent; those that are not *of* this page are left out.

    A page sends "was-<name>" beside each field. A tick or a radio that is off sends only that.
    """
    texts = {key.removeprefix("was-"): None for key in form}
    found = []
    for text in texts:
        name = Name.parse(text)
        if name is None or name.of not in of:
            continue
        if text in form or name.spec.widget in ("tick", "radio"):
            found.append(Typed(name, form.get(text, ""), form.get(f"was-{text}", "")))
    return found


class CompletingForm(Form):
    """Closes the findings; where something is not ready yet, with a reason."""

    reason = Lines("Lý do vẫn hoàn thành", maybe(LONG), render_kw={"rows": 2})
