"""The pages and the letter of a round's session: what differs from attending a meeting."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.round_world import RoundWorld, add_round
from tests.world import World, add, local
from webapp.attending.forms import PREPARATION, typed_in
from webapp.attending.models import Remark
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services import findings, letters, preparing
from webapp.attending.services.rows import has_item
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.road import services as documents
from webapp.documents.tree import strings
from webapp.milestones.engine import find
from webapp.plans import contents
from webapp.plans.models import ChecklistItem, ContentGroup, Duty
from webapp.plans.signals import round_changed
from webapp.visits.models import Attendance, Choice, Visit
from webapp.visits.services import dues, team

PAGES = ("", "/findings", "/preparation", "/team")


@pytest.fixture
def held(world: World) -> RoundWorld:
    return add_round(world)


def own_group(held: RoundWorld) -> ContentGroup:
    group: ContentGroup = add(
        ContentGroup(
            plan_id=held.activity.plan_id,
            activity_id=held.activity.id,
            position=1,
            title="Nội dung của đợt",
        )
    )
    add(ChecklistItem(group_id=group.id, position=1, text="Tạo nguồn cảm tình Đảng"))
    db.session.commit()
    return group


@pytest.mark.parametrize("path", PAGES)
def test_an_hour_that_is_not_set_is_never_midnight(
    held: RoundWorld, sign_in: Callable[[str], FlaskClient], path: str
) -> None:
    client = sign_in("planner")
    unset = client.get(f"/visits/{held.visits[1].id}{path}").text
    assert "ngày 19/03/2024, giờ chưa định" in unset
    assert "00:00" not in unset
    assert "08:00 ngày 19/03/2024" in client.get(f"/visits/{held.visits[0].id}{path}").text


@pytest.mark.parametrize("address", ["/visits", "/visits/roster?month=2024-03"])
def test_lists_say_so_too(
    held: RoundWorld, sign_in: Callable[[str], FlaskClient], address: str
) -> None:
    text = sign_in("planner").get(address).text
    assert "giờ chưa định" in text
    assert "00:00" not in text


def test_the_team_of_a_round_has_its_own_words(
    held: RoundWorld, sign_in: Callable[[str], FlaskClient]
) -> None:
    text = sign_in("planner").get(f"/visits/{held.visits[0].id}").text
    assert "Trưởng đoàn" in text
    assert "Đoàn giám sát" in text
    assert "Tổ trưởng" not in text
    assert "Sửa Tổ công tác" not in text


def test_the_team_of_one_session_is_the_rounds(world: World, held: RoundWorld) -> None:
    with pytest.raises(Refused, match="chung cho cả đợt"):
        team.assign(fetch_visit(held.visits[0].id), {})


def test_two_sessions_of_one_day_clash_for_the_team(world: World, held: RoundWorld) -> None:
    words = team.clashes_at(fetch_visit(held.visits[1].id), [world.user("member").id])
    assert words == {
        world.user("member").id: [
            "cùng ngày, chưa đủ giờ để biết có kịp không, với buổi tại "
            "Đảng bộ huyện Nhơn Trạch, 08:00 ngày 19/03/2024"
        ]
    }


def test_a_session_without_an_hour_is_not_past_on_its_day(
    held: RoundWorld, sign_in: Callable[[str], FlaskClient]
) -> None:
    planner, link = sign_in("planner"), f"/visits/{held.visits[1].id}"
    with clock.living_on(local(2024, 3, 19, 17)):
        assert link in planner.get("/visits?state=coming").text
    with clock.living_on(local(2024, 3, 20, 8)):
        assert link in planner.get("/visits?state=past").text


def test_a_round_has_its_own_contents_and_others_do_not_see_them(world: World) -> None:
    attended = world.visit()
    held = add_round(world)
    assert len(VisitRecord(fetch_visit(held.visits[0].id)).items) == 4, (
        "without its own: all of the plan"
    )
    group = own_group(held)
    assert [item.text for item in VisitRecord(fetch_visit(held.visits[0].id)).items] == [
        "Tạo nguồn cảm tình Đảng"
    ]
    assert len(VisitRecord(fetch_visit(attended.id)).items) == 4
    item = VisitRecord(fetch_visit(held.visits[0].id)).items[0]
    assert has_item(held.visits[0], item.id)
    assert not has_item(attended, item.id)
    assert not has_item(held.visits[0], world.items()[0].id)
    every = list(db.session.scalars(select(ContentGroup).order_by(ContentGroup.id)))
    assert contents.groups_of(every, held.activity.id) == [group]
    assert group not in contents.groups_of(every, fetch_visit(attended.id).assignment.activity_id)


def test_preparing_is_done_when_the_rounds_own_contents_are(world: World, held: RoundWorld) -> None:

    own_group(held)
    visit = fetch_visit(held.visits[0].id)
    item = VisitRecord(visit).items[0]
    assert preparing.lacking(visit)
    name = f"preparation-{item.id}-is_ready"
    preparing.save(visit, typed_in({name: "1", f"was-{name}": ""}, PREPARATION))
    assert not preparing.lacking(visit)


def test_sessions_owe_no_announcement_of_their_own(world: World, held: RoundWorld) -> None:
    dues.set_for(held.assignments[0])
    assert find("announcement", "assignment", held.assignments[0].id) is None
    findings_due = find("findings", "visit", held.visits[0].id)
    assert findings_due is not None
    assert findings_due.user_id == world.user("member").id


def test_units_owe_nothing_of_a_session_they_were_not_told_of(
    world: World, held: RoundWorld
) -> None:
    add(Duty(activity_id=held.activity.id, kind="preparation", owner="unit", label="Chuẩn bị",
             rule="2 working days before", anchor="meeting"))  # fmt: skip
    for choice in db.session.scalars(select(Choice)):
        db.session.delete(choice)
    db.session.flush()
    round_changed.send(held.activity.id)
    assert find("preparation", "visit", held.visits[0].id) is None
    assert find("findings", "visit", held.visits[0].id) is not None


def completed(world: World, visit: Visit) -> Visit:
    attendance = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    attendance.present, attendance.composition = 9, "Thường trực cấp ủy, bí thư chi bộ"
    attendance.opened_at, attendance.closed_at, attendance.chair = "08:00", "10:30", "Bí thư"
    findings.add_remark(visit, world.user("member"), "strength", None)
    remark = db.session.scalars(select(Remark).order_by(Remark.id.desc())).first()
    assert remark is not None
    remark.text = "Tạo nguồn tốt"
    db.session.commit()
    findings.complete(fetch_visit(visit.id), world.user("member"), "Theo phiếu ghi tay")
    return visit


def test_the_letter_speaks_of_a_session(world: World, held: RoundWorld) -> None:
    visit = completed(world, held.visits[0])
    document = letters.compose(visit, world.user("planner"))
    text = "\n".join(strings(documents.paper_of(document)))
    assert document.summary == "Kết quả kiểm tra, giám sát tại Đảng bộ huyện Nhơn Trạch"
    assert "Đoàn giám sát của Ban Tổ chức Tỉnh ủy Đồng Nai đã làm việc tại" in text
    assert "(Trưởng đoàn)" in text
    assert "có mặt 09 đồng chí của đơn vị; thành phần: Thường trực cấp ủy, bí thư chi bộ." in text
    assert "nội dung: Giám sát chuyên đề" in text
    assert "sinh hoạt" not in text.split("kế hoạch")[-1].replace("dự, giám sát sinh hoạt", "")
    assert "Tổ công tác" not in text
    assert "đảng viên;" not in text


def test_a_session_is_completed_without_counting_members(world: World, held: RoundWorld) -> None:
    assert completed(world, held.visits[0]).held_at is not None


def test_a_session_that_is_written_down_waits_for_no_letter(
    world: World, held: RoundWorld, sign_in: Callable[[str], FlaskClient]
) -> None:
    completed(world, held.visits[0])
    client = sign_in("planner")
    assert f"/visits/{held.visits[0].id}" in client.get("/visits?state=noted").text
    assert f'/visits/{held.visits[0].id}"' not in client.get("/visits?state=held").text
