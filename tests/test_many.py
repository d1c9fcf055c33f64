"""No page grows with the people and bodies that one may choose from: among many one searches.

Every page is opened as who may, before and after 500 people and 2,000 bodies have come.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dues import set_milestone
from tests.full_world import ids
from tests.people import add_colleagues
from tests.queries import MOST, statements
from tests.test_routes import PEOPLE, addresses, fill, rows
from tests.world import World, add, local
from webapp.accounts.models import User
from webapp.administration.forms.changes import FORMS
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.grassroots.views.month import VIEWS
from webapp.notices.models import REGULAR, Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import TeamMember, Visit

Values = dict[str, Any]
COMMUNE = "Đảng bộ xã Phú Hội Nhơn Trạch"
COMMITTEES, COMMUNES, CELLS, COLLEAGUES = 300, 200, 1500, 500
MOST_MORE = 80  # things to choose between, beside those there were: twenty people, four roles
MOST_BYTES = 60_000
FEW_BYTES = 6_000  # by which a full page differs from another: names are longer or shorter
OFFERED = re.compile(r"<option\b|type=\"(?:radio|checkbox)\"")


def bodies(world: World, like: str, above: Organization, count: int) -> list[Organization]:
    model = world.organization(like)
    made = [
        Organization(
            issuer_id=model.issuer_id,
            level_id=model.level_id,
            parent_id=above.id,
            name=f"{like} thứ {number}",
        )
        for number in range(count)
    ]
    db.session.add_all(made)
    db.session.flush()
    for one in made:
        one.path = f"{above.path}{one.id}/"
    return made


def grow(world: World) -> tuple[list[Organization], list[Organization]]:
    """Add them; return the committees and the communes."""
    district = world.organization("Đảng bộ huyện Nhơn Trạch")
    root = db.session.get_one(Organization, district.parent_id)
    committees = bodies(world, "Đảng bộ huyện Tân Phú", root, COMMITTEES)
    communes = bodies(world, COMMUNE, district, COMMUNES)
    bodies(world, "Chi bộ ấp 1 Nhơn Trạch", world.organization(COMMUNE), CELLS)
    add_colleagues(world, COLLEAGUES)
    add_accounts(world, communes)
    db.session.commit()
    return committees, communes


def add_accounts(world: World, communes: Sequence[Organization]) -> None:
    """Let somebody sign in for every commune."""
    office = world.user("office")
    db.session.add_all(
        User(
            issuer_id=office.issuer_id,
            organization_id=one.id,
            username=f"xa{one.id}",
            full_name=f"Trần Thị Xã {number}",
            roles=["office"],
            position="Văn phòng",
            password_hash=office.password_hash,
            created_at=clock.now(),
        )
        for number, one in enumerate(communes)
    )


def assign(
    world: World,
    committees: Sequence[Organization],
    communes: Sequence[Organization],
) -> None:
    """Give every committee a month of meetings, and every commune three of its calendars."""
    grassroots = db.session.scalars(
        select(Activity.id).where(Activity.kind == GRASSROOTS.key)
    ).one()
    attend = world.assignment().activity_id
    wanted = [(attend, one, 1 + place % 12) for place, one in enumerate(committees)]
    months = ((one, month) for one in communes for month in (1, 2, 3))
    wanted += [(grassroots, one, month) for one, month in months]
    rows = [
        Assignment(
            issuer_id=one.issuer_id,
            activity_id=activity_id,
            organization_id=one.id,
            month=date(2024, month, 1),
        )
        for activity_id, one, month in wanted
    ]
    db.session.add_all(rows)
    db.session.flush()
    for row, (_, one, _) in zip(rows, wanted, strict=True):
        set_milestone(
            kind="notice",
            subject=("assignment", row.id),
            organization=one,
            label="Gửi lịch",
            owner="unit",
            rule="30 days before",
            anchor=row.month,
            plan_id=world.plan.id,
        )


def engage(world: World, committees: Sequence[Organization], first: int) -> None:
    """Let a meeting of every committee be visited in one month, of three one by nobody.

    Of the others two each are on one day and have the same two colleagues, from the *first* on.
    """
    assigned = select(Assignment.organization_id, Assignment.id).where(
        Assignment.activity_id == world.assignment().activity_id
    )
    assignments = dict(db.session.execute(assigned).all())
    colleagues = db.session.scalars(select(User.id).where(User.username.like("them%"))).all()
    for place, one in enumerate(committees):
        meeting = add(
            Meeting(
                issuer_id=one.issuer_id,
                organization_id=one.id,
                starts_at=local(2024, 3, 1 + place // 3 % 28),
                place="Hội trường",
                kind=REGULAR,
                received_on=clock.today(),
            )
        )
        visit = add(
            Visit(
                issuer_id=one.issuer_id,
                organization_id=one.id,
                assignment_id=assignments[one.id],
                meeting_id=meeting.id,
            )
        )
        if place % 3:
            head, member = colleagues[first + place // 3 * 2 :][:2]
            add(
                TeamMember(visit_id=visit.id, user_id=head, role="head"),
                TeamMember(visit_id=visit.id, user_id=member, role="member"),
            )


def pages(app: Flask, values: Values) -> Iterator[tuple[str, str, str]]:
    """Yield (endpoint, person, address) of every page, as the first who may open it."""
    for method, endpoint, cells in rows():
        open_to = [who for who, cell in zip(PEOPLE, cells, strict=True) if cell == "ok"]
        if method == "GET" and open_to:
            who = "admin" if "admin" in open_to else open_to[0]
            who = "planner" if "planner" in open_to else who
            yield endpoint, who, fill(addresses(app)["GET", endpoint], endpoint, values)
    for kind in FORMS:
        for number in (values["organization_id"], values["commune_id"]):
            address = f"/organizations/change/{kind}?id={number}"
            yield f"organizations.change {kind}", "admin", address
    yield "visits.roster 2024-03", "planner", "/visits/roster?month=2024-03"
    yield "visits.index 2024-03", "planner", "/visits?month=2024-03"
    for view in VIEWS:
        address = f"/grassroots/{values['grassroots_id']}?month=2024-03&view={view}"
        yield f"grassroots.calendar {view}", "planner", address


def file_calendars(world: World, communes: Sequence[Organization]) -> None:
    """File the calendar of March of every commune: two meetings, decided by nobody."""
    march = select(Assignment).where(
        Assignment.organization_id.in_([one.id for one in communes]),
        Assignment.month == date(2024, 3, 1),
    )
    for place, one in enumerate(db.session.scalars(march).all()):
        own = {"issuer_id": one.issuer_id, "organization_id": one.organization_id}
        clerk = world.user("office").id
        filed = Notice(**own, assignment_id=one.id, filed_at=clock.now(), filed_by_id=clerk)
        notice = add(filed)
        add(
            *(
                Meeting(
                    **own,
                    notice_id=notice.id,
                    starts_at=local(2024, 3, 4 + place % 4 + week),
                    place="Hội trường",
                    kind=REGULAR,
                    received_on=clock.today(),
                )
                for week in (0, 7)
            )
        )


def known(app: Flask, world: World) -> list[tuple[str, str, str]]:
    """Fill the world; return every page of it."""
    values = ids(world)
    values["commune_id"] = world.organization(COMMUNE).id
    db.session.commit()
    return list(pages(app, values))


@pytest.mark.database
def test_no_page_grows_with_the_people_and_bodies_to_choose_from(
    app: Flask, world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    found = known(app, world)
    clients = {who: sign_in(who) for who in {one[1] for one in found}}
    before = {address: sizes(clients[who], address) for _, who, address in found}
    grow(world)
    wrong = []
    for endpoint, who, address in found:
        offered, length, asked = before[address]
        now = sizes(clients[who], address)
        is_longer = now[1] > length + MOST_BYTES
        if now[0] > offered + MOST_MORE or is_longer or now[2] > max(asked, MOST):
            told = f"{offered} → {now[0]} choices, {length} → {now[1]} bytes, {now[2]} queries"
            wrong.append(f"{endpoint}: {told}")
    assert not wrong, "\n".join(wrong)


def sizes(client: FlaskClient, address: str) -> tuple[int, int, int]:
    with statements() as asked:
        answer = client.get(address)
    if answer.mimetype != "text/html":
        return 0, 0, 0
    return len(OFFERED.findall(answer.text)), len(answer.data), len(asked)


@pytest.mark.database
def test_no_page_grows_with_what_bodies_are_given_to_do(
    app: Flask, world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    found = known(app, world)
    committees, communes = grow(world)
    clients = {who: sign_in(who) for who in {one[1] for one in found}}
    sizes_then = []
    # The first part fills every page.
    for part, half in ((slice(200), slice(100)), (slice(200, None), slice(100, None))):
        assign(world, committees[part], communes[half])
        engage(world, committees[part], part.start or 0)
        file_calendars(world, communes[half])
        db.session.commit()
        sizes_then.append({at: sizes(clients[who], at) for _, who, at in found})
    wrong = [
        f"{endpoint}: {before} → {now} choices, bytes, queries"
        for endpoint, _, at in found
        for before, now in [(sizes_then[0][at], sizes_then[1][at])]
        if now[0] > before[0] or now[1] > before[1] + FEW_BYTES or now[2] > max(before[2], MOST)
    ]
    assert not wrong, "\n".join(wrong)
