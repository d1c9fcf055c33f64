"""After a row changed: whether a round's papers still say what holds, found by comparing."""

from collections.abc import Sequence

from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.rounds.kinds import ABOUT
from webapp.rounds.queries import announced as queries
from webapp.rounds.queries import rounds
from webapp.rounds.services.dues import require_again
from webapp.visits.announced import Change
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.queries import changes
from webapp.visits.services.adjusting import to_issue


def follow(activity_id: int) -> list[str]:
    """Return the numbers of the papers in force that must be adjusted, none where all hold.

    One of which nobody knows what it told counts as well: something did change. Announcing is due
    again while there are any; where the rows are again as they were announced it is not. Does not
    commit.
    """
    in_force = rounds.in_force(activity_id)
    told = changes.papers_told(in_force)
    if not told:
        return []
    subject = (ABOUT, activity_id)
    unknown = [one for one in told if changes.last_amendment(one, in_force).facts is None]
    stale = queries.by_paper(in_force, queries.round_now(activity_id))
    if not unknown and not stale:
        engine.drop_again(ANNOUNCEMENT_DUE, subject)
        engine.mark_done(ANNOUNCEMENT_DUE, subject, in_force[-1].number_and_symbol)
        return []
    require_again(ANNOUNCEMENT_DUE, activity_id)
    return [one.number_and_symbol for one in (*unknown, *(paper for paper, _ in stale))]


def notify_signers(
    activity_id: int, words: str, href: str, numbers: Sequence[str], about: tuple[str, int]
) -> None:
    """Tell who signed a round's papers what happened, and which of them must be adjusted for it.

    Who was told what happened reads the rest in the same message. Does not commit.
    """
    signers = {one.approved_by_id for one in rounds.in_force(activity_id) if one.approved_by_id}
    milestones.notify(signers, words, href, about=about)
    must = f"Cần ban hành thông báo điều chỉnh cho văn bản {', '.join(numbers)}."
    milestones.notify(signers, must, href, about=about)


def follow_round(activity_id: int) -> None:
    """After the round's own row or its team changed: tell who signed what must be adjusted."""
    numbers = follow(activity_id)
    if not numbers:
        return
    found = queries.by_paper(rounds.in_force(activity_id), queries.round_now(activity_id))
    kinds = {one.kind for _, differ in found for one in differ}
    what = "thành phần Đoàn giám sát" if Change.TEAM in kinds else "nội dung của đợt"
    signers = {one.approved_by_id for one in rounds.in_force(activity_id) if one.approved_by_id}
    told = f"{to_issue(numbers, f'thay đổi {what}')}."
    milestones.notify(signers, told, f"/rounds/{activity_id}")
