"""How a round stands: its steps, what is due of it, its papers, and what they no longer tell."""

from collections.abc import Sequence
from datetime import datetime

from webapp.accounts.gate import me
from webapp.core.web import Context, moment
from webapp.documents.kinds import PaperKind
from webapp.milestones import days
from webapp.milestones.services import Counting
from webapp.milestones.standing import DONE, Standing
from webapp.plans.models import Activity
from webapp.plans.round_models import Seat
from webapp.plans.services.dues import papers_duty
from webapp.rounds.kinds import ROUND_REPORT
from webapp.rounds.queries import announced, steps
from webapp.rounds.queries.announced import RoundRows
from webapp.rounds.queries.due import due_of
from webapp.rounds.queries.rounds import Papers, Unit, counter, milestones_of, timeliness
from webapp.rounds.queries.show import PaperPart, part
from webapp.rounds.services import contents
from webapp.visits.announced import united
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.queries.changes import lines_of as change_lines
from webapp.visits.services.adjusting import replacements

REPLACEMENTS = replacements("rounds")
PAPERS = (
    (INVITATION, "Giấy mời"),
    (ANNOUNCEMENT, "Thông báo"),
    (AMENDMENT, "Thông báo điều chỉnh"),
    (ROUND_REPORT, "Báo cáo"),
)


def standing_of(
    activity: Activity,
    units: Sequence[Unit],
    seats: Sequence[Seat],
    papers: Papers,
    *,
    may_plan: bool,
) -> Context:
    """Return how far a round is and what its papers are, for its page."""
    calendar = days.calendar()
    counting = Counting(calendar, me().issuer.clear_days)
    papers_at = due_of(activity, papers_duty(activity.duties), counting)
    asked = contents.papers_to_send(activity.id)
    due = milestones_of([activity.id])
    announcement = due.get((activity.id, ANNOUNCEMENT.key))

    def part_of(kind: PaperKind, words: str) -> PaperPart:
        milestone = due.get((activity.id, kind.key))
        return part(kind, words, papers, (milestone, timeliness(milestone, calendar)), counting)

    parts = {kind.key: part_of(kind, words) for kind, words in PAPERS}
    stands = steps.Stands(
        counter(activity, len(units), announcement),
        papers,
        parts[ANNOUNCEMENT.key].standing,
        parts[ROUND_REPORT.key].standing,
        papers_at is not None if asked else None,
    )
    return {
        "way": steps.shown(activity, units, stands, may_plan=may_plan),
        "asked": asked,
        "papers_due": papers_at and Standing(f"Hạn gửi {moment(papers_at)}", DONE),
        "report": parts.pop(ROUND_REPORT.key),
        **parts,
        **_changed(activity, papers, units, seats, papers_at),
    }


def _changed(
    activity: Activity,
    papers: Papers,
    units: Sequence[Unit],
    seats: Sequence[Seat],
    due: datetime | None,
) -> Context:
    """Return what is no longer as the papers in force tell it, and which papers those are."""
    if activity.round is None:
        return {"to_adjust": [], "replacements": [], "changed": []}
    superior = announced.superior_of(activity)
    called = announced.called(superior) if superior else ""
    rows = RoundRows(activity.round, units, seats, due, called)
    stale = announced.by_paper(papers.in_force, announced.now_of(rows))
    return {
        "to_adjust": [document for document, _ in stale],
        "replacements": [REPLACEMENTS[document.kind] for document, _ in stale],
        "changed": change_lines(united(found for _, found in stale)),
    }
