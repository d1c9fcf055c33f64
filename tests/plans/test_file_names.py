"""Units in the file of a plan are found by their names, and nothing nearly so is taken for them."""

import unicodedata

import pytest

from tests.building import organization
from tests.plans.test_files import exported
from tests.world import World
from webapp.core.db import db
from webapp.organizations.models import Level
from webapp.plans import queries
from webapp.plans.file import importing


def test_a_file_from_a_mac_is_read_as_any_other(world: World) -> None:
    first = exported(world.plan)
    text = unicodedata.normalize("NFD", first.replace("Đảng bộ", "Ðảng bộ"))
    plan = importing.bring_in(text, world.user("planner"), again=True)
    assert exported(plan) == first


def test_a_unit_that_differs_by_a_tone_is_not_taken(world: World) -> None:
    text = exported(world.plan).replace("Đảng bộ huyện Tân Phú", "Đảng bộ huyện Tân Phù")
    with pytest.raises(importing.Faulty) as refused:
        importing.bring_in(text, world.user("planner"), again=True)
    (unknown,) = refused.value.unknown
    assert unknown.words.endswith(
        "không có đơn vị “Đảng bộ huyện Tân Phù”. Gần giống: “Đảng bộ huyện Tân Phú”."
    )


def test_units_of_one_name_are_written_and_read_with_their_superiors(world: World) -> None:
    model = world.organization("Đảng bộ huyện Tân Phú")
    level = db.session.get_one(Level, model.level_id)
    assert model.parent_id is not None
    other = organization(world.issuer, level, model.name, world.organization("Ban Tổ chức Tỉnh ủy"))
    db.session.commit()
    whole, who = exported(world.plan), world.user("planner")
    assert f"{model.name} — Tỉnh ủy Đồng Nai" in whole
    assert exported(importing.bring_in(whole, who, again=True)) == whole
    bare = whole.replace(f"{model.name} — Tỉnh ủy Đồng Nai", model.name)
    with pytest.raises(importing.Faulty) as refused:
        importing.bring_in(bare, who, again=True)
    (unclear,) = refused.value.unknown
    assert "có 2 đơn vị tên “Đảng bộ huyện Tân Phú”, hãy ghi rõ cấp trên" in unclear.words
    text = bare.replace(model.name, f"{model.name} — Ban Tổ chức Tỉnh ủy")
    plan = importing.bring_in(text, who, again=True)
    assert other.id in {row.organization_id for row in queries.assignments(plan)}
