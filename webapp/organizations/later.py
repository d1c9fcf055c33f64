"""The changes on record that come after another one: taken out, and applied again over it."""

from datetime import date

from sqlalchemy import delete, select

from webapp.core.db import db
from webapp.organizations.history import Ledger
from webapp.organizations.history_models import Change, Succession
from webapp.rules import reapplying
from webapp.rules.effects import Effect, Pair, effect_of, left_out_of
from webapp.rules.reapplying import Again, Recorded
from webapp.rules.reorganizing import Draft

LAST = 2**31  # after every change of its day


class Later:
    """What comes after a place in the order of changes: the day, then the number.

    Making one takes these changes out of the ledger's histories.
    """

    def __init__(self, ledger: Ledger, on: date, number: int = LAST) -> None:
        self.ledger = ledger
        rows = db.session.scalars(
            select(Change)
            .where(Change.issuer_id == ledger.issuer_id)
            .order_by(Change.on, Change.id)
            .execution_options(populate_existing=True)  # as it is now that nobody else writes
        ).all()
        self.rows = {row.id: row for row in rows}
        self._pairs = _successions_of(ledger.issuer_id)
        self.effects = {row.id: self._effect(row) for row in rows}
        self.numbers = [row.id for row in rows if (row.on, row.id) > (on, number)]
        self.leave_out(*self.numbers)

    def leave_out(self, *numbers: int) -> None:
        """Take changes out of the histories: none that comes after them may be in these."""
        self.ledger.histories = left_out_of(self.ledger.histories, numbers)

    def over(self, draft: Draft | None = None) -> Again:
        """Apply the later changes again over a draft, or over what is there. See `again`."""
        histories = draft.after if draft else self.ledger.histories
        earlier = [effect for one, effect in self.effects.items() if one not in self.numbers]
        later = [Recorded(one, self.rows[one].on, self.effects[one]) for one in self.numbers]
        also = [draft.effect] if draft else []
        return reapplying.again(histories, self.ledger.ranks, [*earlier, *also], later)

    def put_back(self, made: Again) -> None:
        """Write the later changes down as they were applied again. Does not commit."""
        self.ledger.histories = made.histories
        for number in self.numbers:
            row = self.rows[number]
            row.effect, row.undecided = self.effects[number], made.open[number]
            if set(made.successions[number]) != set(self._pairs.get(number, ())):
                db.session.execute(delete(Succession).where(Succession.change_id == number))
                self.ledger.succeed(number, made.successions[number])
        self.ledger.store()

    def _effect(self, row: Change) -> Effect:
        pairs = tuple(self._pairs.get(row.id, ()))
        return row.effect or effect_of(self.ledger.kept, row.id, pairs)


def _successions_of(issuer_id: int) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for change_id, old, new in db.session.execute(
        select(Succession.change_id, Succession.from_id, Succession.to_id)
        .join(Change, Change.id == Succession.change_id)
        .where(Change.issuer_id == issuer_id)
        .order_by(Succession.id)
    ):
        found.setdefault(change_id, []).append((old, new))
    return found
