"""What a unit that ended still owed is listed, and what was recommended to it is handed over."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attending.test_letters import findings_written
from tests.dues import set_milestone
from tests.full_world import issue
from tests.queries import MOST, counted
from tests.world import World
from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.attending.services import letters
from webapp.core import clock
from webapp.core.db import db
from webapp.followup.services import renamed_owner
from webapp.milestones.models import Message, Milestone
from webapp.organizations import changes
from webapp.organizations.changes import Founded, Plan
from webapp.organizations.history import Decision
from webapp.organizations.models import Organization
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
TODAY = date(2024, 1, 15)
CELL = "Chi bộ ấp 10 Nhơn Trạch"
PAGE = "/organizations/left-open"


@pytest.fixture
def recommended(world: World) -> Recommendation:
    """A recommendation to a cell, told by an issued letter; the cell also owes a notice."""
    issue(world, letters.compose(findings_written(world), world.user("planner")))
    set_milestone(
        kind="notice",
        subject=("assignment", 99),
        organization=world.organization(CELL),
        label="Đăng ký lịch của chi bộ",
        owner="unit",
        rule="on the day",
        anchor=date(2024, 2, 1),
    )
    db.session.commit()
    return db.session.scalars(select(Recommendation).where(Recommendation.text != "")).first()


def record(world: World, kind: str, plan: Plan) -> None:
    changes.record(world.issuer.id, kind, Decision(TODAY, "Quyết định 5"), plan)


def merge(world: World, into: str = "Chi bộ ấp 1 Nhơn Trạch") -> Organization:
    heir = world.organization(into)
    plan = changes.merging([world.organization(CELL).id, heir.id], heir.id)
    record(world, "merged", plan)
    return heir


def test_nothing_is_listed_while_all_units_are_there(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    assert "Không còn việc nào" in sign_in("reader").get(PAGE).text
    assert PAGE not in sign_in("planner").get("/").text


def test_the_planner_finds_what_a_merged_unit_owed_and_where_it_went(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    heir = merge(world)
    planner = sign_in("planner")
    home = planner.get("/").text
    assert "Còn 2 việc</span> của đơn vị đã kết thúc hoạt động" in home
    assert f'href="{PAGE}"' in home
    page = planner.get(PAGE).text
    assert "Đăng ký lịch của chi bộ</a> · hạn 01/02/2024" in page
    assert recommended.text in page
    assert f">{heir.name}</a>" in page
    assert "Không có tổ chức kế thừa" not in page
    assert "Giao kiến nghị cho" in page
    assert "Giao kiến nghị cho" not in sign_in("reader").get(PAGE).text
    assert recommended.text not in sign_in("stranger").get(PAGE).text
    assert counted(planner, PAGE) <= MOST
    assert counted(planner, "/") <= MOST


def test_what_was_recommended_is_handed_over_with_a_trace(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    old, heir = world.organization(CELL), merge(world)
    recommended.owner = CELL.upper()
    db.session.add(_office_of(world, heir))
    db.session.commit()
    planner, address = sign_in("planner"), f"/organizations/{old.id}/hand-over"
    wrong = world.organization("Chi bộ ấp 2 Nhơn Trạch").id
    for asked in (str(wrong), "", "x"):
        assert planner.post(address, data={"heir": asked}).status_code == 409
    heirs = sign_in("heir")
    assert heirs.get(f"/recommendations/{recommended.id}").status_code == 404
    answer = planner.post(address, data={"heir": str(heir.id)})
    assert answer.status_code == 303
    page = heirs.get(f"/recommendations/{recommended.id}").text
    assert f"<dt>Tiếp nhận từ</dt><dd>{CELL}</dd>" in page
    assert "Trả lời" in page
    seen = planner.get(f"/recommendations/{recommended.id}").text
    assert f"<dd>{heir.name}</dd>" in seen
    assert "Chủ trì khắc phục, trước là" in seen
    assert f'<q class="text">{CELL.upper()}</q>' in seen
    owed = db.session.scalars(select(Milestone).where(Milestone.subject_kind == "recommendation"))
    assert {one.organization_id for one in owed} == {heir.id}
    told = db.session.scalars(select(Message.text).where(Message.user_id == world.user("heir").id))
    assert f"{heir.name} tiếp nhận 1 kiến nghị của {CELL}." in told.all()
    listed = planner.get(PAGE).text
    assert recommended.text not in listed
    assert "Đăng ký lịch của chi bộ" in listed  # what else it owed stays to be seen
    again = planner.post(address, data={"heir": str(heir.id)}, follow_redirects=True)
    assert "Không còn kiến nghị nào." in again.text


def test_an_heir_without_an_account_is_said_with_who_could_enter_for_it(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    old, heir = world.organization(CELL), merge(world)
    planner, address = sign_in("planner"), f"/organizations/{old.id}/handing-over"
    told = f"{heir.name} chưa có tài khoản nên chưa ai ở đó trả lời được"
    page = planner.get(address).text
    assert told in page
    assert "Nhập thay được: Đảng bộ huyện Nhơn Trạch." in page
    assert counted(planner, address) <= MOST
    given = {"recommendations": str(heir.id), "duties": "0"}
    answer = planner.post(address, data=given, follow_redirects=True).text
    assert told in answer
    db.session.add(_office_of(world, heir))
    db.session.commit()
    assert told not in planner.get(address).text


def test_beside_the_quick_way_to_hand_over_an_heir_without_an_account_is_said(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    old, heir = world.organization(CELL), merge(world)
    planner = sign_in("planner")
    told = f"{heir.name} chưa có tài khoản nên chưa ai ở đó trả lời được"
    assert told in planner.get(PAGE).text
    assert counted(planner, PAGE) <= MOST
    assert told not in sign_in("reader").get(PAGE).text
    data = {"heir": str(heir.id)}
    answer = planner.post(f"/organizations/{old.id}/hand-over", data=data, follow_redirects=True)
    assert told in answer.text


def test_it_went_on_to_whom_its_heir_went(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    heir = merge(world)
    new = Founded(Names("Chi bộ Liên ấp"), heir.parent_id or 0, heir.level_id)
    ids = [heir.id, world.organization("Chi bộ ấp 2 Nhơn Trạch").id]
    record(world, "merged", changes.merging(ids, new))
    page = sign_in("planner").get(PAGE).text
    assert ">Chi bộ Liên ấp</a>" in page
    assert f">{heir.name}</a>" not in page


def test_what_went_into_none_stays_on_the_list(
    world: World, recommended: Recommendation, sign_in: SignIn
) -> None:
    record(world, "dissolved", changes.dissolving([world.organization(CELL).id], None, None))
    page = sign_in("planner").get(PAGE).text
    assert "Không có tổ chức kế thừa" in page
    assert recommended.text in page
    assert "Giao kiến nghị cho" not in page


def _office_of(world: World, heir: Organization) -> User:
    return User(
        issuer_id=heir.issuer_id,
        organization_id=heir.id,
        username="heir",
        roles=["office"],
        full_name="Người heir",
        password_hash=world.user("office").password_hash,
        created_at=clock.now(),
    )


@pytest.mark.parametrize(
    ("owner", "now"),
    [
        ("Chi bộ  ấp 9", "Chi bộ ấp 1"),
        ("Chi ủy chi bộ ấp 9", "Chi ủy chi bộ ấp 1"),
        ("Chi bộ cũ", "Chi bộ ấp 1"),
        ("Bí thư Chi bộ ấp 9", None),
        ("", None),
    ],
)
def test_who_mends_it_is_the_heir_where_just_the_ended_unit_was(
    owner: str, now: str | None
) -> None:
    ended = Organization(
        name="Chi bộ ấp 9",
        short_name="",
        committee_name="Chi ủy chi bộ ấp 9",
        former_names="2020-01-01 Chi bộ cũ",
    )
    heir = Organization(
        name="Chi bộ ấp 1", short_name="", committee_name="Chi ủy chi bộ ấp 1", former_names=""
    )
    assert renamed_owner(owner, ended, heir) == now
