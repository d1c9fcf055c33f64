"""A first draft of the plan for 2021: two inspections with the same contents, other papers.

What it says is made up: the plan of that year is not among the samples.
"""

from datetime import date

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans.models import Activity, Duty, Plan
from webapp.plans.paper import composition
from webapp.plans.round_models import RequiredPaper, Round, Seat
from webapp.rounds.kinds import ROUND, ROUND_REPORT_DUTY
from webapp.sample.can_tho import texts, two_teams
from webapp.sample.can_tho.people import SECRETARY
from webapp.sample.plan_rows import content_group, lines, numbered
from webapp.submissions.kinds import PAPERS_DUTY

YEAR = 2021
DRAFTED_ON = date(2020, 8, 12)
TOPIC = "Công tác Đoàn và phong trào thanh niên năm 2021"
CONTENTS = (
    ("Công tác xây dựng Đoàn", ("Công tác cán bộ đoàn.", "Công tác đoàn viên.")),
    ("Phong trào thanh niên", ("Công trình, phần việc thanh niên.",)),
)
ROUNDS = (  # title, first day, last day, papers by (until 17:00), papers
    (
        "Kiểm tra đợt 1",
        date(2021, 5, 10),
        date(2021, 5, 21),
        date(2021, 5, 6),
        ("Báo cáo công tác Đoàn", "Sổ đoàn viên"),
    ),
    (
        "Kiểm tra đợt 2",
        date(2021, 11, 8),
        date(2021, 11, 19),
        date(2021, 11, 4),
        ("Báo cáo công tác Đoàn", "Sổ thu, nộp đoàn phí"),
    ),
)


def draft(issuer_id: int, people: dict[str, User]) -> None:
    """Write the plan and its paper as drafts. Commits."""
    plan = _plan(issuer_id)
    db.session.add(plan)
    db.session.flush()
    for activity, (*_, papers) in zip(plan.activities, ROUNDS, strict=True):
        db.session.add_all(
            numbered([content_group(plan, title, said, (), activity) for title, said in CONTENTS])
        )
        own = {"activity_id": activity.id}
        db.session.add_all(numbered(RequiredPaper(label=label, **own) for label in papers))
        seats = (("ct-btv1", "head"), ("ct-ubkt1", "secretary"))
        db.session.add_all(
            numbered(
                Seat(role=role, user_id=people[name].id, title=people[name].position, **own)
                for name, role in seats
            )
        )
    last_id = plan.activities[-1].id
    db.session.commit()
    two_teams.divide(last_id, people)
    composition.compose(plan, people["ct-kehoach"])


def _plan(issuer_id: int) -> Plan:
    board = select(Plan.organization_id).where(Plan.issuer_id == issuer_id)
    return Plan(
        issuer_id=issuer_id,
        organization_id=db.session.scalars(board).one(),
        year=YEAR,
        title="Kiểm tra, giám sát của Ban Thường vụ Đoàn Khối năm 2021",
        opening="Ban Thường vụ Đoàn Khối lập kế hoạch kiểm tra, giám sát năm 2021 như sau:",
        authority="TM. BAN THƯỜNG VỤ",
        signing_position="BÍ THƯ",
        signatory=SECRETARY,
        reaches_all=False,
        lines=lines(
            {
                "purpose": ["Giúp cơ sở Đoàn thực hiện tốt hơn nghị quyết và Điều lệ Đoàn."],
                "duty_lower": ["Đơn vị được kiểm tra gửi tài liệu đúng hạn."],
                "recipient": texts.LINES["recipient"],
            }
        ),
        activities=numbered(_round(*one) for one in ROUNDS),
    )


def _round(title: str, opens_on: date, closes_on: date, by: date, _: tuple[str, ...]) -> Activity:
    return Activity(
        kind=ROUND.key,
        title=title,
        duties=[
            Duty(
                kind=PAPERS_DUTY.key,
                owner="unit",
                label="Gửi tài liệu cho Đoàn",
                rule="at 17:00",
                anchor="fixed",
                fixed_on=by,
            ),
            Duty(
                kind=ROUND_REPORT_DUTY.key,
                owner="member",
                label="Báo cáo kết quả đợt",
                rule="7 working days after",
                anchor="round_end",
            ),
        ],
        round=Round(topic=TOPIC, opens_on=opens_on, closes_on=closes_on),
    )
