"""What happens to a report by an outline: parts are saved one by one, then it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.models import Message
from webapp.plans.models import Assignment
from webapp.rules.outlines import Rows
from webapp.submissions import freezing
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import OutlineAnswer
from webapp.submissions.queries import sent as queries
from webapp.submissions.queries.outline import Outline, Part
from webapp.submissions.sent_models import Report
from webapp.submissions.services import handing
from webapp.submissions.services import reports as services


def lock_outline(assignment: Assignment) -> None:
    """Let colleagues who write the same report take turns, until this transaction ends.

    Whoever saves a part for the first time has no row to compare versions with.
    """
    db.session.execute(
        select(Assignment.id).where(Assignment.id == assignment.id).with_for_update()
    )


@dataclass(frozen=True)
class Filled:
    """What was filled in for one part: a text, rows of cells, figures by their ids."""

    text: str
    rows: Rows
    figures: Mapping[int, Decimal | None]


def save_part(outline: Outline, part: Part, form: Filled, who: User) -> OutlineAnswer:
    """Save one part; where the report was sent already, that amends it (65-KH/ĐTN, appendix)."""
    submission = outline.submission or services.begin(outline.assignment)
    before = _sent_before(outline)
    answer = _answer(submission, part)
    answer.text, answer.rows = form.text, form.rows
    answer.saved_at, answer.saved_by_id = clock.now(), who.id
    # Figures are rows of their own: only a change of this row raises the version.
    db.session.add(answer)
    flag_modified(answer, "saved_at")
    services.write_figures(submission, form.figures)
    values = {key: value for key, value in form.figures.items() if value is not None}
    submission.saved_at = clock.now()
    if before is not None:
        now = replace(part, answer=answer, values=values)
        _amend(outline.assignment, submission, who, before, _amended(outline, before, now))
    db.session.commit()
    return answer


def _answer(submission: Submission, part: Part) -> OutlineAnswer:
    if isinstance(part.answer, OutlineAnswer):
        return part.answer
    return OutlineAnswer(submission_id=submission.id, part_id=part.id)


def _sent_before(outline: Outline) -> Report | None:
    """Return what was sent last; None where nothing was."""
    submission = outline.submission
    if submission is None or submission.submitted_at is None:
        return None
    last = queries.last_of(submission.id)
    if last is not None:
        return last.report
    report = freezing.whole(outline.parts, outline_version=1)  # sent before such rows were kept
    services.keep_sent(submission, report, None, submission.saved_at)
    return report


def _amended(outline: Outline, before: Report, part: Part) -> Report:
    """Return the report with the part anew; `before` itself where that changes nothing."""
    after = freezing.amended(before, part, [one.id for one in outline.parts])
    if after == before:
        return before
    return replace(after, outline_version=queries.version_now(outline.assignment.activity_id))


def _amend(
    assignment: Assignment, submission: Submission, who: User, before: Report, after: Report
) -> None:
    """Keep an amendment beside what was sent before, and tell of it, where it changes anything."""
    if after == before:
        db.session.expire(submission, ["saved_at"])
        return
    services.keep_sent(submission, after, who, submission.saved_at)
    _notify_amended(assignment, submission)


def submit(outline: Outline, who: User) -> Submission:
    """Send the report. Late is marked, never refused. Raises `Refused` while parts are empty."""
    submission = outline.submission
    if submission is None or outline.missing:
        raise Refused("Chưa gửi được: còn mục bắt buộc chưa có nội dung.")
    version = queries.version_now(outline.assignment.activity_id)
    report = freezing.whole(outline.parts, version)
    services.send(submission, outline.assignment, who, report)
    db.session.commit()
    return submission


def _notify_amended(assignment: Assignment, submission: Submission) -> None:
    """Tell the team and the planners, once until they have read it: parts are saved often."""
    text = f"{assignment.organization.name} đã sửa báo cáo sau khi gửi"
    href = f"/submissions/{submission.id}"
    waiting = select(Message.id).where(
        Message.text == text, Message.href == href, Message.read_at.is_(None)
    )
    if not db.session.scalar(select(waiting.exists())):
        handing.hand_on(assignment, submission.id, text, href)
