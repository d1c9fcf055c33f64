"""What happens to recommendations: one function each, one transaction each."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import Recommendation
from webapp.attending.services.rewording import trace
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import short_day
from webapp.documents.files import store_uploads
from webapp.documents.models import Document
from webapp.followup.kinds import ANSWER_REVIEW, REMEDY, REVIEW_RULE
from webapp.followup.models import ACCEPTED, RETURNED, Answer, AnswerFile
from webapp.followup.queries import ANSWERED, CLOSED, MENDED, SUBJECT, state
from webapp.milestones import engine, heirs
from webapp.milestones.items import DueItem
from webapp.milestones.services import notify, people_of
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.rules.anchors import AnchorFacts
from webapp.rules.names import identity
from webapp.visits.models import Visit

REMEDY_RULE = "on the day"
MOST_FILES = 10
VISIT = "visit"  # what a letter is about


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
    the recommendation is mended, `FileRefused` with nothing saved, `SomeRefused` once the
    answer is saved with the other files.
    """
    if states_of([recommendation.id])[recommendation.id] in (MENDED, CLOSED):
        raise Refused("Kiến nghị này đã xong, không cần trả lời thêm.")
    if len(uploads) > MOST_FILES:
        raise Refused(f"Mỗi lần trả lời kèm nhiều nhất {MOST_FILES} tệp.")
    taken = store_uploads(uploads, recommendation.organization, who)
    given = Answer(
        issuer_id=recommendation.issuer_id,
        organization_id=recommendation.organization_id,
        recommendation_id=recommendation.id,
        author_id=who.id,
        created_at=clock.now(),
        text=text,
        files=[AnswerFile(file_id=file.id) for file in taken.files],
    )
    db.session.add(given)
    _touch(recommendation)
    # Until it is sent back the unit has done its part: a slow reader does not make it late.
    engine.mark_done(REMEDY, (SUBJECT, recommendation.id), f"Trả lời ngày {short_day(clock.now())}")
    ask_for_review(recommendation)
    notify_of(
        recommendation,
        {*people_of(recommendation.issuer_id, PLANNER), recommendation.monitor_id},
        f"{recommendation.organization.label} đã trả lời kiến nghị",
    )
    db.session.commit()
    taken.tell()
    return given


def decide(
    recommendation: Recommendation, last: Answer | None, who: User, *, accepted: bool, note: str
) -> None:
    """Accept the last answer, or send it back with a note. Raises `Refused` when none waits."""
    if last is None or last.decision or recommendation.closed_at:
        raise Refused("Chưa có trả lời nào đang chờ duyệt.")
    last.decision = ACCEPTED if accepted else RETURNED
    last.decided_at, last.decided_by_id, last.note = clock.now(), who.id, note
    _touch(recommendation)
    subject = (SUBJECT, recommendation.id)
    engine.mark_done(ANSWER_REVIEW, subject, "Chấp nhận" if accepted else "Trả lại")
    if not accepted:
        engine.repeat(REMEDY, subject)
    committee = recommendation.visit.assignment.organization
    notify_of(
        recommendation,
        {*people_of(recommendation.issuer_id, OFFICE, organization=committee), last.author_id},
        "Trả lời kiến nghị được chấp nhận" if accepted else "Trả lời kiến nghị bị trả lại",
    )
    db.session.commit()


def hand_over(
    recommendations: Sequence[Recommendation],
    ended: Organization,
    heir: Organization,
    who: User,
) -> None:
    """Let the unit into which another went answer for what was recommended to that one.

    *recommendations* are of one unit, with their visits; each visit tells on whose it was. Where
    just that unit was to mend it, the heir is, with a trace of what it said. Does not commit.
    """
    for one in recommendations:
        one.organization_id = heir.id
        if (owner := renamed_owner(one.owner, ended, heir)) is not None:
            db.session.add(trace(one, "owner", one.owner, who))
            one.owner = owner
        heirs.hand_over((SUBJECT, one.id), heir)


def renamed_owner(owner: str, ended: Organization, heir: Organization) -> str | None:
    """Return who mends it where the text is just a name of the ended unit; else None."""
    former = {identity(one.name): heir.name for one in ended.former}
    committee = heir.committee_name or heir.name
    names = {
        **former,
        identity(ended.short_name): heir.label,
        identity(ended.committee_name): committee,
        identity(ended.name): heir.name,
    }
    return names.get(identity(owner)) if owner.strip() else None


def letter_issued(document: Document) -> None:
    """Make each remedy that a letter asks for due by its day. Does not commit.

    What was answered meanwhile stays so, unless the answer was sent back; one that waits is looked
    at.
    """
    if (document.kind, document.subject_kind) != (RESULT_LETTER.key, VISIT):
        return
    asked = [one for one in _asked_for(document.subject_id) if one.due_on]
    states = states_of(one.id for one in asked)
    for one in asked:
        if states[one.id] in (ANSWERED, MENDED):
            engine.set_due(remedy(one))
            if states[one.id] == ANSWERED:
                ask_for_review(one)
        else:
            engine.require_again(remedy(one))


def letter_withdrawn(document: Document) -> None:
    """Until the letter is back, nothing that it asked for is due, nor is an answer looked at.

    Does not commit.
    """
    if (document.kind, document.subject_kind) == (RESULT_LETTER.key, VISIT):
        for one in _asked_for(document.subject_id):
            for kind in (REMEDY, ANSWER_REVIEW):
                engine.drop(kind, (SUBJECT, one.id))


def _asked_for(visit_id: int) -> Sequence[Recommendation]:
    return db.session.scalars(
        select(Recommendation)
        .where(
            Recommendation.visit_id == visit_id,
            Recommendation.text != "",
            Recommendation.closed_at.is_(None),
        )
        .options(
            joinedload(Recommendation.organization),
            joinedload(Recommendation.visit)
            .joinedload(Visit.assignment)
            .joinedload(Assignment.activity),
        )
        .order_by(Recommendation.id)
    ).all()


def remedy(recommendation: Recommendation) -> DueItem:
    """Return that a unit is to mend it by its day. It comes with unit, visit and activity."""
    return DueItem(
        kind=REMEDY,
        subject=(SUBJECT, recommendation.id),
        organization=recommendation.organization,
        label=f"Thực hiện kiến nghị: {' '.join(recommendation.text.split())[:120]}",
        owner="unit",
        rule=REMEDY_RULE,
        facts=AnchorFacts(recommendation.due_on),
        plan_id=recommendation.visit.assignment.activity.plan_id,
        known_from=clock.today(),
    )


def ask_for_review(recommendation: Recommendation) -> None:
    """Have the planner look at an answer that waits. Does not commit."""
    waiting = engine.find(ANSWER_REVIEW, SUBJECT, recommendation.id)
    if waiting is not None and waiting.done_at is None:
        return
    engine.require_again(
        DueItem(
            kind=ANSWER_REVIEW,
            subject=(SUBJECT, recommendation.id),
            organization=recommendation.organization,
            label=f"Xem trả lời kiến nghị: {_short(recommendation.text)}",
            owner=PLANNER,
            rule=REVIEW_RULE,
            facts=AnchorFacts(clock.today()),
            plan_id=recommendation.visit.assignment.activity.plan_id,
            known_from=clock.today(),
        )
    )


def _touch(recommendation: Recommendation) -> None:
    # The thread has no row of its own: the recommendation's version tells that it went on.
    flag_modified(recommendation, "text")


def notify_of(recommendation: Recommendation, people: set[int | None], words: str) -> None:
    """Leave a line about a recommendation in people's messages. Does not commit."""
    notify(
        {one for one in people if one is not None},
        f"{words}: {_short(recommendation.text)}",
        f"/recommendations/{recommendation.id}",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"
