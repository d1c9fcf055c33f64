"""A plan as a file: out and in."""
