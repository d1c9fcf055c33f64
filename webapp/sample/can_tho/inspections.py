"""The rounds that were held: March's supervision, May's inspection, and September's beginning.

March's was announced a working day late; May's in time (46-KH/ĐTN, III).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.attending.forms import Name, Typed
from webapp.attending.services import attendees, filling, findings, letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import commenting
from webapp.documents.road import services as documents
from webapp.documents.tree import Paper, Paragraph, Signature
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import AttendeeGroup, RequiredPaper
from webapp.rounds.kinds import ROUND_REPORT, ROUND_SUBJECT
from webapp.rounds.services import announcing, papers_due, reporting
from webapp.rounds.services import units as rounds
from webapp.sample.can_tho import running_order
from webapp.sample.can_tho.inspection_texts import FOUND, Found
from webapp.sample.can_tho.plan import FIRST, MARCH, SEPTEMBER, TEAMS, YEAR
from webapp.sample.living import Event, at, go_out, load_round
from webapp.submissions.services import papers
from webapp.visits.models import Visit

COMING = ("1", "5", "3")  # of the groups that the unit invites, in order
MEND_WITHIN = timedelta(days=45)


@dataclass(frozen=True)
class Held:
    """One round: its days, and what was found at each unit in the order of its sessions."""

    title: str
    chosen_on: date
    announced_on: date | None
    papers_by: date | None = None  # until 17:00
    sessions: dict[str, tuple[date, time]] = field(default_factory=dict)  # by union
    compiled_on: date | None = None
    comments_by: date | None = None
    issued_on: date | None = None
    letters: tuple[str, ...] = ()  # unions that got a letter of their own
    minuted: str = ""  # the union of whose session every step was noted


def _days(month: int, *days: int) -> list[tuple[date, time]]:
    return [
        (date(YEAR, month, day), (time(8), time(14))[number % 2]) for number, day in enumerate(days)
    ]


ROUNDS = (
    Held(
        MARCH,
        chosen_on=date(YEAR, 2, 24),
        announced_on=date(YEAR, 2, 25),
        papers_by=date(YEAR, 3, 6),
        sessions=dict(
            zip(
                ("Sở Nội vụ", "Báo Cần Thơ", "Tòa án nhân dân", "Trường Chính trị", "Cục Thuế"),
                _days(3, 10, 12, 17, 19, 24),
                strict=True,
            )
        ),
        compiled_on=date(YEAR, 4, 7),
        issued_on=date(YEAR, 4, 9),
    ),
    Held(
        FIRST,
        chosen_on=date(YEAR, 4, 22),
        announced_on=date(YEAR, 4, 29),
        papers_by=date(YEAR, 5, 8),
        sessions=dict(
            zip(
                ("Sở Tư pháp", "Bệnh viện Nhi đồng", "Hội Nông dân", "Cục Hải quan"),
                _days(5, 12, 14, 19, 21),
                strict=True,
            )
        ),
        compiled_on=date(YEAR, 5, 27),
        comments_by=date(YEAR, 5, 29),
        issued_on=date(YEAR, 6, 2),
        letters=("Bệnh viện Nhi đồng", "Cục Hải quan"),
        minuted="Hội Nông dân",
    ),
    Held(SEPTEMBER, chosen_on=date(YEAR, 8, 13), announced_on=None),
)
CHOSEN_SO_FAR = ("Sở Y tế", "Liên đoàn Lao động", "Sở Công Thương")  # for September, of five


def events(plan_id: int, unions: dict[str, int], people: dict[str, User]) -> Iterator[Event]:
    """Yield what happened in the rounds; *unions* are numbers of organizations by short name."""
    for order, held in enumerate(ROUNDS):
        yield from _Inspection(plan_id, held, unions, people).events(order)


class _Inspection:
    """One round, by its people."""

    def __init__(
        self, plan_id: int, held: Held, unions: dict[str, int], people: dict[str, User]
    ) -> None:
        self.held, self.unions, self.people = held, unions, people
        self.planner, self.leader = people["ct-kehoach"], people["ct-lanhdao"]
        head, secretary, *others = TEAMS[held.title]
        self.head, self.secretary = people[head], people[secretary]
        self.others = [people[name] for name in others]
        self.activity_id = db.session.scalars(
            select(Activity.id).where(Activity.plan_id == plan_id, Activity.title == held.title)
        ).one()

    def events(self, order: int) -> Iterator[Event]:
        held = self.held
        yield at(held.chosen_on, 9), order, self.choose
        if held.announced_on:
            yield at(held.announced_on, 10), order, self.announce
        if held.papers_by:
            for number, union in enumerate(held.sessions):
                # One in each round is late by some minutes.
                late = number == len(held.sessions) - 1
                sent = at(held.papers_by, 17) + timedelta(minutes=25) if late else None
                yield sent or at(held.papers_by, 9), order, partial(self.send_papers, union)
        for (union, (day, hour)), found in zip(
            held.sessions.items(), FOUND[held.title], strict=True
        ):
            yield at(day - timedelta(days=4), 9), order, partial(self.arrange, union)
            yield at(day, hour.hour + 3), order, partial(self.hold, union, found)
            if union in held.letters:
                yield at(day + timedelta(days=6), 15), order, partial(self.write_back, union)
        if held.compiled_on and held.issued_on:
            yield at(held.compiled_on, 9), order, self.compile
            if held.comments_by:
                yield at(held.comments_by, 15), order, self.decide
            yield at(held.issued_on, 10), order, self.report

    def choose(self) -> None:
        """Choose the units one by one, each with its session where that is agreed already."""
        for union in self.held.sessions or CHOSEN_SO_FAR:
            rounds.choose(self.round(), self.union(union))
            if union in self.held.sessions:
                day, hour = self.held.sessions[union]
                when = rounds.When(day, hour, self.union(union).place)
                rounds.set_session(self.round(), self.assignment(union), when, self.planner)

        if self.held.papers_by:
            papers_due.set_due(self.round(), self.held.papers_by, time(17))

    def send_papers(self, union: str) -> None:
        """The unit sends the report asked for (IV.3)."""
        required = db.session.scalars(
            select(RequiredPaper).where(
                RequiredPaper.activity_id == self.activity_id, RequiredPaper.is_optional.is_(False)
            )
        ).one()
        assignment, unit = self.assignment(union), self.union(union)
        papers.send_required(assignment, required, [_report(unit)], self.office(union))

    def announce(self) -> None:
        go_out(announcing.announce(self.round(), self.planner), self.planner, self.leader)

    def arrange(self, union: str) -> None:
        """The unit says who comes, its Party committee's representative too, and is ready."""
        visit, office = self.visit(union), self.office(union)
        groups = db.session.scalars(
            select(AttendeeGroup.id)
            .where(AttendeeGroup.activity_id == self.activity_id)
            .order_by(AttendeeGroup.position)
        )
        typed = [
            Typed(Name("confirmation", group_id, "count"), count, "")
            for group_id, count in zip(groups, COMING, strict=True)
        ]
        attendees.save(visit, office, typed)
        attendees.mark_ready(self.visit(union), office)

    def hold(self, union: str, found: Found) -> None:
        """Write what was seen, and complete it."""
        visit = self.visit(union)
        begun = clock.local(visit.meeting.starts_at)
        typed = {
            "opened_at": f"{begun:%H:%M}",
            "closed_at": f"{begun + timedelta(hours=2):%H:%M}",
            "chair": self.head.full_name,
            "minute_taker": self.secretary.full_name,
            "present": "13",
            "composition": "Đại diện cấp ủy, Ban Chấp hành Đoàn cơ sở, Bí thư các chi đoàn",
        }
        findings.save(
            visit,
            [Typed(Name("attendance", 0, name), value, "") for name, value in typed.items()],
        )
        for kind, text, cause, remedy in found:
            row = findings.add_remark(self.visit(union), self.secretary, kind, None)
            typed = {"text": text, "cause": cause}
            findings.save(self.visit(union), _typed("remark", row.id, typed))
            if remedy:
                self.recommend(union, row.id, remedy)
        if union == self.held.minuted:
            running_order.run(partial(self.visit, union), self.secretary)
        filling.fill(self.visit(union))  # the rest is good, in one press
        findings.complete(self.visit(union), self.head)

    def recommend(self, union: str, remark_id: int, remedy: str) -> None:
        row = findings.add_recommendation(self.visit(union), self.secretary, remark_id)
        due_on = clock.today() + MEND_WITHIN
        typed = {"text": remedy, "due_on": due_on.isoformat()}
        findings.save(self.visit(union), _typed("recommendation", row.id, typed))

    def write_back(self, union: str) -> None:
        document = letters.compose(self.visit(union), self.secretary)
        go_out(document, self.planner, self.leader)

    def compile(self) -> None:
        """The secretary drafts the report; where there is time, head and members comment on it."""
        document = reporting.compose(self.round(), self.secretary)
        if self.held.comments_by:
            asked = [self.head, *self.others]
            commenting.ask(document, asked, self.held.comments_by, "", self.secretary)

    def decide(self) -> None:
        """Comments come in; each is answered."""
        document = documents.current(ROUND_REPORT, (ROUND_SUBJECT.key, self.activity_id))
        assert document is not None
        told = (
            ("Đề nghị nêu rõ hơn kết quả công tác cán bộ.", "taken", "Đã bổ sung."),
            ("Nên gộp các hạn chế giống nhau.", "refused", "Giữ riêng để từng đơn vị thấy rõ."),
            ("Đồng ý với dự thảo.", "taken", ""),
        )
        for comment, (text, decision, reason) in zip(commenting.of(document), told, strict=False):
            commenting.answer(comment, text, comment.user)
            commenting.decide(comment, decision, reason, self.secretary)

    def report(self) -> None:
        """The head confirms, and the report goes to the standing committee."""
        document = reporting.compose(self.round(), self.secretary)
        documents.submit(document, self.secretary)
        documents.approve(document, self.head)
        documents.issue(document, self.planner)

    def round(self) -> Activity:
        return load_round(self.activity_id)

    def union(self, short: str) -> Organization:
        return db.session.get_one(Organization, self.unions[short])

    def office(self, short: str) -> User:
        return self.people[f"ct-dv{[*self.unions].index(short) + 1:02d}"]

    def assignment(self, short: str) -> Assignment:
        return db.session.scalars(
            select(Assignment)
            .options(joinedload(Assignment.organization), joinedload(Assignment.activity))
            .where(
                Assignment.activity_id == self.activity_id,
                Assignment.organization_id == self.unions[short],
            )
            .execution_options(populate_existing=True)
        ).one()

    def visit(self, short: str) -> Visit:
        return db.session.scalars(
            select(Visit)
            .join(Visit.assignment)
            .options(
                joinedload(Visit.meeting),
                joinedload(Visit.organization),
                selectinload(Visit.team),
            )
            .where(
                Assignment.activity_id == self.activity_id,
                Assignment.organization_id == self.unions[short],
            )
            .execution_options(populate_existing=True)
        ).one()


def _report(unit: Organization) -> FileStorage:
    """Return a unit's own report on what is looked at."""
    paper = Paper(
        style="youth",
        superior="ĐOÀN KHỐI CƠ QUAN DÂN CHÍNH ĐẢNG",
        issuer=unit.name.upper(),
        number=5,
        symbol="BC/ĐTN",
        place="Cần Thơ",
        day=clock.today(),
        kind="BÁO CÁO",
        summary=f"kết quả công tác của {unit.name} theo nội dung kiểm tra, giám sát",
        addressee=None,
        blocks=(Paragraph(f"{unit.name} báo cáo để Đoàn kiểm tra, giám sát xem xét."),),
        signatures=(Signature("TM. BAN CHẤP HÀNH", "BÍ THƯ", "Lục Thiên Mai Khuê"),),
        recipients=("Đoàn kiểm tra, giám sát", "Lưu: VP"),
    )
    return FileStorage(BytesIO(render_pdf(paper)), filename="bao-cao-theo-noi-dung.pdf")


def _typed(of: str, key: int, values: dict[str, str]) -> list[Typed]:
    return [Typed(Name(of, key, name), value, "") for name, value in values.items() if value]
