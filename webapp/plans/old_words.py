"""What a plan that was begun from another, or from a model, may still say of another year.

Found anew each time, from its texts alone, so that nothing has to be remembered while people edit;
kept is only what a person looked at and let stay (`LookedAt`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road.composing import Obstacle
from webapp.milestones.standing import DONE, DUE, Standing
from webapp.plans.models import MODEL, BasisPaper, LookedAt, Plan
from webapp.plans.paper.pieces import pieces
from webapp.plans.queries import FULL_PLAN
from webapp.plans.texts import PlanText, Row, place_of, texts_of
from webapp.rules.other_years import Mention, names_year, other_years

TAKEN_OVER = "được lấy nguyên vào kế hoạch năm {year}; hãy xem có còn đúng không"
NONE = Standing("Không còn chỗ nào phải xem lại", DONE)


@dataclass(frozen=True)
class Mark:
    """A text that a person must change, or say that it stays: what in it, and why."""

    of: PlanText
    mentions: tuple[Mention, ...]

    @property
    def standing(self) -> Standing:
        return Standing("Xem lại năm, ngày, số văn bản", DUE)

    @property
    def reasons(self) -> list[str]:
        words: dict[str, list[str]] = {}
        for one in self.mentions:
            words.setdefault(one.why, []).append(f"“{one.words}”")
        return [f"{', '.join(same)}: {why}" for why, same in words.items()]


@dataclass(frozen=True)
class Marks:
    """The marks of a plan, or of the part of it that a page shows."""

    plan: Plan
    found: Sequence[Mark] = ()

    def __len__(self) -> int:
        return len(self.found)

    def of(self, row: Row) -> Mark | None:
        """Return the mark of a row's text."""
        return self.at(place_of(row))

    def at(self, place: str) -> Mark | None:
        """Return the mark at a place: of a row, or of the plan's own."""
        return self._by_place.get(place)

    @cached_property
    def _by_place(self) -> Mapping[str, Mark]:
        return {mark.of.place: mark for mark in self.found}

    @property
    def begun_from(self) -> str:
        """How the plan was begun, in words: of a model nothing is old."""
        return "lập theo mẫu" if self.plan.begun_from == MODEL else "sao từ kế hoạch khác"


def marked(year: int, texts: Iterable[PlanText], looked_at: Mapping[str, LookedAt]) -> list[Mark]:
    """Return which texts of a plan of *year* are to be read again. Pure.

    What a person let stay is passed over as long as it says the same. What was taken over word for
    word counts where it names *year* itself: there it was meant for another plan's.
    """
    found = []
    for one in texts:
        row = looked_at.get(one.place)
        same = row if row is not None and row.text == one.whole else None
        if same is not None and same.confirmed_at is not None:
            continue
        mentions = other_years(one.whole, year)
        if same is not None and not mentions:
            mentions = [Mention(str(year), TAKEN_OVER.format(year=year))]
        if mentions:
            found.append(Mark(one, tuple(mentions)))
    return found


def marks_among(plan: Plan, texts: Iterable[PlanText]) -> Marks:
    """Return the marks among some texts of a plan: at most one query."""
    if not plan.begun_from:
        return Marks(plan)
    return Marks(plan, marked(plan.year, texts, {one.place: one for one in plan.looked_at}))


def marks_of(plan_id: int) -> Marks:
    """Return all the marks of a plan, which is loaded here."""
    plan = db.session.get_one(Plan, plan_id)
    if not plan.begun_from:
        return Marks(plan)
    return marks_among(plan, _whole(plan_id))


def obstacles(document: Document) -> list[Obstacle]:
    """Return what keeps a plan's paper from being submitted: words of another year, unread."""
    marks = marks_of(document.subject_id)
    if not marks:
        return []
    words = f"Còn {len(marks)} chỗ có năm, ngày hoặc số văn bản không thuộc năm {marks.plan.year}"
    return [Obstacle(words, "plans.old_words", {"plan_id": marks.plan.id})]


def note_taken_over(plan: Plan) -> None:
    """Keep what a plan that was just begun took over and may mean another year. Does not commit.

    A text that names the new year must have meant another: "gửi trước ngày 05/01/2025" in the plan
    of 2024 is of the year after it. Its title was typed for the new plan.
    """
    db.session.flush()
    db.session.add_all(
        LookedAt(plan_id=plan.id, place=one.place, text=one.whole)
        for one in _whole(plan.id)
        if one.place != "title"
        and not isinstance(one.row, BasisPaper)
        and names_year(one.text, plan.year)
    )


def _whole(plan_id: int) -> list[PlanText]:
    """Load a plan whole, and return its texts."""
    options = (*FULL_PLAN, joinedload(Plan.looked_at))
    plan = (
        db.session.scalars(select(Plan).where(Plan.id == plan_id).options(*options)).unique().one()
    )
    return texts_of(plan, pieces(activity.id for activity in plan.activities))
