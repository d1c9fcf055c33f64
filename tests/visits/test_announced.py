"""What was announced against what holds now: every kind of difference is named, no other is."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.visits.announced import (
    Announced,
    AnnouncedVisit,
    Change,
    Person,
    adjusted,
    ahead,
    differences,
    from_json,
    to_json,
    united,
)

AT = datetime(2024, 3, 4, 12)
VISIT = AnnouncedVisit(
    7,
    "Chi bộ ấp 1",
    date(2024, 3, 5),
    time(8),
    "Hội trường",
    content="Thường kỳ",
    people=(Person("A", "head"),),
)
names = st.sampled_from("ABCD")
people = st.none() | st.lists(st.builds(Person, names, names, names), max_size=2).map(tuple)
visits = st.builds(
    AnnouncedVisit,
    key=st.integers(1, 4),
    unit=names,
    day=st.none() | st.dates(date(2024, 3, 3), date(2024, 3, 6)),
    hour=st.none() | st.sampled_from([time(8), time(14, 30)]),
    place=names,
    content=st.none() | names,
    people=people,
    cancelled=st.none() | names,
    is_held=st.booleans(),
)
announcements = st.builds(
    Announced,
    visits=st.lists(visits, max_size=4, unique_by=lambda one: one.key).map(tuple),
    guests=st.none() | st.lists(names, max_size=3, unique=True).map(tuple),
    team=people,
    terms=st.dictionaries(names, names, max_size=2).map(lambda found: tuple(found.items())),
)


@settings(max_examples=60)
@given(announcements)
def test_what_did_not_change_does_not_differ(one: Announced) -> None:
    assert differences(one, one, AT) == ()
    assert adjusted(one, one, AT) == one
    assert from_json(to_json(one)) == one


@settings(max_examples=60)
@given(announcements, announcements)
def test_once_adjusted_nothing_is_left_to_tell(before: Announced, now: Announced) -> None:
    new = adjusted(before, now, AT)
    assert differences(new, now, AT) == ()
    assert {one.key for one in differences(before, new, AT)} == {
        one.key for one in differences(before, now, AT)
    }


def test_once_adjusted_a_visit_whose_findings_were_opened_again_is_to_come() -> None:
    before = Announced((replace(VISIT, is_held=True),), terms=(("Hạn", "1"),))
    now = Announced((VISIT,), terms=(("Hạn", "2"),))
    told = differences(before, now, AT)
    assert [one.kind for one in told] == [Change.TERM]
    assert differences(before, adjusted(before, now, AT), AT) == told


@settings(max_examples=60)
@given(announcements, announcements)
def test_what_is_over_is_never_told(before: Announced, now: Announced) -> None:
    for one in differences(before, now, AT):
        if one.now is not None and one.now.cancelled is None:
            assert not one.now.is_over(AT)
        elif one.before is not None:
            assert not one.before.is_over(AT)
    assert all(visit.cancelled is None and not visit.is_over(AT) for visit in ahead(now, AT).visits)


@pytest.mark.parametrize("over", [{"day": date(2024, 3, 3)}, {"is_held": True}])
def test_nothing_is_told_of_the_whole_once_all_is_over(over: dict[str, Any]) -> None:
    visits = (replace(VISIT, **over),)
    before = Announced(visits, guests=("A",), team=(Person("A"),), terms=(("Hạn", "1"),))
    now = Announced(visits, guests=("B",), team=(Person("B"),), terms=(("Hạn", "2"),))
    assert differences(before, now, AT) == ()
    ahead_of_us = replace(now, visits=(VISIT,))
    kinds = {one.kind for one in differences(replace(before, visits=(VISIT,)), ahead_of_us, AT)}
    assert kinds == {Change.GUESTS, Change.TEAM, Change.TERM}


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (replace(VISIT, day=date(2024, 3, 6)), Change.TIME),
        (replace(VISIT, hour=time(9)), Change.TIME),
        (replace(VISIT, hour=None), Change.TIME),
        (replace(VISIT, place="Nơi khác"), Change.PLACE),
        (replace(VISIT, content="Chuyên đề"), Change.CONTENT),
        (replace(VISIT, people=(Person("B", "head"),)), Change.PEOPLE),
        (replace(VISIT, people=(Person("A", "member"),)), Change.PEOPLE),
        (replace(VISIT, cancelled="Mưa bão"), Change.CANCELLED),
        (None, Change.DROPPED),
    ],
)
def test_each_thing_that_changes_is_named_alone(now: AnnouncedVisit | None, kind: Change) -> None:
    after = Announced((now,) if now else ())
    assert [one.kind for one in differences(Announced((VISIT,)), after, AT)] == [kind]


def test_a_visit_added_or_held_after_all_is_told() -> None:
    off = Announced((replace(VISIT, cancelled="Mưa bão"),))
    for before in (Announced(), off):
        (found,) = differences(before, Announced((VISIT,)), AT)
        assert (found.kind, found.before, found.now) == (Change.ADDED, None, VISIT)
    assert differences(Announced(), off, AT) == ()


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (Announced(guests=("A",)), Announced(guests=("A", "B")), Change.GUESTS),
        (Announced(team=()), Announced(team=(Person("A"),)), Change.TEAM),
        (Announced(terms=(("Hạn", "1"),)), Announced(terms=(("Hạn", "2"),)), Change.TERM),
        (Announced(terms=(("Hạn", "1"),)), Announced(), Change.TERM),
    ],
)
def test_the_whole_differs_too(before: Announced, now: Announced, kind: Change) -> None:
    assert [one.kind for one in differences(before, now, AT)] == [kind]


def test_what_is_not_known_does_not_differ() -> None:
    unknown = replace(VISIT, people=None, content=None)
    assert differences(Announced((unknown,)), Announced((VISIT,), ("A",), (Person("A"),)), AT) == ()
    promoted = replace(VISIT, people=(Person("A", "head", "Trưởng phòng"),))
    assert differences(Announced((VISIT,)), Announced((promoted,)), AT) == ()


def test_several_papers_tell_one_thing_once() -> None:
    now = Announced((replace(VISIT, place="Nơi khác"),), guests=("B",))
    announced = differences(Announced((VISIT,)), now, AT)
    invited = differences(Announced((VISIT,), ("A",)), now, AT)
    assert [one.kind for one in united([announced, invited])] == [Change.PLACE, Change.GUESTS]


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"visits": []},
        {"visits": [{"key": 7, "day": "2024-03-05", "hour": "08:00", "people": [["A", "head"]]}]},
        # A row of a notice's revision.
        {
            "visits": [
                {
                    "meeting_id": 7,
                    "organization_id": 1,
                    "day": "2024-03-05",
                    "hour": "08:00",
                    "place": "Hội trường",
                    "kind": "regular",
                    "cancelled": False,
                }
            ]
        },
        {"visits": [{"key": 7, "dress": "lễ phục"}], "guests": None, "weather": "nắng"},
    ],
)
def test_every_shape_ever_kept_is_read(kept: dict[str, object]) -> None:
    found = from_json(kept)
    assert found.guests is None
    assert all(visit.key == 7 and visit.cancelled is None for visit in found.visits)
