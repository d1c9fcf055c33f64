"""The outline on screen: filled part by part by the unit, sent, and printed as its own paper."""

import re
from collections.abc import Callable, Mapping, Sequence

from flask import Response, abort, flash, render_template, request

from webapp.accounts.gate import EVERYBODY, me, permit, reload_me
from webapp.accounts.models import OFFICE
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, send_bytes, send_pdf, wants_part
from webapp.documents.docx.render import render_docx
from webapp.documents.drafts import foot_for
from webapp.documents.files import DOCX
from webapp.documents.pdf.render import NotPrintable, render_pdf
from webapp.documents.tree import Paper
from webapp.plans.models import Assignment
from webapp.submissions.can import CanSubmission
from webapp.submissions.forms.outline import PartForm, clashing, kept, part_form
from webapp.submissions.papers import outline_report as outline_paper
from webapp.submissions.queries import reports as queries
from webapp.submissions.queries.outline import Outline, outline_of
from webapp.submissions.queries.sending import look_over
from webapp.submissions.queries.sent import outline_sent, sendings_of
from webapp.submissions.services import outline as outline_services
from webapp.submissions.services import reports as services
from webapp.submissions.views.blueprint import bp

_DO = re.compile(r"(add|drop|save)-([0-9]{1,9})(-[0-9]{1,4})?", re.ASCII)  # a part's button


@bp.get("/assignments/<int:assignment_id>/outline")
@permit(OFFICE)
def outline(assignment_id: int) -> Response:
    """The whole outline: what is filled, what is missing, all parts in one form."""
    return _page(_outline(_to_fill(assignment_id)))


@bp.post("/assignments/<int:assignment_id>/outline")
@permit(OFFICE)
def save_outline(assignment_id: int) -> Response:
    """Save every part that was typed in; those that can't be saved are shown again as typed."""
    found = _outline(_to_fill(assignment_id))
    do = request.form.get("do", "")
    match = _DO.fullmatch(do)
    at = found.part(int(match[2])) if match else None
    typed = [
        one.id
        for one in found.parts
        if one.asks and (part_form(one, request.form).is_touched or (one is at and "drop" in do))
    ]
    tried = [form for part_id in typed if (form := _save(assignment_id, part_id))]
    if tried:
        return _page(_outline(_to_fill(assignment_id)), *tried)
    here = {"at": at.id, "_anchor": f"part-{at.id}"} if at else {}
    return see_other("submissions.outline", assignment_id=assignment_id, **here)


@bp.post("/assignments/<int:assignment_id>/outline/<int:part_id>")
@permit(OFFICE)
def save_part(assignment_id: int, part_id: int) -> Response:
    """Save one part; somebody else's change to it is shown beside one's own."""
    form = _save(assignment_id, part_id)
    if form is None:
        return _saved(assignment_id, part_id)
    found = _outline(_to_fill(assignment_id))
    return _part(found, form) if wants_part() else _page(found, form)


def _save(assignment_id: int, part_id: int) -> PartForm | None:
    """Save one part of what was sent; return None, or the form that says why it is not saved."""
    assignment = _to_fill(assignment_id)
    outline_services.lock_outline(assignment)
    found = _outline(assignment)
    part = found.part(part_id)
    if part is None:
        abort(404)
    form = part_form(part, request.form)
    if not _is_accepted(form):
        return form
    form.drop(request.form.get("do", ""))
    together, lost = form.merge(), form.lost_cells(request.form)
    if together.clashes or lost:
        return clashing(form, together, lost)
    if found.is_sent and not form.stays_filled(together.rows):
        return form
    filled = outline_services.Filled(form.text, together.rows, form.figures)
    outline_services.save_part(found, part, filled, me())
    reload_me()
    return None


def _is_accepted(form: PartForm) -> bool:
    """Rows carry marks of their own; a text or figures are compared as a whole."""
    if form.part.has_rows:
        return bool(form.validate_on_submit())
    return form.accepts(kept(form.part))


@bp.get("/assignments/<int:assignment_id>/outline/sending")
@permit(OFFICE)
def ask_submit(assignment_id: int) -> Response:
    """Say what the report tells and to whom it goes, or which parts are still empty."""
    found = _outline(_to_fill(assignment_id))
    if found.is_sent:
        return see_other("submissions.outline", assignment_id=assignment_id)
    if found.submission is None or found.missing:
        return _page(found, refused=True, status=409)
    return _ask(found)


def _ask(found: Outline, changed: Sequence[str] = ()) -> Response:
    return page(
        "submissions/sending.html",
        status=409 if changed else 200,
        assignment=found.assignment,
        look=look_over(found, me().issuer.name),
        changed=changed,
        sending=_sending(found),
    )


@bp.post("/assignments/<int:assignment_id>/outline/submit")
@permit(OFFICE)
def submit(assignment_id: int) -> Response:
    """Send the report as it was looked over, or say which parts are still empty.

    Who did not look is shown it first.
    """
    assignment = _to_fill(assignment_id)
    outline_services.lock_outline(assignment)
    found = _outline(assignment)
    looked = request.form.get("looked")
    if found.submission is not None and not found.missing:
        if looked is None:
            return ask_submit(assignment_id)
        if changed := look_over(found, me().issuer.name).changed(looked):
            return _ask(found, changed)
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
        foot = foot_for(me()) if draft else ""
        return send_pdf(render_pdf(paper, draft=draft, foot=foot), f"bao-cao-{assignment_id}.pdf")

    return _printed(assignment_id, answer)


@bp.get("/assignments/<int:assignment_id>/outline.docx")
@permit(*EVERYBODY)
def outline_docx(assignment_id: int) -> Response:
    """The report as a Word file."""

    def answer(paper: Paper, draft: bool) -> Response:
        content = render_docx(paper, draft=draft, foot=foot_for(me()) if draft else "")
        return send_bytes(content, f"bao-cao-{assignment_id}.docx", DOCX)

    return _printed(assignment_id, answer)


def _printed(assignment_id: int, answer: Callable[[Paper, bool], Response]) -> Response:
    """Print for the unit whatever there is, for the board what was sent."""
    found = _outline(_to_fill(assignment_id))
    if not found.is_sent and CanSubmission(me()).oversee:
        abort(404)
    try:
        paper = outline_paper.paper_of(_as_sent(found), me().issuer)
        return answer(paper, not found.is_sent)
    except NotPrintable as error:
        flash(str(error))
        return see_other("submissions.show_papers", assignment_id=assignment_id)


def _as_sent(found: Outline) -> Outline:
    """Return a report as it was sent: the last time, or the time that is asked for."""
    if not found.is_sent or found.submission is None:
        return found
    asked = request.args.get("sending", "")
    sendings = sendings_of(found.submission, found.assignment.activity_id, asked)
    return outline_sent(found, sendings.chosen)


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
    found = _outline(_to_fill(assignment_id))
    part = found.part(part_id)
    assert part is not None  # it was just saved
    return _part(found, part_form(part), saved=True)


def _part(found: Outline, form: PartForm, *, saved: bool = False) -> Response:
    """Draw one part and, beside it, the table of contents."""
    around = found.chapters_of([form.part.id])
    body = render_template(
        "submissions/_part_saved.html",
        outline=found,
        part=form.part,
        form=form,
        saved=saved,
        chapters=[one for one in found.chapters if one.id in around],
        following=found.missing_after(form.part.id),
        sending=_sending(found),
    )
    return Response(body, status=200 if saved else form.status, mimetype="text/html")


def _page(found: Outline, *tried: PartForm, refused: bool = False, status: int = 200) -> Response:
    """Show the outline; what was *tried* in vain stands as it was typed.

    Chapters fold: open is that of the next part to fill, what was tried, what the address names.
    """
    following, asked = found.missing_after(0), request.args.getlist("at", type=int)
    typed = {form.part.id: form for form in tried}
    forms: Mapping[int, PartForm] = {
        one.id: typed.get(one.id) or part_form(one) for one in found.parts if one.asks
    }
    return page(
        "submissions/outline.html",
        form=max(tried, key=lambda form: form.clash is not None, default=None),
        status=status,
        outline=found,
        assignment=found.assignment,
        forms_by_part=forms,
        following=following,
        opened=found.chapters_of([*typed, *asked, *([following.id] if following else [])]),
        refused=refused,
        sending=_sending(found),
    )


def _sending(found: Outline) -> queries.Sending:
    return services.sending(found.assignment.id, found.submission)
