"""Recommendations on screen: the list, one with its thread, an answer, a decision, steering."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Blueprint, Response, abort, flash, request

from webapp.accounts.gate import EVERYBODY, me, permit, reload_me
from webapp.accounts.models import BOARD, OFFICE, PLANNER
from webapp.attending.models import Recommendation
from webapp.core.forms import Form
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, wants_part
from webapp.documents.files import FileRefused, SomeRefused
from webapp.documents.models import Document
from webapp.followup import answering, queries, services, steering, steering_forms
from webapp.followup.can import CanRecommendation
from webapp.followup.forms import (
    AnswerForm,
    CommitteeSearch,
    DecisionForm,
    ExtendForm,
    MonitorForm,
    UndoForm,
    answer_form,
    decision_form,
    last_said,
)
from webapp.followup.models import Answer
from webapp.milestones.closing_forms import CloseForm, ReopenForm
from webapp.organizations import naming

bp = Blueprint("followup", __name__)
F = TypeVar("F", bound=Form)


@bp.get("/recommendations")
@permit(*EVERYBODY)
def index() -> Response:
    """All recommendations that were told to units, by state and committee."""
    asked, form = request.args.get("state", ""), CommitteeSearch(formdata=request.args)
    committees = naming.choices(queries.committees(), short=True)
    form.offer(committees)
    form.validate()
    committee_id = form.committee_id
    wanted = queries.FILTERS[asked][1] if asked in queries.FILTERS else ()
    part = wants_part()
    return page(
        "followup/_list.html" if part else "followup/index.html",
        listing=paged(queries.listed(wanted, committee_id)),
        tally=queries.tally(queries.counts(committee_id)),
        form=None if part else form,
        committees=committees,
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
    if not CanRecommendation(me(), recommendation, letter).answer:
        abort(403)
    answers = queries.thread(recommendation.id)
    _only_while_the_letter_holds(letter)
    form = answer_form(recommendation)
    if form.accepts(last_said(recommendation, answers)):
        try:
            services.answer(recommendation, me(), form.text.data, form.uploads)
            flash("Đã gửi trả lời. Trả lời đang chờ duyệt.")
            return see_other("followup.show", recommendation_id=recommendation.id)
        except SomeRefused as refusal:
            # The answer is sent: a form that still held it would send it twice.
            reload_me()
            form.text.data, form.version.data = "", str(recommendation.version)
            form.files.errors = [f"Đã gửi trả lời. {refusal}"]
            answers = queries.thread(recommendation.id)
        except FileRefused as refusal:
            form.files.errors = [str(refusal)]
        except Refused as refusal:
            form.text.errors = [str(refusal)]
    form.remind_of_files()
    return _page(recommendation, letter, answers, answer=form)


@bp.post("/recommendations/<int:recommendation_id>/decision")
@permit(*BOARD)
def decide(recommendation_id: int) -> Response:
    """The planner, or who monitors it, accepts the last answer or sends it back."""
    recommendation, letter = queries.recommendation(recommendation_id)
    if not CanRecommendation(me(), recommendation, letter).decide:
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


@bp.post("/recommendations/<int:recommendation_id>/extension")
@permit(PLANNER)
def extend(recommendation_id: int) -> Response:
    """Give a unit more time."""

    def act(row: Recommendation, form: ExtendForm) -> str:
        steering.extend(
            row,
            me(),
            form.until.data,
            reason=form.extend_reason.data,
            agreed_by=form.agreed_by.data,
        )
        return "Đã gia hạn. Đơn vị được báo."

    return _steered(recommendation_id, "extend", lambda _: ExtendForm(), act)


@bp.post("/recommendations/<int:recommendation_id>/monitor")
@permit(PLANNER)
def monitor(recommendation_id: int) -> Response:
    """Let another person monitor it."""

    def act(row: Recommendation, form: MonitorForm) -> str:
        reason = form.monitor_reason.data or ""
        steering.hand_to(row, me(), form.monitor_id.data, reason=reason)
        return "Đã giao cho người theo dõi mới."

    def read(row: Recommendation) -> MonitorForm:
        return steering_forms.monitor_form(row, sent=True)

    return _steered(recommendation_id, "monitor", read, act)


@bp.post("/recommendations/<int:recommendation_id>/acceptance/undo")
@permit(PLANNER)
def undo(recommendation_id: int) -> Response:
    """Take an acceptance back: the answer waits for a decision again."""

    def act(row: Recommendation, form: UndoForm) -> str:
        answers = queries.thread(row.id)
        last = answers[-1] if answers else None
        steering.undo(row, last, me(), reason=form.undo_reason.data)
        return "Đã rút lại việc chấp nhận. Trả lời đang chờ duyệt lại."

    return _steered(recommendation_id, "undo", lambda _: UndoForm(), act)


@bp.post("/recommendations/<int:recommendation_id>/closing")
@permit(PLANNER)
def close(recommendation_id: int) -> Response:
    """Close what a unit that ended leaves open."""

    def act(row: Recommendation, form: CloseForm) -> str:
        steering.close(row, me(), reason=form.close_reason.data, agreed_by=form.closed_with.data)
        return "Đã khép lại kiến nghị."

    return _steered(recommendation_id, "close", lambda _: CloseForm(), act)


@bp.post("/recommendations/<int:recommendation_id>/reopening")
@permit(PLANNER)
def reopen(recommendation_id: int) -> Response:
    """Open what was closed."""

    def act(row: Recommendation, form: ReopenForm) -> str:
        steering.reopen(row, me(), reason=form.reopen_reason.data)
        return "Đã mở lại kiến nghị."

    return _steered(recommendation_id, "reopen", lambda _: ReopenForm(), act)


def _steered(
    recommendation_id: int,
    name: str,
    read: Callable[[Recommendation], F],
    act: Callable[[Recommendation, F], str],
) -> Response:
    """Do what a form asks for, or show it again with what is against it."""
    row, letter = queries.recommendation(recommendation_id)
    can = CanRecommendation(me(), row, letter)
    _only_while_the_letter_holds(letter)
    if not can.steer:
        abort(403)
    form = read(row)
    if form.accepts(steering_forms.now_of(row)):
        try:
            flash(act(row, form))
            return see_other("followup.show", recommendation_id=recommendation_id)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
    state = services.states_of([row.id])[row.id]
    steer = steering_forms.steer(row, state, can)
    setattr(steer, name, form)
    steer.sent = form
    return _page(row, letter, queries.thread(row.id), steer=steer)


def _page(
    recommendation: Recommendation,
    letter: Document,
    answers: Sequence[Answer],
    *,
    answer: AnswerForm | None = None,
    decision: DecisionForm | None = None,
    steer: steering_forms.Steer | None = None,
) -> Response:
    sent: Form | None = answer or decision or (steer.sent if steer else None)
    can = CanRecommendation(me(), recommendation, letter)
    state = services.states_of([recommendation.id])[recommendation.id]
    fresh = AnswerForm(formdata=None), DecisionForm(formdata=None)
    for form in fresh:
        form.version.data = str(recommendation.version)
    return page(
        "followup/show.html",
        rewordings=queries.rewordings(recommendation.id) if me().is_board else [],
        reworded=queries.REWORDED,
        form=sent,
        recommendation=recommendation,
        letter=letter,
        answers=answers,
        milestones=queries.milestones_of(recommendation.id),
        state=state,
        over=state in queries.OVER,
        rulings=queries.rulings(recommendation.id),
        ruled=queries.RULINGS,
        answerers=_answerers(recommendation) if can.oversee and state not in queries.OVER else "",
        steer=steer or steering_forms.steer(recommendation, state, can),
        states=queries.STATES,
        missing=queries.MISSING,
        answer=answer or fresh[0],
        decision=decision or fresh[1],
        can=can,
    )


def _answerers(recommendation: Recommendation) -> str:
    return answering.answered_by(recommendation.organization).words


def _only_while_the_letter_holds(letter: Document) -> None:
    if letter.withdrawn_at:
        abort(409)
