"""What had another name is found by it today, and told with its new name and since when."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World, organization
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.organizations import changes, naming
from webapp.organizations.history import Decision, settle
from webapp.organizations.models import Level, Organization
from webapp.organizations.naming import named, renamed, sought
from webapp.rules.reorganizing import Names
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
OLD, NEW = "Đảng bộ huyện Nhơn Trạch", "Đảng bộ phường An Bình"
ON, AFTER = date(2024, 3, 20), date(2024, 4, 1)


@pytest.fixture
def renamed_one(world: World) -> Iterator[tuple[int, int]]:
    """A committee, visited before it is called otherwise from 20 March on; it is April."""
    visit_id = world.visit().id
    committee = world.organization(OLD)
    number, issuer = committee.id, world.issuer
    plan = changes.renaming(number, Names(NEW, "An Bình"))
    changes.record(issuer.id, "renamed", Decision(ON, "1-QĐ/TU"), plan)
    issuer = world.issuer
    issuer.training_day = AFTER
    db.session.commit()
    with clock.living_on(AFTER):
        settle(issuer.id, AFTER)
        db.session.commit()
        yield number, visit_id


@pytest.fixture
def later(renamed_one: tuple[int, int]) -> int:
    return renamed_one[0]


def test_it_is_found_by_both_names(world: World, later: int) -> None:
    one = db.session.get_one(Organization, later)
    assert (one.name, one.former_names) == (NEW, f"2024-03-20 {OLD}")
    for name in (OLD, NEW, "dang bo huyen nhon trach"):
        assert named(world.issuer.id, name).id == later
    (told,) = renamed(world.issuer.id, "huyện, Nhơn Trạch")
    assert (told.old, told.new, told.since) == (OLD, NEW, ON)
    assert renamed(world.issuer.id, "an bình") == []
    assert renamed(world.issuer.id, "nhơn trạch", "/999/") == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("admin", "/administration/organizations?q={q}"),
        ("planner", "/organizations?q={q}"),
        ("planner", "/documents?unit={q}"),
        ("planner", "/notices?q={q}"),
        ("planner", "/observations?unit={q}"),
        ("reader", "/good-models?unit={q}"),
        ("office", "/documents?unit={q}"),
    ],
)
def test_a_page_that_searches_bodies_tells_the_new_name(
    world: World, sign_in: SignIn, later: int, who: str, path: str
) -> None:
    page = sign_in(who).get(path.format(q="huyện+nhơn+trạch"))
    assert page.status_code == 200
    assert f"“{OLD}” nay là <strong>{NEW}</strong>, từ ngày\n      20/03/2024" in page.text
    other = sign_in(who).get(path.format(q="an+bình")).text
    assert "nay là" not in other


@pytest.mark.parametrize("path", ["/organizations?q={q}", "/administration/organizations?q={q}"])
def test_what_has_ended_is_told_with_its_heir(world: World, sign_in: SignIn, path: str) -> None:
    one, two = (world.organization(f"Chi bộ ấp {n} Nhơn Trạch") for n in (1, 2))
    decision = Decision(ON, "1-QĐ/TU")
    heir, plan = two.id, changes.merging([one.id, two.id], two.id)
    changes.record(world.issuer.id, "merged", decision, plan)
    end = changes.dissolving([world.organization(OLD).id], None, None)
    changes.record(world.issuer.id, "dissolved", decision, end)
    issuer = world.issuer
    issuer.training_day = AFTER
    db.session.commit()
    admin = sign_in("admin")
    page = " ".join(admin.get(path.format(q="ấp+1+nhơn+trạch")).text.split())
    told = "“Chi bộ ấp 1 Nhơn Trạch” đã kết thúc hoạt động từ ngày 20/03/2024, nay thuộc <a"
    assert told in page
    assert f'href="/organizations/{heir}">Chi bộ ấp 2 Nhơn Trạch</a>.' in page
    page = " ".join(admin.get(path.format(q="huyện+nhơn+trạch")).text.split())
    assert f"“{OLD}” đã kết thúc hoạt động từ ngày 20/03/2024.</p>" in page
    assert "đã kết thúc hoạt động" not in admin.get(path.format(q="tân+phú")).text


def test_the_year_and_a_visit_call_it_as_on_their_day(
    world: World, sign_in: SignIn, renamed_one: tuple[int, int]
) -> None:
    client = sign_in("planner")
    visit = db.session.get_one(Visit, renamed_one[1])
    assert db.session.get_one(Meeting, visit.meeting_id).day < ON
    page = client.get(f"/visits/{visit.id}").text
    assert OLD in page
    assert NEW not in page
    picture = client.get(f"/plans/{world.plan.id}/year").text
    assert "An Bình" in picture
    assert f"trước 20/03/2024: {OLD}" in picture


def test_commas_and_kinds_of_bodies_say_nothing_in_a_search(world: World) -> None:
    def found(typed: str) -> list[str]:
        return list(db.session.scalars(select(Organization.name).where(sought(typed))))

    both = found("chi bộ ấp 2, xã phú hội nhơn trạch")
    assert both == found("ap 2 phu hoi nhon trach") == ["Chi bộ ấp 2 Nhơn Trạch"]
    above = world.committee("Đảng bộ phường Nhơn Trạch Xuân Hội")
    level = db.session.get_one(Level, world.organization("Chi bộ ấp 1 Nhơn Trạch").level_id)
    ward = organization(world.issuer, level, "Chi bộ khu phố 2 Cấp Phú", above)
    assert ward.name not in found("ap 2 phu hoi nhon trach")
    assert ward.name in found("khu pho 2 xuan h")
    assert "Chi bộ ấp 1 Nhơn Trạch" not in found("đảng bộ xã phú hội, nhơn trạch")
    assert found("nhơn trạch , ấp   10") == ["Chi bộ ấp 10 Nhơn Trạch"]
    assert found(",") == []
    assert len(found("")) > 10
    assert naming.renamed(world.issuer.id, ",") == []
