"""No page asks more than twelve queries, with ten rows or with a thousand.

But one: whoever may act on a paper sees whether it still says what its rows say, which composes it
again. That costs what composing costs, whatever the number of rows; lists of papers never do.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dues import filed, set_milestone
from tests.full_world import Values
from tests.queries import MOST, counted
from tests.test_bad_input import first_in
from tests.test_routes import addresses, fill, rows
from tests.world import World, local
from webapp.attending.models import Phrase, Recommendation, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.followup.models import Answer
from webapp.grassroots.models import MonthlyCalendar
from webapp.milestones.models import Message
from webapp.notices.models import REGULAR, Meeting
from webapp.observations.models import Observation
from webapp.plans.models import Activity, BasisPaper, PlanLine
from webapp.visits.models import TeamMember, Visit

MANY = 1000
MOST_OF_A_PAPER = 24
REDIRECTS = {
    "accounts.sign_in",
    "grassroots.index",
    "grassroots.month",
    "plans.own_plan",
    "reports.latest",
}
# What is looked over before it is final: their own tests make rows ready for it, and count.
NOT_READY = {"documents.ask_issue", "submissions.ask_submit", "visits.ask_close"}


def grow(world: World, values: dict[str, int | str]) -> None:
    """Add a thousand of everything that grows with the years, near the rows of the full world."""
    issuer_id, committee = world.issuer.id, world.organization("Đảng bộ huyện Nhơn Trạch")
    planner, member = world.user("planner"), world.user("member")
    visit = db.session.get_one(Visit, values["visit_id"])
    own = {"issuer_id": issuer_id, "organization_id": committee.id}
    made: list[Any] = []
    for number in range(MANY):
        made += [
            Message(user_id=planner.id, text=f"Tin {number}", created_at=clock.now()),
            Remark(
                visit_id=visit.id,
                kind="strength",
                text=f"Ưu điểm {number}",
                author_id=member.id,
                created_at=clock.now(),
            ),
            Phrase(issuer_id=issuer_id, kind="strength", text=f"Câu {number}"),
            PlanLine(plan_id=values["plan_id"], part="purpose", position=number + 10, text="Thêm"),
            BasisPaper(
                issuer_id=issuer_id,
                symbol=f"{number}-QĐ/TW",
                kind="Quyết định",
                issued_on=clock.today(),
                issued_by="Trung ương",
                about="việc khác",
            ),
            Document(
                **own,
                kind="result_letter",
                subject_kind="desk",
                subject_id=number,
                summary=f"Văn bản {number}",
                symbol="TB/BTCTU",
                created_at=clock.now(),
                author_id=planner.id,
                content={},
            ),
            Answer(
                **own,
                recommendation_id=values["recommendation_id"],
                text="Đã làm",
                author_id=world_office(world),
                created_at=clock.now(),
                decision="returned",
            ),
        ]
    note = db.session.get_one(Observation, values["observation_id"])
    made += [
        Observation(
            **own,
            topic_id=note.topic_id,
            kind="strength",
            text=f"Ghi nhận {number}",
            noted_on=note.noted_on,
            author_id=member.id,
            created_at=note.created_at,
        )
        for number in range(MANY)
    ]
    db.session.add_all(made)
    db.session.flush()
    _grow_meetings(world, values, own)
    world.cells(MANY)
    for number in range(MANY):
        set_milestone(
            kind="approval",
            subject=("document", 10_000 + number),
            owner="leader",
            organization=committee,
            label="Duyệt",
            rule="on the day",
            anchor=clock.today(),
        )
    db.session.commit()


def world_office(world: World) -> int:
    return world.user("office").id


def _grow_meetings(world: World, values: dict[str, int | str], own: dict[str, int]) -> None:
    # One form takes two hundred meetings; the others stand in another committee's notice.
    full = world.notice("Tân Phú").id
    meetings = [
        Meeting(**own, notice_id=values["notice_id"] if number < 190 else full, kind=REGULAR,
                starts_at=local(2024, 3, 1 + number % 28), place="Hội trường",
                received_on=clock.today())
        for number in range(MANY)
    ]  # fmt: skip
    filed(clock.today(), *meetings)
    visits = [
        Visit(**own, assignment_id=values["assignment_id"], meeting_id=meeting.id)
        for meeting in meetings
    ]
    db.session.add_all(visits)
    db.session.flush()
    member = world.user("member").id
    db.session.add_all(TeamMember(visit_id=one.id, user_id=member, role="head") for one in visits)
    db.session.add_all(
        Recommendation(**own, visit_id=values["visit_id"], text=f"Kiến nghị {number}",
                       owner="Chi ủy", due_on=clock.today(), created_at=clock.now())
        for number in range(MANY)
    )  # fmt: skip
    db.session.flush()


def pages(app: Flask, values: dict[str, int | str]) -> list[tuple[str, str]]:
    """Return (person, address) of every page, seen by whom the table lets in first."""
    found = []
    for method, endpoint, cells in rows():
        person = first_in(cells)
        if method == "GET" and person and endpoint not in REDIRECTS | NOT_READY:
            found.append((person, fill(addresses(app)["GET", endpoint], endpoint, values)))
    return found


@pytest.mark.parametrize("many", [False, True], ids=["ten", "a thousand"])
def test_every_page_asks_at_most_twelve_queries(
    app: Flask, world: World, full: Values, sign_in: Callable[[str], FlaskClient], many: bool
) -> None:
    if many:
        grow(world, full)
    people: dict[str, FlaskClient] = {}
    asked = {}
    for person, address in pages(app, full):
        client = people.setdefault(person, sign_in(person))
        asked[address] = counted(client, address)
    too_many = {address: count for address, count in asked.items() if count > MOST}
    assert too_many == {}
    assert len(asked) > 30


def test_a_composed_paper_asks_at_most_what_composing_costs(
    app: Flask, world: World, full: Values, sign_in: Callable[[str], FlaskClient]
) -> None:
    grow(world, full)
    planner = world.user("planner")
    about: dict[str, list[int]] = {
        "plan": [world.plan.id],
        "synthesis": [int(full["synthesis_id"])],
        "assignment": [int(full["assignment_id"])],
        "visit": list(db.session.scalars(select(Visit.id).order_by(Visit.id).limit(5))),
        "round": list(db.session.scalars(select(Activity.id).where(Activity.kind == "round"))),
        "monthly_calendar": list(db.session.scalars(select(MonthlyCalendar.id))),
    }
    world.unissue()
    made = []
    for composer in composing.COMPOSERS:
        for subject_id in about[composer.subject_kind]:
            with suppress(Refused):
                subject = (composer.subject_kind, subject_id)
                made.append(composing.compose(composer.paper_kind, subject, planner))
    client = sign_in("planner")
    asked = {one.kind: counted(client, f"/documents/{one.id}") for one in made}
    assert {kind: count for kind, count in asked.items() if count > MOST_OF_A_PAPER} == {}
    assert {"plan", "synthesis", "announcement"} <= set(asked)
