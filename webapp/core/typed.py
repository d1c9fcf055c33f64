"""Fields for days, hours and months: text as officials write it, whatever the browser speaks.

A native date box reads 3/9 as 9 March where the browser speaks English, so these are fields of
text. Each says what it understood (`said`); static/js/dates.js adds a picker and says it at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from markupsafe import Markup
from wtforms import Field
from wtforms.widgets import TextInput

from webapp.core import clock
from webapp.rules import dates
from webapp.rules import text as words

Validators = Sequence[object]
Value = Any  # a day, an hour or a moment, as the kind of field has it


@dataclass(frozen=True)
class Writing:
    """A kind of day or hour: how one is read, shown in a field, and said back in full.

    `shown` is read again as the same; `iso` is what the browser's own picker calls it. Where
    `is_plain`, a value that was typed as it is shown needs no saying.
    """

    parse: Callable[[str], Value]
    shown: Callable[[Value], str]
    said: Callable[[Value], str]
    iso: Callable[[Value], str]
    example: str
    is_plain: bool = False

    def answer(self, text: str) -> dict[str, str]:
        """Return what *text* is understood as (`said`, `iso`), or why it isn't (`wrong`)."""
        try:
            value = self.parse(text)
        except ValueError as error:
            return {"wrong": str(error)}
        return {"said": self.of(value, text), "iso": self.iso(value)}

    def of(self, value: Value, text: str) -> str:
        """Return in full how *text* was understood."""
        return "" if self.is_plain and text.strip() == self.shown(value) else self.said(value)


def _moment_said(moment: datetime) -> str:
    return f"{words.local_time(moment.time())}, {dates.full_day(moment.date())}"


WRITINGS: Mapping[str, Writing] = {
    "day": Writing(
        dates.parse_day, words.short_date, dates.full_day, date.isoformat, "ngày/tháng/năm"
    ),
    "hour": Writing(
        dates.parse_hour,
        "{:%H:%M}".format,
        words.local_time,
        "{:%H:%M}".format,
        "giờ:phút",
        is_plain=True,
    ),
    "moment": Writing(
        dates.parse_moment,
        "{:%H:%M ngày %d/%m/%Y}".format,
        _moment_said,
        "{:%Y-%m-%dT%H:%M}".format,
        "giờ:phút ngày/tháng/năm",
    ),
    "month": Writing(
        dates.parse_month,
        "{:%m/%Y}".format,
        words.long_month,
        "{:%Y-%m}".format,
        "tháng/năm",
        is_plain=True,
    ),
}


class TypedInput(TextInput):
    """A field of text that scripts know by its kind."""

    def __call__(self, field: Field, **kwargs: object) -> Markup:
        writing = field.writing
        kwargs.setdefault("placeholder", writing.example)
        if field.data is not None:
            kwargs["data_iso"] = writing.iso(field.data)
        markup: Markup = super().__call__(
            field, autocomplete="off", spellcheck="false", data_typed=field.kind, **kwargs
        )
        return markup


class Written(Field):
    """A field of text whose `data` is what its kind of `Writing` reads in it."""

    widget = TypedInput()
    kind: ClassVar[str]
    data: Value

    def __init__(self, label: str = "", validators: Validators = (), **kwargs: object) -> None:
        super().__init__(label, validators, **kwargs)

    @property
    def writing(self) -> Writing:
        return WRITINGS[self.kind]

    @property
    def shown(self) -> str:
        """The value as this program writes it in a field, however it was typed."""
        return "" if self.data is None else self.writing.shown(self.data)

    @property
    def said(self) -> str:
        """What was understood, in full."""
        return "" if self.data is None else self.writing.of(self.data, self._value())

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.shown

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if not valuelist:
            return
        self.data = None
        if typed := valuelist[0]:
            self.data = self.writing.parse(typed)


class Day(Written):
    """A day."""

    kind = "day"


class Clock(Written):
    """A time of day, 24 hours."""

    kind = "hour"


class Month(Written):
    """A month, by its first day."""

    kind = "month"


class Instant(Written):
    """A day and hour in Việt Nam, kept as an aware moment."""

    kind = "moment"

    def process_data(self, value: datetime | None) -> None:
        self.data = value and clock.local(value)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = self.data and self.data.replace(tzinfo=clock.LOCAL)
