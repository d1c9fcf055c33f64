"""Fields that choose among people or bodies: up to twenty in a list, among more by searching.

Where there are more, the field is a box to type a part of a name into, a button "Tìm" that sends
the form without saving it, and at most twenty hits to choose from, beside what is chosen. Without
a script that is all; static/js/choosing.js searches as one types.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask import current_app
from markupsafe import Markup
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import Choice as Offered
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import Select

from webapp.core.macros import Macros
from webapp.rules import picking

FIND = "find"  # the name of the button that searches
TYPED = "-q"  # behind a field's name: the box that is searched by
LONGEST = 200
TEMPLATE = "macros/choosing.html"


class SearchWidget:
    """A list, or a box with what it found, by how many there are to choose from."""

    def __init__(self, *, multiple: bool = False) -> None:
        self.few = Select(multiple=multiple)
        self.kind = "checkbox" if multiple else "radio"

    def __call__(self, field: Any, **looks: Any) -> Markup:
        if not field.is_long:
            markup: Markup = self.few(field, **looks)
            return markup
        about = {name: value for name, value in looks.items() if name.startswith("aria")}
        drawn: Markup = Macros(current_app.jinja_env, TEMPLATE).choosing(field, self.kind, about)
        return drawn


class _Searched(SelectField):
    """What a field of one choice and a field of several have in common."""

    data: Any
    raw_data: list[str] | None
    takes_first = True
    always: Collection[object] = ()  # values that are shown whatever is typed
    typed = ""
    is_finding = False  # a button "Tìm" was pressed: nothing is to be saved yet
    is_sought = False  # it was this field's

    def process(self, formdata: Mapping[str, str] | None, *args: object, **kwargs: object) -> None:
        super().process(formdata, *args, **kwargs)
        if formdata is not None:
            self.typed = formdata.get(self.name + TYPED, "")[:LONGEST]
            self.is_finding = FIND in formdata
            self.is_sought = formdata.get(FIND) == self.name

    def pre_validate(self, form: BaseForm) -> None:
        if self.typed.strip() and self.is_long:
            self._take_typed()
        elif self.is_long and not self.raw_data:
            self._take_shown()
        super().pre_validate(form)

    def _take_typed(self) -> None:
        """Choose what was typed in full; of what may mean several, one has to be chosen."""
        every = self.every
        place = picking.meant([one.label for one in every], self.typed)
        if place is not None:
            self.take(every[place].value)
            self.typed = ""
        elif not any(one.selected for one in self.hits):
            told = "hãy chọn trong những kết quả dưới đây" if self.hits else "không có ai, nơi nào"
            raise ValidationError(f"“{self.typed.strip()}”: {told}.")

    def _take_shown(self) -> None:
        """Take what a browser would send of the field as it is first shown."""
        chosen = next((one for one in self.every if one.selected), None)
        if chosen is None:
            raise ValidationError("Hãy tìm rồi chọn.")
        self.take(chosen.value)

    def take(self, value: object) -> None:
        raise NotImplementedError

    @property
    def every(self) -> list[Offered]:
        """All choices; where none is chosen yet, "Không chọn" is, as in a list."""
        every = list(self.iter_choices())
        first = every[0] if every and not any(one.selected for one in every) else None
        if first is None or first.value or not self.takes_first:
            return every
        return [first._replace(selected=True), *every[1:]]

    @property
    def is_long(self) -> bool:
        """True where there is too much to choose from at a glance."""
        return sum(1 for one in self.choices or () if one.value) > picking.MOST_SHOWN

    @property
    def hits(self) -> list[Offered]:
        """All that the typed words find, the best first."""
        every = self.every
        return [every[place] for place in picking.found([one.label for one in every], self.typed)]

    @property
    def shown_choices(self) -> list[Offered]:
        """What is chosen, what is no name ("Không chọn", `always`), and the first hits."""
        always = [
            one for one in self.every if one.selected or not one.value or one.value in self.always
        ]
        known = {str(one.value) for one in always}
        more = [one for one in self.hits[: picking.MOST_SHOWN] if str(one.value) not in known]
        return [*always, *more]

    @property
    def told(self) -> str:
        """What came of the search, in words."""
        if not self.typed.strip():
            number = sum(1 for one in self.every if one.value)
            return f"Có {number} lựa chọn: gõ một phần tên rồi bấm Tìm."
        number = len(self.hits)
        if not number:
            return f"Không tìm thấy “{self.typed.strip()}”."
        more = f", hiện {picking.MOST_SHOWN} kết quả đầu: hãy gõ thêm" if number > 20 else ""
        return f"Tìm thấy {number}{more}."


class Choice(_Searched):
    """One of a few, or of many."""

    widget = SearchWidget()

    def take(self, value: object) -> None:
        self.data, self.raw_data = self.coerce(value), [str(value)]


class Choices(_Searched, SelectMultipleField):
    """Some of a few, or of many."""

    takes_first = False
    widget = SearchWidget(multiple=True)

    def _take_shown(self) -> None:
        """Take nothing: no ticks are sent where none is set."""

    def take(self, value: object) -> None:
        self.data = list(dict.fromkeys([*(self.data or ()), self.coerce(value)]))
        self.raw_data = [*(self.raw_data or ()), str(value)]


def is_finding(fields: Iterable[object]) -> bool:
    """Return True when one of the *fields* of a sent form is only searched in."""
    return any(isinstance(one, _Searched) and one.is_finding for one in fields)
