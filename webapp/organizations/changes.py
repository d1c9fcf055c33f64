"""What happens to organizations: established, renamed, moved, merged, split, dissolved, each by a
decision and from a day; one decision may change many at once. Nothing is asked here who may.

Each `…_draft` works a change out, so that it can be shown before; `record` writes it down.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations.effective import show, show_mended
from webapp.organizations.history import Decision, Ledger
from webapp.organizations.history_models import CHANGE_KINDS, Change, Succession
from webapp.organizations.later import Later
from webapp.organizations.models import Organization
from webapp.organizations.signals import own_bodies
from webapp.rules import lineage, reapplying
from webapp.rules.effects import Answer, Effect, Values
from webapp.rules.lineage import History
from webapp.rules.names import identity
from webapp.rules.reapplying import Again, Question
from webapp.rules.reorganizing import Draft, Fault, Highest, Names, faults
from webapp.rules.text import short_date

Plan = Callable[[Draft], None]
_HIGHEST = (
    "là tổ chức cao nhất, không có cấp trên tiếp nhận các tổ chức trực thuộc, "
    "nên không giải thể, kết thúc hoạt động được."
)
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

    def plan(draft: Draft) -> None:
        draft.rename(organization_id, names)
        state = lineage.on_day(draft.after[organization_id], draft.on)
        if state is not None:
            _refuse_twin(draft, names.name, state.parent, {organization_id})

    return plan


def moving(organization_ids: Sequence[int], parent_id: int, level_id: int | None) -> Plan:
    """Put organizations, with all below them, under another superior, perhaps at a level."""
    return lambda draft: draft.move(organization_ids, parent_id, level_id)


def merging(organization_ids: Sequence[int], into: int | Founded) -> Plan:
    """Let organizations go over into one of them, or into a new one; what is below goes over."""

    def plan(draft: Draft) -> None:
        going = set(organization_ids)
        made = into if isinstance(into, int) else _found_in(draft, into, going)
        draft.merge(organization_ids, made)

    return plan


def splitting(
    organization_id: int, new: Sequence[Founded], goes: Mapping[int, int], *, ends: bool
) -> Plan:
    """Divide an organization; *goes* says into which of *new* (0, 1, …) a part below it goes."""

    def plan(draft: Draft) -> None:
        going = {organization_id} if ends else set()
        made = [_found_in(draft, one, going) for one in new]
        parts = {child: made[number] for child, number in goes.items()}
        draft.split(organization_id, made, parts, ends=ends)

    return plan


def dissolving(organization_ids: Sequence[int], heir_id: int | None, level_id: int | None) -> Plan:
    """End organizations; what is below goes to the heir, else each to the superior left above."""
    return lambda draft: draft.dissolve(organization_ids, heir_id, level_id)


@dataclass(frozen=True)
class Drafted:
    """A change worked out, and what becomes of those on record for later days."""

    draft: Draft
    again: Again
    later: Later


def drafted(ledger: Ledger, on: date, plan: Plan) -> Drafted:
    """Work a change out, the later ones applied again over it.

    Raises `Refused`, with the words for a person.
    """
    before = ledger.kept
    later = Later(ledger, on)
    draft = _worked_out(ledger, on, plan)
    made = _again(later, draft)
    found = _faults_since(ledger, before, made.histories, on)
    _check(ledger, draft, found, made.histories)
    return Drafted(draft, made, later)


def record(issuer_id: int, kind: str, decision: Decision, plan: Plan) -> Change:
    """Record a change of an issuer's organizations and show today's tree. Commits."""
    ledger = Ledger(issuer_id, to_write=True)
    worked = drafted(ledger, decision.on, plan)
    change = _written(ledger, worked.later, kind, decision, worked.draft)
    worked.later.put_back(_again(worked.later))
    show(ledger, clock.today())
    db.session.commit()
    return change


def record_all(issuer_id: int, plans: Sequence[tuple[str, Plan]], decision: Decision) -> None:
    """Record many changes by one decision; only what is in the end must hold. Does not commit."""
    ledger = Ledger(issuer_id, to_write=True)
    before, later = ledger.kept, Later(ledger, decision.on)
    for kind, plan in plans:
        draft = _worked_out(ledger, decision.on, plan)
        _check(ledger, draft, (), draft.after)
        _written(ledger, later, kind, decision, draft)
    made = _again(later)
    whole = ledger.draft(decision.on)
    found = _faults_since(ledger, before, made.histories, decision.on)
    _check(ledger, whole, found, made.histories)
    later.put_back(made)
    show(ledger, clock.today())


def correct(organization: Organization, names: Names, level_id: int) -> None:
    """Mend names that were mistyped, or the level: no change, so no decision. Commits.

    The mistake is mended wherever the history carries it.
    """
    ledger = Ledger(organization.issuer_id, to_write=True)
    history = ledger.histories[organization.id]
    values = {**names.values(), "level": level_id}
    draft = ledger.draft(min([clock.today(), *lineage.days([history])]))
    draft.after[organization.id] = lineage.corrected(history, clock.today(), values)
    if identity(names.name) != identity(organization.name):
        _refuse_twin(draft, names.name, organization.parent_id, {organization.id})
    _check(ledger, draft, draft.faults(), draft.after)
    _correct_effects(history, names, level_id)
    ledger.replace({organization.id: draft.after[organization.id]}, only_stored=True)
    organization.place = names.place
    db.session.flush()
    show(ledger, clock.today())
    db.session.commit()


def take_back(change: Change) -> None:
    """Undo a recorded change; what it founded goes, what comes later is applied again. Commits.

    Raises `Refused` where a later one needs what it founded, or would have to be decided anew.
    """
    ledger = Ledger(change.issuer_id, to_write=True)
    before, later = ledger.kept, Later(ledger, change.on, change.id)
    later.leave_out(change.id)
    del later.effects[change.id]
    made = _again(later)
    _refuse_new_questions(ledger, later, made)
    draft = ledger.draft(change.on)
    draft.after = made.histories
    if found := _faults_since(ledger, before, made.histories, change.on):
        told = f"Nếu hủy ghi nhận này, {_told(ledger, draft, found)}"
        raise Refused(f"{told} {_what_holds(draft, found[0])}")
    gone = [one for one in before if one not in made.histories]
    _empty(ledger, gone)
    later.put_back(made)
    show_mended(ledger, before, change, clock.today())
    _delete(change, gone)
    db.session.commit()


def leave_out(change: Change, organization: Organization) -> None:
    """Take one organization out of a change on record; the rest of it stands. Commits."""
    later = Later(Ledger(change.issuer_id, to_write=True), change.on, change.id - 1)
    effect = later.effects[change.id]
    if organization.id not in effect.bodies:
        raise Refused("Tổ chức này không còn trong thay đổi.")
    left = effect.leaving_out(organization.id)
    if not left.bodies:
        raise Refused("Thay đổi này không còn tổ chức nào khác. Hãy hủy cả ghi nhận.")
    _redo(later, change, left)


def decide(change: Change, question: Question, *, along: bool) -> None:
    """Decide anew what a change left open: the heir does the same in it, or not. Commits."""
    later = Later(Ledger(change.issuer_id, to_write=True), change.on, change.id - 1)
    if question not in change.undecided:
        raise Refused("Việc này đã được quyết định.")
    answer = Answer(question.gone, question.heir, along)
    _redo(later, change, later.effects[change.id].answered(answer))


def _redo(later: Later, change: Change, effect: Effect) -> None:
    """Let a change do something else, with all that comes later."""
    ledger, before = later.ledger, later.ledger.kept
    later.effects[change.id] = effect
    made = _again(later)
    draft = ledger.draft(change.on)
    draft.after = made.histories
    found = _faults_since(ledger, before, made.histories, change.on)
    _check(ledger, draft, found, made.histories)
    later.put_back(made)
    show_mended(ledger, before, change, clock.today())
    db.session.commit()


def _written(ledger: Ledger, later: Later, kind: str, decision: Decision, draft: Draft) -> Change:
    change, numbers = ledger.write(kind, decision, draft)
    later.effects[change.id] = draft.effect.numbered(numbers)
    return change


def _again(later: Later, draft: Draft | None = None) -> Again:
    """Apply the later changes again. Raises `Refused`, telling which of them cannot be."""
    try:
        return later.over(draft)
    except reapplying.Unknown as error:
        name, change = later.ledger.rows[error.organization].name, later.rows[error.change]
        told = f"“{name}” còn thay đổi ghi nhận tiếp theo: {_said(change.id, change.on)}"
        raise Refused(f"{told}. {_FIRST_THAT}") from None
    except (lineage.NotThere, lineage.ChangesLater) as error:
        row = later.ledger.rows.get(error.organization)
        told = f"Thay đổi đã ghi nhận cho ngày sau không áp dụng lại được với “{row and row.name}”"
        raise Refused(f"{told}. Hãy hủy ghi nhận đó trước.") from None


def _refuse_new_questions(ledger: Ledger, later: Later, made: Again) -> None:
    for number in later.numbers:
        new = [one for one in made.open[number] if one not in later.rows[number].undecided]
        if new:
            name = ledger.rows[new[0].gone].name
            told = f"“{name}” còn thay đổi ghi nhận tiếp theo: {_said(number, date.max)}"
            raise Refused(f"{told}. {_FIRST_THAT}")


def _faults_since(
    ledger: Ledger, before: Mapping[int, History], after: Mapping[int, History], on: date
) -> list[Fault]:
    """Return what cannot be on *on* or later, and was not so before."""
    known = {fault.key for fault in faults(before, ledger.ranks, on)}
    return [one for one in faults(after, ledger.ranks, on) if one.key not in known]


def _correct_effects(history: History, names: Names, level_id: int) -> None:
    """Mend a mistake in what changes do, too: they may be applied again."""
    seen = lineage.shown(history, clock.today())
    right = Values(names.name, names.short_name, names.committee_name, seen.parent, level_id)
    was = Values.of(seen).given
    wrong = {name: was.get(name) for name, value in right.given.items() if was.get(name) != value}
    changes = {state.begun_by for state in history if state.begun_by}
    for change in db.session.scalars(select(Change).where(Change.id.in_(changes))):
        if change.effect is not None:
            change.effect = change.effect.corrected(seen.organization, wrong, right)


def _empty(ledger: Ledger, gone: Sequence[int]) -> None:
    """Let go of what organizations leave behind that are to be deleted."""
    ledger.replace(dict.fromkeys(gone, ()))
    ledger.histories = {one: history for one, history in ledger.histories.items() if history}


def _delete(change: Change, gone: Sequence[int]) -> None:
    db.session.execute(delete(Succession).where(Succession.change_id == change.id))
    try:
        db.session.execute(delete(Organization).where(Organization.id.in_(gone)))
        db.session.execute(delete(Change).where(Change.id == change.id))
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise Refused("Tổ chức mới đã có người hoặc việc, không hủy ghi nhận được.") from None


def _worked_out(ledger: Ledger, on: date, plan: Plan) -> Draft:
    draft = ledger.draft(on)
    try:
        plan(draft)
    except Highest as error:
        name = _name(ledger, draft, error.organization)
        raise Refused(f"“{name}” {_HIGHEST}") from None
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


def _check(
    ledger: Ledger, draft: Draft, found: Sequence[Fault], after: Mapping[int, History]
) -> None:
    """Refuse what cannot be *after* all: others may go over into the own body, it stays."""
    ending = {one for one, history in after.items() if _ends_now(ledger, one, history)}
    own = set().union(*own_bodies.ask(ledger.issuer_id)) if ending else set()
    for number in sorted(ending & own):
        told = f"“{_name(ledger, draft, number)}” là cơ quan ban hành kế hoạch"
        raise Refused(f"{told}, không giải thể, kết thúc hoạt động được.")
    if found:
        raise Refused(_told(ledger, draft, found))


def _ends_now(ledger: Ledger, number: int, history: History) -> bool:
    """Return whether an organization ends, by whatever kind of change, that did not before."""
    before = ledger.kept.get(number, ())
    return history[-1].until is not None and not (before and before[-1].until)


def _found_in(draft: Draft, new: Founded, going: Collection[int] = ()) -> int:
    """Found an organization; its name may be that of one in *going*, which ends by the change."""
    _refuse_twin(draft, new.names.name, new.parent_id, going)
    return draft.establish(new.names, new.parent_id, new.level_id)


def _refuse_twin(draft: Draft, name: str, parent: int | None, but: Collection[int]) -> None:
    """Raise `Refused` where a superior has an organization of just this name on the day."""
    for number, history in draft.after.items():
        state = lineage.on_day(history, draft.on)
        if number in but or state is None or state.parent != parent:
            continue
        if identity(state.name) == identity(name):
            raise Refused(f"Cấp trên này đã có “{state.name}” đang hoạt động.")


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
