"""How long one waits after wrong passwords."""

from datetime import timedelta

import pytest

from webapp.rules.waiting import counted_address, seconds_of, wait_after, wait_words


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (11, 900), (10_000, 900)],
)
def test_the_wait_grows_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert wait_after(failures, 5) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 giây"), (30, "30 giây"), (59.5, "1 phút"), (60, "1 phút"), (61, "2 phút")],
)
def test_a_wait_is_told_rounded_up(seconds: float, words: str) -> None:
    assert wait_words(timedelta(seconds=seconds)) == words


def test_seconds_are_rounded_up() -> None:
    assert [seconds_of(timedelta(seconds=one)) for one in (1, 1.01, 2)] == [1, 2, 2]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("::ffff:127.0.0.1", ""),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert counted_address(address) == counted
