"""Two texts of one field: what each way of deciding makes of them."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.clashes import BOTH, KEPT, MERGED, OFFERED, decided, joined, ways

TEXTS = st.text(alphabet="aăâ ;\nđ", max_size=12)


def test_only_texts_are_joined() -> None:
    assert ways("lines") == ways("line") == (KEPT, OFFERED, BOTH, MERGED)
    for widget in ("whole", "points", "day", "clock", "tick", "radio", "select"):
        assert ways(widget) == (KEPT, OFFERED)


def test_each_is_a_paragraph_of_its_own() -> None:
    assert joined("Một", "Hai", "lines") == "Một\nHai"
    assert joined("Một", "Hai", "line") == "Một; Hai"
    assert joined("", "Hai", "lines") == "Hai"


@given(TEXTS, TEXTS, st.sampled_from(["lines", "line"]))
def test_joining_loses_nothing(kept: str, offered: str, widget: str) -> None:
    both = decided(BOTH, kept, offered, "", widget)
    assert kept.strip() in both
    assert offered.strip() in both
    assert joined(both, offered, widget) == both  # joining once more adds nothing


@given(TEXTS, TEXTS, TEXTS)
def test_a_choice_is_that_text(kept: str, offered: str, typed: str) -> None:
    assert decided(KEPT, kept, offered, typed, "line") == kept
    assert decided(OFFERED, kept, offered, typed, "line") == offered
    assert decided(MERGED, kept, offered, typed, "line") == typed
