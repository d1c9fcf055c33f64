"""The plan 46-KH/ĐTN of 2020 as rows: its facts, told in words of our own."""

from collections.abc import Iterable
from datetime import date

from webapp.accounts.models import User
from webapp.attending.kinds import FINDINGS_DUTY
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS, MONTH_CALENDAR_DUTY, MONTH_REPORT_DUTY
from webapp.notices.kinds import NOTICE_DUTY
from webapp.observations.kinds import ONGOING
from webapp.plans.eligible_models import EligiblePost
from webapp.plans.models import Activity, Assignment, Duty, Plan
from webapp.plans.round_models import AgendaStep, AttendeeGroup, RequiredPaper, Round, Seat, Topic
from webapp.rounds.kinds import ROUND, ROUND_REPORT_DUTY
from webapp.sample.can_tho import texts
from webapp.sample.can_tho.organizations import Bodies
from webapp.sample.can_tho.people import SECRETARY
from webapp.sample.plan_rows import content_group, lines, load_bases, numbered, session_rows
from webapp.visits.kinds import ANNOUNCEMENT_DUTY

YEAR = 2020
NUMBER = 46
ISSUED_ON = date(2020, 2, 20)
MONTHS = range(3, 13)  # visits to the grassroots begin with the first month after the plan
UNITS_A_TOPIC = 5

FIRST, SECOND = "Kiểm tra đợt 1", "Kiểm tra đợt 2"
MARCH, SEPTEMBER = "Giám sát chuyên đề tháng 3", "Giám sát chuyên đề tháng 9"
VISITS, STANDING = "Đi cơ sở, dự sinh hoạt chi đoàn", "Giám sát thường xuyên"
ROUNDS = {  # title: first day, last day, units
    FIRST: (date(2020, 5, 11), date(2020, 5, 22), None),
    SECOND: (date(2020, 11, 10), date(2020, 11, 25), None),
    MARCH: (date(2020, 3, 1), date(2020, 3, 31), UNITS_A_TOPIC),
    SEPTEMBER: (date(2020, 9, 1), date(2020, 9, 30), UNITS_A_TOPIC),
}
TEAMS = {  # head, secretary, members: from the standing and the inspection committee (III)
    FIRST: ("ct-btv1", "ct-ubkt1", "ct-btv3", "ct-ubkt2"),
    SECOND: ("ct-btv1", "ct-ubkt3", "ct-btv4", "ct-ubkt4"),
    MARCH: ("ct-btv2", "ct-ubkt5", "ct-ubkt6"),
    SEPTEMBER: ("ct-btv2", "ct-ubkt7", "ct-btv5"),
}
ROUND_DUTIES = (  # kind, owner, words, rule, anchor (III and IV.3)
    (
        ANNOUNCEMENT_DUTY.key,
        "planner",
        "Thông báo thành phần, thời gian làm việc",
        "5 working days before",
        "round_start",
    ),
    (ROUND_REPORT_DUTY.key, "member", "Báo cáo kết quả đợt", "7 working days after", "round_end"),
)
VISIT_DUTIES = (  # (II.3 and IV.2)
    (NOTICE_DUTY.key, "unit", "Gửi lịch sinh hoạt", "before day 20", "month_before"),
    (MONTH_CALENDAR_DUTY.key, "planner", "Phân công dự sinh hoạt", "on day 25", "month_before"),
    (FINDINGS_DUTY.key, "member", "Báo cáo buổi dự", "3 working days after", "meeting"),
    (MONTH_REPORT_DUTY.key, "planner", "Báo cáo Thành đoàn", "on day 5", "month_after"),
)


def load_plan(bodies: Bodies, people: dict[str, User]) -> Plan:
    """Add the plan as a draft, whole. Flushes, does not commit."""
    plan = Plan(
        issuer_id=bodies.issuer.id,
        organization_id=bodies.board.id,
        year=YEAR,
        title=texts.TITLE,
        opening=texts.OPENING,
        closing=texts.CLOSING,
        authority="TM. BAN THƯỜNG VỤ",
        signing_position="BÍ THƯ",
        signatory=SECRETARY,
        lines=lines(texts.LINES),
        activities=numbered([*map(_round, ROUNDS), _visits(), _standing()]),
    )
    db.session.add(plan)
    db.session.flush()
    by_title = {one.title: one for one in plan.activities}
    groups = [
        content_group(plan, title, contents, books, by_title[of])
        for of, title, contents, books in texts.GROUPS
    ]
    db.session.add_all(numbered(groups))
    for title in ROUNDS:
        db.session.add_all(_round_rows(by_title[title], people))
    db.session.add_all(
        numbered(
            Topic(activity_id=by_title[STANDING].id, text=text, basis=basis)
            for text, basis in texts.TOPICS
        )
    )
    db.session.add_all(numbered(_eligible(by_title[VISITS])))
    load_bases(plan, texts.BASES)
    db.session.add_all(_assignments(by_title[VISITS], bodies))
    db.session.flush()
    return plan


def _duties(
    rows: Iterable[tuple[str, str, str, str, str]],
) -> list[Duty]:
    return [
        Duty(kind=kind, owner=owner, label=label, rule=rule, anchor=anchor)
        for kind, owner, label, rule, anchor in rows
    ]


def _round(title: str) -> Activity:
    opens_on, closes_on, wanted = ROUNDS[title]
    return Activity(
        kind=ROUND.key,
        title=title,
        duties=_duties(ROUND_DUTIES),
        round=Round(
            topic="\n".join(texts.ROUND_TOPICS[title]),
            opens_on=opens_on,
            closes_on=closes_on,
            units_wanted=wanted,
        ),
    )


def _visits() -> Activity:
    return Activity(kind=GRASSROOTS.key, title=VISITS, duties=_duties(VISIT_DUTIES))


def _standing() -> Activity:
    return Activity(kind=ONGOING.key, title=STANDING)


def _round_rows(
    activity: Activity, people: dict[str, User]
) -> Iterable[Seat | AttendeeGroup | AgendaStep | RequiredPaper]:
    """Yield the team of a round, whom the unit invites, the running order and the papers."""
    head, secretary, *others = TEAMS[activity.title]
    roles = [(head, "head"), (secretary, "secretary"), *((name, "member") for name in others)]
    yield from numbered(
        Seat(
            activity_id=activity.id,
            role=role,
            user_id=people[name].id,
            title=people[name].position,
        )
        for name, role in roles
    )
    yield from session_rows(activity, texts.INVITED, texts.AGENDA, texts.PAPERS)


def _eligible(visits: Activity) -> Iterable[EligiblePost]:
    """Yield who may be sent (III): a secretary carries half, and goes twice a month at most."""
    yield EligiblePost(activity_id=visits.id, post="secretary", share=50, most=2)
    for post in ("standing_committee", "executive_committee", "inspection_committee"):
        yield EligiblePost(activity_id=visits.id, post=post)


def _assignments(visits: Activity, bodies: Bodies) -> Iterable[Assignment]:
    """Every union sends its branches' meetings of every month (II.3)."""
    for month in MONTHS:
        for union in bodies.unions.values():
            yield Assignment(
                issuer_id=bodies.issuer.id,
                organization_id=union.id,
                activity_id=visits.id,
                month=date(YEAR, month, 1),
            )
