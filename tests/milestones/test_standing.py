"""How what is due stands: one rule for soon, one wording of lateness."""

from datetime import date, datetime, timedelta

import pytest

from tests.world import local
from webapp.milestones.standing import (
    CLOSED,
    ICONS,
    SOON,
    DueState,
    Standing,
    Term,
    countdown,
    due_on,
    margin,
    moved,
    sent,
    tone_of,
)

DUE = local(2024, 3, 8, 17)
AGAIN = "do tính lại hạn (hạn cũ 10/03/2024)"
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def undone(now: datetime, **other: object) -> Term:
    return Term(DUE, None, now, **other)  # type: ignore[arg-type]


def done(at: datetime, **other: object) -> Term:
    return Term(DUE, at, at + 30 * DAY, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "words", "tone"),
    [
        (Term(None, None, DUE), "Chưa đặt hạn", "plain"),
        (undone(DUE - (SOON + 1) * DAY), "Còn 15 ngày", "plain"),
        (undone(DUE - SOON * DAY), "Còn 14 ngày", "due"),
        (undone(DUE - DAY), "Còn 1 ngày", "due"),
        (undone(DUE - HOUR), "Hạn hôm nay", "due"),
        (undone(DUE), "Hạn hôm nay", "due"),
        (undone(DUE + SECOND), "Trễ 1 phút", "late"),
        (undone(DUE + 3 * HOUR), "Trễ 3 giờ", "late"),
        (undone(DUE + DAY), "Trễ 1 ngày", "late"),
        (undone(DUE + DAY, late_by="2 ngày làm việc"), "Trễ 2 ngày làm việc", "late"),
        (undone(DUE + DAY, is_impossible=True), "Hạn rơi trước ngày ban hành kế hoạch", "off"),
        (done(DUE), "Xong", "done"),
        (done(DUE + 2 * DAY), "Xong, trễ 2 ngày", "belated"),
        (done(DUE + 2 * DAY, is_impossible=True), "Xong", "done"),
        (Term(None, DUE, DUE), "Xong", "done"),
        (undone(DUE - DAY, closed_at=DUE), "Đã khép lại, có lý do", "off"),
        (undone(DUE + DAY, closed_at=DUE), "Đã khép lại, có lý do", "off"),
        (done(DUE + 2 * DAY, closed_at=DUE), "Xong, trễ 2 ngày", "belated"),
    ],
)
def test_what_is_due_says_how_it_stands(term: Term, words: str, tone: str) -> None:
    assert countdown(term) == Standing(words, tone)


@pytest.mark.parametrize(
    ("term", "words", "tone"),
    [
        (undone(DUE - 40 * DAY), "Hạn 08/03/2024", "plain"),
        (undone(DUE - DAY), "Hạn 08/03/2024", "due"),
        (undone(DUE + DAY), "Trễ 1 ngày, hạn 08/03/2024", "late"),
        (
            undone(DUE + DAY, is_impossible=True),
            "Hạn 08/03/2024 rơi trước ngày ban hành kế hoạch",
            "off",
        ),
        (done(DUE + DAY), "Đã xong, trễ 1 ngày", "belated"),
    ],
)
def test_the_due_day_may_be_named(term: Term, words: str, tone: str) -> None:
    assert due_on(term, done="Đã xong") == Standing(words, tone)


def test_what_a_unit_sends() -> None:
    assert sent(done(DUE), is_begun=True) == Standing("Đã gửi đúng hạn", "done")
    assert sent(done(DUE + DAY), is_begun=True) == Standing("Đã gửi, trễ 1 ngày", "belated")
    assert sent(undone(DUE), is_begun=True) == Standing("Đang soạn", "wait")
    silent = sent(undone(DUE + DAY), is_begun=False, verb="trả lời")
    assert silent == Standing("Chưa trả lời, quá hạn 1 ngày", "late")


def test_margins() -> None:
    assert [margin(n).words for n in (5, 0, -4)] == ["Sớm 5 ngày", "Đúng hạn", "Trễ 4 ngày"]
    assert [margin(n).tone for n in (5, 0, -4)] == ["done", "done", "belated"]
    assert margin(-4, is_impossible=True).tone == "off"


def test_a_due_moment_in_short() -> None:
    assert DueState.of(undone(DUE - (SOON + 1) * DAY)) == DueState(False, False, soon=False)
    assert DueState.of(done(DUE + DAY)) == DueState(True, True)


def test_every_tone_has_an_icon() -> None:
    assert {Standing("", tone).icon for tone in ICONS} == set(ICONS.values())


@pytest.mark.parametrize(
    ("is_done", "is_late", "is_impossible", "tone"),
    [
        (True, False, False, "done"),
        (True, True, False, "belated"),
        (False, True, False, "late"),
        (False, False, False, "due"),
        (True, True, True, "done"),
        (False, True, True, "off"),
    ],
)
def test_done_late_is_told_apart_from_done_and_from_late(
    is_done: bool, is_late: bool, is_impossible: bool, tone: str
) -> None:
    assert tone_of(is_done=is_done, is_late=is_late, is_impossible=is_impossible) == tone


@pytest.mark.parametrize(
    ("term", "words", "tone"),
    [
        (undone(DUE + DAY, counted_before=date(2024, 3, 10)), f"Trễ 1 ngày {AGAIN}", "late"),
        (undone(DUE + 2 * DAY, counted_before=date(2024, 3, 10)), f"Trễ 2 ngày {AGAIN}", "late"),
        (undone(DUE + 3 * DAY, counted_before=date(2024, 3, 10)), "Trễ 3 ngày", "late"),
        (undone(DUE - DAY, counted_before=date(2024, 3, 10)), "Còn 1 ngày", "due"),
        (done(DUE + DAY, counted_before=date(2024, 3, 10)), f"Xong, trễ 1 ngày {AGAIN}", "belated"),
        (done(DUE + 3 * DAY, counted_before=date(2024, 3, 10)), "Xong, trễ 3 ngày", "belated"),
        (
            undone(DUE + DAY, is_impossible=True, counted_before=date(2024, 3, 10)),
            "Hạn mới đã qua khi được tính lại (hạn cũ 10/03/2024)",
            "off",
        ),
        (
            undone(DUE + 5 * DAY, is_impossible=True, counted_before=date(2024, 3, 10)),
            "Trễ 3 ngày kể từ hạn cũ 10/03/2024",
            "late",
        ),
        (
            done(DUE + 2 * DAY, is_impossible=True, counted_before=date(2024, 3, 10)),
            "Xong",
            "done",
        ),
        (
            done(DUE + 3 * DAY, is_impossible=True, counted_before=date(2024, 3, 10)),
            "Xong, trễ 1 ngày kể từ hạn cũ 10/03/2024",
            "belated",
        ),
    ],
)
def test_late_by_counting_anew_is_told(term: Term, words: str, tone: str) -> None:
    """Due on 10 March until it was counted anew to 8 March: who came between is marked."""
    assert countdown(term) == Standing(words, tone)


def test_what_a_change_does_to_a_due_day() -> None:
    was, today = date(2024, 3, 10), date(2024, 3, 5)
    assert moved(was, date(2024, 3, 8), today) == Standing("Sớm hơn 2 ngày", "due")
    assert moved(was, date(2024, 3, 5), today) == Standing("Sớm hơn 5 ngày", "due")
    gone = Standing("Hạn mới đã qua: chỉ tính trễ theo hạn cũ, có ghi chú", "off")
    assert moved(was, date(2024, 3, 4), today) == gone
    assert moved(was, date(2024, 3, 12), today) == Standing("Lùi 2 ngày")
    assert moved(was, date(2024, 3, 4), today, is_done=True) == Standing("Đã xong", "done")


def test_what_was_amended_after_its_day_says_so() -> None:
    first, late = done(DUE - DAY), done(DUE + 2 * DAY)
    told = sent(first, is_begun=True, again=late)
    assert told == Standing("Đã gửi đúng hạn; bản sửa gửi sau hạn 2 ngày", "belated")
    assert sent(first, is_begun=True, again=done(DUE)) == Standing("Đã gửi đúng hạn", "done")
    both = sent(done(DUE + DAY), is_begun=True, again=late)
    assert both.words == "Đã gửi, trễ 1 ngày; bản sửa gửi sau hạn 2 ngày"


@pytest.mark.parametrize("now", [DUE - DAY, DUE + DAY])
def test_what_was_closed_by_a_reason_is_neither_done_nor_owed(now: datetime) -> None:
    term = undone(now, closed_at=DUE - DAY)
    assert (term.is_open, term.is_late, term.is_soon, term.late_after) == (
        False,
        False,
        False,
        None,
    )
    assert sent(term, is_begun=True) == CLOSED
    assert (term.tone, DueState.of(term).tone, DueState.of(term).done) == ("off", "off", False)
    assert undone(now).is_open
    assert not done(DUE).is_open
