"""Which of two lists became which: in order, and most alike in all."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.tree.pairing import paired

FIGURES = st.sampled_from([0.0, 0.25, 0.5, 1.0])


@given(
    st.integers(0, 4).flatmap(
        lambda width: st.tuples(
            st.lists(st.lists(FIGURES, min_size=width, max_size=width), max_size=4),
            st.just(width),
        )
    )
)
def test_pairs_stand_in_order_and_no_others_are_more_alike(
    given_figures: tuple[list[list[float]], int],
) -> None:
    likeness, width = given_figures
    found = paired(likeness, width)
    assert all(old < older and new < newer for (old, new), (older, newer) in pairwise(found))
    assert all(likeness[old][new] for old, new in found)
    most = max(
        sum(likeness[old][new] for old, new in zip(olds, news, strict=True))
        for count in range(min(len(likeness), width) + 1)
        for olds in combinations(range(len(likeness)), count)
        for news in combinations(range(width), count)
    )
    assert sum(likeness[old][new] for old, new in found) == most
