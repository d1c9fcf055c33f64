"""What the page of one round shows, in words and addresses: the template only places it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from webapp.core import clock
from webapp.core.web import moment, short_day
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.milestones.models import Milestone
from webapp.milestones.services import Counting
from webapp.milestones.standing import DONE, DUE, LATE, OFF, WAIT, Standing
from webapp.plans.models import Activity
from webapp.plans.round_models import Round, Seat
from webapp.rounds.queries.rounds import Papers, Unit
from webapp.rounds.services import seating
from webapp.rules.anchors import DAY_BEFORE

NO_NAME = Standing("chưa có tên", DUE)
REPEAT = Standing("Cần thông báo lại", LATE)
PUT_OFF = Standing("Đang hoãn", OFF)
NO_DAY = Standing("Chưa định", DUE)
STANDINGS = {
    "no_window": Standing("Chưa ghi thời gian của đợt", DUE),
    "no_team": Standing("Chưa lập Đoàn", DUE),
    "no_papers_due": Standing("Chưa định hạn gửi", LATE),
}


def span(window: Round | None) -> str:
    """Return when a round is held: a day, or from one to another."""
    if window is None:
        return ""
    first, last = short_day(window.opens_on), short_day(window.closes_on)
    return first if first == last else f"{first} đến {last}"


def facts(window: Round | None) -> list[tuple[str, str, str]]:
    """Return what a round's window says: label, words, class."""
    if window is None:
        return []
    covered = f"{short_day(window.covered_from)} đến {short_day(window.covered_to)}"
    return [
        ("Thời gian", span(window), ""),
        ("Thời hiệu", covered if window.covered_from else "", ""),
        ("Nội dung", window.topic, "text"),
    ]


def kick_off(window: Round | None) -> list[tuple[str, str, str]]:
    """Return when, where and with whom a round is begun; nothing where no hour is set."""
    if window is None or window.kick_off_at is None:
        return []
    return [
        ("Thời gian", moment(window.kick_off_at), ""),
        ("Địa điểm", window.kick_off_place or "–", ""),
        ("Thành phần", window.kick_off_people, "text"),
    ]


@dataclass(frozen=True)
class SeatLine:
    """A place of the team: who sits there, as what, and what is to be done about it."""

    seat: Seat

    @property
    def name(self) -> str:
        return seating.name_of(self.seat) or "Chưa có người"

    @property
    def is_head(self) -> bool:
        return self.seat.role == "head"

    @property
    def about(self) -> str:
        """Position and role, to follow the name."""
        title, role = seating.title_of(self.seat), seating.role_of(self.seat)
        return (f", {title}" if title else "") + (f" · {role} " if role else "")

    @property
    def standing(self) -> Standing | None:
        """Says that nobody is named yet."""
        return None if self.seat.user_id or self.seat.full_name else NO_NAME

    @property
    def naming(self) -> str:
        """What naming somebody is called; "" where an account sits there."""
        if self.seat.user_id:
            return ""
        return "Sửa tên" if self.seat.full_name else "Ghi tên"

    @property
    def called(self) -> str:
        return self.seat.body or self.seat.full_name


@dataclass(frozen=True)
class UnitLine:
    """A chosen unit with its session, or what stands for it."""

    unit: Unit
    window: Round | None

    @property
    def href(self) -> str:
        """The session's page, or the unit's where there is none."""
        visit = self.unit.visit or self.unit.put_off
        if visit is not None:
            return url_for("attending.show", visit_id=visit.id)
        return url_for("reports.assignment", assignment_id=self.unit.assignment.id)

    @property
    def is_held(self) -> bool:
        return self.unit.visit is not None and self.unit.visit.held_at is not None

    @property
    def when(self) -> Standing | str:
        """When the session is, or that it is put off or not set."""
        if self.unit.visit is not None:
            return self.unit.visit.meeting.when
        return PUT_OFF if self.unit.put_off else NO_DAY

    @property
    def under(self) -> str:
        """Where it is, or when it was to be."""
        if self.unit.visit is not None:
            return self.unit.visit.meeting.place
        off = self.unit.put_off
        if off is None:
            return ""
        return f"Trước đó định {off.meeting.when}. Lý do: {off.cancel_reason}"

    @property
    def warnings(self) -> list[str]:
        outside = ["Ngoài thời gian của đợt"] if self.unit.is_outside(self.window) else []
        return outside + self.unit.clashes

    @property
    def standing(self) -> Standing:
        """How far the unit is."""
        visit = self.unit.visit
        if visit and visit.held_at:
            return Standing("Đã có kết quả", DONE)
        if visit and visit.ready_at:
            return Standing("Đã sẵn sàng", DONE)
        if self.unit.put_off:
            return Standing("Chờ định lại thời gian", DUE)
        if self.unit.is_notified:
            return Standing("Đã thông báo, chờ chuẩn bị", WAIT)
        return Standing("Chưa thông báo cho đơn vị", DUE)

    @property
    def setting(self) -> str:
        """What setting the session is called."""
        if self.unit.visit is not None:
            return "Đổi thời gian, địa điểm; hoãn"
        again = "lại " if self.unit.put_off else ""
        return f"Định {again}thời gian, địa điểm"


@dataclass(frozen=True)
class PaperLine:
    """One paper of the round: its number where it has one, or why it no longer holds."""

    words: str
    href: str
    standing: Standing
    reason: str = ""


@dataclass(frozen=True)
class PaperPart:
    """The papers of one kind, what is due about it, and whether one may be composed.

    What is issued counts until a draft that is to take its place is issued itself.
    """

    name: str
    issued: Document | None
    draft: Document | None
    stale: Document | None
    due: Milestone | None
    standing: Standing
    confirmed_by: date | None = None  # while it is not confirmed: the day before it is due

    @property
    def living(self) -> Document | None:
        """What is composed anew: the open draft, else what holds."""
        return self.draft or self.issued

    @property
    def lines(self) -> list[PaperLine]:
        found = []
        if one := self.issued:
            words = f"{self.name} {one.number_and_symbol}"
            found.append(PaperLine(words, _address(one), one.standing))
        if one := self.draft:
            words = f"{self.name} thay thế" if one.replaces_id else self.name
            found.append(PaperLine(words, _address(one), one.standing))
        if one := self.stale:
            words, why = f"{self.name} {one.number_and_symbol}", one.withdrawn_reason
            found.append(PaperLine(words, _address(one), REPEAT, f"không còn đúng: {why}"))
        return found

    @property
    def is_open(self) -> bool:
        """True where it may be composed, or composed anew."""
        return self.living is None or self.living.state == "draft"

    @property
    def is_out(self) -> bool:
        return self.issued is not None

    @property
    def when(self) -> str:
        """When it was done, and when it was due."""
        if self.due is None or self.due.done_at is None:
            return ""
        return f" · {short_day(self.due.done_at)}, hạn {short_day(self.due.due_at)}"

    @property
    def steps(self) -> list[tuple[str, Standing]]:
        """The three steps of a report: compiled, confirmed, sent (46-KH/ĐTN, III).

        Of the one that was sent, also while another is to take its place.
        """
        one = self.issued or self.draft
        by = f", hạn {short_day(self.confirmed_by)}" if self.confirmed_by else ""
        confirmed = Standing(f"Chưa trình{by}")
        if one and one.approved_at:
            confirmed = Standing(f"Đã xác nhận {moment(one.approved_at)}", DONE)
        elif one and one.submitted_at:
            confirmed = Standing(f"Chờ xác nhận{by}", WAIT)
        return [
            ("Thư ký tổng hợp", Standing("Đã soạn", DONE) if one else Standing("Chưa soạn", DUE)),
            ("Trưởng đoàn xác nhận", confirmed),
            ("Báo cáo Ban Thường vụ", _sent(self.is_out)),
        ]


def _sent(is_out: bool) -> Standing:
    return Standing("Đã ban hành", DONE) if is_out else Standing("Chưa ban hành")


def _address(document: Document) -> str:
    return url_for("documents.show", document_id=document.id)


def part(
    kind: PaperKind,
    name: str,
    papers: Papers,
    due: tuple[Milestone | None, Standing],
    counting: Counting,
) -> PaperPart:
    """Return one kind of the round's papers; *due* is what is due about it, and how it stands."""
    milestone, standing = due
    key, by = kind.key, _confirmed_by(milestone, counting)
    found = (papers.issued(key), papers.drafts.get(key), papers.to_repeat.get(key))
    return PaperPart(name, *found, milestone, standing, by)


def _confirmed_by(due: Milestone | None, counting: Counting) -> date | None:
    if due is None or due.done_at is not None:
        return None
    return counting.due(DAY_BEFORE, clock.local(due.due_at).date()).day


def is_over(activity: Activity) -> bool:
    """True once the round's last day has gone by."""
    return activity.round is not None and activity.round.closes_on < clock.today()


def seat_lines(seats: Sequence[Seat]) -> list[SeatLine]:
    return [SeatLine(one) for one in seats]
