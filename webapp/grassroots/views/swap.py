"""Two people change places: which meetings may be swapped with one, and what each would cost."""

from dataclasses import dataclass
from zlib import crc32

from flask import Response, abort, flash, request
from wtforms import RadioField
from wtforms.validators import InputRequired

from webapp.accounts.gate import me, permit
from webapp.accounts.models import PLANNER, User
from webapp.core.forms import Form, options
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.grassroots.can import CanLine
from webapp.grassroots.queries.line import Line, Sought
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.people import given_of, month_of, people_of
from webapp.grassroots.services import swapping
from webapp.grassroots.services.dues import lock_calendar
from webapp.grassroots.views.blueprint import activity_of, bp, weekday
from webapp.grassroots.views.line import TONES, line_of, month_with
from webapp.milestones.standing import Standing
from webapp.plans.models import Activity
from webapp.rules.handing_out_swaps import Net, net, price
from webapp.rules.text import weekday_name
from webapp.visits.services.adjusting import to_adjust

WEIGHED, SHOWN = 80, 20  # meetings: those nearest in time are weighed, the best of them shown


@dataclass(frozen=True)
class Swapping:
    """A month as a form row: `version` tells one state of who goes where from another."""

    version: str
    other: str = ""


class SwapForm(Form):
    """With which meeting to swap."""

    refusal = "Chưa đổi được, cần sửa"

    other = RadioField("Đổi với buổi", [InputRequired("Hãy chọn một buổi.")], validate_choice=True)


@dataclass(frozen=True)
class Offer:
    """A meeting to swap with, and what that would change, in words."""

    line: Line
    changes: list[Net]
    told: list[Standing]


@bp.route("/grassroots/<int:activity_id>/meetings/<int:meeting_id>/swap", methods=["GET", "POST"])
@permit(PLANNER)
def swap(activity_id: int, meeting_id: int) -> Response:
    """Choose the meeting to swap with, by what it costs; then both people change places at once."""
    activity = activity_of(activity_id)
    if request.method == "POST":
        lock_calendar(activity, month_with(activity, meeting_id))
    record, here = line_of(activity, meeting_id)
    people = people_of(activity.plan.issuer_id)
    offers = offers_of(record, here, people)
    form, row = _form(record, offers), Swapping(_version(record))
    if here.goers and form.accepts(row):
        other = record.line(int(form.other.data))
        try:
            numbers = swapping.swap(activity, record.month, here, other or abort(404), me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã đổi người dự giữa hai buổi.{to_adjust(numbers)}")
            return _back(activity, record)
    return _page(record, here, offers, form)


def _form(record: MonthRecord, offers: list[Offer]) -> SwapForm:
    form = SwapForm(obj=Swapping(_version(record)))
    form.other.choices = options((str(one.line.meeting_id), one.line.name) for one in offers)
    return form


def _version(record: MonthRecord) -> str:
    going = [(one.meeting_id, one.version, one.names) for one in record.lines]
    return f"{crc32(repr(going).encode()):08x}"


def _back(activity: Activity, record: MonthRecord) -> Response:
    month = f"{record.month:%Y-%m}"
    return see_other("grassroots.calendar", activity_id=activity.id, month=month, view="list")


def _page(record: MonthRecord, here: Line, offers: list[Offer], form: SwapForm) -> Response:
    return page(
        "grassroots/swap.html",
        record=record,
        activity=record.activity,
        here=here,
        form=form,
        offers=offers,
        most=SHOWN,
        words=request.args.get("q", "")[:100],
        weekday=weekday,
        weekday_name=weekday_name,
        can=CanLine(me(), here.is_held),
    )


def offers_of(record: MonthRecord, here: Line, people: list[User]) -> list[Offer]:
    """Return the meetings with which *here* may be swapped, those that cost least first."""
    if not here.goers:
        return []
    sought = Sought(request.args.get("q", "")[:100])
    mine = here.goers[0].user_id
    others = [
        one
        for one in record.sought(sought)
        if one.goers and one.visit_id and not one.is_held and one.goers[0].user_id != mine
    ]
    near = sorted(others, key=lambda one: abs(one.starts_at - here.starts_at))[:WEIGHED]
    month, given = month_of(record, {}, people), given_of(record.lines)
    meetings = {one.id: one for one in month.meetings}
    found = [
        (one, net(month, given, meetings[here.meeting_id], meetings[one.meeting_id]))
        for one in near
    ]
    best = sorted(found, key=lambda pair: price(pair[1]))[:SHOWN]
    names = {one.id: one.full_name for one in people}
    return [Offer(one, changes, [_told(each, names) for each in changes]) for one, changes in best]


def _told(change: Net, names: dict[int, str]) -> Standing:
    words = f"{names.get(change.person_id, '')}: {'hết vướng: ' if change.is_gone else ''}"
    text = change.cost.text[:1].lower() + change.cost.text[1:]
    return Standing(f"{words}{text}", TONES[change.kind])
