"""What happens to recommendations: one function each, one transaction each."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import short_day
from webapp.documents.files import keep
from webapp.followup.models import ACCEPTED, RETURNED, Answer, AnswerFile
from webapp.followup.queries import MENDED, SUBJECT, milestones_of, state
from webapp.milestones.services import find, mark_done, people_of, reopen, set_milestone, tell
from webapp.organizations.models import Organization

REMEDY, REVIEW = "remedy", "answer_review"
REVIEW_RULE = "5 working days after"
MOST_FILES = 10


def states_of(recommendation_ids: Iterable[int]) -> dict[int, str]:
    """Return the state (a key of `queries.STATES`) of many recommendations in one query."""
    found = db.session.execute(
        select(Recommendation.id, state()).where(Recommendation.id.in_(list(recommendation_ids)))
    )
    return {row[0]: row[1] for row in found}


def answer(
    recommendation: Recommendation, who: User, text: str, uploads: Sequence[FileStorage] = ()
) -> Answer:
    """Answer a recommendation, with files; the planner has some days to decide.

    An answer that waits may be added to: the last one is decided on. Raises `Refused` once
    the recommendation is mended, `FileRefused` with nothing saved.
    """
    if states_of([recommendation.id])[recommendation.id] == MENDED:
        raise Refused("Kiến nghị này đã xong, không cần trả lời thêm.")
    if len(uploads) > MOST_FILES:
        raise Refused(f"Mỗi lần trả lời kèm nhiều nhất {MOST_FILES} tệp.")
    files = [keep(upload, recommendation.organization, who) for upload in uploads]
    given = Answer(
        issuer_id=recommendation.issuer_id,
        organization_id=recommendation.organization_id,
        recommendation_id=recommendation.id,
        author_id=who.id,
        created_at=clock.now(),
        text=text,
        files=[AnswerFile(file_id=file.id) for file in files],
    )
    db.session.add(given)
    _touch(recommendation)
    # Until it is sent back the unit has done its part: a slow reader does not make it late.
    mark_done(REMEDY, (SUBJECT, recommendation.id), f"Trả lời ngày {short_day(clock.now())}")
    _ask_for_review(recommendation)
    _tell(
        recommendation,
        {*people_of(recommendation.issuer_id, PLANNER), recommendation.monitor_id},
        f"{recommendation.organization.label} đã trả lời kiến nghị",
    )
    db.session.commit()
    return given


def decide(
    recommendation: Recommendation, last: Answer | None, who: User, *, accepted: bool, note: str
) -> None:
    """Accept the last answer, or send it back with a note. Raises `Refused` when none waits."""
    if last is None or last.decision:
        raise Refused("Chưa có trả lời nào đang chờ duyệt.")
    last.decision = ACCEPTED if accepted else RETURNED
    last.decided_at, last.decided_by_id, last.note = clock.now(), who.id, note
    _touch(recommendation)
    subject = (SUBJECT, recommendation.id)
    mark_done(REVIEW, subject, "Chấp nhận" if accepted else "Trả lại")
    if not accepted:
        reopen(REMEDY, subject)
    committee = recommendation.visit.assignment.organization
    _tell(
        recommendation,
        {*people_of(recommendation.issuer_id, OFFICE, organization=committee), last.author_id},
        "Trả lời kiến nghị được chấp nhận" if accepted else "Trả lời kiến nghị bị trả lại",
    )
    db.session.commit()


def hand_over(recommendations: Sequence[Recommendation], heir: Organization, who: User) -> None:
    """Let the unit into which another went answer for what was recommended to that one.

    *recommendations* are of one unit, with their visits; each visit tells on whose it was.
    """
    for one in recommendations:
        was = one.organization
        one.organization_id = heir.id
        for owed in milestones_of(one.id):
            owed.organization_id = heir.id
    if recommendations:
        offices = people_of(heir.issuer_id, OFFICE, organization=heir)
        words = f"{heir.name} tiếp nhận {len(recommendations)} kiến nghị của {was.name}"
        tell(
            {*offices, *(one.monitor_id for one in recommendations if one.monitor_id)} - {who.id},
            f"{words}.",
            "/recommendations",
        )
    db.session.commit()


def _ask_for_review(recommendation: Recommendation) -> None:
    subject = (SUBJECT, recommendation.id)
    waiting = find(REVIEW, *subject)
    if waiting is not None and waiting.done_at is None:
        return
    set_milestone(
        kind=REVIEW,
        subject=subject,
        organization=recommendation.organization,
        label=f"Xem trả lời kiến nghị: {_short(recommendation.text)}",
        owner=PLANNER,
        rule=REVIEW_RULE,
        anchor=clock.today(),
        plan_id=recommendation.visit.assignment.activity.plan_id,
    )
    reopen(REVIEW, subject)


def _touch(recommendation: Recommendation) -> None:
    # The thread has no row of its own: the recommendation's version tells that it went on.
    flag_modified(recommendation, "text")


def _tell(recommendation: Recommendation, people: set[int | None], words: str) -> None:
    tell(
        {one for one in people if one is not None},
        f"{words}: {_short(recommendation.text)}",
        f"/recommendations/{recommendation.id}",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"
