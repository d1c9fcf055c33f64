"""How what was noted stands, in words."""

from webapp.milestones.standing import DONE, DUE, HEED, PLAIN, Standing
from webapp.observations.models import KINDS, STRENGTH

NOTES = {
    kind: Standing(words, DONE) if kind == STRENGTH else Standing(words, DUE, HEED)
    for kind, words in KINDS.items()
}


def noted(strengths: int, shortcomings: int) -> list[Standing]:
    """Return how many strengths and shortcomings were noted on a topic."""
    return [
        Standing(f"{strengths} ưu điểm", DONE if strengths else PLAIN),
        Standing(f"{shortcomings} hạn chế", DUE, HEED) if shortcomings else Standing("0 hạn chế"),
    ]
