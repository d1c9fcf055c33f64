"""Reports on screen: the unit's plain form, its receipt, and the planner's table."""

from typing import NamedTuple

from flask import Response, abort, flash, request

from webapp.accounts.gate import EVERYBODY, load, me, permit
from webapp.accounts.models import BOARD, OFFICE
from webapp.core.lists import paged
from webapp.core.web import page, see_other, send_pdf
from webapp.documents.files import FileRefused
from webapp.documents.pdf.render import render_pdf
from webapp.milestones.models import Milestone
from webapp.plans.models import Assignment, Plan
from webapp.submissions.can import CanSubmission
from webapp.submissions.forms.reports import ReportForm, report_form, stored
from webapp.submissions.kinds import SELF_RUN
from webapp.submissions.models import Submission
from webapp.submissions.queries import reports as queries
from webapp.submissions.queries.outline import outline_of
from webapp.submissions.queries.sent import outline_sent, reading_of, sendings_of, unasked
from webapp.submissions.services import handing
from webapp.submissions.services import reports as services
from webapp.submissions.views.blueprint import bp


class Line(NamedTuple):
    """One committee in the planner's table; its report only when it was sent."""

    assignment: Assignment
    submission: Submission | None
    sending: queries.Sending


@bp.get("/plans/<int:plan_id>/self-reports")
@permit(*sorted(BOARD))
def index(plan_id: int) -> Response:
    """Who is in, late or silent, and every figure side by side."""
    plan = load(Plan, plan_id)
    reporting = queries.reporting_activities(plan)
    activities = [one for one in reporting if one.kind == SELF_RUN.key]
    others = [one for one in reporting if one.kind != SELF_RUN.key]
    asked = request.args.get("activity", "")
    activity = next((one for one in activities if str(one.id) == asked), None)
    activity = activity or (activities[0] if activities else None)
    if activity is None:
        return page(
            "submissions/index.html", plan=plan, activities=[], activity=None, others=others
        )
    listing = paged(queries.committees(activity))
    lines = [_line(*row) for row in listing.rows]
    ids = [line.submission.id for line in lines if line.submission]
    return page(
        "submissions/index.html",
        plan=plan,
        others=others,
        activities=activities,
        activity=activity,
        listing=listing,
        lines=lines,
        counts=queries.counts(activity),
        figures=queries.figures_of(ids),
        totals=queries.totals(activity),
    )


@bp.route("/assignments/<int:assignment_id>/self-report", methods=["GET", "POST"])
@permit(OFFICE)
def edit(assignment_id: int) -> Response:
    """Write the report, save it as a draft, submit it, or amend it."""
    assignment = queries.assignment_to_report(assignment_id)
    if queries.way_to_report(assignment.activity) == queries.OUTLINE:
        return see_other("submissions.outline", assignment_id=assignment_id)
    submission = queries.submission_of(assignment)
    form = report_form(assignment.activity.figures, submission)
    if form.accepts(stored(submission)) and _is_enough(form, submission):
        try:
            return _save(assignment, submission, form)
        except FileRefused as refusal:
            form.file.errors = [str(refusal)]
    if form.is_submitted():
        form.remind_of_files()
    return page(
        "submissions/edit.html",
        form=form,
        assignment=assignment,
        submission=submission,
        sending=services.sending(assignment.id, submission),
        name=queries.report_name(assignment.activity),
    )


@bp.get("/submissions/<int:submission_id>")
@permit(*EVERYBODY)
def show(submission_id: int) -> Response:
    """One report and its receipt; that a member of the team has opened it is noted."""
    submission = queries.report(submission_id)
    assignment = submission.assignment
    can = CanSubmission(me())
    sendings = sendings_of(submission, assignment.activity_id, request.args.get("sending", ""))
    opened = None
    if submission.submitted_at and can.oversee:
        opened = handing.note_opened(
            me(),
            assignment.activity_id,
            submission_id=submission.id,
            version=sendings.chosen.number if sendings.chosen else 0,
        )
    found = outline_of(assignment, submission)
    return page(
        "submissions/show.html",
        can=can,
        submission=submission,
        sendings=sendings,
        news=sendings.news_since(opened),
        sending=services.sending(assignment.id, submission),
        told=reading_of(submission, sendings),
        outline=outline_sent(found, sendings.chosen),
        unasked=unasked(found, sendings),
        name=queries.report_name(assignment.activity),
    )


@bp.get("/submissions/<int:submission_id>/receipt.pdf")
@permit(*EVERYBODY)
def receipt(submission_id: int) -> Response:
    """The receipt as a paper, once the report is in."""
    submission = queries.report(submission_id)
    if submission.submitted_at is None:
        abort(404)
    sending = services.sending(submission.assignment_id, submission)
    paper = services.receipt(submission, me().issuer, sending)
    return send_pdf(render_pdf(paper), f"giay-xac-nhan-{submission.id}.pdf")


def _is_enough(form: ReportForm, submission: Submission | None) -> bool:
    """A draft may be as it is; what is submitted, or was, must be whole."""
    if not form.submit_report.data and not (submission and submission.submitted_at):
        return True
    return form.is_complete(has_file=bool(submission and submission.file_id))


def _save(assignment: Assignment, submission: Submission | None, form: ReportForm) -> Response:
    saved = services.save(
        assignment,
        submission,
        me(),
        summary=form.summary.data or "",
        figures=form.figures,
        upload=form.file.data,
        submit=form.submit_report.data,
    )
    if saved.submitted_at is None:
        flash("Đã lưu bản nháp. Báo cáo chưa được gửi.")
        return see_other("submissions.edit", assignment_id=assignment.id)
    flash("Đã gửi báo cáo.")
    return see_other("submissions.show", submission_id=saved.id)


def _line(
    assignment: Assignment, submission: Submission | None, milestone: Milestone | None
) -> Line:
    sending = queries.Sending.of(milestone, submission)
    return Line(assignment, submission if sending.submitted_at else None, sending)
