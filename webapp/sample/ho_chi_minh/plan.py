"""The plan 65-KH/ĐTN of 2023 as rows: its facts, told in words of our own."""

from collections.abc import Iterable
from datetime import date

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import TemplateText
from webapp.plans.models import Activity, ActivityFigure, Assignment, Duty, Plan
from webapp.plans.round_models import OutlinePart, Round, Seat
from webapp.rounds.kinds import ROUND, ROUND_REPORT
from webapp.sample.ho_chi_minh import texts
from webapp.sample.ho_chi_minh.organizations import COMMISSIONS, SUPERVISED, Bodies
from webapp.sample.ho_chi_minh.people import APPROVER, HEAD
from webapp.sample.plan_rows import content_group, lines, load_bases, numbered, session_rows
from webapp.submissions.kinds import SELF_REPORT_DUTY

YEAR = 2023
NUMBER = 65
ISSUED_ON = date(2023, 8, 7)
KICK_OFF = clock.at(date(2023, 8, 18), 9)
PAPERS_BY = date(2023, 9, 11)
SESSIONS_ON = date(2023, 9, 19)
COVERED = (date(2022, 11, 1), date(2023, 7, 31))

TEAM = (  # user name, role
    ("hcm-lanhdao", "head"),
    ("hcm-pho1", "member"),
    ("hcm-pho2", "member"),
    ("hcm-thuky", "secretary"),
)
DUTIES = (  # kind, owner, words, rule, anchor, fixed day (II.5, III.3)
    (
        SELF_REPORT_DUTY.key,
        "unit",
        "Gửi báo cáo theo đề cương và tài liệu",
        "at 17:00",
        "fixed",
        PAPERS_BY,
    ),
)


def load_plan(bodies: Bodies, people: dict[str, User]) -> Plan:
    """Add the plan as a draft, whole. Flushes, does not commit."""
    plan = _plan(bodies)
    db.session.add(plan)
    db.session.flush()
    (activity,) = plan.activities
    db.session.add_all(numbered([content_group(plan, texts.TOPIC, texts.CONTENTS, (), activity)]))
    db.session.add_all(_round_rows(activity, people))
    db.session.add_all(_assignments(activity, bodies))
    db.session.add(_recipients(bodies))
    _load_outline(activity)
    load_bases(plan, texts.BASES, texts.CITED)
    return plan


def _plan(bodies: Bodies) -> Plan:
    return Plan(
        issuer_id=bodies.issuer.id,
        organization_id=bodies.board.id,
        year=YEAR,
        title=texts.TITLE,
        opening=texts.OPENING,
        closing=texts.CLOSING,
        authority="TM. BAN THƯỜNG VỤ ĐOÀN KHỐI",
        signing_position="BÍ THƯ",
        signatory=HEAD,
        co_authority="T/M BAN THƯỜNG VỤ ĐẢNG ỦY KHỐI",
        co_position="PHÓ BÍ THƯ",
        co_signatory=APPROVER,
        co_style="party",
        reaches_all=False,
        lines=lines(texts.LINES),
        activities=[_activity()],
    )


def _activity() -> Activity:
    return Activity(
        position=1,
        kind=ROUND.key,
        title=f"Giám sát chuyên đề “{texts.TOPIC}”",
        duties=[
            Duty(kind=kind, owner=owner, label=label, rule=rule, anchor=anchor, fixed_on=day)
            for kind, owner, label, rule, anchor, day in DUTIES
        ],
        round=Round(
            topic=texts.TOPIC,
            opens_on=SESSIONS_ON,
            closes_on=SESSIONS_ON,
            units_wanted=len(SUPERVISED),
            covered_from=COVERED[0],
            covered_to=COVERED[1],
            kick_off_at=KICK_OFF,
            kick_off_place=(
                "Phòng họp Đảng ủy Khối Dân - Chính - Đảng Thành phố "
                "(Số 32 Trương Định, Phường Võ Thị Sáu, Quận 3)"
            ),
            kick_off_people="\n".join(texts.KICK_OFF_PEOPLE),
        ),
    )


def _round_rows(activity: Activity, people: dict[str, User]) -> Iterable[object]:
    """Yield the team with the bodies invited, whom the unit invites, the agenda, the papers."""
    own = {"activity_id": activity.id}
    yield from numbered(
        [
            *(
                Seat(role=role, user_id=people[name].id, title=people[name].position, **own)
                for name, role in TEAM
            ),
            *(Seat(body=f"{name} Đảng ủy Khối", **own) for name in COMMISSIONS),
        ]
    )
    invited = [(*group, True) for group in texts.INVITED]
    yield from session_rows(activity, invited, texts.AGENDA, texts.PAPERS)


def _assignments(activity: Activity, bodies: Bodies) -> Iterable[Assignment]:
    for short in SUPERVISED:
        yield Assignment(
            issuer_id=bodies.issuer.id,
            organization_id=bodies.committees[short].id,
            activity_id=activity.id,
        )


def _recipients(bodies: Bodies) -> TemplateText:
    """Where the round's report goes, in the body's own words."""
    return TemplateText(
        issuer_id=bodies.issuer.id,
        kind=ROUND_REPORT.key,
        part="recipients",
        text=texts.REPORT_RECIPIENTS,
    )


def _load_outline(activity: Activity) -> None:
    parts = numbered(
        OutlinePart(
            activity_id=activity.id,
            level=level,
            kind=kind,
            title=title,
            hint=hint,
            columns=list(texts.PAPER_COLUMNS) if kind == "table" else [],
            is_optional=optional,
        )
        for level, kind, title, hint, optional in texts.OUTLINE
    )
    db.session.add_all(parts)
    db.session.flush()
    by_title = {one.title: one.id for one in parts}
    db.session.add_all(
        numbered(
            ActivityFigure(activity_id=activity.id, part_id=by_title[part], label=label, unit=unit)
            for part, label, unit in texts.FIGURES
        )
    )
