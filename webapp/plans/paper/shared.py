"""What several rounds of a plan have in common is said once; what differs, with whose it is."""

from collections.abc import Iterable, Sequence

from webapp.accounts.models import LEADER, MEMBER, PLANNER
from webapp.documents.texts.phrases import sentence
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import Block, Item, Paragraph, gap, literal
from webapp.plans import rule_words
from webapp.plans.models import Activity, Duty
from webapp.plans.paper.pieces import Pieces
from webapp.plans.services.dues import papers_duty

Told = Sequence[tuple[str, Sequence[Block]]]  # of each round: its title, what is told of it


def each_once(told: Told) -> list[Block]:
    """Return the same of several rounds once; where they differ, under the titles of those."""
    of: dict[tuple[Block, ...], list[str]] = {}
    for title, blocks in told:
        of.setdefault(tuple(blocks), []).append(title)
    found: list[Block] = []
    for same, titles in of.items():
        if same and len(of) > 1:
            found.append(Paragraph(f"*{titles_of(titles)}:*"))
        found += same
    return found


def common_first(told: Told) -> list[Block]:
    """Return what all rounds have, then under each round's title what is its own."""
    common = [one for one in told[0][1] if all(one in own for _, own in told)] if told else []
    rest = [(title, [one for one in blocks if one not in common]) for title, blocks in told]
    return [*common, *each_once(rest)]


def titles_of(titles: Iterable[str]) -> str:
    """Return the titles of rounds as a paper lists them."""
    return literal("; ".join(titles))


def papers(activity: Activity, made_of: Pieces, wording: Wording) -> list[Block]:
    """Return what the units of a round send, and by when (46-KH/ĐTN, IV.3; 65-KH/ĐTN, II.5)."""
    found: list[Block] = [Item(line) for line in asked_for(made_of, wording)]
    if duty := told_due(activity, made_of):
        found.append(Paragraph(wording("papers_due", rule=rule_told(duty))))
    return found


def rule_told(duty: Duty) -> str:
    """Return when a duty falls due; a gap where that is a fixed day which nobody has set."""
    if duty.anchor == "fixed" and duty.fixed_on is None:
        return gap(f"thời hạn: {literal(duty.label)}")
    return literal(rule_words.of(duty))


def asked_for(made_of: Pieces, wording: Wording) -> list[str]:
    """Return the papers that a round asks for, the report by its outline first."""
    lines = [wording("by_outline")] if made_of.outline else []
    return lines + [
        sentence(f"{one.label.rstrip(' .;')} (nếu có)" if one.is_optional else one.label)
        for one in made_of.papers
    ]


def told_due(activity: Activity, made_of: Pieces) -> Duty | None:
    """Return the duty by which the plan says when the papers of a round come."""
    asks = made_of.tells_papers_due and (made_of.papers or made_of.outline)
    return papers_duty(activity.duties) if asks else None


def duty_lines(
    owed: Sequence[tuple[Activity, Duty]], rounds: Sequence[Activity], wording: Wording
) -> list[str]:
    """Return what is owed, each thing once, with the rounds it is of where not all owe the same."""
    of: dict[tuple[str, str], list[Activity]] = {}  # by kind and words: the rounds that owe it
    for activity, duty in owed:
        if activity in rounds:
            of.setdefault((duty.kind, _owed(duty, wording)), []).append(activity)
    lines: dict[str, None] = {}
    for activity, duty in owed:
        line = _owed(duty, wording)
        same = of.get((duty.kind, line), []) if activity in rounds else []
        if same and len(same) < len(rounds):
            line = _owed(duty, wording, titles_of(one.title for one in same))
        lines[line] = None
    return list(lines)


def _owed(duty: Duty, wording: Wording, of_rounds: str = "") -> str:
    told = {
        "duty": literal(duty.label),
        "owner": literal(_owner(duty.owner, wording)),
        "rule": rule_told(duty),
    }
    return wording("duty_of", whose=of_rounds, **told) if of_rounds else wording("duty", **told)


def _owner(owner: str, wording: Wording) -> str:
    """Return who does it: a paper names the office, not the part a person has in the program."""
    named = {
        "unit": wording.terms("{Owners}"),
        PLANNER: wording.office,
        LEADER: f"Lãnh đạo {wording.office}",
        MEMBER: wording.terms("{Group}"),
    }
    return named.get(owner, owner)
