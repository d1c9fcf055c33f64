"""What the sample's committees did by themselves: their own plans, and two self-run reports."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents.pdf.render import render_pdf
from webapp.documents.tree import Block, Item, Paper, Paragraph, Signature
from webapp.organizations.models import Organization
from webapp.plans import queries
from webapp.plans.models import Activity, ActivityFigure, Assignment, Plan
from webapp.plans.services import own_plans
from webapp.rules.amounts import amount_text
from webapp.sample.dong_nai.plan import YEAR
from webapp.sample.living import Event, at
from webapp.submissions.kinds import SELF_RUN
from webapp.submissions.services import reports as submissions


@dataclass(frozen=True)
class OwnPlan:
    """A committee's plan under the Board's, and the day by which every cell knew it."""

    office: str
    symbol: str
    issued_on: date
    spread_on: date | None
    note: str = ""


@dataclass(frozen=True)
class Report:
    """A report of a committee that runs the plan by itself; figures in the plan's order."""

    office: str
    saved_on: date
    summary: str
    figures: tuple[int, ...]
    submitted: bool


OWN_PLANS = (
    OwnPlan("nhontrach", "41-KH/HU", date(2024, 1, 12), date(2024, 1, 26)),
    OwnPlan("bienhoa", "57-KH/TU", date(2024, 1, 19), date(2024, 2, 5)),
    OwnPlan("tanphu", "38-KH/HU", date(2024, 1, 24), date(2024, 2, 21)),
    OwnPlan("longthanh", "44-KH/HU", date(2024, 1, 30), date(2024, 2, 27)),
    OwnPlan("trangbom", "52-KH/HU", date(2024, 2, 19), None, "Đang quán triệt đến các chi bộ ấp."),
)
REPORTS = (
    Report(
        "longthanh",
        date(2024, 7, 3),
        "Sáu tháng đầu năm, Huyện ủy dự sinh hoạt tại 12 tổ chức cơ sở đảng. Nền nếp sinh hoạt "
        "được giữ vững; một số chi bộ chưa kiểm điểm nghị quyết tháng trước.",
        (12, 18, 6, 10, 6, 2, 0, 14, 11),
        True,
    ),
    Report(
        "trangbom",
        date(2024, 7, 5),
        "Đang tổng hợp kết quả của các tổ dự sinh hoạt sáu tháng đầu năm.",
        (8, 11, 4),
        False,
    ),
)


def events(plan_id: int, people: dict[str, User]) -> list[Event]:
    """Return what the committees did, each step with its hour."""
    plans_told = [
        (at(one.spread_on or one.issued_on, 15), 0, partial(_record, plan_id, one, people))
        for one in OWN_PLANS
    ]
    return [
        *plans_told,
        *((at(one.saved_on, 15), 0, partial(_report, plan_id, one, people)) for one in REPORTS),
    ]


def _record(plan_id: int, one: OwnPlan, people: dict[str, User]) -> None:
    organization = db.session.get_one(Organization, people[one.office].organization_id)
    values = {
        "symbol": one.symbol,
        "issued_on": one.issued_on,
        "spread_on": one.spread_on,
        "note": one.note,
    }
    plan = db.session.get_one(Plan, plan_id)
    found = queries.committee_plan(plan_id, organization.id)
    own_plans.record(plan, found, organization, values)


def _report(plan_id: int, one: Report, people: dict[str, User]) -> None:
    who = people[one.office]
    assignment = db.session.scalars(
        select(Assignment)
        .join(Assignment.activity)
        .options(
            joinedload(Assignment.organization),
            joinedload(Assignment.activity).selectinload(Activity.figures),
        )
        .where(
            Activity.plan_id == plan_id,
            Activity.kind == SELF_RUN.key,
            Assignment.organization_id == who.organization_id,
        )
        .execution_options(populate_existing=True)
    ).one()
    figures = assignment.activity.figures
    paper = render_pdf(_paper(one, assignment.organization, figures)) if one.submitted else None
    upload = FileStorage(BytesIO(paper), filename="bao-cao-tu-giam-sat.pdf") if paper else None
    submissions.save(
        assignment,
        None,
        who,
        summary=one.summary,
        figures={
            figure.id: Decimal(value) for figure, value in zip(figures, one.figures, strict=False)
        },
        upload=upload,
        submit=one.submitted,
    )


def _paper(one: Report, committee: Organization, figures: list[ActivityFigure]) -> Paper:
    told = zip(figures, one.figures, strict=False)
    blocks: list[Block] = [
        Paragraph(one.summary),
        *(
            Item(f"{figure.label}: {amount_text(Decimal(value))} {figure.unit}")
            for figure, value in told
        ),
    ]
    return Paper(
        style="party",
        superior="TỈNH ỦY ĐỒNG NAI",
        issuer=committee.name.upper(),
        number=96,
        symbol="BC/HU",
        place=committee.label,
        day=one.saved_on,
        kind="BÁO CÁO",
        summary=f"Kết quả tự dự, giám sát sinh hoạt chi bộ sáu tháng đầu năm {YEAR}",
        addressee=None,
        blocks=tuple(blocks),
        signatures=(Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Thi Ngọc Bảo Uyên"),),
        recipients=("Ban Tổ chức Tỉnh ủy", "Lưu Văn phòng"),
    )
