"""Filing a month's meetings, amending, changing one, and looking at what was filed."""

import json
import re
from typing import Any

from flask import Blueprint, Response, flash, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE, PLANNER
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.lists import paged
from webapp.core.web import page, see_other, send_pdf, wants_part
from webapp.documents.pdf import render_pdf
from webapp.notices import queries, services
from webapp.notices.desk import (
    Desk,
    add_rows,
    create,
    desk_of,
    fill_places,
    may_file,
    missing_below,
)
from webapp.notices.forms import MOST_ROWS, ChangeForm, NoticeForm, RowForm, row_of
from webapp.notices.history import compare
from webapp.notices.margins import fell_due_before
from webapp.notices.models import Meeting, Notice, NoticeRevision
from webapp.notices.receipt import receipt_of
from webapp.plans.dues import first_issued_on
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
        now=clock.now(),
    )


@bp.route("/assignments/<int:assignment_id>/notice", methods=["GET", "POST"])
@permit(OFFICE, PLANNER)
def edit(assignment_id: int) -> Response:
    """File the month's meetings, or amend them; rows are added and taken out without saving."""
    desk = desk_of(assignment_id, locked=request.method == "POST")
    if desk.is_closed:
        return _closed(desk)
    form = desk.form()
    if part := _rearranged(form, desk):
        return part
    if form.validate_on_submit() and desk.is_same(form):
        notice = desk.file(form)
        flash(f"Đã nhận đăng ký. Số biên nhận {notice.receipt_number}.")
        return see_other("notices.show", notice_id=notice.id)
    return page("notices/edit.html", form=form, **desk.context(form))


def _closed(desk: Desk) -> Response:
    """Show what was filed; what was typed meanwhile is shown too, so that it is not lost."""
    if request.method == "GET" and desk.notice is not None:
        return see_other("notices.show", notice_id=desk.notice.id)
    typed = [row_of(row) for row in desk.form().filled] if request.method == "POST" else []
    status = 409 if request.method == "POST" else 200
    return page("notices/closed.html", status=status, desk=desk, typed=typed)


def _rearranged(form: NoticeForm, desk: Desk) -> Response | None:
    """Add or take out rows, as the button pressed says; None when the list is to be filed."""
    if request.method != "POST":
        return None
    if "remove" in request.form:
        return _removed(form, desk)
    if "add" in request.form:
        return _added(form, desk, [None])
    if "add_below" in request.form:
        return _added(form, desk, missing_below(desk, form))
    if "create" in request.form:
        return _created(form, desk)
    return _checked(form, desk) if "check" in request.form else None


def _checked(form: NoticeForm, desk: Desk) -> Response:
    """Say what would keep the list from being filed, without filing it."""
    fill_places(desk, form)
    if form.validate() and desk.is_same(form):
        form.judged = False
        flash("Danh sách không có lỗi và chưa được gửi. Bấm gửi khi đã xong.")
    return page("notices/edit.html", form=form, **desk.context(form))


def _redrawn(form: NoticeForm, desk: Desk) -> Response:
    form.judged = False
    fill_places(desk, form)
    return page("notices/edit.html", form=form, **desk.context(form))


def _removed(form: NoticeForm, desk: Desk) -> Response:
    wanted = request.form["remove"]
    form.rows.remove(int(wanted) if re.fullmatch("[0-9]{1,5}", wanted, re.ASCII) else -1)
    if wants_part():
        return _part("", focus="add-row", say="Đã bỏ một dòng.")
    return _redrawn(form, desk)


def _added(form: NoticeForm, desk: Desk, organizations: list[Any]) -> Response:
    rows = add_rows(form, organizations)
    if not wants_part():
        if not rows:
            flash(_nothing_added(form))
        return _redrawn(form, desk)
    if not rows:
        return _part("", focus="add-row", say=_nothing_added(form))
    html = render_template("notices/_rows.html", rows=rows, **desk.context(form))
    return _part(html, focus=f"{rows[0].id}-organization", say=f"Đã thêm {len(rows)} dòng.")


def _nothing_added(form: NoticeForm) -> str:
    if len(form.rows.entries) >= MOST_ROWS:
        return f"Mỗi đăng ký có nhiều nhất {MOST_ROWS} dòng."
    return "Không còn tổ chức nào để thêm."


def _created(form: NoticeForm, desk: Desk) -> Response:
    number = create(desk, form)
    if number is None:
        if wants_part():
            response = page("notices/_missing.html", status=422, form=form, desk=desk)
            response.headers.update({"HX-Retarget": "#missing", "HX-Reswap": "outerHTML"})
            return response
        form.judged = False
        return page("notices/edit.html", form=form, **desk.context(form))
    desk = desk_of(desk.assignment.id)
    form.new_name.data = form.new_superior.data = ""
    response = _added(form, desk, [desk.directory.get(number)])
    if wants_part():
        panel = render_template("notices/_missing.html", form=form, desk=desk, oob=True)
        response.set_data(response.get_data(as_text=True) + panel)
    return response


def _part(html: str, *, focus: str, say: str) -> Response:
    """Answer htmx with rows, and tell the page where the focus goes and what is read out."""
    event = {"rows-changed": {"focus": focus, "say": say}}
    return Response(html, headers={"HX-Trigger-After-Settle": json.dumps(event)})


@bp.get("/assignments/<int:assignment_id>/notice/organizations")
@permit(OFFICE, PLANNER)
def organizations(assignment_id: int) -> Response:
    """Search the committee's organizations, marks and case aside: at most twenty."""
    desk = desk_of(assignment_id)
    named = (value for name, value in request.args.items() if name.endswith("-organization"))
    sought = request.args.get("q") or next(named, "")
    target = request.headers.get("HX-Target", "")
    return page(
        "notices/_organizations.html",
        found=desk.directory.search(sought),
        list_id=target if _LIST_ID.fullmatch(target) else "organizations-list",
    )


@bp.get("/assignments/<int:assignment_id>/notice/margin")
@permit(OFFICE, PLANNER)
def margin(assignment_id: int) -> Response:
    """Say whether the row being typed is in time, and by how much."""
    desk = desk_of(assignment_id)
    match = next(filter(None, map(_ROW.match, request.args)), None)
    form = NoticeForm(request.args, meta={"csrf": False})
    form.meet(desk.directory, desk.month, desk.is_paper, set(desk.kept))
    row = RowForm(request.args, prefix=match[0] if match else "rows-0-")
    return page("notices/_margin.html", one=desk.standing(row, form.told_on))


@bp.post("/assignments/<int:assignment_id>/notice/tally")
@permit(OFFICE, PLANNER)
def tally(assignment_id: int) -> Response:
    """Count the rows typed so far."""
    desk = desk_of(assignment_id)
    return page("notices/_tally.html", tally=desk.tally(desk.form()))


@bp.get("/notices/<int:notice_id>")
@permit(*EVERYONE)
def show(notice_id: int) -> Response:
    """The list as filed: the receipt, each row's margin and answer, every revision."""
    notice = _notice(notice_id)
    revisions = queries.revisions_of(notice.id)
    meetings = queries.meetings_of(notice.id)
    known_from = first_issued_on(notice.assignment.activity.plan_id)
    new = _picked(revisions, "new", 0)
    old = _picked(revisions, "old", 1)
    return page(
        "notices/show.html",
        notice=notice,
        meetings=meetings,
        unkept=[one for one in meetings if fell_due_before(one, known_from)],
        revisions=revisions,
        old=old,
        new=new,
        differences=compare(old.meetings, new.meetings) if old and new else [],
        is_closed=queries.is_closed(notice.assignment_id, meetings),
        may_edit=me().is_any(PLANNER)
        or (me().is_any(OFFICE) and me().organization.holds(notice.organization)),
    )


def _notice(notice_id: int) -> Notice:
    return gate.load(
        Notice,
        notice_id,
        joinedload(Notice.organization),
        joinedload(Notice.assignment).joinedload(Assignment.activity),
    )


def _picked(revisions: Any, name: str, place: int) -> NoticeRevision | None:
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
    known_from = first_issued_on(notice.assignment.activity.plan_id)
    paper = receipt_of(notice, meetings, notice.organization, me().issuer, last, known_from)
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
        flash("Đã ghi nhận thay đổi và báo cho những người liên quan.")
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


def _days_taken(meeting: Meeting) -> set[Any]:
    others = db.session.scalars(
        select(Meeting).where(
            Meeting.notice_id == meeting.notice_id,
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
