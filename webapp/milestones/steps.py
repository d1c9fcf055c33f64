"""How the steps of a thing are drawn: each with its standing, and which is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.milestones.standing import DONE, LATE, PLAIN, WAIT, Standing
from webapp.rules.steps import At, Step, in_short, next_of

TONES = {At.DONE: DONE, At.RUNNING: WAIT, At.TO_DO: PLAIN, At.LATE: LATE}


@dataclass(frozen=True)
class Drawn:
    """A step in words: its name as a line begins with it, how it stands, where it is done."""

    words: str
    standing: Standing
    said: str
    href: str
    is_next: bool


@dataclass(frozen=True)
class Way:
    """The line of steps of a page, as the macro `steps` places it."""

    in_short: str
    steps: Sequence[Drawn]


def way(steps: Sequence[Step]) -> Way:
    """Return the line of steps, with the count that says it in short: "2/5: định ngày"."""
    upcoming = next_of(steps)
    return Way(in_short(steps), [_drawn(one, is_next=one is upcoming) for one in steps])


def _drawn(step: Step, *, is_next: bool) -> Drawn:
    words = f"{step.name[:1].upper()}{step.name[1:]}"
    standing = Standing(step.at.value, TONES[step.at])
    return Drawn(words, standing, step.said, step.href, is_next)
