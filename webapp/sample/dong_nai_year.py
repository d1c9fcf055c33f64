"""The sample's past months, lived through by its people: February to July 2024."""

from webapp.accounts.models import User


def live_through(plan_id: int, people: dict[str, User]) -> None:
    """Live the past months through, step by step, each on its own day. Commits."""
