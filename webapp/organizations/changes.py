"""What happens to organizations: established, renamed, moved, merged, split, dissolved, each by a
decision and from a day; one decision may change many at once. Nothing is asked here who may.

Each `…_draft` works a change out, so that it can be shown before; `record` writes it down.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations.history import Decision, Ledger
from webapp.organizations.history_models import CHANGE_KINDS, Change, OrganizationState, Succession
from webapp.organizations.models import Organization
from webapp.rules import lineage
from webapp.rules.reorganizing import Draft, Fault, Names
from webapp.rules.text import fold, short_date

Plan = Callable[[Draft], None]
_FIRST_THAT = "Hãy hủy ghi nhận thay đổi đó trước, sau đó hủy ghi nhận này."


@dataclass(frozen=True)
class Founded:
    """An organization that a change founds."""

    names: Names
    parent_id: int
    level_id: int


def establishing(new: Founded) -> Plan:
    """Found an organization."""

    def plan(draft: Draft) -> None:
        _found_in(draft, new)

    return plan


def renaming(organization_id: int, names: Names) -> Plan:
    """Give an organization other names."""
    return lambda draft: draft.rename(organization_id, names)


def moving(organization_ids: Sequence[int], parent_id: int, level_id: int | None) -> Plan:
    """Put organizations, with all below them, under another superior, perhaps at a level."""
    return lambda draft: draft.move(organization_ids, parent_id, level_id)


def merging(organization_ids: Sequence[int], into: int | Founded) -> Plan:
    """Let organizations go over into one of them, or into a new one; what is below goes over."""

    def plan(draft: Draft) -> None:
        draft.merge(organization_ids, into if isinstance(into, int) else _found_in(draft, into))

    return plan


def splitting(
    organization_id: int, new: Sequence[Founded], goes: Mapping[int, int], *, ends: bool
) -> Plan:
    """Divide an organization; *goes* says into which of *new* (0, 1, …) a part below it goes."""

    def plan(draft: Draft) -> None:
        made = [_found_in(draft, one) for one in new]
        parts = {child: made[number] for child, number in goes.items()}
        draft.split(organization_id, made, parts, ends=ends)

    return plan


def dissolving(organization_ids: Sequence[int], heir_id: int | None, level_id: int | None) -> Plan:
    """End organizations; what is below goes to the heir, else each to the superior left above."""
    return lambda draft: draft.dissolve(organization_ids, heir_id, level_id)


def drafted(ledger: Ledger, on: date, plan: Plan) -> Draft:
    """Work a change out. Raises `Refused`, with the words for a person."""
    draft = _worked_out(ledger, on, plan)
    _check(ledger, draft)
    return draft


def record(issuer_id: int, kind: str, decision: Decision, plan: Plan) -> Change:
    """Record a change of an issuer's organizations and show today's tree. Commits."""
    ledger = Ledger(issuer_id, to_write=True)
    change = ledger.write(kind, decision, drafted(ledger, decision.on, plan))
    ledger.settle(clock.today())
    db.session.commit()
    return change


def record_all(issuer_id: int, plans: Sequence[tuple[str, Plan]], decision: Decision) -> None:
    """Record many changes by one decision; only what is in the end must hold. Does not commit."""
    ledger = Ledger(issuer_id, to_write=True)
    whole = ledger.draft(decision.on)
    for kind, plan in plans:
        ledger.write(kind, decision, _worked_out(ledger, decision.on, plan))
    whole.after = dict(ledger.histories)
    _check(ledger, whole)
    ledger.settle(clock.today())


def correct(organization: Organization, names: Names, level_id: int) -> None:
    """Mend names that were mistyped, or the level: no change, so no decision. Commits.

    The mistake is mended wherever the history carries it.
    """
    ledger = Ledger(organization.issuer_id, to_write=True)
    history = ledger.histories[organization.id]
    values = {**names.values(), "level": level_id}
    draft = ledger.draft(min([clock.today(), *lineage.days([history])]))
    draft.after[organization.id] = lineage.corrected(history, clock.today(), values)
    _check(ledger, draft)
    ledger.replace({organization.id: draft.after[organization.id]}, only_stored=True)
    organization.place = names.place
    db.session.flush()
    ledger.settle(clock.today())
    db.session.commit()


def take_back(change: Change) -> None:
    """Undo a recorded change on which nothing stands yet; what it founded goes. Commits."""
    ledger = Ledger(change.issuer_id, to_write=True)
    touched = db.session.scalars(
        select(OrganizationState.organization_id)
        .where(
            or_(
                OrganizationState.begun_by_id == change.id,
                OrganizationState.ended_by_id == change.id,
            )
        )
        .distinct()
    ).all()
    try:
        histories = {one: lineage.taken_back(ledger.histories[one], change.id) for one in touched}
    except lineage.ChangesLater as error:
        name = ledger.rows[error.organization].name
        told = f"“{name}” còn thay đổi ghi nhận tiếp theo: {_said(error.by, error.day)}"
        raise Refused(f"{told}. {_FIRST_THAT}") from None
    gone = [one for one, history in histories.items() if not history]
    left = {k: v for k, v in {**ledger.histories, **histories}.items() if v}
    draft = ledger.draft(change.on)
    draft.after = left
    if found := draft.faults():
        told = f"Nếu hủy ghi nhận này, {_told(ledger, draft, found)}"
        raise Refused(f"{told} {_what_holds(draft, found[0])}")
    ledger.replace(histories)
    ledger.histories = left
    ledger.settle(clock.today())
    db.session.execute(delete(Succession).where(Succession.change_id == change.id))
    try:
        db.session.execute(delete(Organization).where(Organization.id.in_(gone)))
        db.session.execute(delete(Change).where(Change.id == change.id))
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise Refused("Tổ chức mới đã có người hoặc việc, không hủy ghi nhận được.") from None
    db.session.commit()


def _worked_out(ledger: Ledger, on: date, plan: Plan) -> Draft:
    draft = ledger.draft(on)
    try:
        plan(draft)
    except lineage.NotThere as error:
        name = _name(ledger, draft, error.organization)
        raise Refused(f"“{name}” không hoạt động vào ngày {short_date(on)}.") from None
    except lineage.ChangesLater as error:
        name = _name(ledger, draft, error.organization)
        told = f"“{name}” còn thay đổi đã ghi nhận: {_said(error.by, error.day)}"
        raise Refused(f"{told}. Hãy hủy ghi nhận đó trước.") from None
    return draft


def _what_holds(draft: Draft, fault: Fault) -> str:
    """Return what to undo first: what ended a superior, else what put an organization there."""
    above = draft.after.get(fault.parent, ())
    ended_by = above[-1].ended_by if above and fault.kind == "orphan" else None
    state = lineage.on_day(draft.after[fault.organization], fault.day)
    by = ended_by or (state.begun_by if state else None)
    if by is None:
        return "Hãy chuyển tổ chức này sang cấp trên khác trước, sau đó hủy ghi nhận này."
    return f"Thay đổi ghi nhận tiếp theo: {_said(by, fault.day)}. {_FIRST_THAT}"


def _said(change_id: int | None, day: date) -> str:
    """Return a change on record as its line in the list of changes begins."""
    change = db.session.get(Change, change_id) if change_id else None
    if change is None:
        return f"từ ngày {short_date(day)}"
    decision = f", theo {change.decision}" if change.decision else ""
    return f"{CHANGE_KINDS[change.kind]} từ ngày {short_date(change.on)}{decision}"


def _check(ledger: Ledger, draft: Draft) -> None:
    if found := draft.faults():
        raise Refused(_told(ledger, draft, found))


def _found_in(draft: Draft, new: Founded) -> int:
    for history in draft.after.values():
        state = lineage.on_day(history, draft.on)
        if state and state.parent == new.parent_id and fold(state.name) == fold(new.names.name):
            raise Refused(f"Cấp trên này đã có “{state.name}” đang hoạt động.")
    return draft.establish(new.names, new.parent_id, new.level_id)


def _name(ledger: Ledger, draft: Draft, number: int) -> str:
    if number in draft.founded:
        return draft.founded[number].name
    return str(ledger.rows[number].name) if number in ledger.rows else "Tổ chức"


def _told(ledger: Ledger, draft: Draft, found: Sequence[Fault]) -> str:
    first = found[0]
    name, above = _name(ledger, draft, first.organization), _name(ledger, draft, first.parent)
    said = {
        "orphan": f"từ ngày {short_date(first.day)} cấp trên “{above}” không hoạt động",
        "circle": f"không chuyển vào dưới chính tổ chức này được (“{above}”)",
        "level": f"cấp trên “{above}” phải thuộc cấp cao hơn",
    }[first.kind]
    more = f" (và {len(found) - 1} tổ chức khác cũng vướng)" if len(found) > 1 else ""
    return f"“{name}”: {said}{more}."
