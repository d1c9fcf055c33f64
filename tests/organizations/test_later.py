"""A change that is recorded for a later day freezes nothing: it is applied again over the rest."""

from datetime import date

import pytest
from sqlalchemy import select, update

from tests.organizations.test_changes import BOTH, DAY, TODAY, base, district, record, settle
from tests.world import World
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations import changes
from webapp.organizations.changes import Founded
from webapp.organizations.history_models import Change, Succession
from webapp.organizations.models import Organization
from webapp.rules.reapplying import Question
from webapp.rules.reorganizing import Names

BETWEEN = date(2025, 3, 1)


def number(world: World, name: str) -> int:
    return world.organization(name).id


def parent(world: World, name: str) -> str:
    above = world.organization(name).parent_id
    return db.session.get_one(Organization, above).name


@pytest.fixture
def districts_end(world: World) -> list[Change]:
    """On one later day the bases of two districts merge into one, and the districts end."""
    root = number(world, "Tỉnh ủy Đồng Nai")
    new = Founded(Names("Đảng bộ xã Chung"), root, district(world).level_id)
    bases = [base(world, name).id for name in BOTH]
    merger = record(world, "merged", changes.merging(bases, new))
    ids = [district(world, name).id for name in BOTH]
    level_id = district(world).level_id
    return [merger, record(world, "dissolved", changes.dissolving(ids, None, level_id))]


def test_mergers_splits_moves_and_ends_work_below_it(
    world: World, districts_end: list[Change]
) -> None:
    one, two, three = (number(world, f"Chi bộ ấp {n} Nhơn Trạch") for n in (1, 2, 10))
    record(world, "merged", changes.merging([one, two], one), TODAY)
    record(world, "moved", changes.moving([three], base(world, "Tân Phú").id, None), BETWEEN)
    record(world, "dissolved", changes.dissolving([number(world, "Chi bộ ấp 2 Tân Phú")], None,
           None), BETWEEN)  # fmt: skip
    level_id = base(world).level_id
    new = [Founded(Names(name), district(world).id, level_id) for name in ("Đông", "Tây")]
    record(world, "established", changes.establishing(new[0]), BETWEEN)
    settle(world, BETWEEN)
    assert parent(world, "Chi bộ ấp 10 Nhơn Trạch") == "Đảng bộ xã Phú Hội Tân Phú"
    settle(world, DAY)
    assert parent(world, "Chi bộ ấp 1 Nhơn Trạch") == "Đảng bộ xã Chung"
    assert parent(world, "Chi bộ ấp 10 Nhơn Trạch") == "Đảng bộ xã Chung"
    assert parent(world, "Đông") == "Tỉnh ủy Đồng Nai"
    assert [one.undecided for one in districts_end] == [(), ()]


def test_what_must_be_decided_anew_is_kept_until_it_is(
    world: World, districts_end: list[Change]
) -> None:
    merger, _ = districts_end
    old = base(world)
    cells = {n: number(world, f"Chi bộ ấp {n} Nhơn Trạch") for n in (1, 2, 10)}
    new = [Founded(Names(name), district(world).id, old.level_id) for name in ("Đông", "Tây")]
    plan = changes.splitting(old.id, new, {cells[2]: 1}, ends=True)
    split = record(world, "split", plan, BETWEEN)
    east, west = number(world, "Đông"), number(world, "Tây")
    gone = old.id
    assert merger.undecided == (Question(gone, east), Question(gone, west))
    changes.decide(merger, Question(gone, east), along=True)
    changes.decide(merger, Question(gone, west), along=False)
    assert merger.undecided == ()
    with pytest.raises(Refused, match="đã được quyết định"):
        changes.decide(merger, Question(gone, west), along=True)
    went = select(Succession.from_id).where(Succession.change_id == merger.id)
    assert set(db.session.scalars(went)) == {east, base(world, "Tân Phú").id}
    settle(world, DAY)
    assert parent(world, "Chi bộ ấp 1 Nhơn Trạch") == "Đảng bộ xã Chung"
    assert parent(world, "Chi bộ ấp 2 Nhơn Trạch") == "Tây"
    assert parent(world, "Tây") == "Tỉnh ủy Đồng Nai"
    settle(world, TODAY)
    changes.take_back(split)
    settle(world, DAY)
    assert parent(world, "Chi bộ ấp 2 Nhơn Trạch") == "Đảng bộ xã Chung"
    assert set(db.session.scalars(went)) == {gone, base(world, "Tân Phú").id}


def test_one_is_taken_out_of_a_change(world: World, districts_end: list[Change]) -> None:
    merger, end = districts_end
    one = base(world)
    changes.leave_out(merger, one)
    changes.leave_out(end, district(world))
    settle(world, DAY)
    assert parent(world, "Chi bộ ấp 1 Nhơn Trạch") == one.name
    assert parent(world, one.name) == "Đảng bộ huyện Nhơn Trạch"
    assert parent(world, "Chi bộ ấp 1 Tân Phú") == "Đảng bộ xã Chung"
    with pytest.raises(Refused, match="không còn trong thay đổi"):
        changes.leave_out(merger, one)
    with pytest.raises(Refused, match="Hãy hủy cả ghi nhận"):
        changes.leave_out(merger, base(world, "Tân Phú"))


def test_a_change_of_an_older_release_is_applied_again_too(
    world: World, districts_end: list[Change]
) -> None:
    db.session.execute(update(Change).values(effect=None))
    db.session.commit()
    record(world, "renamed", changes.renaming(base(world).id, Names("Tên Mới")), BETWEEN)
    level_id = base(world, "Tân Phú").level_id
    new = Founded(Names("Đảng bộ xã Thêm"), district(world).id, level_id)
    record(world, "established", changes.establishing(new), BETWEEN)
    settle(world, DAY)
    assert parent(world, "Chi bộ ấp 1 Nhơn Trạch") == "Đảng bộ xã Chung"
    assert parent(world, "Đảng bộ xã Thêm") == "Tỉnh ủy Đồng Nai"
    assert db.session.scalars(select(Change.id).where(Change.effect.is_(None))).all() == []


def test_a_correction_stays_when_it_is_applied_again(
    world: World, districts_end: list[Change]
) -> None:
    made = world.organization("Đảng bộ xã Chung")
    changes.correct(made, Names("Đảng bộ xã Chung Sức", "Chung Sức"), made.level_id)
    record(world, "renamed", changes.renaming(base(world).id, Names("Tên Mới")), BETWEEN)
    settle(world, DAY)
    assert world.organization("Đảng bộ xã Chung Sức").short_name == "Chung Sức"


def test_the_issuers_own_body_does_not_end(world: World) -> None:
    own = world.user("planner").organization_id
    other = district(world)
    part = Founded(Names("Ban Mới"), number(world, "Tỉnh ủy Đồng Nai"), other.level_id)
    for kind, plan in (
        ("dissolved", changes.dissolving([own], None, None)),
        ("merged", changes.merging([own, other.id], other.id)),
        ("merged", changes.merging([own, other.id], part)),
        ("split", changes.splitting(own, [part], {}, ends=True)),
    ):
        with pytest.raises(Refused, match="là cơ quan ban hành kế hoạch, không giải thể"):
            record(world, kind, plan)
        db.session.rollback()
    assert db.session.scalars(select(Change)).all() == []
    record(world, "merged", changes.merging([own, other.id], own))
    record(world, "split", changes.splitting(own, [part], {}, ends=False), TODAY)
    record(world, "renamed", changes.renaming(own, Names("Ban Tổ chức - Dân vận")))


def test_the_issuers_own_body_does_not_end_by_an_answer_either(world: World) -> None:
    """What went over into it was to merge on a later day: it does not go along."""
    own = world.user("planner").organization_id
    one, other = (district(world, name).id for name in BOTH)
    merger = record(world, "merged", changes.merging([one, other], other))
    record(world, "merged", changes.merging([one, own], own), BETWEEN)
    (question,) = merger.undecided
    assert question == Question(one, own)
    with pytest.raises(Refused, match="là cơ quan ban hành kế hoạch"):
        changes.decide(merger, question, along=True)
