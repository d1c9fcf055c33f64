"""Where an assignment stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.milestones.standing import CLOSED, DueState, Standing
from webapp.plans.kinds import ACTIVITIES
from webapp.reports.queries.progress import (
    LET_GO,
    Facts,
    RoundFacts,
    round_steps,
    sending,
    standing,
)

DONE, OPEN, LATE = DueState(True, False), DueState(False, False), DueState(False, True)
ROAD = {"notice": DONE, "choice": DONE, "announcement": DONE}


@pytest.mark.parametrize(
    ("facts", "words", "tone"),
    [
        (Facts({}), "Chưa giao", "plain"),
        (Facts({"notice": OPEN}), "Chờ đăng ký", "due"),
        (Facts({"notice": DueState(False, False, soon=False)}), "Chờ đăng ký", "plain"),
        (Facts({"notice": LATE}), "Trễ đăng ký", "late"),
        (Facts({"notice": DueState(False, True, impossible=True)}), "Chờ đăng ký", "due"),
        (Facts({"notice": DONE, "choice": LATE}), "Trễ lựa chọn", "late"),
        (Facts({**ROAD, "announcement": OPEN}, visits=2), "Chờ thông báo", "due"),
        (Facts(ROAD, visits=3, held=1), "Chờ dự (1/3)", "wait"),
        (Facts(ROAD, visits=3, held=3, letters=1), "Chờ kết quả (1/3)", "due"),
        (Facts(ROAD, visits=3, held=3, letters=1, letters_late=1), "Trễ thông báo kết quả", "late"),
        (Facts(ROAD, visits=1, held=1, letters=1, open_remedies=2), "Đang khắc phục (2)", "wait"),
        (
            Facts(ROAD, visits=1, held=1, letters=1, open_remedies=2, overdue_remedies=1),
            "Quá hạn khắc phục (1)",
            "late",
        ),
        (Facts(ROAD, visits=1, held=1, letters=1), "Hoàn thành", "done"),
        (Facts({"self_report": LATE}, kind="self_run"), "Chưa báo cáo", "late"),
        (Facts({"self_report": DONE}, kind="self_run"), "Đã báo cáo", "done"),
        (Facts({}, kind="round"), "Chờ thông báo", "due"),
        (Facts({"self_report": LATE}, kind="round"), "Chưa báo cáo", "late"),
        (Facts({"self_report": DONE}, "round", True, visits=1), "Chờ làm việc", "wait"),
        (Facts({}, "round", True, visits=1, held=1), "Đã làm việc", "done"),
        (Facts({}, "round", True, 1, 1, letters=1, open_remedies=1), "Đang khắc phục (1)", "wait"),
    ],
)
def test_the_first_step_that_is_not_done(facts: Facts, words: str, tone: str) -> None:
    assert standing(facts) == Standing(words, tone)


OWED = st.builds(DueState, st.booleans(), st.booleans(), st.booleans(), st.booleans())
KINDS = st.sampled_from(["notice", "choice", "announcement", "self_report"])


COUNTS = st.lists(st.integers(0, 5), min_size=6, max_size=6)


@given(st.dictionaries(KINDS, OWED), st.sampled_from(sorted(one.key for one in ACTIVITIES)), COUNTS)
def test_any_facts_have_a_standing(owed: dict[str, DueState], kind: str, counts: list[int]) -> None:
    found = standing(Facts(owed, kind, counts[0] > 2, *counts))
    assert found.words
    assert found.tone in ("plain", "due", "late", "done", "wait")


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_year_is_not_done_while_a_letter_is_owed(visits: int, letters: int) -> None:
    done = standing(Facts(ROAD, visits=visits, held=visits, letters=letters)).tone == "done"
    assert done == (letters >= visits)


def test_what_was_closed_by_a_reason_says_so_in_the_year() -> None:
    closed = DueState(done=False, late=False, closed=True)
    assert standing(Facts({"notice": closed})) == CLOSED
    assert standing(Facts({"self_report": closed}, kind="self_run")) == CLOSED
    assert sending(closed) == LET_GO
    done, open_ = DueState(done=True, late=False), DueState(done=False, late=False)
    told = [
        round_steps(RoundFacts(reports=some))[2].words for some in ([done, closed], [open_, closed])
    ]
    assert told == ["1/1 đã gửi, 1 khép lại", "0/1 đã gửi, 1 khép lại"]
    assert round_steps(RoundFacts(reports=[closed]))[2] == CLOSED
