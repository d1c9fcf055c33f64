"""A plan as a paper."""
