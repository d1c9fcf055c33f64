"""Two days or two figures of one form: which can't both be true, over all forms of the program."""

import operator
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms.fields.core import UnboundField

from webapp.administration.forms.registers import TermForm, YearForm
from webapp.core import clock
from webapp.core.forms import Amount, AtLeast, AtMost, Day, Form, Instant, WholeNumber, not_ahead
from webapp.documents import forms as documents
from webapp.grassroots.forms import ReportForm, WishForm
from webapp.observations import forms as observations
from webapp.plans.file.shape import ActivityEntry
from webapp.plans.forms.eligible import EligibleForm
from webapp.plans.forms.plans import AttendForm, BasisForm, CommitteePlanForm, duty_form
from webapp.plans.forms.rounds import AttendeeGroupForm, RoundForm, round_form
from webapp.reports.forms import SpanForm
from webapp.rounds.forms import PapersDueForm
from webapp.rules.workdays import WorkingCalendar
from webapp.submissions.forms import outline, reports

TODAY = date(2024, 3, 10)
NOT_YET = "Ngày này chưa đến."
BACKWARDS = "Phải từ ngày đầu trở đi."
ROUND = {"opens_on": "11/03/2024", "closes_on": "22/03/2024"}
OF_2024 = round_form(2024)
DUTY_OF_2024 = duty_form("round", year=2024)


class DueInRound(PapersDueForm):
    last = date(2024, 3, 22)


# A form; what of it can be true; what can't be true beside that; the field, and what is said.
Pair = tuple[type[Form], dict[str, str], dict[str, str], str, str]
PAIRS: list[Pair] = [
    (
        RoundForm,
        {"opens_on": "11/03/2024", "closes_on": "11/03/2024"},
        {"closes_on": "10/03/2024"},
        "closes_on",
        "Ngày kết thúc không được trước ngày bắt đầu.",
    ),
    (
        RoundForm,
        ROUND | {"covered_from": "01/01/2023", "covered_to": "01/01/2023"},
        {"covered_to": "31/12/2022"},
        "covered_to",
        "Thời hiệu phải kết thúc sau khi bắt đầu.",
    ),
    (
        RoundForm,
        ROUND | {"covered_from": "01/01/2023", "covered_to": "22/03/2024"},
        {"covered_to": "23/03/2024"},
        "covered_to",
        "Thời hiệu không thể kết thúc sau ngày cuối của đợt.",
    ),
    (
        RoundForm,
        ROUND | {"kick_off_at": "22/03/2024 23:59"},
        {"kick_off_at": "23/03/2024 00:00"},
        "kick_off_at",
        "Không thể triển khai kế hoạch sau ngày cuối của đợt.",
    ),
    (
        OF_2024,
        {"opens_on": "31/12/2024", "closes_on": "10/01/2025"},
        {"opens_on": "01/01/2025"},
        "opens_on",
        "Đợt của kế hoạch năm 2024 không thể bắt đầu sau năm đó.",
    ),
    (
        OF_2024,
        {"opens_on": "20/12/2023", "closes_on": "01/01/2024"},
        {"closes_on": "31/12/2023"},
        "closes_on",
        "Đợt của kế hoạch năm 2024 không thể kết thúc trước năm đó.",
    ),
    (
        DUTY_OF_2024,
        {"fixed_on": "31/12/2025"},
        {"fixed_on": "01/01/2026"},
        "fixed_on",
        "Kế hoạch năm 2024 không thể có hạn vào năm 2026.",
    ),
    (
        DUTY_OF_2024,
        {"fixed_on": "01/01/2023"},
        {"fixed_on": "31/12/2022"},
        "fixed_on",
        "Kế hoạch năm 2024 không thể có hạn vào năm 2022.",
    ),
    (
        AttendeeGroupForm,
        {"least": "2", "most": "2"},
        {"most": "1"},
        "most",
        "Nhiều nhất không được nhỏ hơn ít nhất.",
    ),
    *(
        (
            form,
            {"wanted": "2", "minimum_thematic": "2"},
            {"minimum_thematic": "3"},
            "minimum_thematic",
            "Không thể nhiều hơn số buổi dự mỗi tháng.",
        )
        for form in (AttendForm, ActivityEntry)
    ),
    (
        CommitteePlanForm,
        {"issued_on": "05/03/2024", "spread_on": "05/03/2024"},
        {"spread_on": "04/03/2024"},
        "spread_on",
        "Không thể quán triệt trước ngày ban hành kế hoạch.",
    ),
    *(
        (form, {name: "10/03/2024"}, {name: "11/03/2024"}, name, NOT_YET)
        for form, name in (
            (CommitteePlanForm, "issued_on"),
            (CommitteePlanForm, "spread_on"),
            (BasisForm, "issued_on"),
            (documents.OnPaperForm, "issued_on"),
            (documents.CorrectionForm, "issued_on"),
            (observations.ObservationForm, "noted_on"),
        )
    ),
    *(
        (
            form,
            {"since": "10/03/2024", "until": "10/03/2024"},
            {"until": "09/03/2024"},
            "until",
            BACKWARDS,
        )
        for form in (documents.SearchForm, observations.SearchForm)
    ),
    (
        documents.AskForm,
        {"due_on": "10/03/2024"},
        {"due_on": "09/03/2024"},
        "due_on",
        "Hạn phải từ hôm nay trở đi.",
    ),
    (
        WishForm,
        {"starts_on": "11/03/2024", "ends_on": "11/03/2024"},
        {"ends_on": "10/03/2024"},
        "ends_on",
        "Ngày kết thúc phải từ ngày bắt đầu trở đi.",
    ),
    (
        ReportForm,
        {"members": "25", "present": "25"},
        {"present": "26"},
        "present",
        "Số có mặt nhiều hơn tổng số.",
    ),
    (
        SpanForm,
        {"from_on": "01/01/2024", "to_on": "01/01/2024"},
        {"to_on": "31/12/2023"},
        "to_on",
        "Ngày cuối phải từ ngày đầu trở đi.",
    ),
    (
        TermForm,
        {"name": "2020-2025", "first_day": "01/06/2020", "last_day": "01/06/2020"},
        {"last_day": "31/05/2020"},
        "last_day",
        BACKWARDS,
    ),
    (
        DueInRound,
        {"day": "22/03/2024"},
        {"day": "23/03/2024"},
        "day",
        "Hạn gửi không thể sau ngày cuối của đợt (22/03/2024).",
    ),
    (DueInRound, {"day": "10/03/2024"}, {"day": "09/03/2024"}, "day", "Hạn gửi phải sau lúc này."),
]
ELSEWHERE = {
    YearForm,  # its pairs are swaps: see below
    # Their figures are those that a plan asks for, and `agree` tries them by their names.
    outline.PartForm,
    reports.ReportForm,
    EligibleForm,  # a share of a year and a most of a month: neither bounds the other
}
KINDS: tuple[tuple[type, ...], ...] = ((Day, Instant), (WholeNumber, Amount))


def sent(form: type[Form], typed: dict[str, str]) -> Form:
    made = form(MultiDict(typed), meta={"csrf": False})
    for field in made:
        if getattr(field, "choices", ()) is None:  # offered by views
            field.choices = []
    made.validate()
    return made


@pytest.mark.parametrize(("form", "right", "wrong", "field", "said"), PAIRS)
def test_what_cannot_both_be_true_is_refused_and_kept(
    app: Flask,
    form: type[Form],
    right: dict[str, str],
    wrong: dict[str, str],
    field: str,
    said: str,
) -> None:
    with app.test_request_context(), clock.living_on(TODAY):
        assert not sent(form, right)[field].errors
        refused = sent(form, right | wrong)
        assert refused[field].errors == [said]
        assert refused[field]._value() == wrong[field]


def _days_or_figures(form: type[Form]) -> Iterator[list[str]]:
    for kinds in KINDS:
        yield [
            name
            for name in dir(form)
            if isinstance(one := getattr(form, name), UnboundField)
            and issubclass(one.field_class, kinds)
        ]


def _forms(form: type[Form] = Form) -> Iterator[type[Form]]:
    for one in form.__subclasses__():
        yield from (one, *_forms(one))


def test_every_form_with_two_days_or_figures_is_looked_at() -> None:
    """Who adds a second day or figure to a form says here, too, what it can't be beside the first.

    A form that is made anew for a plan or a unit is told by what it is made of.
    """
    looked_at = {form for form, *_ in PAIRS} | ELSEWHERE
    forgotten = [
        f"{form.__module__}.{form.__name__}"
        for form in _forms()
        if any(len(names) > 1 for names in _days_or_figures(form))
        and form.__module__.startswith("webapp.")
        and not looked_at & set(form.__mro__)
    ]
    assert forgotten == []


def test_a_day_is_swapped_once_only(app: Flask) -> None:
    # Monday 3/6 and Tuesday 4/6 are working days, Saturday 8/6 and Sunday 9/6 are not.
    typed = {"note": "Thông báo", "off_1": "03/06/2024", "worked_1": "08/06/2024"}
    with app.test_request_context():
        for again, right in (
            ({"off_2": "03/06/2024", "worked_2": "09/06/2024"}, False),
            ({"off_2": "04/06/2024", "worked_2": "08/06/2024"}, False),
            ({"off_2": "04/06/2024", "worked_2": "09/06/2024"}, True),
        ):
            form = YearForm(MultiDict(typed | again), meta={"csrf": False})
            form.year = 2024
            assert form.validate()
            assert form.fits(WorkingCalendar()) is right
            told = [*form.off_2.errors, *form.worked_2.errors]
            assert told == ([] if right else ["Ngày này đã có ở một cặp ngày trên."])


class OfDays(Form):
    first = Day()
    last = Day(validators=[AtLeast("first", "wrong")])
    upper = Day(validators=[AtMost("first", "wrong")])
    past = Day(validators=[not_ahead])
    moment = Instant(validators=[AtMost("first", "wrong")])


DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.none() | DAYS, other=st.none() | DAYS, near=st.integers(-1, 1) | st.none())
def test_a_day_is_wrong_exactly_when_it_lies_on_the_wrong_side(
    app: Flask, first: date | None, other: date | None, near: int | None
) -> None:
    if first and near is not None:
        other = first + timedelta(days=near)
    sides: list[tuple[str, Callable[[Any, Any], bool]]] = [
        ("last", operator.lt),
        ("upper", operator.gt),
        ("moment", operator.gt),
    ]
    with app.test_request_context(), clock.living_on(TODAY):
        form = OfDays(formdata=None, meta={"csrf": False})
        form.first.data = first
        form.last.data = form.upper.data = form.past.data = other
        form.moment.data = other and datetime(*other.timetuple()[:3], 23, 59, tzinfo=clock.LOCAL)
        form.validate()
        for name, is_wrong in sides:
            both = first is not None and other is not None
            assert bool(form[name].errors) == (both and is_wrong(other, first)), name
        assert bool(form.past.errors) == (other is not None and other > TODAY)
