"""A synthesis: of a plan's whole year, or of any span of it and of its neighbours."""

from collections.abc import Sequence
from functools import partial

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import joinedload

from webapp.accounts import removed
from webapp.accounts.can import Can
from webapp.accounts.gate import load, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.accounts.removed import RemovedRow, Undoable
from webapp.core.db import db
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, see_url, short_day
from webapp.plans.models import PLAN, Plan
from webapp.reports import spans
from webapp.reports.can import CanSynthesis
from webapp.reports.forms import SpanForm
from webapp.reports.kinds import SPAN
from webapp.reports.models import Synthesis
from webapp.reports.papers import synthesis as paper
from webapp.reports.queries.spans import issued_of, papers_about, plans_of_board, written_of
from webapp.reports.services import gather
from webapp.reports.standing import REMARKS, base, mending
from webapp.reports.views.year import bp
from webapp.rules.spans import WHOLE, Span, usual


@bp.get("/plans/<int:plan_id>/synthesis")
@permit(*BOARD)
def show_synthesis(plan_id: int) -> Response:
    """All that a plan brought about, gathered, and the spans of it that were asked for."""
    plan = load(Plan, plan_id)
    return _show([plan], WHOLE, (PLAN, plan.id), f"Tổng hợp năm {plan.year}")


@bp.get("/syntheses/<int:synthesis_id>")
@permit(*BOARD)
def show_span(synthesis_id: int) -> Response:
    """What lies within a span, gathered."""
    row = _load(synthesis_id)
    return _show(issued_of(row.plans), row.span, (SPAN, row.id), f"Tổng hợp {row.span.words}")


def _show(plans: Sequence[Plan], span: Span, about: tuple[str, int], title: str) -> Response:
    found, papers = gather(*plans, span=span), papers_about(*about)
    newest = next((one for one in papers if one.withdrawn_at is None), None)
    compose, remove = _addresses(*about)
    return page(
        "reports/synthesis.html",
        plan=plans[-1],
        plans=plans if remove else [],
        title=title,
        found=found,
        base=base(found.base),
        papers=papers,
        compose=compose,
        remove=remove,
        can=CanSynthesis(me(), newest),
        standings=REMARKS,
        mending=mending(found.recommendations),
        timeliness=sliced(found.timeliness),
    )


def _addresses(subject: str, number: int) -> tuple[str, str]:
    """Return where a synthesis is composed and, of a span, removed."""
    if subject == PLAN:
        return url_for("reports.compose_synthesis", plan_id=number), ""
    return (
        url_for("reports.compose_span", synthesis_id=number),
        url_for("reports.remove_span", synthesis_id=number),
    )


@bp.get("/plans/<int:plan_id>/syntheses")
@permit(*BOARD)
def syntheses(plan_id: int) -> Response:
    """The spans of a plan that were asked for, and what was written of each."""
    plan = load(Plan, plan_id)
    written = written_of(plan)
    can = CanSynthesis(me(), None)
    return page("reports/syntheses.html", plan=plan, written=written, can=can)


@bp.route("/plans/<int:plan_id>/syntheses/new", methods=["GET", "POST"])
@permit(PLANNER)
def ask_span(plan_id: int) -> Response:
    """Ask for a synthesis of any span; the address may bring usual days along."""
    plan = load(Plan, plan_id)
    plans = plans_of_board(plan)
    form = SpanForm(formdata=request.form if request.method == "POST" else request.args)
    form.set_plans(plans)
    if request.method == "GET":
        form.plan_ids.data = [plan.id]
    elif form.validate():
        chosen = [one for one in reversed(plans) if one.id in form.plan_ids.data]
        days = form.from_on.data, form.to_on.data
        row = spans.ask(chosen, *days, form.recipient.data)
        return see_other("reports.show_span", synthesis_id=row.id)
    return page("reports/span.html", status=form.status, form=form, plan=plan, usual=_usual(plan))


def _usual(plan: Plan) -> list[tuple[str, str]]:
    """Return the usual spans of a plan's year, and the address that proposes each."""
    address = partial(url_for, "reports.ask_span", plan_id=plan.id)
    return [
        (words, address(from_on=short_day(span.first), to_on=short_day(span.last)))
        for words, span in usual(plan.year)
    ]


@bp.post("/syntheses/<int:synthesis_id>/remove")
@permit(PLANNER)
def remove_span(synthesis_id: int) -> Response:
    """Take a span back from which nothing was written."""
    row = _load(synthesis_id)
    plan_id = row.plans[-1].id
    kept = removed.keep(SYNTHESIS_OF_SPAN, row, me(), plans=removed.numbers_of(row.plans))
    try:
        spans.remove(row)
    except Refused as error:
        db.session.delete(kept)
        flash(str(error))
        return see_other("reports.show_span", synthesis_id=synthesis_id)
    removed.offer("Đã xóa bản tổng hợp của khoảng thời gian.", kept)
    return see_other("reports.show_synthesis", plan_id=plan_id)


def _restore_span(kept: RemovedRow) -> str:
    row = removed.remade(Synthesis, kept)
    if not Can(me()).plan:
        abort(403)
    row.plans = [load(Plan, plan_id) for plan_id in kept.ids("plans")]
    db.session.add(row)
    db.session.flush()
    return url_for("reports.show_span", synthesis_id=row.id)


SYNTHESIS_OF_SPAN = Undoable("span", _restore_span)


@bp.post("/plans/<int:plan_id>/synthesis")
@permit(PLANNER)
def compose_synthesis(plan_id: int) -> Response:
    """Write the report to the provincial standing committee from today's figures."""
    plan = load(Plan, plan_id)
    return _compose(plan, url_for("reports.show_synthesis", plan_id=plan.id))


@bp.post("/syntheses/<int:synthesis_id>/paper")
@permit(PLANNER)
def compose_span(synthesis_id: int) -> Response:
    """Write the report on a span from today's figures."""
    row = _load(synthesis_id)
    return _compose(row, url_for("reports.show_span", synthesis_id=row.id))


def _compose(about: Plan | Synthesis, back: str) -> Response:
    try:
        document = paper.compose(about, me())
    except Refused as error:
        flash(str(error))
        return see_url(back)
    return see_other("documents.show", document_id=document.id)


def _load(synthesis_id: int) -> Synthesis:
    return load(Synthesis, synthesis_id, joinedload(Synthesis.plans))
