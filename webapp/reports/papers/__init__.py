"""The synthesis of a year as a paper."""
