"""What is left to rate of a visit's contents."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.ratings import BAD, GOOD, Content, next_open, to_fill

contents = st.lists(
    st.builds(
        Content,
        key=st.integers(1, 50),
        rating=st.sampled_from(("", "good", "partly", "poor", "unseen")),
        has_strength=st.booleans(),
        has_shortcoming=st.booleans(),
        why_none=st.sampled_from(("", "Đã nhắc tại buổi")),
    ),
    unique_by=lambda one: one.key,
)


@given(contents)
def test_the_rest_is_what_nobody_rated_or_found_fault_with(found: list[Content]) -> None:
    filled = set(to_fill(found))
    for one in found:
        assert (one.key in filled) == (not one.rating and not one.has_shortcoming)


@given(contents)
def test_once_filled_nothing_is_left_to_fill_or_to_write(found: list[Content]) -> None:
    filled = set(to_fill(found))
    after = [
        Content(one.key, GOOD, one.has_strength, one.has_shortcoming) if one.key in filled else one
        for one in found
    ]
    assert to_fill(after) == []
    assert next_open(after) is None
    assert [one.is_unexplained for one in after] == [one.is_unexplained for one in found]


def test_a_bad_rating_asks_for_a_shortcoming_or_why_there_is_none() -> None:
    for rating in BAD:
        assert Content(1, rating).is_unexplained
        assert Content(1, rating, has_strength=True).is_unexplained
        assert not Content(1, rating, has_shortcoming=True).is_unexplained
        assert not Content(1, rating, why_none="Đã nhắc tại buổi").is_unexplained
    assert not Content(1, GOOD).is_unexplained
    assert not Content(1, "unseen").is_unexplained


def test_the_next_is_the_first_of_which_nothing_is_said() -> None:
    found = [Content(3, GOOD), Content(7, has_strength=True), Content(2), Content(9)]
    assert next_open(found) == 2
    assert next_open(found[:2]) is None
