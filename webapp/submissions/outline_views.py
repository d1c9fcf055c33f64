"""The outline on screen: filled part by part by the unit, sent, and printed as its own paper."""

from collections.abc import Callable, Mapping

from flask import Response, abort, flash, render_template, request

from webapp.accounts.gate import EVERYBODY, me, permit, wake
from webapp.accounts.models import OFFICE
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, send_bytes, send_pdf, wants_part
from webapp.documents.docx import render_docx
from webapp.documents.files import DOCX
from webapp.documents.pdf import NotPrintable, render_pdf
from webapp.documents.tree import Paper
from webapp.plans.models import Assignment
from webapp.submissions import outline_paper, outline_services, queries, services
from webapp.submissions.blueprint import bp
from webapp.submissions.outline import Outline, outline_of
from webapp.submissions.outline_forms import PartForm, kept, part_form


@bp.get("/assignments/<int:assignment_id>/outline")
@permit(OFFICE)
def outline(assignment_id: int) -> Response:
    """The whole outline: what is filled, what is missing, a form for each part."""
    return _page(_outline(_to_fill(assignment_id)))


@bp.post("/assignments/<int:assignment_id>/outline/<int:part_id>")
@permit(OFFICE)
def save_part(assignment_id: int, part_id: int) -> Response:
    """Save one part; somebody else's change to it is shown beside one's own."""
    assignment = _to_fill(assignment_id)
    outline_services.hold(assignment)
    found = _outline(assignment)
    part = found.part(part_id)
    if part is None:
        abort(404)
    form = part_form(part, request.form)
    if form.accepts(kept(part)):
        form.drop(request.form.get("do", ""))
        if not found.is_sent or form.stays_filled():
            outline_services.save_part(found, part, form, me())
            return _saved(assignment_id, part_id)
    return _part(found, form) if wants_part() else _page(found, form)


@bp.post("/assignments/<int:assignment_id>/outline/submit")
@permit(OFFICE)
def submit(assignment_id: int) -> Response:
    """Send the report, or say which parts are still empty."""
    assignment = _to_fill(assignment_id)
    outline_services.hold(assignment)
    found = _outline(assignment)
    try:
        submission = outline_services.submit(found, me())
    except Refused:
        return _page(found, refused=True, status=422)
    flash("Đã gửi báo cáo.")
    return see_other("submissions.show", submission_id=submission.id)


@bp.get("/assignments/<int:assignment_id>/outline.pdf")
@permit(*EVERYBODY)
def outline_pdf(assignment_id: int) -> Response:
    """The report as a paper of the unit's own; before it is sent, with a watermark."""

    def answer(paper: Paper, draft: bool) -> Response:
        return send_pdf(render_pdf(paper, draft=draft), f"bao-cao-{assignment_id}.pdf")

    return _printed(assignment_id, answer)


@bp.get("/assignments/<int:assignment_id>/outline.docx")
@permit(*EVERYBODY)
def outline_docx(assignment_id: int) -> Response:
    """The report as a Word file."""

    def answer(paper: Paper, draft: bool) -> Response:
        return send_bytes(render_docx(paper, draft=draft), f"bao-cao-{assignment_id}.docx", DOCX)

    return _printed(assignment_id, answer)


def _printed(assignment_id: int, answer: Callable[[Paper, bool], Response]) -> Response:
    """Print for the unit whatever there is, for the board what was sent."""
    found = _outline(_to_fill(assignment_id))
    if not found.is_sent and me().is_board:
        abort(404)
    try:
        return answer(outline_paper.paper_of(found, me().issuer), not found.is_sent)
    except NotPrintable as error:
        flash(str(error))
        return see_other("submissions.papers", assignment_id=assignment_id)


def _to_fill(assignment_id: int) -> Assignment:
    return queries.assignment_to_report(assignment_id)


def _outline(assignment: Assignment) -> Outline:
    found = outline_of(assignment)
    if not found.parts:
        abort(404)
    return found


def _saved(assignment_id: int, part_id: int) -> Response:
    """After saving: back to the part, or for htmx the part anew."""
    if not wants_part():
        here = f"part-{part_id}"
        return see_other("submissions.outline", assignment_id=assignment_id, _anchor=here)
    wake()
    found = _outline(_to_fill(assignment_id))
    part = found.part(part_id)
    assert part is not None  # it was just saved
    return _part(found, part_form(part), saved=True)


def _part(found: Outline, form: PartForm, *, saved: bool = False) -> Response:
    """Draw one part and, beside it, the table of contents."""
    body = render_template(
        "submissions/_part_saved.html",
        outline=found,
        part=form.part,
        form=form,
        saved=saved,
        standing=_standing(found),
    )
    return Response(body, status=200 if saved else form.status, mimetype="text/html")


def _page(
    found: Outline, sent: PartForm | None = None, *, refused: bool = False, status: int = 200
) -> Response:
    forms: Mapping[int, PartForm] = {
        one.id: sent if sent and sent.part is one else part_form(one)
        for one in found.parts
        if one.asks
    }
    return page(
        "submissions/outline.html",
        form=sent,
        status=status,
        outline=found,
        assignment=found.assignment,
        forms_by_part=forms,
        refused=refused,
        standing=_standing(found),
    )


def _standing(found: Outline) -> queries.Standing:
    return services.standing(found.assignment.id, found.submission)
