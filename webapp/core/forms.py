"""What may come in: a form that speaks Vietnamese, cleans text and notices a stale page."""

import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, Self

from flask import g
from flask_wtf import FlaskForm
from sqlalchemy import inspect
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    FileField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError

from webapp.core import clock
from webapp.core.choosing import Choice as Choice
from webapp.core.choosing import Choices as Choices
from webapp.core.choosing import is_finding
from webapp.core.db import Model, db
from webapp.core.sent import MACHINERY, sent_to
from webapp.core.typed import Clock as Clock
from webapp.core.typed import Day as Day
from webapp.core.typed import Instant as Instant
from webapp.core.typed import Month as Month
from webapp.core.typed import Written
from webapp.core.vietnamese import Vietnamese
from webapp.rules import old_fonts, printed_signs
from webapp.rules import text as words
from webapp.rules.amounts import amount_text, parse_amount

SHORT, LONG = 300, 5000
Values = dict[str, Any]  # what was typed, by the names of the fields


class Saved(Protocol):
    """What a form shows and changes: a row, or what stands for one."""

    @property
    def version(self) -> object: ...


class Form(FlaskForm):
    """A form. `is_current(row)` refuses to save over somebody's change and keeps both texts.

    `status` is what the page answers with: 200 unsent, 422 with errors, 409 after a clash;
    `is_removal` says that the clash is of a removal.
    """

    version = HiddenField()
    clash: list[tuple[str, str, str]] | None = None
    is_removal = False
    refusal = "Chưa lưu được, cần sửa"  # what is said of a form with errors

    class Meta(FlaskForm.Meta):
        locales = ("vi",)
        is_printed = True  # what is typed may stand on a paper

        def get_translations(self, form: object) -> Vietnamese:
            return Vietnamese()

        def wrap_formdata(self, form: FlaskForm, formdata: object) -> object:
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return sent_to(form) if form.is_submitted() else None

    def __init__(self, *args: object, obj: object = None, **kwargs: object) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj is not None and not self.is_submitted():
            self.version.data = str(getattr(obj, "version", ""))

    @property
    def is_only_searched(self) -> bool:
        """True when a button "Tìm" sent the form: it is shown again, and nothing is saved."""
        return is_finding(self._fields.values())

    @property
    def status(self) -> int:
        if self.clash is not None:
            return 409
        return 422 if self.is_submitted() and not self.is_shown_again else 200

    @property
    def is_shown_again(self) -> bool:
        """True where nobody asked to save the form: it stands as it was typed, and isn't judged."""
        return self.is_only_searched or is_reopened()

    def validate(self, extra_validators: object = None) -> bool:
        """Return True when what was sent is right; never of a form that is only shown again."""
        valid = bool(super().validate(extra_validators))
        if not self.is_shown_again:
            return valid
        for field in self:
            if field.errors:
                field.errors = []
        self.form_errors.clear()
        return False

    def accepts(self, row: Saved) -> bool:
        """Return True when the form was sent, is valid, and *row* is as the sender saw it."""
        return bool(self.validate_on_submit()) and self.is_current(row)

    def is_current(self, row: Saved) -> bool:
        """Compare the version this form showed with the row's; on a clash fill `clash`.

        `clash` holds (label, their text, my text) for each field that differs. The form then
        carries the new version, so that sending it again is a decision, not an accident.
        """
        lock(row)
        if self.version.data == str(row.version):
            return True
        theirs = type(self)(formdata=None, obj=row)
        for field in self:  # some forms learn their choices only when they are made
            if hasattr(field, "choices"):
                theirs[field.name].choices = field.choices
        self.clash = [
            (field.label.text, shown(theirs[field.name]), shown(field))
            for field in self
            if not isinstance(field, HiddenField | FileField | SubmitField)
            and shown(theirs[field.name]) != shown(field)
        ]
        self.version.data = str(row.version)
        return False

    def as_sent(self) -> dict[str, str]:
        """Return what a browser sends of this form as it stands, for a button that removes."""
        sent = {"version": str(self.version.data or "")}
        for field in self:
            if field.name in MACHINERY or isinstance(field, FileField | SubmitField):
                continue
            if isinstance(field, BooleanField):
                sent |= {field.name: "y"} if field.data else {}
            elif isinstance(field, SelectField):
                sent[field.name] = "" if field.data is None else str(field.data)
            else:
                sent[field.name] = str(field._value())
        return sent

    def stale_removal(self, row: Saved) -> Self | None:
        """Return None when *row* is as the sender of its removal saw it (see `as_sent`).

        Otherwise return the form of the row as it is now, which tells what changed since.
        """
        if self.is_current(row):
            return None
        now = type(self)(formdata=None, obj=row)
        for name in [field.name for field in now if field.name not in self]:
            del now[name]
        now.clash, now.is_removal, now.version.data = self.clash, True, self.version.data
        return now

    def remind_of_files(self) -> None:
        """Say beside each field that browsers forget a chosen file when a page comes back."""
        for field in self:
            if isinstance(field, FileField) and field.data and not field.errors:
                field.errors = ["Tệp chưa được lưu, đồng chí hãy chọn lại."]

    @property
    def complaint(self) -> str:
        """What is wrong, in one line, for who does not see the form."""
        if self.clash is not None:
            return "Có người vừa sửa nội dung này. Mở trang để so sánh hai bản."
        wrong = [f"{field.label.text}: {field.errors[0]}" for field in self if field.errors]
        return " ".join([*wrong, *map(str, self.form_errors)])

    def values(self) -> Values:
        """Return what was typed, without the form's own machinery."""
        return {k: v for k, v in self.data.items() if k not in MACHINERY}

    def fill(self, row: object) -> None:
        """Write every value of this form into the row's field of the same name."""
        for name, value in self.values().items():
            setattr(row, name, value)


def is_reopened() -> bool:
    """Return True while a form that never arrived is only shown again, as it was typed."""
    return bool(g and g.get("reopened"))


class Search(Form):
    """What is looked for; it comes in with the address, so no token."""

    class Meta(Form.Meta):
        csrf = False
        is_printed = False

    @property
    def status(self) -> int:
        return 422 if self.errors else 200

    @property
    def is_narrowed(self) -> bool:
        """True when anything at all is asked for."""
        return any(self.values().values())


def lock(row: object) -> None:
    """Read a table's row anew and hold it: nobody changes it between looking and writing."""
    if isinstance(row, Model):
        columns = [column.key for column in inspect(type(row)).column_attrs]
        db.session.refresh(row, columns, with_for_update=True)


def shown(field: Field) -> str:
    """Return a field's value as a person reads it."""
    choices = getattr(field, "choices", None)
    if choices:
        pairs = (tuple(choice)[:2] for choice in choices if not isinstance(choice, str))
        names = {str(value): str(label) for value, label in pairs}
        data = field.data if isinstance(field.data, list) else [field.data]
        chosen = ["" if item is None else str(item) for item in data]
        return ", ".join(names.get(item, item) for item in chosen)
    if isinstance(field.data, bool):
        return "Có" if field.data else "Không"
    if isinstance(field, Written):
        return field.shown
    if isinstance(field.data, Decimal):
        return str(field._value())
    if isinstance(field, Listed):
        return "\n".join(field.data or [])
    return "" if field.data is None else str(field.data)


class Typed:
    """A field whose `data` is what was typed, as its kind of field understands it."""

    data: Any


class Line(Typed, StringField):
    """One line of text: cleaned, composed (NFC), white space folded (see `as_kept`)."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = re.sub(r"\s+", " ", as_kept(self, self.data or ""))


class Lines(Typed, TextAreaField):
    """Many lines of text, as `Line` takes them in, line breaks kept."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = as_kept(self, (self.data or "").replace("\r\n", "\n"))


def as_kept(field: Field, typed: str) -> str:
    """Return what was typed into a field, cleaned: the one door of all text.

    Raises ValueError, with a word of advice, for text of an old font (TCVN3, VNI) and, where it may
    come on a paper, for signs that no printed font has; the text stays in the field as typed.
    """
    kept = words.clean(typed)
    told = old_fonts.advice(typed)
    if not told and getattr(field.meta, "is_printed", True):
        told = printed_signs.advice(kept)
    if told:
        raise ValueError(told)
    return kept


class WholeNumber(Typed, IntegerField):
    """A whole number that fits the database on every engine."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) > 1_000_000_000:
            self.data = None
            raise ValueError("Số quá lớn.")


class Listed(Lines):
    """Several short texts, typed one to a line, kept as a list."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or [])

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata(valuelist)
        finally:
            lines = (re.sub(r"\s+", " ", line).strip() for line in self.data.split("\n"))
            self.data = [line for line in lines if line]


class Amount(Typed, StringField):
    """A figure with at most two decimals, written the Vietnamese way: 1.234,5."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if not valuelist:
            return
        self.data = None
        if typed := words.clean(valuelist[0]):
            self.data = parse_amount(typed)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else amount_text(self.data)


def options(pairs: Iterable[tuple[object, str]]) -> list[SelectChoice]:
    """Return (value, words) pairs as the choices of a select field or of radio buttons."""
    return [SelectChoice(value, label) for value, label in pairs]


def needed(longest: int = SHORT) -> list[object]:
    """Validators of a text that must be there, at most *longest* characters."""
    return [InputRequired(), _not_blank, Length(max=longest)]


def maybe(longest: int = SHORT) -> list[object]:
    """Validators of a text that may be left out, at most *longest* characters."""
    return [Optional(), Length(max=longest)]


def not_ahead(_form: object, field: Field) -> None:
    """Refuse a day that has not come: of what is said to have happened."""
    if field.data and field.data > clock.today():
        raise ValidationError("Ngày này chưa đến.")


class _Against:
    """Holds a day or a figure against that of another field; an empty one says nothing.

    A moment and a day are compared by their days.
    """

    def __init__(self, other: str, words: str) -> None:
        self.other, self.words = other, words

    def __call__(self, form: Mapping[str, Field], field: Field) -> None:
        mine, theirs = field.data, form[self.other].data
        if mine is not None and theirs is not None and self.is_wrong(_plain(mine), _plain(theirs)):
            raise ValidationError(self.words)

    def is_wrong(self, mine: date | int, theirs: date | int) -> bool:
        raise NotImplementedError


class AtLeast(_Against):
    """Refuses a day before, or a figure below, that of another field, in words that say why."""

    def is_wrong(self, mine: date | int, theirs: date | int) -> bool:
        return bool(operator.lt(mine, theirs))


class AtMost(_Against):
    """Refuses a day after, or a figure above, that of another field, in words that say why."""

    def is_wrong(self, mine: date | int, theirs: date | int) -> bool:
        return bool(operator.gt(mine, theirs))


def _plain(value: datetime | date | int) -> date | int:
    return clock.local(value).date() if isinstance(value, datetime) else value


def _not_blank(_form: object, field: Field) -> None:
    # Spaces and zero-width characters alone satisfy InputRequired, but say nothing.
    if not field.data:
        raise StopValidation("Không được để trống.")
