"""Rows change under papers: a draft must be brought up to them, an issued paper be adjusted."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_of, looked_over
from tests.visits.amendments import guests
from tests.visits.test_announcing import choose, issue, text_of, told
from tests.world import World, add, local
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.engine import find
from webapp.organizations.models import Organization
from webapp.plans.models import PlanLine
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.models import Visit
from webapp.visits.services import announcing

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def chosen(world: World) -> list[Visit]:
    """Two visits of a closed month of a plan that says who attends, so that papers have no gap."""
    for part in ("attendee_upper", "attendee_lower"):
        add(PlanLine(plan_id=world.plan.id, part=part, position=1, text="Thường trực cấp ủy"))
    return choose(world)


def give(client: FlaskClient, world: World, visit: Visit, **roles: str) -> str:
    """Change who goes by the form, as the planner does; return the page that follows."""
    address = f"/visits/{visit.id}/team"
    form = next(one for one in forms_of(client, address) if one.action == address)
    everybody = dict.fromkeys((name for name in form.values if name.startswith("role_")), "")
    wanted = {f"role_{world.user(name).id}": role for name, role in roles.items()}
    answer = form.send(client, **everybody | wanted)
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def paper_at(address: str) -> Document:
    return db.session.get_one(Document, int(address.rsplit("/", 1)[1]), populate_existing=True)


@pytest.mark.parametrize("walked", [[], ["submit"], ["submit", "approve"]])
def test_no_paper_goes_out_that_names_who_no_longer_goes(
    world: World, sign_in: SignIn, chosen: list[Visit], walked: list[str]
) -> None:
    """Seen: a member replaced while the announcement was a draft, and the old one was announced."""
    planner, leader = sign_in("planner"), sign_in("leader")
    paper = planner.post(f"/assignments/{world.assignment().id}/announcement").location
    road = {"submit": planner, "approve": leader, "issue": planner}
    for step in walked:
        assert road[step].post(f"{paper}/{step}").status_code == 303
    give(planner, world, chosen[0], leader="head", member2="secretary")
    step = list(road)[len(walked)]
    refused = road[step].post(f"{paper}/{step}")
    assert refused.status_code == 409
    assert "không còn đúng với số liệu hiện nay" in refused.text
    if "approve" in walked:
        assert leader.post(f"{paper}/return", data={"comment": "Soạn lại"}).status_code == 303
    assert planner.post(f"{paper}/recompose").status_code == 303
    for name, client in (
        list(road.items())
        if paper_at(paper).state == "draft"
        else [
            ("approve", leader),
            ("issue", planner),
        ]
    ):
        issues = name == "issue"
        sent = looked_over(client, f"{paper}/issuing") if issues else client.post(f"{paper}/{name}")
        assert sent.status_code == 303, name
    document = paper_at(paper)
    assert document.state == "issued"
    assert "Đồng chí Người leader" in text_of(document)
    assert "Người member, Chuyên viên (Tổ trưởng)" in text_of(document)  # of the other visit


def test_nothing_is_withdrawn_by_a_change_and_putting_back_mends_it(
    world: World, sign_in: SignIn, chosen: list[Visit]
) -> None:
    """Seen: three issued papers withdrawn in one click, guests invited to what was over."""
    guests(world)
    planner, number = sign_in("planner"), world.assignment().id
    page = f"/assignments/{number}/choice"
    papers = [
        issue(make(world.assignment(), world.user("planner")), world)
        for make in (announcing.announce, announcing.invite)
    ]
    with clock.living_on(local(2024, 3, 6)):  # the first meeting is over
        planner = sign_in("planner")
        assert "Cần điều chỉnh văn bản 01-TB/BTCTU, 01-GM/BTCTU." in give(
            planner, world, chosen[1], leader="head"
        )
        states(papers, "issued")
        text = " ".join(planner.get(page).text.split())
        assert "Chi bộ ấp 10 Nhơn Trạch</a>, đã thông báo 08:00 ngày 07/03/2024" in text
        assert "người dự nay là Người leader" in text
        assert "Chi bộ ấp 1 Nhơn Trạch</a>, đã thông báo" not in text
        assert "Cần điều chỉnh" in planner.get(f"/documents/{papers[0].id}").text
        back = give(planner, world, chosen[1], member="head", member2="secretary")
        assert "Cần điều chỉnh văn bản" not in back
        assert "Lịch thay đổi sau khi đã thông báo" not in planner.get(page).text
        states(papers, "issued")
        owed = find(ANNOUNCEMENT_DUE, "assignment", number)
        assert owed is not None
        assert owed.done_at is not None


def test_whoever_is_invited_anew_is_invited_to_what_is_still_to_come(
    world: World, sign_in: SignIn, chosen: list[Visit]
) -> None:
    guests(world)
    number = world.assignment().id
    old = issue(announcing.invite(world.assignment(), world.user("planner")), world)
    with clock.living_on(local(2024, 3, 6)):
        planner = sign_in("planner")
        give(planner, world, chosen[1], leader="head")
        new = paper_at(planner.post(f"/assignments/{number}/invitation").location)
        text = text_of(new)
        assert "thay thế văn bản số 01-GM/BTCTU" in text
        assert "do lịch dự có thay đổi (người dự)." in text
        assert "Các buổi đã diễn ra không nêu lại" in text
        assert "Chi bộ ấp 10 Nhơn Trạch" in text
        assert "Chi bộ ấp 1 Nhơn Trạch" not in text
        states([old], "issued")
        issue(new, world)
        states([old], "replaced")
        assert "Giấy mời số 02-GM/BTCTU" in told(world, "reader")
    with clock.living_on(date(2024, 3, 20)):
        answer = sign_in("planner").post(f"/documents/{new.id}/withdraw", data={"reason": "Nhầm"})
        assert answer.status_code in (303, 409, 422)
        over = sign_in("planner").post(f"/assignments/{number}/invitation", follow_redirects=True)
        assert "không còn buổi nào để mời" in over.text or "không soạn lại được" in over.text


def test_a_new_guest_is_told_of_what_is_still_to_come_by_the_notice(
    world: World, sign_in: SignIn, chosen: list[Visit]
) -> None:
    guest = guests(world)
    number = world.assignment().id
    issue(announcing.invite(world.assignment(), world.user("planner")), world)
    with clock.living_on(local(2024, 3, 6)):
        body = db.session.get_one(Organization, guest.organization_id)
        body.name = "Văn phòng Tỉnh ủy Đồng Nai"
        db.session.commit()
        notice = paper_at(sign_in("planner").post(f"/assignments/{number}/amendment").location)
    text = text_of(notice)
    assert "Chi bộ ấp 10 Nhơn Trạch, 07/03/2024 | Thành phần được mời | Văn phòng Tỉnh ủy" in text
    assert "Chi bộ ấp 1 Nhơn Trạch" not in text


def states(papers: list[Document], state: str) -> None:
    ids = [one.id for one in papers]
    db.session.expire_all()
    found = db.session.scalars(select(Document).where(Document.id.in_(ids))).all()
    assert {one.state for one in found} == {state}
