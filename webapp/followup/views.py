"""Recommendations on screen: the list, one with its thread, an answer, a decision."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, flash, request

from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import MEMBER, OFFICE, PLANNER
from webapp.attending.models import Recommendation
from webapp.core.forms import Form
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, wants_part
from webapp.documents.files import FileRefused
from webapp.documents.models import Document
from webapp.followup import queries, services
from webapp.followup.forms import (
    AnswerForm,
    DecisionForm,
    answer_form,
    decision_form,
    last_said,
)
from webapp.followup.models import Answer

bp = Blueprint("followup", __name__)


@bp.get("/recommendations")
@permit(*EVERYBODY)
def index() -> Response:
    """All recommendations that were told to units, by state and committee."""
    asked, committee = request.args.get("state", ""), request.args.get("committee", "")
    committee_id = int(committee) if committee.isdecimal() and len(committee) < 10 else None
    wanted = queries.FILTERS[asked][1] if asked in queries.FILTERS else ()
    part = wants_part()
    return page(
        "followup/_list.html" if part else "followup/index.html",
        listing=paged(queries.listed(wanted, committee_id)),
        counts=queries.counts(committee_id),
        committees=[] if part else queries.committees(),
        asked=asked,
        committee_id=committee_id,
        filters=queries.FILTERS,
        states=queries.STATES,
    )


@bp.get("/recommendations/<int:recommendation_id>")
@permit(*EVERYBODY)
def show(recommendation_id: int) -> Response:
    """One recommendation: what it answers, who owes what by when, and the thread."""
    recommendation, letter = queries.recommendation(recommendation_id)
    return _page(recommendation, letter, queries.thread(recommendation.id))


@bp.post("/recommendations/<int:recommendation_id>/answers")
@permit(OFFICE)
def answer(recommendation_id: int) -> Response:
    """The unit says what it mended, with files."""
    recommendation, letter = queries.recommendation(recommendation_id)
    if not _may_answer(recommendation):
        abort(403)
    answers = queries.thread(recommendation.id)
    _only_while_the_letter_holds(letter)
    form = answer_form(recommendation)
    if form.accepts(last_said(recommendation, answers)):
        try:
            services.answer(recommendation, me(), form.text.data, form.uploads)
            flash("Đã gửi trả lời. Trả lời đang chờ duyệt.")
            return see_other("followup.show", recommendation_id=recommendation.id)
        except FileRefused as refusal:
            form.files.errors = [str(refusal)]
        except Refused as refusal:
            form.text.errors = [str(refusal)]
    form.remind_of_files()
    return _page(recommendation, letter, answers, answer=form)


@bp.post("/recommendations/<int:recommendation_id>/decision")
@permit(PLANNER, MEMBER)
def decide(recommendation_id: int) -> Response:
    """The planner, or the member who monitors it, accepts the last answer or sends it back."""
    recommendation, letter = queries.recommendation(recommendation_id)
    if not _may_decide(recommendation):
        abort(403)
    _only_while_the_letter_holds(letter)
    answers = queries.thread(recommendation.id)
    form = decision_form(recommendation)
    if form.accepts(last_said(recommendation, answers)) and form.says_why():
        last = answers[-1] if answers else None
        accepted, note = bool(form.accept.data), form.note.data or ""
        try:
            services.decide(recommendation, last, me(), accepted=accepted, note=note)
            flash("Đã chấp nhận trả lời." if accepted else "Đã trả lại để đơn vị làm tiếp.")
            return see_other("followup.show", recommendation_id=recommendation.id)
        except Refused as refusal:
            form.note.errors = [str(refusal)]
    return _page(recommendation, letter, answers, decision=form)


def _page(
    recommendation: Recommendation,
    letter: Document,
    answers: Sequence[Answer],
    *,
    answer: AnswerForm | None = None,
    decision: DecisionForm | None = None,
) -> Response:
    sent: Form | None = answer or decision
    fresh = AnswerForm(formdata=None), DecisionForm(formdata=None)
    for form in fresh:
        form.version.data = str(recommendation.version)
    return page(
        "followup/show.html",
        form=sent,
        recommendation=recommendation,
        letter=letter,
        answers=answers,
        milestones=queries.milestones_of(recommendation.id),
        state=services.states_of([recommendation.id])[recommendation.id],
        states=queries.STATES,
        answer=answer or fresh[0],
        decision=decision or fresh[1],
        may_answer=_may_answer(recommendation),
        may_decide=_may_decide(recommendation),
    )


def _may_answer(recommendation: Recommendation) -> bool:
    # Of a unit that has gone to another superior since, the former one only reads.
    return me().is_any(OFFICE) and me().organization.holds(recommendation.organization)


def _may_decide(recommendation: Recommendation) -> bool:
    monitors = me().is_any(MEMBER) and recommendation.monitor_id == me().id
    return me().is_any(PLANNER) or monitors


def _only_while_the_letter_holds(letter: Document) -> None:
    if letter.withdrawn_at:
        abort(409)
