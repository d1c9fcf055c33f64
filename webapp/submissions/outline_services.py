"""What happens to a report by an outline: parts are saved one by one, then it is sent."""

from decimal import Decimal
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.models import Message
from webapp.plans.models import Assignment
from webapp.submissions import handing, services
from webapp.submissions.models import Submission
from webapp.submissions.outline import Outline, Part
from webapp.submissions.paper_models import OutlineAnswer


def hold(assignment: Assignment) -> None:
    """Let colleagues who write the same report take turns, until this transaction ends.

    Whoever saves a part for the first time has no row to compare versions with.
    """
    db.session.execute(
        select(Assignment.id).where(Assignment.id == assignment.id).with_for_update()
    )


class Filled(Protocol):
    """What was filled in for one part: a text, rows of cells, figures by their ids."""

    @property
    def text(self) -> str: ...
    @property
    def rows(self) -> list[list[str]]: ...
    @property
    def figures(self) -> dict[int, Decimal | None]: ...


def save_part(outline: Outline, part: Part, form: Filled, who: User) -> OutlineAnswer:
    """Save one part; where the report was sent already, that amends it (65-KH/ĐTN, appendix)."""
    submission = outline.submission or services.begin(outline.assignment)
    answer = part.answer or OutlineAnswer(submission_id=submission.id, part_id=part.id)
    answer.text = form.text
    answer.rows = [{"cells": row} for row in form.rows]
    answer.saved_at, answer.saved_by_id = clock.now(), who.id
    # Figures are rows of their own: only a change of this row raises the version.
    db.session.add(answer)
    flag_modified(answer, "saved_at")
    services.write_figures(submission, form.figures)
    submission.saved_at = clock.now()
    if submission.submitted_at is not None:
        _tell_amended(outline.assignment, submission)
    db.session.commit()
    return answer


def submit(outline: Outline, who: User) -> Submission:
    """Send the report. Late is marked, never refused. Raises `Refused` while parts are empty."""
    submission = outline.submission
    if submission is None or outline.missing:
        raise Refused("Chưa gửi được: còn mục bắt buộc chưa có nội dung.")
    services.send(submission, outline.assignment, who)
    db.session.commit()
    return submission


def _tell_amended(assignment: Assignment, submission: Submission) -> None:
    """Tell the team and the planners, once until they have read it: parts are saved often."""
    text = f"{assignment.organization.name} đã sửa báo cáo sau khi gửi"
    href = f"/submissions/{submission.id}"
    waiting = select(Message.id).where(
        Message.text == text, Message.href == href, Message.read_at.is_(None)
    )
    if not db.session.scalar(select(waiting.exists())):
        handing.hand_on(assignment, submission.id, text, href)
