"""The rows of the small world, made one by one."""

from datetime import date
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document, RegisterTerm
from webapp.documents.tree import Body, Paragraph
from webapp.documents.tree.as_json import to_json
from webapp.organizations.models import Issuer, Level, Organization
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import (
    Activity,
    ActivityFigure,
    Assignment,
    ChecklistItem,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
)
from webapp.rules.scoring import standard_rubric
from webapp.visits.models import Criterion, Rubric

PASSWORD = "mat-khau-thu"
KEY = "0123456789abcdef" * 2  # as long as a secret key must be
COST = (1, 8, 1)  # rounds, KiB, lanes: as cheap as a hash can be, for hundreds of tests sign in
_HASH = PasswordHasher(COST[0], memory_cost=COST[1], parallelism=COST[2]).hash(PASSWORD)

PEOPLE = (  # user name, organization, roles
    ("planner", "Ban Tổ chức Tỉnh ủy", ["planner"]),
    ("leader", "Ban Tổ chức Tỉnh ủy", ["leader"]),
    ("member", "Ban Tổ chức Tỉnh ủy", ["member"]),
    ("member2", "Ban Tổ chức Tỉnh ủy", ["member"]),
    ("admin", "Ban Tổ chức Tỉnh ủy", ["administrator"]),
    ("reader", "Ban Tổ chức Tỉnh ủy", ["reader"]),
    ("office", "Đảng bộ huyện Nhơn Trạch", ["office"]),
    ("colleague", "Đảng bộ huyện Nhơn Trạch", ["office"]),
    ("other", "Đảng bộ huyện Tân Phú", ["office"]),
    ("selfrun", "Đảng bộ huyện Long Thành", ["office"]),
)


def add(*rows: Any) -> Any:
    """Add rows and give them their numbers; return the first."""
    db.session.add_all(rows)
    db.session.flush()
    return rows[0]


def organization(
    issuer: Issuer, level: Level, name: str, parent: Organization | None
) -> Organization:
    row: Organization = add(
        Organization(
            issuer_id=issuer.id,
            level_id=level.id,
            name=name,
            parent_id=parent.id if parent else None,
            short_name=name.removeprefix("Đảng bộ huyện "),
            place=f"Hội trường {name}",
        )
    )
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    return row


def build() -> None:
    """Fill an empty database."""
    issuer = _issuer("Ban Tổ chức Tỉnh ủy Đồng Nai", "BTCTU", "Đồng Nai")
    levels = [
        add(
            Level(
                issuer_id=issuer.id, position=n, name=name, is_planned=n == 3, holds_meetings=n > 3
            )
        )
        for n, name in enumerate(
            (
                "Tỉnh ủy",
                "Cơ quan tham mưu",
                "Cấp ủy trực thuộc tỉnh",
                "Tổ chức cơ sở đảng",
                "Chi bộ",
            ),
            1,
        )
    ]
    root = organization(issuer, levels[0], "Tỉnh ủy Đồng Nai", None)
    organizations = {
        "Ban Tổ chức Tỉnh ủy": organization(issuer, levels[1], "Ban Tổ chức Tỉnh ủy", root)
    }
    for name in ("Nhơn Trạch", "Tân Phú", "Long Thành"):
        committee = organization(issuer, levels[2], f"Đảng bộ huyện {name}", root)
        organizations[committee.name] = committee
        base = organization(issuer, levels[3], f"Đảng bộ xã Phú Hội {name}", committee)
        for number in (1, 2, 10):
            organization(issuer, levels[4], f"Chi bộ ấp {number} {name}", base)
    for username, where, roles in PEOPLE:
        _person(username, organizations[where], roles)
    _issued(_plan(issuer, organizations))
    _rubric(issuer)
    _stranger()
    db.session.commit()


def _issuer(name: str, code: str, place: str) -> Issuer:
    row: Issuer = add(
        Issuer(
            name=name,
            code=code,
            place=place,
            superior_line=f"TỈNH ỦY {place.upper()}",
            own_line="BAN TỔ CHỨC",
        )
    )
    add(
        RegisterTerm(
            issuer_id=row.id,
            name="2020-2025",
            first_day=date(2020, 10, 15),
            last_day=date(2025, 9, 30),
        )
    )
    return row


def _person(username: str, where: Organization, roles: list[str]) -> User:
    row: User = add(
        User(
            issuer_id=where.issuer_id,
            organization_id=where.id,
            username=username,
            roles=roles,
            full_name=f"Người {username}",
            position="Chuyên viên",
            password_hash=_HASH,
            created_at=clock.now(),
        )
    )
    return row


def _plan(issuer: Issuer, organizations: dict[str, Organization]) -> Plan:
    board = organizations["Ban Tổ chức Tỉnh ủy"]
    plan: Plan = add(
        Plan(
            issuer_id=issuer.id,
            organization_id=board.id,
            year=2024,
            title="Dự, giám sát sinh hoạt thường kỳ của đảng ủy, chi bộ năm 2024",
            opening="Thực hiện các hướng dẫn hiện hành, Ban Tổ chức xây dựng kế hoạch như sau:",
            closing="Đề nghị các đơn vị phối hợp thực hiện.",
            authority="K/T TRƯỞNG BAN",
            signing_position="PHÓ TRƯỞNG BAN",
            signatory="Trần Văn Mẫu",
        )
    )
    for position, part in enumerate(("purpose", "requirement", "method", "recipient"), 1):
        add(PlanLine(plan_id=plan.id, part=part, position=position, text=f"Nội dung {part}"))
    for number in (1, 2):
        group = add(ContentGroup(plan_id=plan.id, position=number, title=f"Nhóm nội dung {number}"))
        for item in (1, 2):
            add(
                ChecklistItem(
                    group_id=group.id,
                    position=item,
                    text=f"Nội dung {number}.{item}",
                    is_record_book=number == 2 and item == 2,
                )
            )
    attend = add(
        Activity(
            plan_id=plan.id, position=1, kind="attend", title="Dự sinh hoạt", minimum_thematic=1
        )
    )
    own = add(Activity(plan_id=plan.id, position=2, kind="self_run", title="Tự giám sát"))
    for kind, owner, rule, anchor in (
        ("notice", "unit", "30 days before", "meeting"),
        ("choice", "planner", "20 days before", "month"),
        ("announcement", "planner", "5 working days before", "meeting"),
        ("preparation", "unit", "2 working days before", "meeting"),
        ("findings", "member", "3 working days after", "meeting"),
        ("result_letter", "planner", "7 working days after", "meeting"),
    ):
        add(
            Duty(
                activity_id=attend.id, kind=kind, owner=owner, rule=rule, anchor=anchor, label=kind
            )
        )
    add(
        Duty(
            activity_id=own.id,
            kind="self_report",
            owner="unit",
            rule="on the day",
            anchor="fixed",
            fixed_on=date(2024, 12, 16),
            label="Báo cáo tự giám sát",
        )
    )
    for position, label in enumerate(("Số chi bộ được dự", "Số cuộc chuyên đề"), 1):
        add(ActivityFigure(activity_id=own.id, position=position, label=label, unit="cuộc"))
    for month, name in ((date(2024, 3, 1), "Nhơn Trạch"), (date(2024, 4, 1), "Tân Phú")):
        add(
            Assignment(
                activity_id=attend.id,
                issuer_id=issuer.id,
                month=month,
                organization_id=organizations[f"Đảng bộ huyện {name}"].id,
            )
        )
    add(
        Assignment(
            activity_id=own.id,
            issuer_id=issuer.id,
            month=None,
            organization_id=organizations["Đảng bộ huyện Long Thành"].id,
        )
    )
    return plan


def _issued(plan: Plan) -> None:
    """Add the plan's paper, issued as number 73, with one sentence."""
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    paper = letterhead(issuer, PLAN_PAPER, Body(plan.title, [Paragraph("Nội dung.")]))
    author = db.session.scalars(select(User).where(User.username == "planner")).one()
    add(
        Document(
            issuer_id=plan.issuer_id,
            organization_id=plan.organization_id,
            kind="plan",
            subject_kind="plan",
            subject_id=plan.id,
            summary=plan.title,
            symbol="KH/BTCTU",
            number=73,
            period="2024",
            content=to_json(paper),
            created_at=clock.now(),
            author_id=author.id,
            issued_at=clock.at(date(2024, 1, 3), 9),
            issued_on=date(2024, 1, 3),
        )
    )


def _rubric(issuer: Issuer) -> None:
    rubric = add(Rubric(issuer_id=issuer.id, name="Tiêu chí mẫu", valid_from=date(2019, 2, 13)))
    position = 0
    for group in standard_rubric().groups:
        for criterion in group.criteria:
            position += 1
            add(
                Criterion(
                    rubric_id=rubric.id,
                    position=position,
                    group_title=group.title,
                    title=criterion.title,
                    points=criterion.points,
                    is_conditional=criterion.conditional,
                )
            )


def _stranger() -> None:
    issuer = _issuer("Ban Tổ chức Tỉnh ủy Khác", "BTCTUK", "Khác")
    level = add(Level(issuer_id=issuer.id, position=1, name="Tỉnh ủy", holds_meetings=True))
    where = organization(issuer, level, "Tỉnh ủy Khác", None)
    _person("stranger", where, ["planner", "leader", "member", "administrator"])
