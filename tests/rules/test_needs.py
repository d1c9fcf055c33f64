"""What has to be decided of visits: told from how things stand, whoever made them so."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.needs import Absence, Accepted, Attended, Need, Needed, needed

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 3, 4, 12, tzinfo=HERE)
WAY = timedelta(minutes=30)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 3, day, hour, minute, tzinfo=HERE)


def found(*visits: Attended, away: tuple[Absence, ...] = ()) -> list[tuple[Need, int, object]]:
    return [
        (one.need, one.visit_id, one.other_id or one.people)
        for one in needed(visits, away, (), NOW, WAY)
    ]


def test_who_is_away_on_the_day_of_a_visit_to_come() -> None:
    visit = Attended(1, at(5, 8), (7, 8))
    for first, last in ((5, 5), (1, 9)):
        away = (Absence(8, date(2024, 3, first), date(2024, 3, last)),)
        assert found(visit, away=away) == [(Need.ABSENT, 1, (8,))]
    for other in (
        Absence(8, date(2024, 3, 6), date(2024, 3, 9)),
        Absence(8, date(2024, 3, 1), date(2024, 3, 4)),
        Absence(9, date(2024, 3, 5), date(2024, 3, 5)),
    ):
        assert found(visit, away=(other,)) == []
    # The day is Việt Nam's: 23:30 UTC is the next morning.
    early = replace(visit, starts_at=at(6, 6, 30).astimezone(ZoneInfo("UTC")))
    away = (Absence(7, date(2024, 3, 6), date(2024, 3, 6)),)
    assert found(early, away=away) == [(Need.ABSENT, 1, (7,))]


def test_two_visits_at_one_hour_are_one_thing_to_decide_for_all_whom_it_concerns() -> None:
    one, other = Attended(1, at(5, 8), (7, 8, 9)), Attended(2, at(5, 9), (8, 9))
    [clash] = needed([other, one], (), (), NOW, WAY)
    assert (clash.need, clash.visit_id, clash.other_id, clash.people) == (Need.CLASH, 1, 2, (8, 9))
    assert found(one, replace(other, starts_at=at(5, 10, 30))) == []
    assert found(one, replace(other, starts_at=at(5, 10, 29))) == [(Need.CLASH, 1, 2)]
    assert found(one, replace(other, people=(6,))) == []


def test_a_clash_that_was_accepted_is_quiet_until_a_meeting_moves() -> None:
    one, other = Attended(1, at(5, 8), (7,)), Attended(2, at(5, 9), (7,))
    left = {Accepted(7, frozenset([(1, at(5, 8)), (2, at(5, 9))]))}
    assert needed([one, other], (), left, NOW, WAY) == []
    moved = replace(other, starts_at=at(5, 9, 15))
    assert [n.need for n in needed([one, moved], (), left, NOW, WAY)] == [Need.CLASH]
    more = [replace(one, people=(7, 8)), replace(other, people=(7, 8))]
    assert [n.people for n in needed(more, (), left, NOW, WAY)] == [(8,)]


def test_what_is_over_is_asked_to_be_reported_and_nothing_else() -> None:
    past = Attended(1, NOW - ASSUMED_LENGTH, (7,))
    away = (Absence(7, date(2024, 3, 1), date(2024, 3, 9)),)
    assert found(past, replace(past, visit_id=2), away=away) == [
        (Need.UNREPORTED, 1, (7,)),
        (Need.UNREPORTED, 2, (7,)),
    ]
    assert found(replace(past, starts_at=past.starts_at + timedelta(minutes=1))) == []
    assert found(replace(past, people=())) == []
    assert found(replace(past, is_told=False)) == []
    # Without an hour it is over once its day is.
    assert found(replace(past, starts_at=at(4, 0), is_hour_set=False)) == []
    assert found(replace(past, starts_at=at(3, 0), is_hour_set=False)) != []


def test_nobody_to_go_is_undecided_once_it_was_told() -> None:
    empty = Attended(1, at(5, 8))
    assert found(empty) == [(Need.UNDECIDED, 1, ())]
    assert found(replace(empty, is_told=False)) == []


@given(
    st.lists(
        st.builds(
            Attended,
            visit_id=st.integers(1, 6),
            starts_at=st.integers(-300, 300).map(lambda n: NOW + timedelta(minutes=10 * n)),
            people=st.sets(st.integers(1, 3)).map(tuple),
            is_hour_set=st.booleans(),
            is_told=st.booleans(),
        ),
        unique_by=lambda one: one.visit_id,
    )
)
def test_everything_is_told_once_and_by_time(visits: list[Attended]) -> None:
    told = needed(visits, (), (), NOW, WAY)
    keys = [(one.need, one.visit_id, one.other_id) for one in told]
    assert len(keys) == len(set(keys))
    when = {one.visit_id: one.starts_at for one in visits}
    assert [when[one.visit_id] for one in told] == sorted(when[one.visit_id] for one in told)
    assert all(one != Needed(Need.CLASH, one.visit_id) for one in told)
