"""What must hold: cheap things after every step, dear ones when a month, or the year, ends."""

from tests.year.checks import accounting, debts, papers, people
from tests.year.year import Year


def cheap(year: Year) -> None:
    """Check what a few queries tell."""
    papers.what_is_new_says_what_was_written(year)
    debts.hold(year)
    people.nobody_is_in_two_places(year)
    people.each_is_told_once(year)


def dear(year: Year) -> None:
    """Check what takes pages."""
    papers.nothing_issued_changed(year)
    papers.numbers_have_no_gaps(year)
    people.strangers_see_nothing(year)
    accounting.synthesis_counts_what_sql_counts(year)


def last(year: Year) -> None:
    """Check what holds when the year is over."""
    debts.all_are_done_or_can_be(year)
