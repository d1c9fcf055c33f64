"""The receipt for a month's calendar, as a paper."""
