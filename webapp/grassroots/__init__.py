"""Visits to the grassroots: one calendar of the bloc, who attends what, the months' reports."""
