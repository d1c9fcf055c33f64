"""Names that differ by a tone are two bodies, everywhere a name is typed."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.building import organization
from tests.world import World
from webapp.core.db import db
from webapp.organizations import naming
from webapp.organizations.models import Level, Organization
from webapp.organizations.naming import Unclear, named

SignIn = Callable[[str], FlaskClient]


def errors_of(text: str) -> dict[str, str]:
    """Return what a page says beside each field that it refuses."""
    found = re.findall(r'id="(\w+)-error">(.*?)</p>', text, re.DOTALL)
    return {name: re.sub(r"<[^>]+>|\s+", " ", said) for name, said in found}


@pytest.fixture
def twins(world: World) -> tuple[Organization, Organization]:
    made = world.committee("Đảng bộ huyện Phú Vinh"), world.committee("Đảng bộ huyện Phú Vĩnh")
    db.session.commit()
    return made


def test_a_name_means_the_one_that_has_it(
    world: World, twins: tuple[Organization, Organization]
) -> None:
    vinh, vĩnh = twins
    number = world.issuer.id
    assert named(number, "Đảng bộ huyện Phú Vinh").id == vinh.id
    assert named(number, "đảng bộ huyện  phú vĩnh").id == vĩnh.id
    with pytest.raises(Unclear, match=r"Gần giống: .*Phú Vinh; .*Phú Vĩnh"):
        named(number, "dang bo huyen phu vinh")
    with pytest.raises(Unclear, match="Gần giống"):
        named(number, "Đảng bộ huyện Phú Vịnh")
    with pytest.raises(Unclear, match="Không có tổ chức nào"):
        named(number, "Đảng bộ huyện Phú Vang Xa")


def test_bodies_of_one_name_are_told_apart_by_their_superiors(world: World) -> None:
    base = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    other = world.organization("Đảng bộ xã Phú Hội Tân Phú")
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch")
    level = db.session.get_one(Level, cell.level_id)
    made = [organization(world.issuer, level, "Chi bộ Chợ", one) for one in (base, other)]
    db.session.commit()
    with pytest.raises(Unclear, match="Chi bộ Chợ — Đảng bộ xã Phú Hội Nhơn Trạch; "):
        named(world.issuer.id, "Chi bộ Chợ")
    for one in made:
        label = naming.label_of(one)
        assert label.startswith("Chi bộ Chợ — Đảng bộ xã Phú Hội")
        assert named(world.issuer.id, label).id == one.id
        assert named(world.issuer.id, label.replace("—", "-").upper()).id == one.id
    assert naming.label_of(cell) == cell.name


def test_what_the_advice_says_is_taken(world: World) -> None:
    bases = [world.organization(f"Đảng bộ xã Phú Hội {name}") for name in ("Nhơn Trạch", "Tân Phú")]
    level = db.session.get_one(Level, bases[0].level_id)
    made = [
        organization(
            world.issuer, level, "Đảng bộ xã Thanh Sơn", world.organization(f"Đảng bộ {x}")
        )
        for x in ("huyện Nhơn Trạch", "huyện Tân Phú")
    ]
    db.session.commit()
    number = world.issuer.id
    with pytest.raises(Unclear, match="hãy ghi rõ cấp trên") as unclear:
        named(number, "Đảng bộ xã Thanh Sơn")
    advised = re.findall(r"Đảng bộ xã Thanh Sơn — [^;)]+", str(unclear.value))
    assert {named(number, text).id for text in advised} == {one.id for one in made}
    assert named(number, "Đảng bộ xã Thanh Sơn, huyện Tân Phú").id == made[1].id
    assert named(number, "Đảng bộ xã Thanh Sơn - Tân Phú").id == made[1].id
    with pytest.raises(Unclear, match=r"ghi: Đảng bộ xã Thanh Sơn — Đảng bộ huyện Tân Phú\)"):
        named(number, "xã Thanh Sơn, Tân Phú")


def test_a_neighbour_by_a_tone_is_founded_once_it_was_asked_about(
    world: World, sign_in: SignIn, twins: tuple[Organization, Organization]
) -> None:
    above = twins[0].parent_id
    client = sign_in("admin")
    url = f"/administration/organizations/{above}/new"
    level = str(twins[0].level_id)
    typed = {"name": "Đảng bộ huyện Phú Vịnh", "level_id": level, "version": ""}
    asked = client.post(url, data=typed)
    assert asked.status_code == 422
    assert "tên gần giống" in errors_of(asked.text)["name"]
    assert "is_other" in errors_of(asked.text)
    assert client.post(url, data={**typed, "is_other": "y"}).status_code == 303
    assert world.organization("Đảng bộ huyện Phú Vịnh").parent_id == above


@pytest.mark.parametrize("day", ["", "2024-03-01"])
def test_what_is_there_already_is_told_before_its_neighbours(
    sign_in: SignIn, twins: tuple[Organization, Organization], day: str
) -> None:
    url = f"/administration/organizations/{twins[0].parent_id}/new"
    typed = {"name": twins[0].name, "level_id": str(twins[0].level_id), "on": day}
    answer = sign_in("admin").post(url, data={**typed, "decision": "1-QĐ/TU"})
    assert answer.status_code == 422
    assert "đã có “Đảng bộ huyện Phú Vinh”" in errors_of(answer.text)["name"]
    assert "is_other" not in errors_of(answer.text)


def test_a_name_is_corrected_into_a_near_one_once_it_was_asked_about(
    world: World, sign_in: SignIn, twins: tuple[Organization, Organization]
) -> None:
    _, vĩnh = twins
    client, url = sign_in("admin"), f"/administration/organizations/{vĩnh.id}"
    assert "is_other" not in client.get(url).text

    def typed(name: str) -> dict[str, str]:
        db.session.refresh(vĩnh)
        return {"name": name, "level_id": str(vĩnh.level_id), "version": str(vĩnh.version)}

    asked = client.post(url, data=typed("Đảng bộ huyện Phú Vịnh"))
    assert asked.status_code == 422
    assert "gần giống: Đảng bộ huyện Phú Vinh." in errors_of(asked.text)["name"]  # not itself
    assert "is_other" in errors_of(asked.text)
    told = {**typed("Đảng bộ huyện Phú Vịnh"), "is_other": "y"}
    assert client.post(url, data=told).status_code == 303
    again = {**typed("Đảng bộ huyện Phú Vịnh"), "place": "Hội trường"}  # the name stays
    assert client.post(url, data=again).status_code == 303
    assert world.organization("Đảng bộ huyện Phú Vịnh").place == "Hội trường"


@pytest.mark.parametrize("name", ["Đảng bộ huyện Hoà Bình", "ĐẢNG BỘ HUYỆN HÒA BÌNH"])
@pytest.mark.parametrize("day", ["", "2024-03-01"])
def test_one_name_in_another_spelling_is_refused(
    world: World, sign_in: SignIn, name: str, day: str
) -> None:
    there = world.committee("Đảng bộ huyện Hòa Bình")
    db.session.commit()
    typed = {"name": name, "level_id": str(there.level_id), "on": day, "decision": "1-QĐ/TU"}
    answer = sign_in("admin").post(
        f"/administration/organizations/{there.parent_id}/new", data={**typed, "is_other": "y"}
    )
    assert answer.status_code == 422
    assert "đã có “Đảng bộ huyện Hòa Bình”" in errors_of(answer.text)["name"]


def test_a_name_is_neither_corrected_nor_changed_into_a_neighbours(
    world: World, sign_in: SignIn, twins: tuple[Organization, Organization]
) -> None:
    vinh, vĩnh = twins
    client = sign_in("admin")
    url = f"/administration/organizations/{vĩnh.id}"
    typed = {"name": vinh.name, "level_id": str(vĩnh.level_id), "version": str(vĩnh.version)}
    assert "đã có “Đảng bộ huyện Phú Vinh”" in client.post(url, data=typed).text
    change = f"/organizations/change/renamed?id={vĩnh.id}"
    decided = {"on": "2024-03-01", "decision": "1-QĐ/TU", "name": vinh.name}
    assert "đã có “Đảng bộ huyện Phú Vinh”" in client.post(change, data=decided).text
    near = client.post(change, data={**decided, "name": "Đảng bộ huyện Phú Vịnh"}).text
    assert "Đảng bộ huyện Phú Vịnh / Đảng bộ huyện Phú Vinh" in near
