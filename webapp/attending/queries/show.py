"""What a visit's page shows, in words and addresses: the template only places it."""

from collections.abc import Sequence

from flask import url_for
from markupsafe import Markup

from webapp.attending.can import CanAttend
from webapp.attending.models import GOOD_MODEL, SHORTCOMING, STRENGTH
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord
from webapp.core import clock
from webapp.core.macros import link
from webapp.core.web import moment, month_name, short_day
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document
from webapp.milestones.models import Milestone
from webapp.milestones.standing import DONE, DUE, Standing, countdown, due_on
from webapp.notices.models import ALL_MEETING_KINDS, Meeting
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import ChecklistItem
from webapp.rules import phones
from webapp.visits.menu import figures_of
from webapp.visits.models import Visit
from webapp.visits.queries import listing
from webapp.visits.queries.coming import is_drafted
from webapp.visits.queries.standing import off
from webapp.visits.queries.told import ToldOf

Fact = tuple[str, str, str]  # label, words, class


def standing(visit: Visit, letter: Document | None) -> Standing:
    """Return how a visit stands: off, told, held, or when it is."""
    if told := off(visit):
        return told
    if letter is not None and letter.issued_at:
        return Standing("Đã thông báo kết quả", DONE)
    if visit.held_at:
        return Standing("Đã dự, đã có kết quả", DONE)
    if visit.meeting.starts_at <= clock.now():
        return Standing("Đã đến ngày, chưa có kết quả", DUE)
    return listing.STATES["drafted" if is_drafted(visit) else "coming"]


def preparation(due: Milestone | None) -> Standing:
    """Return how the unit's preparation stands."""
    if due is None:
        return Standing("Theo dõi theo nội dung")
    return due_on(due.term, done="Đã chuẩn bị xong")


def prepared(record: VisitRecord, due: Milestone | None) -> Standing:
    """Return how the preparation stands on its own page: by its term, else by its contents."""
    if due is not None and due.done_at is not None:
        return countdown(due.term, done=f"Đã chuẩn bị xong {moment(due.done_at)}")
    if due is not None:
        return due_on(due.term)
    words = f"Đã sẵn sàng {record.ready}/{len(record.items)} nội dung"
    return Standing(words, DONE if record.ready == len(record.items) else "plain")


def paper(document: Document | None, *, sees_drafts: bool) -> tuple[Standing, str]:
    """Return how a paper stands, and its number and day once it has them."""
    if document is None:
        return Standing("Chưa soạn" if sees_drafts else "Chưa ban hành"), ""
    number = f" · số {document.number_and_symbol} ngày {short_day(document.issued_on)}"
    return document.standing, number if document.issued_on else ""


def minutes_of(record: VisitRecord, can: CanAttend) -> dict[str, object]:
    """Return what is shown of a session's minutes; nothing of a visit without a running order."""
    if not isinstance(record, SessionRecord) or not record.steps:
        return {}
    seen = can.see(record.minutes)
    return {"paper": seen, "standing": paper(seen, sees_drafts=can.oversee)}


def facts(visit: Visit, can: CanAttend, told: ToldOf) -> list[Fact]:
    """Return when, where, what, by which papers, which of them were withdrawn, what those in
    force no longer tell, and under whom."""
    meeting = visit.meeting
    is_put_off = visit.cancelled_at and meeting.is_session
    put_off = "Chờ định lại, trước đó định " if is_put_off else ""
    return [
        ("Thời gian", f"{put_off}{meeting.when}", ""),
        ("Địa điểm", meeting.where, ""),
        ("Loại hình", ALL_MEETING_KINDS.get(meeting.kind, meeting.kind), ""),
        ("Chuyên đề", meeting.topic, "text"),
        ("Liên hệ", _contact(meeting), ""),
        ("Theo văn bản", Markup("<br>").join(_cited(*one) for one in told.in_force), ""),
        ("Đã thu hồi", Markup("<br>").join(_withdrawn(one) for one in told.withdrawn), ""),
        ("Đã thay đổi", _to_adjust(told, can), ""),
        _superior(visit, can),
    ]


def _contact(meeting: Meeting) -> Markup:
    """Return whom to ask on the day, with a number that is called by pressing it."""
    href = phones.address(meeting.phone)
    phone = link(meeting.phone, href) if href else meeting.phone
    return Markup(" ").join(part for part in (meeting.contact, phone) if part)


def _superior(visit: Visit, can: CanAttend) -> Fact:
    if not visit.meeting.is_session:
        return ("Cấp trên", visit.assignment.organization.name, "")
    activity = visit.assignment.activity
    href = url_for("rounds.show", activity_id=activity.id)
    return ("Đợt", link(activity.title, href) if can.oversee else "", "")


def _cited(document: Document, changed: str = "") -> Markup:
    words = f"{PAPERS[document.kind].name} {document.number_and_symbol}"
    href = url_for("documents.show", document_id=document.id)
    cited = link(words, href) + f" ngày {short_day(document.issued_on)}"
    return cited + f": {changed}" if changed else cited


def _withdrawn(document: Document) -> Markup:
    """Return a withdrawn paper with the day and the reason."""
    on = short_day(document.withdrawn_at)
    return _cited(document) + f", thu hồi ngày {on}. Lý do: {document.withdrawn_reason}"


def _to_adjust(told: ToldOf, can: CanAttend) -> Markup | str:
    """Return what is otherwise now, and to the board which paper must be adjusted for it."""
    if not told.changed:
        return ""
    numbers = ", ".join(one.number_and_symbol for one in told.stale)
    must = f" · cần điều chỉnh {numbers}" if can.oversee else f" · khác với {numbers}"
    return f"{told.changed[:1].upper()}{told.changed[1:]}{must}"


def findings(record: VisitRecord) -> list[Fact]:
    """Return in short what was found; the remarks are counted with the visit: no query for them."""
    came, count = record.attendance, figures_of(record.visit)
    present = "chưa ghi"
    if came is not None and came.present is not None:
        of = f"/{came.members}" if came.members is not None else ""
        present = f"{came.present}{of} {record.terms.member}"
    models = f", {count[GOOD_MODEL]} mô hình hay" if count[GOOD_MODEL] else ""
    remarks = f"{count[STRENGTH]} ưu điểm, {count[SHORTCOMING]} hạn chế{models}"
    assessed = "; ".join(f"{words}: {number}" for words, number in record.assessed)
    return [
        ("Tham dự", present, ""),
        ("Đánh giá", assessed or "chưa đánh giá", ""),
        ("Nhận xét", remarks, ""),
    ]


def headed(items: Sequence[ChecklistItem]) -> list[tuple[ChecklistItem, str]]:
    """Return every content with the title of its group where a group begins, else ""."""
    before = [None, *(item.group_id for item in items)]
    return [
        (item, item.group.title if item.group_id != last else "")
        for item, last in zip(items, before, strict=False)
    ]


def month_of(visit: Visit) -> str:
    """Return whose month the visit belongs to."""
    assignment = visit.assignment
    month = f", {month_name(assignment.month)}" if assignment.month else ""
    return f"{assignment.organization.label}{month}"


def goes_alone(visit: Visit) -> bool:
    """Return True for a visit of a published month, to which one person goes."""
    return ACTIVITIES[visit.assignment.activity.kind].has_calendar
