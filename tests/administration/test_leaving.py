"""A person leaves: what they hold is listed and handed over, and nothing stays in silence."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from wtforms import ValidationError

from tests.full_world import ids
from tests.grassroots.test_swapping import version_of
from tests.people import add_colleagues
from tests.world import World
from webapp.accounts.handed_over import HandedOver
from webapp.accounts.holdings import HOLDINGS, count_held, held_by
from webapp.accounts.models import User
from webapp.administration.forms.leaving import label_of, named
from webapp.attending.models import Recommendation
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.models import Message, Milestone
from webapp.plans.round_models import Seat
from webapp.visits.models import TeamMember, Visit

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def leaver(world: World) -> User:
    """`member`, who holds something of every kind."""
    values = ids(world)
    person = world.user("member")
    draft = db.session.get_one(Document, values["draft_id"])
    draft.approver_id = person.id
    monitored = db.session.get_one(Recommendation, values["recommendation_id"])
    monitored.monitor_id = person.id
    db.session.commit()
    return person


def url_of(person: User) -> str:
    return f"/people/{person.id}/hand-over"


def test_what_a_person_holds_is_listed_where_they_are_locked(sign_in: SignIn, leaver: User) -> None:
    admin = sign_in("admin")
    held = held_by(User.id == leaver.id)
    assert {"visit", "approval", "monitor", "seat"} <= {one.kind for one in held}
    assert count_held(User.id == leaver.id) == len(held)
    page = admin.get(f"/administration/people/{leaver.id}").text
    assert f"đang giữ {len(held)} việc chưa xong" in page
    text = admin.get(url_of(leaver)).text
    for title in ("Buổi dự, giám sát", "Văn bản chờ duyệt", "Kiến nghị đang theo dõi"):
        assert title in text


def test_all_goes_to_one_heir_in_one_step_and_the_account_is_locked(
    world: World, sign_in: SignIn, leaver: User
) -> None:
    admin, heir = sign_in("admin"), world.user("member2")
    held, url = held_by(User.id == leaver.id), url_of(leaver)
    done = set(db.session.scalars(select(Visit.id).where(Visit.held_at.is_not(None))))
    past = _teams(done)
    before = set(db.session.scalars(select(Message.id)))
    data = {"everything": label_of(heir), "locks": "y", "version": version_of(admin, url)}
    answer = admin.post(url, data=data, follow_redirects=True)
    assert f"Đã bàn giao {len(held)} việc. Đã khóa tài khoản." in answer.text
    db.session.expire_all()
    assert held_by(User.id == leaver.id) == []
    assert not db.session.get_one(User, leaver.id).active
    assert _teams(done) == past  # who did what stays
    rows = db.session.scalars(select(HandedOver)).all()
    assert len(rows) == len(held)
    assert {row.heir_id for row in rows} == {heir.id}
    told = db.session.scalars(select(Message).where(Message.id.not_in(before))).all()
    mine = [one for one in told if one.user_id == heir.id and "nhận bàn giao" in one.text]
    assert len(mine) == 1
    owed = select(Milestone).where(Milestone.user_id == leaver.id, Milestone.done_at.is_(None))
    assert db.session.scalars(owed).all() == []
    assert sign_in("admin").get(url).status_code == 200


def _teams(visits: set[int]) -> list[tuple[int, int]]:
    rows = select(TeamMember.visit_id, TeamMember.user_id).where(TeamMember.visit_id.in_(visits))
    return sorted((row.visit_id, row.user_id) for row in db.session.execute(rows))


def test_a_line_may_go_to_another_or_stay(world: World, sign_in: SignIn, leaver: User) -> None:
    planner, url = sign_in("planner"), url_of(leaver)
    held = held_by(User.id == leaver.id)
    monitor = next(one for one in held if one.kind == "monitor")
    visit = next(one for one in held if one.kind == "visit")
    data = {
        "everything": "member2",
        f"to_{monitor.kind}_{monitor.id}": world.user("leader").full_name,
        f"stays_{visit.kind}_{visit.id}": "y",
        "version": version_of(planner, url),
    }
    assert planner.post(url, data=data).status_code == 303
    db.session.expire_all()
    assert held_by(User.id == leaver.id) == [visit]
    leads = db.session.get_one(Recommendation, monitor.id).monitor_id
    assert leads == world.user("leader").id
    assert db.session.get_one(User, leaver.id).active  # a planner does not lock


def test_a_hand_over_that_names_nobody_is_refused_and_keeps_what_was_typed(
    sign_in: SignIn, leaver: User
) -> None:
    admin, url = sign_in("admin"), url_of(leaver)
    held = held_by(User.id == leaver.id)
    for typed, told in (("", "Ghi người nhận"), ("Ai Đó", "Không có ai tên như vậy")):
        data = {"everything": typed, "version": version_of(admin, url)}
        refused = admin.post(url, data=data)
        assert refused.status_code == 422
        assert told in refused.text
        assert f'value="{typed}"' in refused.text
    stale = admin.post(url, data={"everything": "member2", "version": "0"})
    assert stale.status_code == 409
    assert held_by(User.id == leaver.id) == held


def test_among_many_who_takes_over_is_searched_for(
    world: World, sign_in: SignIn, leaver: User
) -> None:
    add_colleagues(world, 30)
    admin, url = sign_in("admin"), url_of(leaver)
    held = held_by(User.id == leaver.id)
    heir = db.session.scalars(select(User).where(User.username == "them17")).one()
    page = admin.get(url).text
    assert "Thêm 17" not in page
    data = {"version": version_of(admin, url)}
    found = admin.post(url, data=data | {"everything-q": "them 17", "find": "everything"})
    assert found.status_code == 200
    assert f'name="everything" value="{heir.id}"' in found.text
    assert held_by(User.id == leaver.id) == held  # it was only searched for
    nobody = admin.post(url, data=data | {"everything": "0"})
    assert nobody.status_code == 422
    assert "Ghi người nhận" in nobody.text
    line = f"to_{held[0].kind}_{held[0].id}"
    given = data | {"everything": str(heir.id), line: "thêm 18"}
    assert admin.post(url, data=given).status_code == 303
    db.session.expire_all()
    rows = db.session.scalars(select(HandedOver).order_by(HandedOver.id)).all()
    assert len(rows) == len(held)
    assert sum(row.heir_id == heir.id for row in rows) == len(held) - 1


def test_what_stays_with_a_locked_person_is_shown_on_the_first_screen(
    sign_in: SignIn, leaver: User
) -> None:
    visit = next(one for one in held_by(User.id == leaver.id) if one.kind == "visit")
    count = count_held(User.id == leaver.id)
    leaver.active = False
    db.session.commit()
    for username in ("planner", "admin"):
        home = sign_in(username).get("/").text
        assert f"Còn {count} việc" in home
        assert "không còn sử dụng chương trình" in home
    assert "không còn sử dụng" not in sign_in("member2").get("/").text
    page = sign_in("planner").get("/people/left-behind").text
    assert leaver.full_name in page
    assert "Bàn giao" in page
    seen = sign_in("planner").get(visit.href).text.casefold()
    assert "tài khoản đã khóa, cần bàn giao" in seen


def test_locking_by_the_form_leads_on_to_handing_over(sign_in: SignIn, leaver: User) -> None:
    admin = sign_in("admin")
    url = f"/administration/people/{leaver.id}"
    data = {
        "full_name": leaver.full_name,
        "organization_id": str(leaver.organization_id),
        "roles": "member",
        "version": version_of(admin, url),
    }
    answer = admin.post(url, data=data)
    assert answer.location == url_of(leaver)
    assert "Đã khóa; còn" in admin.get(answer.location).text


def test_a_part_that_nobody_would_have_is_told(world: World, sign_in: SignIn) -> None:
    text = sign_in("admin").get(url_of(world.user("leader"))).text
    assert "Không còn ai có vai trò Lãnh đạo: không ai duyệt văn bản." in text
    office = sign_in("admin").get(url_of(world.user("selfrun"))).text
    assert "không còn ai gửi lịch, báo cáo và nhận thông báo." in office
    two = sign_in("admin").get(url_of(world.user("office"))).text
    assert "không còn ai gửi lịch" not in two  # a colleague is there
    assert "Không còn ai" not in sign_in("admin").get(url_of(world.user("member2"))).text


def test_a_seat_goes_on_and_the_sessions_follow(
    world: World, sign_in: SignIn, leaver: User
) -> None:
    seat = next(one for one in held_by(User.id == leaver.id) if one.kind == "seat")
    role = db.session.get_one(Seat, seat.id).role
    planner, url = sign_in("planner"), url_of(leaver)
    data = {"everything": "leader", "version": version_of(planner, url)}
    assert planner.post(url, data=data).status_code == 303
    db.session.expire_all()
    again = db.session.get_one(Seat, seat.id)
    assert (again.user_id, again.role) == (world.user("leader").id, role)


def test_a_name_is_taken_as_people_type_it(world: World) -> None:
    known = [world.user("member"), world.user("member2"), world.user("leader")]
    assert named(known, "member2").username == "member2"
    assert named(known, "Người member (member)").username == "member"
    assert named(known, "nguoi leader").username == "leader"
    with pytest.raises(ValidationError, match="Có 3 người như vậy"):
        named(known, "Người")


def test_every_kind_that_is_held_puts_itself_in_words(world: World) -> None:
    ids(world)
    assert len({kind.key for kind in HOLDINGS}) == len(HOLDINGS)
    for one in held_by(User.issuer_id == world.issuer.id):
        assert one.what
        assert one.href.startswith("/")
