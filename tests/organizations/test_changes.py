"""Changes of organizations as they are recorded, and the tree as the day goes forth and back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.notices.queries.directory import directory_of
from webapp.organizations import changes, history
from webapp.organizations.changes import Founded, Plan
from webapp.organizations.history import Decision
from webapp.organizations.history_models import Change, OrganizationState, Succession
from webapp.organizations.models import Organization, still_there
from webapp.organizations.naming import named
from webapp.rules.reorganizing import Names

TODAY = date(2024, 1, 15)
DAY = date(2025, 7, 1)
BOTH = ("Nhơn Trạch", "Tân Phú")


def record(world: World, kind: str, plan: Plan, on: date = DAY) -> Change:
    decision = Decision(on, "Nghị quyết số 12", who_id=world.user("admin").id)
    return changes.record(world.issuer.id, kind, decision, plan)


def settle(world: World, day: date) -> int:
    changed = history.settle(world.issuer.id, day)
    db.session.commit()
    return changed


def district(world: World, name: str = "Nhơn Trạch") -> Organization:
    return world.organization(f"Đảng bộ huyện {name}")


def base(world: World, name: str = "Nhơn Trạch") -> Organization:
    return world.organization(f"Đảng bộ xã Phú Hội {name}")


def everything(world: World) -> dict[int, tuple[object, ...]]:
    rows = db.session.execute(
        select(
            Organization.id,
            Organization.name,
            Organization.parent_id,
            Organization.level_id,
            Organization.path,
            Organization.sort_key,
            Organization.search_key,
        ).where(Organization.issuer_id == world.issuer.id)
    )
    return {row.id: tuple(row[1:]) for row in rows}


def test_nothing_is_written_about_what_never_changed(world: World) -> None:
    record(world, "renamed", changes.renaming(district(world).id, Names("Đảng bộ Nhơn Trạch")))
    kept = db.session.scalars(select(OrganizationState.organization_id)).all()
    assert set(kept) == {district_named(world, "Đảng bộ huyện Nhơn Trạch")}
    assert len(kept) == 2


def district_named(world: World, name: str) -> int:
    return world.organization(name).id


def test_the_day_goes_forth_and_back(world: World) -> None:
    before = everything(world)
    root = world.organization("Tỉnh ủy Đồng Nai").id
    ids = [district(world, name).id for name in BOTH]
    communes = [base(world, name).id for name in BOTH]
    record(world, "dissolved", changes.dissolving(ids, root, None))
    record(world, "renamed", changes.renaming(communes[0], Names("Đảng bộ xã Đại Phước")))
    assert everything(world) == before
    assert world.issuer.next_change_on == DAY
    settle(world, DAY)
    after = everything(world)
    assert after[communes[0]][0] == "Đảng bộ xã Đại Phước"
    assert after[communes[0]][3] == f"/{root}/{communes[0]}/"
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch")
    assert cell.path == f"/{root}/{communes[0]}/{cell.id}/"
    assert cell.id in db.session.scalars(
        select(Organization.id).where(Organization.search_key.contains("ap 1 nhon"))
    )
    assert world.issuer.next_change_on is None
    alive = set(db.session.scalars(select(Organization.id).where(still_there(DAY))))
    assert not alive & set(ids)
    settle(world, DAY - timedelta(days=1))
    assert everything(world) == before
    assert world.issuer.next_change_on == DAY
    assert settle(world, TODAY) == 0


def test_a_change_of_today_shows_at_once_and_one_of_the_past_too(world: World) -> None:
    record(world, "renamed", changes.renaming(district(world).id, Names("Một")), TODAY)
    assert world.organization("Một").sort_key
    record(world, "renamed", changes.renaming(district_named(world, "Một"), Names("Hai")),
           date(2020, 5, 1))  # fmt: skip
    one = world.organization("Một")
    asked = [(one, date(2021, 1, 1)), (one, date(2020, 4, 30)), (one, None), (base(world), TODAY)]
    names = [found.name for found in history.called_then(asked)]
    assert names == ["Hai", "Đảng bộ huyện Nhơn Trạch", "Một", "Đảng bộ xã Phú Hội Nhơn Trạch"]


def test_a_new_one_is_not_there_before_its_day(world: World) -> None:
    root = world.organization("Tỉnh ủy Đồng Nai").id
    level_id = district(world).level_id
    names = Names("Đảng bộ huyện Mới", "Mới", "Ban Thường vụ Huyện ủy Mới", "Hội trường Mới")
    record(world, "established", changes.establishing(Founded(names, root, level_id)))
    new = world.organization("Đảng bộ huyện Mới")
    assert (new.since, new.path, new.place) == (DAY, f"/{root}/{new.id}/", "Hội trường Mới")
    for day, there in ((DAY - timedelta(days=1), False), (DAY, True)):
        found = select(Organization.id).where(still_there(day), Organization.id == new.id)
        assert bool(db.session.scalar(found)) is there
    with pytest.raises(Refused, match="đã có"):
        record(world, "established", changes.establishing(Founded(names, root, level_id)))


def test_a_merger_says_what_went_into_what(world: World) -> None:
    root = world.organization("Tỉnh ủy Đồng Nai").id
    ids = [base(world, name).id for name in BOTH]
    new = Founded(Names("Đảng bộ xã Chung"), root, district(world).level_id)
    change = record(world, "merged", changes.merging(ids, new))
    made = world.organization("Đảng bộ xã Chung")
    went = db.session.execute(select(Succession.from_id, Succession.to_id)).all()
    assert {tuple(row) for row in went} == {(one, made.id) for one in ids}
    settle(world, DAY)
    assert world.organization("Chi bộ ấp 2 Tân Phú").path.startswith(made.path)
    assert db.session.get_one(Organization, ids[0]).until == DAY
    with pytest.raises(Refused, match="không hoạt động"):
        record(world, "merged", changes.merging(ids, ids[0]))
    number = made.id
    changes.take_back(change)
    assert db.session.get(Organization, number) is None
    settle(world, DAY)
    assert base(world).until is None
    assert world.organization("Chi bộ ấp 2 Tân Phú").parent_id == ids[1]


def test_taking_back_restores_everything(world: World) -> None:
    before = everything(world)
    change = record(world, "dissolved", changes.dissolving([district(world).id], None, None), TODAY)
    assert everything(world) != before
    changes.take_back(db.session.get_one(Change, change.id))
    assert everything(world) == before
    assert db.session.scalars(select(Change)).all() == []


def test_what_comes_later_is_applied_again_when_a_change_is_taken_back(world: World) -> None:
    number = district(world).id
    first = record(world, "renamed", changes.renaming(number, Names("Một", "M")), TODAY)
    record(world, "renamed", changes.renaming(number, Names("Hai", "M")))
    changes.take_back(first)
    assert district(world).short_name == "Nhơn Trạch"
    settle(world, DAY)
    assert world.organization("Hai").short_name == "Nhơn Trạch"
    assert db.session.scalars(select(Change.kind)).all() == ["renamed"]


def test_what_comes_back_goes_the_way_of_the_others_below(world: World) -> None:
    root = world.organization("Tỉnh ủy Đồng Nai").id
    bases = [base(world, name).id for name in BOTH]
    new = Founded(Names("Đảng bộ xã Chung"), root, district(world).level_id)
    merger = record(world, "merged", changes.merging(bases, new))
    end = record(world, "dissolved", changes.dissolving([district(world).id], None, None))
    changes.take_back(merger)
    settle(world, DAY)
    assert [db.session.get_one(Organization, one).parent_id for one in bases] == [
        root,
        district(world, "Tân Phú").id,
    ]
    changes.take_back(end)
    assert db.session.scalars(select(Change)).all() == []


def test_what_was_put_under_a_founded_one_holds_it_too(world: World) -> None:
    new = Founded(Names("Đảng bộ huyện Mới"), district(world).parent_id, district(world).level_id)
    founding = record(world, "established", changes.establishing(new), TODAY)
    made = world.organization("Đảng bộ huyện Mới").id
    move = record(world, "moved", changes.moving([base(world).id], made, None))
    with pytest.raises(Refused, match="Chuyển cấp trên trực tiếp từ ngày 01/07/2025"):
        changes.take_back(founding)
    db.session.rollback()
    changes.take_back(move)
    changes.take_back(founding)
    assert db.session.scalars(select(Change)).all() == []


def test_a_founded_one_with_people_stays(world: World) -> None:
    root = world.organization("Tỉnh ủy Đồng Nai").id
    new = Founded(Names("Đảng bộ huyện Mới"), root, district(world).level_id)
    change = record(world, "established", changes.establishing(new), TODAY)
    world.user("other").organization_id = world.organization("Đảng bộ huyện Mới").id
    db.session.commit()
    with pytest.raises(Refused, match="đã có người"):
        changes.take_back(db.session.get_one(Change, change.id))
    assert world.organization("Đảng bộ huyện Mới").since == TODAY


def test_a_split_divides_what_is_below(world: World) -> None:
    old = base(world)
    cells = [world.organization(f"Chi bộ ấp {n} Nhơn Trạch").id for n in (1, 2, 10)]
    new = [Founded(Names(name), old.parent_id, old.level_id) for name in ("Đông", "Tây")]
    plan = changes.splitting(old.id, new, {cells[1]: 1}, ends=True)
    record(world, "split", plan, TODAY)
    east, west = world.organization("Đông"), world.organization("Tây")
    parents = [db.session.get_one(Organization, one).parent_id for one in cells]
    assert parents == [east.id, west.id, east.id]


def test_what_cannot_be_is_told_and_nothing_is_kept(world: World) -> None:
    before = everything(world)
    cell, root = (
        world.organization("Chi bộ ấp 1 Nhơn Trạch"),
        world.organization("Tỉnh ủy Đồng Nai"),
    )
    for plan, words in (
        (changes.moving([base(world).id], cell.id, None), "chính tổ chức này"),
        (changes.moving([cell.id], world.organization("Chi bộ ấp 2 Nhơn Trạch").id, None), "cấp"),
        (changes.dissolving([root.id], None, None), "là tổ chức cao nhất"),
        (changes.dissolving([district(world).id], cell.id, None), "chính tổ chức này"),
    ):
        with pytest.raises(Refused, match=words):
            record(world, "moved", plan)
        db.session.rollback()
    assert everything(world) == before
    assert db.session.scalars(select(Change)).all() == []


def test_an_end_comes_before_what_is_known_of_later(world: World) -> None:
    later = record(world, "renamed", changes.renaming(district(world).id, Names("Một")))
    end = changes.dissolving([district(world).id], None, None)
    change = record(world, "dissolved", end, TODAY)
    settle(world, DAY)
    assert (district(world).until, later.undecided) == (TODAY, ())
    changes.take_back(change)
    settle(world, DAY)
    assert world.organization("Một").until is None


def test_a_correction_is_no_change(world: World) -> None:
    one = district(world)
    changes.correct(one, Names("Đảng bộ huyện Nhơn Trạch.", "NT", "HU", "Hội trường"), one.level_id)
    assert (one.short_name, one.place) == ("NT", "Hội trường")
    assert db.session.scalars(select(OrganizationState)).all() == []
    record(world, "renamed", changes.renaming(one.id, Names("Một", "NT", "HU")))
    changes.correct(one, Names("Đảng bộ huyện Nhơn Trạch", "NT", "HU"), one.level_id)
    assert one.name == "Đảng bộ huyện Nhơn Trạch"
    settle(world, DAY)
    assert one.name == "Một"
    assert db.session.scalars(select(Change.kind)).all() == ["renamed"]


def test_a_past_year_is_told_in_its_own_names_and_levels(world: World) -> None:
    planned = history.planned_between(date(2024, 1, 1), date(2024, 12, 31))
    coming = history.planned_between(date(2025, 7, 1), date(2025, 12, 31))
    level_id = district(world).level_id
    ids = [district(world, name).id for name in BOTH]
    record(world, "dissolved", changes.dissolving(ids, None, level_id))
    settle(world, DAY)

    def found(condition: object) -> set[str]:
        return set(db.session.scalars(select(Organization.name).where(condition)))  # type: ignore[arg-type]

    long_thanh = "Đảng bộ huyện Long Thành"
    assert found(planned) == {long_thanh, *(f"Đảng bộ huyện {name}" for name in BOTH)}
    assert found(coming) == {long_thanh, *(f"Đảng bộ xã Phú Hội {name}" for name in BOTH)}


def test_two_thousand_rows_are_settled_in_few_statements(world: World) -> None:
    world.cells(2000)
    db.session.commit()
    record(world, "dissolved", changes.dissolving([district(world).id], None, None))
    some = select(Organization.version).where(Organization.name.like("Chi bộ thêm %"))
    before = set(db.session.scalars(some))
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert settle(world, DAY) > 2000
    assert len(asked) < 8
    assert set(db.session.scalars(some)) == {number + 1 for number in before}


def test_what_is_founded_within_a_month_is_known_in_that_month(world: World) -> None:
    level_id, parent = base(world).level_id, district(world)
    new = Founded(Names("Đảng bộ xã Giữa Tháng"), parent.id, level_id)
    record(world, "established", changes.establishing(new), date(2024, 3, 15))
    told = {
        month: "Đảng bộ xã Giữa Tháng"
        in {one.name for one in directory_of(district(world), date(2024, month, 1)).hosts}
        for month in (2, 3, 4)
    }
    assert told == {2: False, 3: True, 4: True}


def test_of_two_of_one_name_the_one_of_today_is_meant(world: World) -> None:
    root = world.organization("Tỉnh ủy Đồng Nai").id
    old = base(world)
    new = Founded(Names(old.name), root, district(world).level_id)
    record(world, "merged", changes.merging([old.id, base(world, "Tân Phú").id], new))
    number = world.issuer.id
    assert named(number, "Đảng bộ xã Phú Hội Nhơn Trạch").id == old.id
    with clock.living_on(DAY):
        settle(world, DAY)
        assert named(number, "Đảng bộ xã Phú Hội Nhơn Trạch").id > old.id


def test_the_highest_does_not_end_and_it_is_said_why(world: World) -> None:
    root, below = world.organization("Tỉnh ủy Đồng Nai").id, district(world)
    for plan in (
        changes.dissolving([root], None, None),
        changes.dissolving([below.id, root], None, None),
        changes.dissolving([root], below.id, None),
        changes.merging([root, below.id], below.id),
    ):
        with pytest.raises(Refused, match="“Tỉnh ủy Đồng Nai” là tổ chức cao nhất"):
            record(world, "dissolved", plan)
        db.session.rollback()
