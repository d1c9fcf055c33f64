"""What a swap of two people changes, said before it is made."""

from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.rules.handing_out_months import at, meeting, months, on
from webapp.rules.handing_out import Busy, Liking, Month, Person, greedy, loads
from webapp.rules.handing_out_costs import AGAINST, BETTER, WORSE
from webapp.rules.handing_out_swaps import net, price


def told(month: Month) -> list[tuple[int, str, str]]:
    one, other = month.meetings
    return [
        (found.person_id, found.kind, found.cost.text)
        for found in net(month, {one.id: 1, other.id: 2}, one, other)
    ]


def test_an_absence_that_is_mended_is_told_as_good() -> None:
    ill = Person(1, absent=((on(2), on(2)),))
    month = Month([ill, Person(2)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert told(month) == [(1, BETTER, "Đã báo vắng ngày này")]


def test_a_clash_that_arises_is_told_as_against() -> None:
    busy = Person(1, busy=(Busy(at(3, 8), "Chi đoàn A"),))
    month = Month([busy, Person(2)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert told(month) == [(1, AGAINST, "Trùng giờ với Chi đoàn A, 08:00")]


def test_a_wish_that_is_lost_is_told_as_worse() -> None:
    glad = Person(1, likings=(Liking(1, on(1), on(9), 1),))
    month = Month([glad, Person(2)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert told(month) == [(1, WORSE, "Mong muốn được dự")]


def test_a_swap_of_two_who_are_as_good_costs_nothing() -> None:
    month = Month([Person(1), Person(2)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert told(month) == []
    assert price([]) == (0, 0, 0)


def test_whoever_is_not_known_any_more_is_passed_over() -> None:
    month = Month([Person(2)], [meeting(1, 2, 8), meeting(2, 3, 8)])
    assert told(month) == []


@drawn(months(), st.data())
def test_a_swap_back_changes_the_same_things_the_other_way(
    month: Month, data: st.DataObject
) -> None:
    handed = greedy(month)
    known = [one for one in month.meetings if one.id in handed]
    if len(known) < 2:
        return
    one, other = data.draw(st.permutations(known))[:2]
    after = {**handed, one.id: handed[other.id], other.id: handed[one.id]}
    there = {(c.person_id, c.cost, c.is_gone) for c in net(month, handed, one, other)}
    back = {(c.person_id, c.cost, not c.is_gone) for c in net(month, after, one, other)}
    if handed[one.id] != handed[other.id]:
        assert there == back
    assert loads(month, handed) == loads(month, after)
