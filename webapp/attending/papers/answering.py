"""Which shortcomings a recommendation answers, for letters and for reports of rounds alike."""

from collections.abc import Iterable, Sequence

from webapp.attending.models import Recommendation, Remark

LONGEST = 60  # letters of a shortcoming that a gap names


def unanswered(
    shortcomings: Sequence[Remark], recommendations: Iterable[Recommendation]
) -> list[Remark]:
    """Return the shortcomings that no recommendation answers (R7).

    One that says of no shortcoming that it answers it may answer any of them: as many are left.
    """
    worded = [row for row in recommendations if row.text]
    answered = {row.remark_id for row in worded}
    left = [row for row in shortcomings if row.id not in answered]
    loose = sum(row.remark_id is None for row in worded)
    return left[loose:]


def shortened(text: str) -> str:
    """Return how a gap names a shortcoming."""
    return f"“{text}”" if len(text) <= LONGEST else f"“{text[:LONGEST].rstrip()}…”"
