"""What must hold: some after whatever is sent, cheap things after every step, dear ones when a
month, or the year, ends."""

from tests.year.checks import accounting, debts, messages, papers, people
from tests.year.year import Year


def at_once(year: Year) -> None:
    """Check what is true at the moment of it and perhaps no more when the step is over."""
    papers.what_is_new_says_what_rows_say(year)
    messages.what_is_told_was_decided(year)


def cheap(year: Year) -> None:
    """Check what a few queries tell."""
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
    debts.all_end(year)
