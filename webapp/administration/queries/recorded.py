"""What one change on record does, organization by organization, and what it leaves to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.accounts.gate import me
from webapp.core.db import db
from webapp.organizations.history import Ledger
from webapp.organizations.history_models import Change, Succession
from webapp.rules import lineage
from webapp.rules.effects import Effect, effect_of
from webapp.rules.reapplying import Question


@dataclass(frozen=True)
class Member:
    """An organization that a change names, and what it does to it."""

    number: int
    name: str
    what: str
    is_gone: bool  # ended before the change's day


@dataclass(frozen=True)
class Undecided:
    """What must be decided anew: does *heir* in the change what *gone* was to do?"""

    question: Question
    gone: str
    heir: str
    what: str


@dataclass(frozen=True)
class RecordedChange:
    """A change as its page tells it."""

    members: Sequence[Member]
    founded: Sequence[str]
    undecided: Sequence[Undecided]


def recorded(change: Change) -> RecordedChange:
    """Return what a change does: some queries."""
    telling = Telling(Ledger(change.issuer_id), change)
    members = [telling.member(one) for one in telling.effect.bodies]
    return RecordedChange(
        sorted(members, key=lambda one: (one.is_gone, one.what)),
        [telling.name(one.organization) for one in telling.effect.founded],
        telling.undecided(change.undecided),
    )


def count_undecided() -> int:
    """Return how much changes on record leave to be decided anew."""
    found = db.session.scalars(select(Change.undecided).where(Change.issuer_id == me().issuer_id))
    return sum(len(one) for one in found)


class Telling:
    """Tells in words what a change does to its organizations."""

    def __init__(self, ledger: Ledger, change: Change) -> None:
        self.ledger, self.on = ledger, change.on
        self.effect: Effect = change.effect or effect_of(
            ledger.histories, change.id, _pairs(change.id)
        )

    def name(self, number: int | None) -> str:
        """Return what an organization is called on the day, "" where it was taken back since."""
        history = self.ledger.histories.get(number or 0)
        return lineage.shown(history, self.on).name if history else ""

    def member(self, number: int) -> Member:
        history = self.ledger.histories[number]
        until = history[-1].until
        is_gone = until is not None and until < self.on
        is_gone = is_gone or (until == self.on and not self._ends_here(number))
        return Member(number, self.name(number), self.what(number), is_gone)

    def what(self, number: int) -> str:
        """Return what is done to an organization."""
        into = " và ".join(self.name(one) for one in sorted(self.effect.into(number)))
        ending, values = self.effect.ending_of(number), self.effect.values_of(number)
        if ending is not None:
            return f"chuyển thành {into}" if into else "kết thúc hoạt động"
        if into:
            return f"tách ra {into}"
        if values is not None and values.parent:
            return f"chuyển về {self.name(values.parent)}"
        if values is not None and values.name:
            return f"đổi tên thành {values.name}"
        return "thay đổi"

    def undecided(self, questions: Sequence[Question]) -> list[Undecided]:
        """Return what is open, in words."""
        return [
            Undecided(one, self.name(one.gone), self.name(one.heir), self.what(one.gone))
            for one in questions
        ]

    def _ends_here(self, number: int) -> bool:
        return self.effect.ending_of(number) is not None


def _pairs(change_id: int) -> list[tuple[int, int]]:
    found = select(Succession.from_id, Succession.to_id).where(Succession.change_id == change_id)
    return [(old, new) for old, new in db.session.execute(found)]
