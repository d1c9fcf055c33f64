"""What a choice by hand costs, said beside it."""

from dataclasses import replace

import pytest

from tests.rules.handing_out_months import HALF_HOUR, at, meeting, on
from webapp.rules.handing_out import Busy, Liking, Month, Person
from webapp.rules.handing_out_costs import AGAINST, BETTER, WORSE, Cost, costs


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(3), [(BETTER, "Ít hơn mức chung 3 buổi trong năm: còn 2 buổi")]),
        (Person(3, load=3), [(WORSE, "Thêm 1 buổi so với mức chung 3 buổi trong năm")]),
        (Person(3, load=2, absent=((on(2), on(2)),)), [(AGAINST, "Đã báo vắng ngày này")]),
        (
            Person(3, load=2, busy=(Busy(at(2, 9), "Chi đoàn A"),)),
            [(AGAINST, "Trùng giờ với Chi đoàn A, 09:00")],
        ),
        (
            Person(3, load=2, busy=(Busy(at(2, 10), "Chi đoàn A"),)),
            [(AGAINST, "Không kịp di chuyển từ hoặc đến Chi đoàn A, 10:00")],
        ),
        (Person(3, load=2, likings=(Liking(-1, on(1), on(9)),)), [(WORSE, "Đã đề nghị tránh")]),
        (
            Person(3, load=2, likings=(Liking(1, on(1), on(9), 1),)),
            [(BETTER, "Mong muốn được dự")],
        ),
    ],
)
def test_a_choice_says_what_it_costs(person: Person, expected: list[tuple[str, str]]) -> None:
    others = [Person(1, load=3), Person(2, load=3 - (person.load > 2))]
    month = Month([*others, person], [meeting(1, 2, 8, name="Chi đoàn B")], HALF_HOUR)
    if person.load == 0:
        month = replace(month, people=[Person(1, load=3), Person(2, load=3), person])
    assert costs(month, {}, month.meetings[0], person) == [Cost(*one) for one in expected]


def test_sending_nobody_says_what_it_costs() -> None:
    month = Month(
        [Person(1)],
        [meeting(1, 2, 8, months=9, thematic=True), meeting(2, 3, 8, months=1)],
        wanted=2,
        minimum_thematic=1,
    )
    told = [one.text for one in costs(month, {1: 1, 2: 1}, month.meetings[0], None)]
    assert told == [
        "Đơn vị này 9 tháng chưa được dự",
        "Tháng này chỉ còn 0/1 buổi chuyên đề được dự",
        "Tháng này chỉ còn 1/2 buổi được dự",
    ]
    new = replace(month, meetings=[meeting(1, 2, 8)], wanted=None)
    assert [one.text for one in costs(new, {}, new.meetings[0], None)] == [
        "Đơn vị này chưa được dự lần nào"
    ]


def texts(month: Month, given: dict[int, int], person: Person | None) -> list[str]:
    """What it costs to send a person, or nobody, to the first meeting of a month."""
    return [one.text for one in costs(month, given, month.meetings[0], person)]


@pytest.mark.parametrize(
    ("waited", "told"),
    [
        (None, ["Đơn vị này chưa được dự lần nào"]),
        (1, ["Đơn vị này 1 tháng chưa được dự"]),
        (0, []),
        (-1, []),  # a visit is still to come
    ],
)
def test_sending_nobody_leaves_a_unit_waiting(waited: int | None, told: list[str]) -> None:
    some = [meeting(1, 2, 8, unit=7, months=waited), meeting(2, 3, 8, unit=7, months=waited)]
    month = Month([Person(1)], [*some, meeting(3, 4, 8)])
    assert texts(month, {1: 1, 3: 1}, None) == told
    assert texts(month, {2: 1}, None) == []  # the unit is visited on another day


@pytest.mark.parametrize(
    ("is_thematic", "minimum", "wanted", "told"),
    [
        (True, 1, 1, []),
        (True, 2, 1, ["Tháng này chỉ còn 1/2 buổi chuyên đề được dự"]),
        (False, 2, 1, []),
        (True, 1, 2, ["Tháng này chỉ còn 1/2 buổi được dự"]),
        (True, 1, None, []),
        (False, 0, 3, ["Tháng này chỉ còn 1/3 buổi được dự"]),
    ],
)
def test_sending_nobody_may_leave_too_few(
    is_thematic: bool, minimum: int, wanted: int | None, told: list[str]
) -> None:
    some = [
        meeting(1, 2, 8, months=0, thematic=is_thematic),
        meeting(2, 3, 8, thematic=True),
        meeting(3, 4, 8, thematic=True),
    ]
    month = Month([Person(1)], some, wanted=wanted, minimum_thematic=minimum)
    assert texts(month, {1: 1, 2: 1}, None) == told
    assert texts(month, {2: 1}, None) == told


def test_sending_nobody_costs_nothing_where_more_are_attended_than_asked_for() -> None:
    some = [meeting(number, number + 1, 8, months=0, thematic=True) for number in (7, 2, 9)]
    month = Month([Person(1)], some, wanted=1, minimum_thematic=1)
    assert texts(month, {7: 1, 2: 1, 9: 1}, None) == []
    assert texts(replace(month, wanted=2), {7: 1, 2: 1, 9: 1}, None) == []
    assert texts(replace(month, wanted=3), {2: 1, 9: 1}, None) == [
        "Tháng này chỉ còn 2/3 buổi được dự"
    ]


@pytest.mark.parametrize(
    ("hour", "minute", "told"),
    [
        (8, 0, "Trùng giờ với B, 08:00"),
        (9, 59, "Trùng giờ với B, 09:59"),
        (6, 1, "Trùng giờ với B, 06:01"),
        (10, 0, "Không kịp di chuyển từ hoặc đến B, 10:00"),
        (10, 29, "Không kịp di chuyển từ hoặc đến B, 10:29"),
        (6, 0, "Không kịp di chuyển từ hoặc đến B, 06:00"),
        (10, 30, None),
        (5, 30, None),
    ],
)
def test_who_is_elsewhere_by_a_meeting_given_or_another(
    hour: int, minute: int, told: str | None
) -> None:
    starts_at = at(2, hour).replace(minute=minute)
    busy = Person(1, busy=(Busy(starts_at, "B"),))
    month = Month([busy], [meeting(1, 2, 8)], HALF_HOUR)
    kinds = [] if told is None else [Cost(AGAINST, told)]
    assert costs(month, {}, month.meetings[0], busy) == kinds
    free = Person(1, load=-1)
    other = replace(meeting(2, 2, 8, name="B"), starts_at=starts_at)
    given = Month([free], [meeting(1, 2, 8), other], HALF_HOUR)
    assert costs(given, {1: 1, 2: 1}, given.meetings[0], free) == kinds
    for stranger in (0, 2):
        assert costs(given, {2: stranger}, given.meetings[0], free) == []


def test_another_meeting_without_a_name_has_its_hour() -> None:
    person = Person(1, busy=(Busy(at(2, 8)),))
    assert texts(Month([person], [meeting(1, 2, 8)]), {}, person) == ["Trùng giờ với , 08:00"]


@pytest.mark.parametrize(
    ("loads", "told"),
    [
        ([0, 0, 0], []),  # one of three meetings each, rounded up
        ([0, 1, 1], []),
        ([0, 2, 1], ["Ít hơn mức chung 2 buổi trong năm: còn 1 buổi"]),
        ([1, 0, 0], ["Thêm 1 buổi so với mức chung 1 buổi trong năm"]),
        ([3, 0, 0], ["Thêm 2 buổi so với mức chung 2 buổi trong năm"]),
        ([1, 2, 2], []),
        ([1, 2, 3], ["Ít hơn mức chung 3 buổi trong năm: còn 1 buổi"]),
    ],
)
def test_a_load_is_seen_beside_an_equal_share(loads: list[int], told: list[str]) -> None:
    people = [Person(number, load) for number, load in enumerate(loads)]
    month = Month(people, [meeting(1, 2, 8)])
    assert texts(month, {}, people[0]) == told
    assert texts(month, {1: 1}, people[0]) == told, "whoever was to go before"


def test_costs_are_values() -> None:
    assert len({Cost(WORSE, "a"), Cost(WORSE, "a"), Cost(BETTER, "a")}) == 2


def test_wishes_that_cancel_each_other_cost_nothing() -> None:
    whole = (on(1), on(31))
    torn = Person(1, likings=(Liking(1, *whole), Liking(-1, *whole)))
    assert texts(Month([torn], [meeting(1, 2, 8)]), {}, torn) == []
    keen = Person(1, likings=(Liking(1, *whole), Liking(1, *whole)))
    assert texts(Month([keen], [meeting(1, 2, 8)]), {}, keen) == ["Mong muốn được dự"]


def test_who_may_not_be_sent_or_was_sent_enough_is_told() -> None:
    barred, enough = Person(1, is_eligible=False), Person(2, most=1)
    month = Month([barred, enough, Person(3, load=1)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert texts(month, {}, barred) == ["Không thuộc diện được cử theo kế hoạch"]
    assert "Đã đủ 1 buổi trong tháng theo kế hoạch" in texts(month, {2: 2}, enough)
    assert "Đã đủ 1 buổi trong tháng theo kế hoạch" not in texts(month, {1: 2}, enough)


def test_who_serves_later_and_what_is_counted_for_a_newcomer_is_told() -> None:
    new = Person(1, since=on(3), credit=4)
    month = Month([new, Person(2, load=4), Person(3, load=3)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert texts(month, {}, new)[0] == "Ngày này chưa về nhận công tác"
    [told] = [one.text for one in costs(month, {}, month.meetings[1], new)]
    assert told == (
        "Thêm 1 buổi so với mức chung 4 buổi trong năm "
        "(tính thêm 4 buổi theo mức, thời gian công tác)"
    )
