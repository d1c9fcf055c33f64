"""Filing a month's meetings, amending, changing one, and looking at what was filed."""

import json
import re
from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Response, flash, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE, PLANNER
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.forms import is_reopened
from webapp.core.lists import paged
from webapp.core.web import page, see_other, send_pdf, wants_part
from webapp.documents.pdf.render import render_pdf
from webapp.milestones.days import off_days
from webapp.notices import buttons, services
from webapp.notices.can import CanNotice, CanNotices
from webapp.notices.forms import MOST_ROWS, ChangeForm, NoticeForm, RowForm, row_of
from webapp.notices.models import Meeting, Notice, NoticeRevision
from webapp.notices.papers.receipt import receipt_of
from webapp.notices.queries import notices as queries
from webapp.notices.queries import standing
from webapp.notices.queries.directory import Entry
from webapp.notices.queries.filing import (
    Filing,
    add_rows,
    create,
    filing_of,
    fill_places,
    may_file,
    missing_below,
)
from webapp.notices.queries.history import compare
from webapp.organizations import naming
from webapp.plans.models import Assignment

bp = Blueprint("notices", __name__)

EVERYONE = (*sorted(BOARD), OFFICE)
_ROW = re.compile(r"rows-([0-9]{1,5})-", re.ASCII)
_LIST_ID = re.compile(r"rows-[0-9]{1,5}-list", re.ASCII)


@bp.get("/notices")
@permit(*EVERYONE)
def index() -> Response:
    """Every assignment that asks for a notice: what came, what is late, what is awaited."""
    asked = queries.Filter.of(request.args)
    template = "notices/_list.html" if wants_part() else "notices/index.html"
    return page(
        template,
        listing=paged(queries.listing(me(), asked)),
        months=queries.months_for(me()),
        asked=asked,
        states=queries.STATES,
        renamed=naming.renamed(me().issuer_id, asked.sought, me().reach),
        can=CanNotices(me()),
        standings=standing.of_row,
    )


@bp.route("/assignments/<int:assignment_id>/notice", methods=["GET", "POST"])
@permit(OFFICE, PLANNER)
def edit(assignment_id: int) -> Response:
    """File the month's meetings, or amend them; rows are added and taken out without saving."""
    filing = filing_of(assignment_id, locked=request.method == "POST")
    if filing.is_closed:
        return buttons.closed() if buttons.is_autosave() else _closed(filing)
    form = filing.form()
    if part := _rearranged(form, filing):
        return part
    if form.validate_on_submit() and filing.is_same(form):
        notice = filing.file(form)
        flash(f"Đã nhận đăng ký. Số biên nhận {notice.receipt_number}.")
        return see_other("notices.show", notice_id=notice.id)
    return page("notices/edit.html", form=form, **filing.context(form))


def _closed(filing: Filing) -> Response:
    """Show what was filed; what was typed meanwhile is shown too, so that it is not lost."""
    if request.method == "GET" and filing.notice and not filing.draft:
        return see_other("notices.show", notice_id=filing.notice.id)
    form = filing.form()
    typed = [row_of(row) for row in form.filled] if form.is_submitted() or filing.draft else []
    status = 409 if request.method == "POST" else 200
    return page("notices/closed.html", status=status, filing=filing, typed=typed)


def _rearranged(form: NoticeForm, filing: Filing) -> Response | None:
    """Add or take out rows, as the button pressed says; None when the list is to be filed."""
    if request.method != "POST" or is_reopened():
        return None
    if "remove" in request.form:
        return _removed(form, filing)
    if "add" in request.form:
        return _added(form, filing, [None])
    if "add_below" in request.form:
        return _added(form, filing, missing_below(filing, form))
    if "create" in request.form:
        return _created(form, filing)
    return _checked(form, filing) if "check" in request.form else buttons.answer(form, filing)


def _checked(form: NoticeForm, filing: Filing) -> Response:
    """Say what would keep the list from being filed, without filing it."""
    fill_places(filing, form)
    if form.validate() and filing.is_same(form):
        form.judged = False
        flash("Danh sách không có lỗi và chưa được gửi. Bấm gửi khi đã xong.")
    return page("notices/edit.html", form=form, **filing.context(form))


def _redrawn(form: NoticeForm, filing: Filing) -> Response:
    form.judged = False
    fill_places(filing, form)
    return page("notices/edit.html", form=form, **filing.context(form))


def _removed(form: NoticeForm, filing: Filing) -> Response:
    wanted = request.form["remove"]
    form.rows.remove(int(wanted) if re.fullmatch("[0-9]{1,5}", wanted, re.ASCII) else -1)
    if wants_part():
        return _part("", focus="add-row", announced="Đã bỏ một dòng.")
    return _redrawn(form, filing)


def _added(form: NoticeForm, filing: Filing, organizations: Sequence[Entry | None]) -> Response:
    rows = add_rows(form, organizations)
    if not wants_part():
        if not rows:
            flash(_nothing_added(form))
        return _redrawn(form, filing)
    if not rows:
        return _part("", focus="add-row", announced=_nothing_added(form))
    html = render_template("notices/_rows.html", rows=rows, **filing.context(form))
    return _part(html, focus=f"{rows[0].id}-organization", announced=f"Đã thêm {len(rows)} dòng.")


def _nothing_added(form: NoticeForm) -> str:
    if len(form.rows.entries) >= MOST_ROWS:
        return f"Mỗi đăng ký có nhiều nhất {MOST_ROWS} dòng."
    return "Không còn tổ chức nào để thêm."


def _created(form: NoticeForm, filing: Filing) -> Response:
    number = create(filing, form)
    if number is None:
        if wants_part():
            response = page("notices/_missing.html", status=422, form=form, filing=filing)
            response.headers.update({"HX-Retarget": "#missing", "HX-Reswap": "outerHTML"})
            return response
        form.judged = False
        return page("notices/edit.html", form=form, **filing.context(form))
    filing = filing_of(filing.assignment.id)
    form.new_name.data = form.new_superior.data = ""
    form.new_is_other.data, form.near = False, ()
    response = _added(form, filing, [filing.directory.get(number)])
    if wants_part():
        panel = render_template("notices/_missing.html", form=form, filing=filing, oob=True)
        response.set_data(response.get_data(as_text=True) + panel)
    return response


def _part(html: str, *, focus: str, announced: str) -> Response:
    """Answer htmx with rows, and tell the page where the focus goes and what is read out."""
    event = {"rows-changed": {"focus": focus, "say": announced}}
    return Response(html, headers={"HX-Trigger-After-Settle": json.dumps(event)})


@bp.get("/assignments/<int:assignment_id>/notice/organizations")
@permit(OFFICE, PLANNER)
def organizations(assignment_id: int) -> Response:
    """Search the committee's organizations, marks and case aside: at most twenty."""
    filing = filing_of(assignment_id)
    named = (value for name, value in request.args.items() if name.endswith("-organization"))
    sought = request.args.get("q") or next(named, "")
    target = request.headers.get("HX-Target", "")
    return page(
        "notices/_organizations.html",
        found=filing.directory.search(sought),
        list_id=target if _LIST_ID.fullmatch(target) else "organizations-list",
    )


@bp.get("/assignments/<int:assignment_id>/notice/margin")
@permit(OFFICE, PLANNER)
def margin(assignment_id: int) -> Response:
    """Say whether the row being typed is in time, and by how much."""
    filing = filing_of(assignment_id)
    match = next(filter(None, map(_ROW.match, request.args)), None)
    form = NoticeForm(request.args, meta={"csrf": False})
    form.meet(filing.directory, filing.month, filing.is_paper, set(filing.kept))
    row = RowForm(request.args, prefix=match[0] if match else "rows-0-")
    return page("notices/_margin.html", one=filing.shown(row, form.notified_on))


@bp.post("/assignments/<int:assignment_id>/notice/tally")
@permit(OFFICE, PLANNER)
def tally(assignment_id: int) -> Response:
    """Count the rows typed so far."""
    filing = filing_of(assignment_id)
    tally = filing.tally(filing.form())
    return page("notices/_tally.html", tally=tally, standings=standing.of_tally, oob=True)


@bp.get("/notices/<int:notice_id>")
@permit(*EVERYONE)
def show(notice_id: int) -> Response:
    """The list as filed: the receipt, each row's margin and answer, every revision."""
    notice = _notice(notice_id)
    revisions = queries.revisions_of(notice.id)
    meetings = queries.meetings_of(notice.id)
    unkept = [one for one in meetings if one.is_unkept]
    coming = [one for one in meetings if not one.cancelled_at]
    new = _picked(revisions, "new", 0)
    old = _picked(revisions, "old", 1)
    return page(
        "notices/show.html",
        notice=notice,
        meetings=meetings,
        unkept=unkept,
        count=len(coming),
        thematic=standing.thematic(
            sum(one.is_thematic for one in coming), notice.assignment.activity.minimum_thematic
        ),
        standings=standing.of_list(meetings, unkept),
        standing_of=standing.of_meeting,
        remark_of=standing.remark,
        moved=standing.moved,
        proposed=standing.PROPOSED,
        closed=standing.CLOSED,
        revisions=revisions,
        old=old,
        new=new,
        differences=compare(old.meetings, new.meetings) if old and new else [],
        is_closed=queries.is_closed(notice.assignment_id, meetings),
        can=CanNotice(me(), notice.organization),
    )


def _notice(notice_id: int) -> Notice:
    return gate.load(
        Notice,
        notice_id,
        joinedload(Notice.organization),
        joinedload(Notice.assignment).joinedload(Assignment.activity),
    )


def _picked(revisions: Sequence[NoticeRevision], name: str, place: int) -> NoticeRevision | None:
    """Return the revision asked for by number, else the one at *place*, newest first."""
    asked = request.args.get(name, "")
    found = (one for one in revisions if str(one.number) == asked)
    fallback = revisions[place] if len(revisions) > place else None
    return next(found, fallback)


@bp.get("/notices/<int:notice_id>/receipt.pdf")
@permit(*EVERYONE)
def receipt(notice_id: int) -> Response:
    """The receipt as a PDF."""
    notice = _notice(notice_id)
    last = next(iter(queries.revisions_of(notice.id)), None)
    meetings = queries.meetings_of(notice.id)
    paper = receipt_of(notice, meetings, notice.organization, me().issuer, last)
    return send_pdf(render_pdf(paper), f"bien-nhan-{notice.receipt_number}.pdf")


@bp.route("/meetings/<int:meeting_id>/change", methods=["GET", "POST"])
@permit(OFFICE, PLANNER)
def change(meeting_id: int) -> Response:
    """Move or cancel one noticed meeting; whoever rests on it is told."""
    meeting, notice = _meeting(meeting_id)
    if meeting.cancelled_at or meeting.day < clock.today():
        status = 409 if request.method == "POST" else 200
        return page("notices/settled.html", status=status, meeting=meeting)
    form = ChangeForm(obj=meeting)
    month = notice.assignment.month or meeting.day
    good = form.validate_on_submit() and form.judge(meeting, month, _days_taken(meeting))
    if good and form.is_current(meeting):
        _apply(form, meeting)
        word = "" if form.is_cancelling else off_days(form.day.data)
        flash(f"Đã ghi nhận thay đổi và báo cho những người liên quan.{word}")
        return see_other("notices.show", notice_id=notice.id)
    return page("notices/change.html", form=form, meeting=meeting, month=month)


def _meeting(meeting_id: int) -> tuple[Meeting, Notice]:
    meeting = gate.load(
        Meeting,
        meeting_id,
        queries.with_organization(),
        joinedload(Meeting.notice)
        .joinedload(Notice.assignment)
        .joinedload(Assignment.organization),
    )
    notice = gate.child(meeting.notice, True)
    may_file(notice.assignment)
    if request.method == "POST":
        services.lock(notice.assignment_id)
        rows: tuple[Model, ...] = (meeting, notice)
        for row in rows:  # as a colleague left it who came first
            db.session.refresh(row, [column.key for column in row.__mapper__.column_attrs])
    return meeting, notice


def _days_taken(meeting: Meeting) -> set[date]:
    others = db.session.scalars(
        select(Meeting).where(
            Meeting.notice_id.is_not(None),  # of the lists beside, too
            Meeting.organization_id == meeting.organization_id,
            Meeting.id != meeting.id,
            Meeting.cancelled_at.is_(None),
        )
    )
    return {other.day for other in others}


def _apply(form: ChangeForm, meeting: Meeting) -> None:
    reason = form.reason.data
    if form.is_cancelling:
        services.cancel_meeting(meeting, reason, me())
    else:
        services.move_meeting(meeting, form.day.data, form.hour.data, form.place.data, reason, me())
