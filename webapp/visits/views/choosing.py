"""The month's choice on the screen, and the two papers that announce it."""

from collections.abc import Callable, Mapping, Sequence

from flask import Response, flash, render_template, request, url_for

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core import clock
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import Context, page, see_other, see_url, wants_part
from webapp.documents.models import Document
from webapp.notices.models import MEETING_KINDS
from webapp.plans.models import Assignment
from webapp.visits.announced import united
from webapp.visits.can import CanChoice
from webapp.visits.forms import ReopenForm, numbers, read_wanted
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import changes, standing
from webapp.visits.queries.filed_meetings import FiledMeeting, filed_meetings, quota_of
from webapp.visits.services import adjusting, amending, announcing, choosing, team
from webapp.visits.views.blueprint import bp, month_of

COLUMNS = (  # what the list can be sorted by, in the order of its columns
    ("day", "Ngày, giờ"),
    ("organization", "Tổ chức, địa điểm"),
    ("kind", "Loại hình"),
    ("late", "Báo trước"),
    ("last", "Lần dự trước"),
    ("rank", "Xếp loại"),
    ("suggested", "Gợi ý"),
)
REPLACEMENTS = adjusting.replacements("visits")
KEPT = ("sort", "kind", "q", "late", "picked", "page")  # of an address, when coming back to it


@bp.get("/assignments/<int:assignment_id>/choice")
@permit(*BOARD)
def choose(assignment_id: int) -> Response:
    """The meetings noticed for a month, for the planner to tick and the board to read."""
    assignment = month_of(assignment_id)
    if wants_part():
        return page("visits/_choice_list.html", **_list(assignment, filed_meetings(assignment)))
    return _choice_page(assignment)


@bp.post("/assignments/<int:assignment_id>/choice")
@permit(PLANNER)
def tick(assignment_id: int) -> Response:
    """Save the ticks; htmx gets the counter, others the list again, or go on to closing.

    Without a script all that leads to other rows of the list saves first (`then`): "filter" by the
    fields that came with the ticks, "turn" by the address that the form was sent to.
    """
    assignment = month_of(assignment_id)
    ticked, shown = (numbers(request.form.getlist(name)) for name in ("chosen", "was"))
    try:
        refused = choosing.save_ticks(assignment, ticked, shown)
    except Refused as error:
        flash(str(error))
        return see_other("visits.choose", assignment_id=assignment_id)
    if wants_part():
        return _counter(assignment, ticked, refused)
    then = request.form.get("then", "")
    if then == "close" and not refused:
        return see_other("visits.ask_close", assignment_id=assignment_id)
    if refused or then not in ("filter", "turn"):
        flash(" ".join(refused) or "Đã lưu lựa chọn.")
    kept = _kept(request.form if then == "filter" else request.args)
    return see_url(url_for("visits.choose", assignment_id=assignment_id, **kept))


@bp.post("/assignments/<int:assignment_id>/choice/reopen")
@permit(PLANNER)
def reopen_choice(assignment_id: int) -> Response:
    """Open a closed choice again, with a reason."""
    assignment, form = month_of(assignment_id), ReopenForm()
    if not form.validate_on_submit():
        return _choice_page(assignment, form)
    try:
        choosing.reopen(assignment, me(), form.reason.data)
        flash("Đã mở lại lựa chọn.")
    except Refused as error:
        flash(str(error))
    return see_other("visits.choose", assignment_id=assignment_id)


@bp.post("/assignments/<int:assignment_id>/announcement")
@permit(PLANNER)
def announce(assignment_id: int) -> Response:
    """Compose the announcement to the committee, and show its draft."""
    return _compose(assignment_id, announcing.announce)


@bp.post("/assignments/<int:assignment_id>/invitation")
@permit(PLANNER)
def invite(assignment_id: int) -> Response:
    """Compose the invitation to the advisory bodies, and show its draft."""
    return _compose(assignment_id, announcing.invite)


@bp.post("/assignments/<int:assignment_id>/amendment")
@permit(PLANNER)
def amend(assignment_id: int) -> Response:
    """Compose the notice of what changed since the announcement, and show its draft."""
    return _compose(assignment_id, amending.amend)


def _compose(assignment_id: int, make: Callable[..., Document]) -> Response:
    assignment = month_of(assignment_id)
    try:
        document = make(assignment, me())
    except Refused as error:
        flash(str(error))
        return see_other("visits.choose", assignment_id=assignment_id)
    return see_other("documents.show", document_id=document.id)


def _choice_page(assignment: Assignment, form: ReopenForm | None = None) -> Response:
    meetings = filed_meetings(assignment)
    choice, steps = choosing.choice_and_steps(assignment.id)
    if form is not None and choice is None:  # somebody opened it since the page was shown
        return see_other("visits.choose", assignment_id=assignment.id)
    chosen = [one for one in meetings if one.visit_id]
    days = {clock.local(one.starts_at).date() for one in chosen}
    found = _papers(assignment, is_closed=choice is not None)
    can = CanChoice(me(), assignment, choice is None, bool(found["changed"]), found["is_announced"])
    return page(
        "visits/choice.html",
        form=form or ReopenForm(),
        steps=steps,
        visit_hrefs=_hrefs(chosen),
        chosen=sorted(chosen, key=lambda one: (one.starts_at, one.name)),
        groups=team.groups(assignment.issuer_id, days) if choice else {},
        **found,
        **_list(assignment, meetings, is_open=choice is None) | {"can": can},
        **_count(assignment, meetings),
    )


def _papers(assignment: Assignment, *, is_closed: bool) -> Context:
    """What the page says of the month's papers, and of what they no longer say."""
    known = papers.unreplaced(assignment.id)
    out = [document for document in known if document.withdrawn_at is None]
    newest = {document.kind: document for document in out}
    in_force = [document for document in out if document.issued_at]
    stale = changes.by_paper(assignment, in_force) if is_closed else []
    return {
        "papers": newest,
        "amendments": [
            document
            for document in out
            if document.kind == AMENDMENT.key or document is not newest[document.kind]
        ],
        "to_repeat": [document for document in known if document.withdrawn_at],
        "to_adjust": [document for document, _ in stale],
        "replacements": [REPLACEMENTS[document.kind] for document, _ in stale],
        "changed": changes.lines_of(united(found for _, found in stale)),
        "is_announced": any(document.kind == ANNOUNCEMENT.key for document in in_force),
    }


def _hrefs(chosen: Sequence[FiledMeeting]) -> dict[int, str]:
    """Return the pages of visits, by what tells a visit in what was announced."""
    return {one.meeting_id: url_for("attending.show", visit_id=one.visit_id) for one in chosen}


def _kept(sent: Mapping[str, str]) -> Context:
    """Return what *sent* asks for of the list; what is left empty asks for nothing."""
    return {name: sent[name] for name in KEPT if sent.get(name)}


def _list(
    assignment: Assignment, meetings: Sequence[FiledMeeting], *, is_open: bool | None = None
) -> Context:
    """What the list of meetings shows."""
    if is_open is None:
        is_open = choosing.choice_of(assignment.id) is None
    wanted = read_wanted(request.args, is_open=is_open)
    return {
        "assignment": assignment,
        "listing": sliced(wanted.of(meetings)),
        "wanted": wanted,
        "is_open": is_open,
        "can": CanChoice(me(), assignment, is_open),
        "stands": standing,
        "columns": COLUMNS if is_open else COLUMNS[:-1],
        "kept": _kept(request.args),
        "kinds": MEETING_KINDS,
        "filed_meetings": len(meetings),
    }


def _count(assignment: Assignment, meetings: Sequence[FiledMeeting]) -> Context:
    """What the counter shows."""
    return {
        "quota": standing.quota(quota_of(meetings, assignment.activity)),
    }


def _counter(assignment: Assignment, ticked: Sequence[int], refused: list[str]) -> Response:
    meetings = filed_meetings(assignment)
    chosen = {one.meeting_id for one in meetings if one.is_chosen}
    shown = set(numbers(request.form.get("shown", "").split(",")))
    body = render_template(
        "visits/_choice_counter.html",
        **_count(assignment, meetings),
        refused=refused,
        ticked=ticked,
        others=(chosen & shown) != set(ticked) & shown,
    )
    return Response(body, mimetype="text/html")
