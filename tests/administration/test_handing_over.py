"""On the day a body ends its people read who took over, and its heirs get what it left behind."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.administration.test_left_open import TODAY, record
from tests.attending.test_letters import findings_written
from tests.building import organization
from tests.dues import set_milestone
from tests.full_world import issue
from tests.queries import MOST, counted
from tests.world import World
from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.attending.services import letters
from webapp.core.db import db
from webapp.milestones.models import Message, Milestone
from webapp.organizations import changes
from webapp.organizations.changes import Founded
from webapp.organizations.history_models import Change
from webapp.organizations.models import Issuer, Level, Organization
from webapp.plans.models import Assignment
from webapp.plans.round_models import Seat
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
OLD, HEIR = "Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú"
LIST = "/organizations/left-open"


def owes(world: World) -> Milestone:
    found = set_milestone(
        kind="notice",
        subject=("assignment", world.assignment().id),
        organization=world.organization(OLD),
        label="Đăng ký lịch",
        owner="unit",
        rule="on the day",
        anchor=date(2024, 2, 1),
    )
    db.session.commit()
    return found


def merge(world: World, on: date = TODAY) -> Change:
    old, heir = world.organization(OLD), world.organization(HEIR)
    plan = changes.merging([old.id, heir.id], heir.id)
    if on == TODAY:
        record(world, "merged", plan)
        return db.session.scalars(select(Change)).one()
    decision = changes.Decision(on, "Quyết định 5")
    return changes.record(world.issuer.id, "merged", decision, plan)


def told(world: World, username: str) -> list[str]:
    found = select(Message.text).where(Message.user_id == world.user(username).id)
    return list(db.session.scalars(found.order_by(Message.id)))


def test_who_is_concerned_is_told_once_on_the_day(world: World, sign_in: SignIn) -> None:
    day = date(2024, 6, 1)
    merge(world, day)
    names = db.session.scalars(select(User.username).where(User.issuer_id == world.issuer.id)).all()
    assert [one for name in names for one in told(world, name)] == []
    office = sign_in("office")
    for lived_on in (day, TODAY, day):
        db.session.execute(update(Issuer).values(training_day=lived_on, next_change_on=date.min))
        db.session.commit()
        office.get("/")
    said = "Từ ngày 01/06/2024, theo Quyết định 5: Đảng bộ huyện Nhơn Trạch kết thúc hoạt động"
    for name in ("office", "colleague"):
        assert told(world, name) == [
            f"{said}, Đảng bộ huyện Tân Phú tiếp nhận. Việc còn lại và tài khoản của đồng chí sẽ "
            "được chuyển giao."
        ]
    assert told(world, "planner") == [f"{said}. Hãy giao lại việc còn mở."]
    for name in ("reader", "member", "selfrun", "stranger"):
        assert told(world, name) == []


def test_who_was_told_of_an_end_that_is_none_is_told_so(world: World) -> None:
    change = merge(world)
    before = told(world, "office")
    changes.take_back(change)
    assert told(world, "office") == [
        *before,
        "Đảng bộ huyện Nhơn Trạch vẫn hoạt động: việc kết thúc từ ngày 15/01/2024 đã hủy.",
    ]
    coming = merge(world, date(2024, 6, 1))
    changes.take_back(coming)
    assert len(told(world, "office")) == len(before) + 1


def test_who_is_left_out_of_a_change_or_goes_along_afterwards_is_told(world: World) -> None:
    ids = [world.organization(name).id for name in (OLD, "Đảng bộ huyện Long Thành")]
    record(world, "dissolved", changes.dissolving(ids, None, None))
    change = db.session.scalars(select(Change)).one()
    before = told(world, "office")
    changes.leave_out(change, world.organization(OLD))
    assert len(told(world, "office")) == len(before) + 1
    assert "vẫn hoạt động" in told(world, "office")[-1]


def test_its_people_read_who_took_over_and_are_offered_nothing(
    world: World, sign_in: SignIn
) -> None:
    owes(world)
    office, assignment = sign_in("office"), world.assignment().id
    before = office.get("/").text
    assert "Đăng ký lịch</a>" in before
    assert "kết thúc hoạt động" not in before
    merge(world)
    home = unescape(office.get("/").text)
    assert "Đảng bộ huyện Nhơn Trạch đã kết thúc hoạt động từ ngày 15/01/2024" in home
    assert "theo Quyết định 5, tổ chức tiếp nhận là" in home
    assert "<strong>Đảng bộ huyện Tân Phú</strong>" in home
    assert "Cần làm" not in home
    assert "Việc cần làm" not in home
    assert counted(office, "/") <= MOST
    assert office.get(f"/assignments/{assignment}").status_code == 200
    assert "Gửi đăng ký" not in office.get("/notices").text
    assert office.post(f"/assignments/{assignment}/notice", data={}).status_code in (403, 404)


def test_one_page_carries_all_to_the_heirs(world: World, sign_in: SignIn) -> None:
    issue(world, letters.compose(findings_written(world), world.user("planner")))
    advice = db.session.scalars(select(Recommendation)).first()
    assert advice is not None
    old, heir = world.organization(OLD), world.organization(HEIR)
    advice.organization_id = old.id
    due = owes(world)
    assignment = world.assignment()
    other = set_milestone(
        kind="notice",
        subject=("plan", 77),
        organization=old,
        label="Quán triệt kế hoạch",
        owner="unit",
        rule="on the day",
        anchor=date(2024, 2, 1),
    )
    seat = Seat(activity_id=assignment.activity_id, position=1, body=OLD)
    db.session.add(seat)
    db.session.commit()
    merge(world)
    planner = sign_in("planner")
    listed = unescape(planner.get(LIST).text)
    for words in ("Phân công", "Chỗ trong Đoàn giám sát", "Tài khoản", "Người office"):
        assert words in listed
    assert counted(planner, LIST) <= MOST
    address = f"/organizations/{old.id}/handing-over"
    assert address in listed
    page = planner.get(address)
    assert "Quán triệt kế hoạch" in page.text
    assert counted(planner, address) <= MOST
    assert sign_in("reader").get(address).status_code == 403
    office, colleague = world.user("office"), world.user("colleague")
    before = {name: len(told(world, name)) for name in ("office", "colleague")}
    heirs = dict.fromkeys(("assignments", "duties", "recommendations", "seats"), str(heir.id))
    accounts = {f"account_{office.id}": str(heir.id), f"account_{colleague.id}": "-1"}
    assert planner.post(address, data=heirs | accounts | {"seats": "x"}).status_code == 422
    answer = planner.post(address, data=heirs | accounts, follow_redirects=True)
    assert "1 phân công, 2 việc phải làm, 1 kiến nghị, 1 chỗ trong Đoàn giám sát, 1 tài khoản" in (
        unescape(answer.text)
    )
    db.session.expire_all()
    assert {one.organization_id for one in (assignment, due, other, advice)} == {heir.id}
    assert (office.organization_id, colleague.active, seat.body) == (heir.id, False, HEIR)
    new = told(world, "office")[before["office"] :]
    assert len(new) == 1
    assert "Tài khoản của đồng chí đã chuyển từ Đảng bộ huyện Nhơn Trạch" in new[0]
    assert len(told(world, "colleague")) == before["colleague"]
    assert "Không còn việc nào" in planner.get(LIST).text
    owed = sign_in("office").get("/").text
    assert "Đăng ký lịch" in owed
    assert "đã kết thúc hoạt động từ" not in owed


def test_an_assignment_that_the_heir_has_itself_stays(world: World, sign_in: SignIn) -> None:
    old, heir = world.organization(OLD), world.organization(HEIR)
    mine = world.assignment()
    db.session.add(
        Assignment(
            issuer_id=mine.issuer_id,
            organization_id=heir.id,
            activity_id=mine.activity_id,
            month=mine.month,
        )
    )
    db.session.commit()
    merge(world)
    data = {"assignments": str(heir.id)}
    answer = sign_in("planner").post(f"/organizations/{old.id}/handing-over", data=data)
    assert answer.status_code == 422  # accounts, too, must be said
    ids = db.session.scalars(select(User.id).where(User.organization_id == old.id)).all()
    data |= {f"account_{one}": "0" for one in ids}
    sign_in("planner").post(f"/organizations/{old.id}/handing-over", data=data)
    db.session.expire_all()
    assert mine.organization_id == old.id


def test_without_an_heir_it_goes_to_the_superior_or_to_what_was_below(
    world: World, sign_in: SignIn
) -> None:
    old = world.organization(OLD)
    record(world, "dissolved", changes.dissolving([old.id], None, None))
    planner = sign_in("planner")
    page = unescape(planner.get(f"/organizations/{old.id}/handing-over").text)
    assert "Không có tổ chức kế thừa" in page
    for name in ("Tỉnh ủy Đồng Nai", "Đảng bộ xã Phú Hội Nhơn Trạch"):
        assert f">{name}</option>" in page
    assert "Đảng bộ huyện Tân Phú</option>" not in page
    home = unescape(sign_in("office").get("/").text)
    assert "không có tổ chức tiếp nhận được ghi" in home
    assert "Cấp trên trực tiếp trước đây: Tỉnh ủy Đồng Nai" in " ".join(home.split())


def test_among_many_that_were_below_one_searches(world: World, sign_in: SignIn) -> None:
    old, base = world.organization(OLD), world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    level, mine = db.session.get_one(Level, base.level_id), world.assignment()
    for place in range(30):
        organization(world.issuer, level, f"Đảng bộ xã Thêm {place:02d}", old)
    db.session.commit()
    record(world, "dissolved", changes.dissolving([old.id], None, None))
    planner, address = sign_in("planner"), f"/organizations/{old.id}/handing-over"
    page = unescape(planner.get(address).text)
    assert "Đảng bộ xã Thêm 07" not in page
    assert page.count("<span>Khóa tài khoản</span>") == 2  # of each account, always at hand
    sent = {"find": "assignments", "assignments-q": "them 07"}
    found = planner.post(address, data=sent)
    assert found.status_code == 200
    assert "Đảng bộ xã Thêm 07" in unescape(found.text)
    heir = world.organization("Đảng bộ xã Thêm 07")
    office, colleague = world.user("office"), world.user("colleague")
    accounts = {f"account_{office.id}": "-1", f"account_{colleague.id}": str(heir.id)}
    answer = planner.post(address, data=accounts | {"assignments": str(heir.id)})
    assert answer.status_code == 303
    db.session.expire_all()
    assert (office.active, colleague.organization_id) == (False, heir.id)
    assert mine.organization_id == heir.id


@pytest.mark.parametrize("name", [HEIR, OLD])
def test_what_is_there_leaves_nothing(world: World, sign_in: SignIn, name: str) -> None:
    number = world.organization(name).id
    page = sign_in("planner").get(f"/organizations/{number}/handing-over")
    assert page.status_code == 200
    assert "Chuyển giao</button>" not in page.text


def test_the_superiors_office_hears_of_its_cells(world: World) -> None:
    cells = [world.organization(f"Chi bộ ấp {n} Nhơn Trạch") for n in (1, 2)]
    new = Founded(Names("Chi bộ Liên ấp"), cells[0].parent_id or 0, cells[0].level_id)
    record(world, "merged", changes.merging([one.id for one in cells], new))
    assert told(world, "office") == [
        "Từ ngày 15/01/2024, theo Quyết định 5: Chi bộ ấp 1 Nhơn Trạch kết thúc hoạt động, "
        "Chi bộ Liên ấp tiếp nhận; Chi bộ ấp 2 Nhơn Trạch kết thúc hoạt động, Chi bộ Liên ấp "
        "tiếp nhận."
    ]
    assert db.session.get_one(Organization, cells[0].id).until == TODAY
