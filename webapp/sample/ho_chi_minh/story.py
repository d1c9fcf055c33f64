"""The weeks before the training day: announced, kicked off, reports and papers sent in."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import partial
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.attending.forms import Name, Typed
from webapp.attending.services import attendees
from webapp.core.db import db, reading
from webapp.documents.pdf.render import render_pdf
from webapp.documents.tree import Paper, Paragraph, Signature
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import AttendeeGroup, RequiredPaper
from webapp.rounds.services import announcing
from webapp.rounds.services import units as rounds
from webapp.rules.outlines import OutlineRow
from webapp.sample.ho_chi_minh import handing_over, outline_changed
from webapp.sample.ho_chi_minh.answers import LABOUR, TOURISM, Report
from webapp.sample.ho_chi_minh.organizations import LABOUR as NEWSPAPER
from webapp.sample.ho_chi_minh.organizations import SUPERVISED
from webapp.sample.ho_chi_minh.organizations import TOURISM as DEPARTMENT
from webapp.sample.ho_chi_minh.plan import SESSIONS_ON
from webapp.sample.living import Event, at, go_out, load_round
from webapp.submissions.paper_models import PaperRequest
from webapp.submissions.queries.outline import Part, outline_of
from webapp.submissions.queries.reports import submission_of
from webapp.submissions.services import handing, papers
from webapp.submissions.services import outline as outline_services
from webapp.visits.models import Visit

FURTHER = "Danh sách đoàn viên ưu tú được công nhận, có ngày công nhận của từng người"
EARLIER = "Quyết định thành lập Nhóm Tu dưỡng rèn luyện"
AMENDED = (  # after the report was due: the title of the part, and its text
    "Khó khăn (hạn chế), nguyên nhân",
    "Hồ sơ thẩm tra lý lịch còn kéo dài do người thân ở nhiều tỉnh, thành; việc phân công theo dõi "
    "ở một chi bộ còn chậm.",
)
COMING = {  # what the department says of who comes: group's first words, how many, who
    "Đại diện Thường trực": ("1", "Phó Bí thư Đảng ủy"),
    "Ủy viên Ban Thường vụ": ("1", "Ủy viên phụ trách công tác thanh niên"),
    "Bí thư chi bộ": ("3", "Bí thư chi bộ Văn phòng, Thanh tra, Phòng Quản lý lữ hành"),
    "Tập thể Ban Chấp hành": ("7", ""),
}


class Story:
    """One round's past, by its people. `activity_id` is the round."""

    def __init__(self, activity_id: int, people: dict[str, User]) -> None:
        self.activity_id, self.people = activity_id, people

    def events(self) -> Iterator[Event]:
        """Yield what happened, each with its hour."""
        yield at(date(2023, 8, 8), 9), 0, self.set_days
        yield at(date(2023, 8, 9), 10), 0, self.announce
        yield at(date(2023, 8, 10), 9), 0, self.hand_over
        write = partial(self.write, DEPARTMENT, TOURISM)
        yield at(date(2023, 8, 28), 14), 0, partial(write, "hcm-sodulich", 0, 2)
        yield at(date(2023, 9, 5), 10), 0, partial(write, "hcm-sodulich2", 1, 2)
        yield at(date(2023, 9, 7), 15), 0, partial(self.send_model, "hcm-sodulich")
        yield at(date(2023, 9, 7), 15, 20), 0, partial(self.submit, DEPARTMENT, "hcm-sodulich")
        yield at(date(2023, 9, 7), 16), 0, partial(self.open_report, "hcm-thuky")
        yield at(date(2023, 9, 7), 16, 30), 0, partial(self.ask, EARLIER, date(2023, 9, 11))
        yield at(date(2023, 9, 8), 9), 0, partial(self.open_report, "hcm-pho1")
        change = partial(self.change_outline, "hcm-kehoach")
        yield at(date(2023, 9, 8), 14), 0, change
        yield at(date(2023, 9, 11), 8), 0, partial(self.answer, "hcm-sodulich2")
        yield at(date(2023, 9, 11), 9), 0, partial(self.ask, FURTHER, date(2023, 9, 14))
        yield at(date(2023, 9, 11), 10), 0, self.confirm
        write = partial(self.write, NEWSPAPER, LABOUR, "hcm-nguoilaodong")
        yield at(date(2023, 9, 11), 16), 0, partial(write, 0, 1)
        # Late by one minute.
        late = partial(self.submit, NEWSPAPER, "hcm-nguoilaodong")
        yield at(date(2023, 9, 11), 17, 1), 0, late
        amend = partial(self.amend, DEPARTMENT, "hcm-sodulich2", AMENDED)
        yield at(date(2023, 9, 11), 18, 30), 0, amend

    def round(self) -> Activity:
        return load_round(self.activity_id)

    def assignment(self, short: str) -> Assignment:
        """Return a unit's place in the round, as the reports' room loads it."""
        found = db.session.scalars(
            select(Assignment)
            .join(Assignment.organization)
            .options(
                joinedload(Assignment.organization),
                joinedload(Assignment.activity).selectinload(Activity.figures),
            )
            .where(Assignment.activity_id == self.activity_id)
            .execution_options(populate_existing=True)
        )
        return next(one for one in found if one.organization.short_name == short)

    def set_days(self) -> None:
        """Both units on one day; the hours are still to be agreed on."""
        for short, (_, place) in SUPERVISED.items():
            when = rounds.When(SESSIONS_ON, None, place, is_hour_later=True)
            rounds.set_session(
                self.round(), self.assignment(short), when, self.people["hcm-kehoach"]
            )

    def announce(self) -> None:
        for compose in (announcing.announce, announcing.invite):
            document = compose(self.round(), self.people["hcm-kehoach"])
            go_out(document, self.people["hcm-kehoach"], self.people["hcm-lanhdao"])

    def hand_over(self) -> None:
        """The papers go to the first of the invited bodies by its clerk's office."""
        handing_over.hand_over(self.round(), date(2023, 8, 10), self.people["hcm-kehoach"])

    def write(self, short: str, report: Report, name: str, turn: int, turns: int) -> None:
        """Write every part whose turn it is, one by one."""
        found = outline_of(self.assignment(short))
        for number, part in enumerate([one for one in found.parts if one.asks]):
            title = part.row.title
            text, rows = report.words.get(title, ""), report.rows.get(title, [])
            figures: dict[int, Decimal | None] = {
                one.id: Decimal(report.figures[one.label]) for one in part.figures
            }
            if number % turns == turn and (text or rows or figures):
                typed = outline_services.Filled(text, _rows(part, rows), figures)
                outline_services.save_part(found, part, typed, self.people[name])
                found = outline_of(self.assignment(short))

    def submit(self, short: str, name: str) -> None:
        outline_services.submit(outline_of(self.assignment(short)), self.people[name])

    def amend(self, short: str, name: str, texts: tuple[str, str]) -> None:
        """Write one part anew after the report was sent, and was due."""
        title, text = texts
        found = outline_of(self.assignment(short))
        part = next(one for one in found.parts if one.row.title == title)
        typed = outline_services.Filled(text, (), {})
        outline_services.save_part(found, part, typed, self.people[name])

    def change_outline(self, name: str) -> None:
        outline_changed.change(self.activity_id, self.people[name])

    def send_model(self, name: str) -> None:
        """Send the paper on a good model, which the plan does not insist on."""
        required = db.session.scalars(
            select(RequiredPaper).where(RequiredPaper.activity_id == self.activity_id)
        ).one()
        upload = _upload("gioi-thieu-mo-hinh-tour-nguon.pdf", "giới thiệu mô hình “Tour nguồn”")
        papers.send_required(self.assignment(DEPARTMENT), required, [upload], self.people[name])

    def open_report(self, name: str) -> None:
        submission = submission_of(self.assignment(DEPARTMENT))
        submission_id = submission.id if submission else None
        db.session.rollback()
        # It is noted by a connection of its own, as when a page is read.
        with reading():
            who, of = self.people[name], self.activity_id
            handing.note_opened(who, of, submission_id=submission_id, version=1)
        db.session.rollback()

    def ask(self, text: str, day: date) -> None:
        assignment = self.assignment(DEPARTMENT)
        plan_id = assignment.activity.plan_id
        papers.ask(assignment, plan_id, text, day, time(17), self.people["hcm-thuky"])

    def answer(self, name: str) -> None:
        assignment = self.assignment(DEPARTMENT)
        request = db.session.scalars(
            select(PaperRequest).where(PaperRequest.assignment_id == assignment.id)
        ).one()
        upload = _upload("09-QD-DU.pdf", "thành lập Nhóm Tu dưỡng rèn luyện")
        text = "Gửi kèm quyết định và danh sách 12 thành viên."
        papers.answer(request, assignment, text, [upload], self.people[name])

    def confirm(self) -> None:
        """Say who comes; how many branch secretaries is not known yet."""
        visit = db.session.scalars(
            select(Visit)
            .options(selectinload(Visit.team))
            .where(Visit.assignment_id == self.assignment(DEPARTMENT).id)
        ).one()
        groups = db.session.scalars(
            select(AttendeeGroup).where(AttendeeGroup.activity_id == self.activity_id)
        ).all()
        typed = []
        for words, (count, names) in COMING.items():
            group = next(one for one in groups if one.label.startswith(words))
            typed.append(Typed(Name("confirmation", group.id, "count"), count, ""))
            typed.append(Typed(Name("confirmation", group.id, "names"), names, ""))
        attendees.save(visit, self.people["hcm-sodulich"], typed)


def _upload(name: str, about: str) -> FileStorage:
    paper = Paper(
        style="party",
        superior="ĐẢNG ỦY KHỐI DÂN - CHÍNH - ĐẢNG THÀNH PHỐ",
        issuer="ĐẢNG ỦY SỞ DU LỊCH THÀNH PHỐ",
        number=9,
        symbol="BC/ĐU",
        place="TP. Hồ Chí Minh",
        day=date(2023, 9, 7),
        kind="BÁO CÁO",
        summary=about,
        addressee=None,
        blocks=(Paragraph(f"Đảng ủy báo cáo việc {about} để Đoàn Giám sát xem xét."),),
        signatures=(Signature("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ", "Lều Bảo Thạch Sanh"),),
        recipients=("Đoàn Giám sát", "Lưu"),
    )
    return FileStorage(BytesIO(render_pdf(paper)), filename=name)


def _rows(part: Part, rows: list[list[str]]) -> tuple[OutlineRow, ...]:
    """Return rows of texts, which stand as the columns first stood, under those there are now."""
    keys = {column.key for column in part.shape}
    return tuple(
        OutlineRow(str(number), {str(at): text for at, text in enumerate(row) if str(at) in keys})
        for number, row in enumerate(rows)
    )
