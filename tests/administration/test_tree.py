"""The tree as of any day, an organization's history, and a change looked at before it is kept."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.administration.test_standards import SETTINGS
from tests.attending.test_letters import findings_written
from tests.dues import set_milestone
from tests.full_world import issue
from tests.world import World
from webapp.attending.models import Recommendation
from webapp.attending.services import letters
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.organizations import changes, history
from webapp.organizations.history import Decision
from webapp.organizations.history_models import Change
from webapp.organizations.models import Issuer, Level, Organization
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
DAY = date(2025, 7, 1)
DECISION = {"on": "2025-07-01", "decision": "Nghị quyết số 12", "note": ""}


def number(world: World, name: str) -> int:
    return world.organization(name).id


def seen(page: str) -> str:
    found = re.search(r'name="seen" type="hidden" value="(\w+)"', page)
    assert found, page
    return found[1]


def confirm(client: FlaskClient, address: str, data: dict[str, object]) -> str:
    """Look at what a change does, then record it; return what was told."""
    looked = client.post(address, data=data)
    assert looked.status_code == 200, looked.text
    assert "Hệ quả nếu ghi nhận" in looked.text
    kept = client.post(address, data=data | {"seen": seen(looked.text), "confirm": "1"})
    assert kept.status_code == 303, kept.text
    return unescape(looked.text)


def end_districts(world: World, client: FlaskClient) -> str:
    ids = [number(world, f"Đảng bộ huyện {name}") for name in ("Nhơn Trạch", "Tân Phú")]
    address = "/organizations/change/dissolved?" + "&".join(f"id={one}" for one in ids)
    return confirm(client, address, DECISION | {"heir_id": "0", "level_id": "0"})


def test_districts_end_by_one_decision(world: World, sign_in: SignIn) -> None:
    set_milestone(
        kind="notice",
        subject=("assignment", world.assignment().id),
        owner="unit",
        organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
        label="Đăng ký lịch",
        rule="on the day",
        anchor=DAY,
    )
    db.session.commit()
    admin = sign_in("admin")
    told = end_districts(world, admin)
    assert "2: Đảng bộ huyện Nhơn Trạch; Đảng bộ huyện Tân Phú" in told
    assert "3: Người colleague (Nhơn Trạch); Người office (Nhơn Trạch)" in told
    assert "<dd>6</dd>" in told  # cells that go along
    assert "<dd>1</dd>" in told  # what is still to be done
    change = db.session.scalars(select(Change)).one()
    assert (change.kind, change.on, change.decision) == ("dissolved", DAY, "Nghị quyết số 12")
    assert change.recorded_by_id == world.user("admin").id
    listed = sign_in("reader").get("/organizations/changes").text
    assert "Nghị quyết số 12" in listed
    assert "Chưa có hiệu lực" in listed
    assert "Hủy ghi nhận" not in listed


def test_what_was_typed_after_looking_is_looked_at_again(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    address = f"/organizations/change/renamed?id={number(world, 'Đảng bộ huyện Tân Phú')}"
    data = DECISION | {"name": "Một", "short_name": "", "committee_name": ""}
    looked = admin.post(address, data=data).text
    other = data | {"name": "Hai", "seen": seen(looked), "confirm": "1"}
    assert "Hệ quả nếu ghi nhận" in admin.post(address, data=other).text
    assert db.session.scalars(select(Change)).all() == []


def test_the_tree_of_any_day(world: World, sign_in: SignIn) -> None:
    end_districts(world, sign_in("admin"))
    root, reader = number(world, "Tỉnh ủy Đồng Nai"), sign_in("reader")
    before = reader.get(f"/organizations?under={root}&on=2025-06-30").text
    assert "Đảng bộ huyện Tân Phú" in before
    assert "Đảng bộ xã Phú Hội Tân Phú" not in before
    after = reader.get(f"/organizations?under={root}&on=2025-07-01").text
    assert "Đảng bộ huyện Tân Phú" not in after
    assert "Đảng bộ xã Phú Hội Tân Phú" in after
    district = number(world, "Đảng bộ huyện Tân Phú")
    gone = reader.get(f"/organizations?under={district}&on=2025-07-01").text
    assert "không hoạt động vào ngày đã chọn" in gone
    found = reader.get("/organizations?q=chi+bo+ap+10&on=2025-07-01").text
    assert found.count("Đảng bộ xã Phú Hội") >= 3
    assert "Kết thúc từ 01/07/2025" in reader.get(f"/organizations?under={root}").text
    for bad in ("on=2025-02-30", "on=x", "under=abc", "on=1800-01-01"):
        assert "Tỉnh ủy Đồng Nai" in reader.get(f"/organizations?{bad}").text
    assert reader.get(f"/organizations?under={number(world, 'Tỉnh ủy Khác')}").status_code == 404


def test_the_training_clock_switches_the_program_over_and_back(
    world: World, sign_in: SignIn
) -> None:
    admin, planner = sign_in("admin"), sign_in("planner")
    end_districts(world, admin)
    commune = world.organization("Đảng bộ xã Phú Hội Tân Phú")
    old, new = commune.path, f"/{number(world, 'Tỉnh ủy Đồng Nai')}/{commune.id}/"
    for day, path in (("2025-07-01", new), ("2025-06-30", old), ("2026-01-01", new), ("", old)):
        data = SETTINGS | {"version": str(world.issuer.version), "training_day": day}
        assert admin.post("/administration/settings", data=data).status_code == 303
        assert planner.get("/").status_code == 200
        db.session.expire_all()
        assert commune.path == path, day
        assert world.issuer.next_change_on == (DAY if path == old else None)


def test_a_first_request_on_the_day_switches_over_whatever_it_is(
    world: World, sign_in: SignIn
) -> None:
    clients = {name: sign_in(name) for name in ("office", "planner", "admin")}
    end_districts(world, clients["admin"])
    path = world.organization("Đảng bộ xã Phú Hội Tân Phú").path
    for act in (
        lambda: clients["office"].post("/messages/read"),
        lambda: clients["planner"].get("/administration/people"),
    ):
        history.settle(world.issuer.id, date(2024, 1, 15))
        db.session.execute(update(Issuer).values(training_day=DAY))
        db.session.commit()
        answer = act()
        assert answer.status_code in (303, 403, 404)
        db.session.expire_all()
        assert world.organization("Đảng bộ xã Phú Hội Tân Phú").path != path
        assert world.issuer.next_change_on is None


def test_people_of_what_ended_keep_reading_and_are_told_of(world: World, sign_in: SignIn) -> None:
    letter = issue(world, letters.compose(findings_written(world), world.user("planner")))
    number_of_letter, visit = letter.id, letter.subject_id
    advice = db.session.scalars(select(Recommendation.id)).one()
    assignment = world.assignment().id
    admin = sign_in("admin")
    end_districts(world, admin)
    db.session.execute(update(Issuer).values(training_day=DAY))
    db.session.commit()
    office = sign_in("office")
    assert office.get("/").status_code == 200
    assert office.get(f"/documents/{number_of_letter}").status_code == 200
    assert office.get(f"/assignments/{assignment}").status_code == 200
    assert office.get(f"/visits/{visit}").status_code == 200
    assert "Chi bộ ấp 10" in office.get("/visits?month=all").text
    assert "Bổ sung biên bản" in office.get("/recommendations").text
    page = office.get(f"/recommendations/{advice}").text
    assert "Trả lời</h2>" not in page
    assert office.post(f"/recommendations/{advice}/answers", data={"text": "x"}).status_code == 403
    assert sign_in("other").get(f"/visits/{visit}").status_code == 404
    people = admin.get("/administration/people").text
    assert "Tổ chức đã kết thúc từ 01/07/2025" in people
    told = people.partition("Tổ chức của những người này đã kết thúc")[2].partition("</p>")[0]
    assert "Người office" in told
    assert "Người planner" not in told
    workplaces = admin.get("/administration/people/new").text
    assert "Đảng bộ huyện Long Thành" in workplaces
    assert "Đảng bộ huyện Nhơn Trạch" not in workplaces
    page = admin.get(f"/organizations/{number(world, 'Đảng bộ huyện Nhơn Trạch')}").text
    assert "2 tài khoản vẫn thuộc tổ chức đã kết thúc" in page


def test_papers_and_the_year_of_2024_keep_their_names(world: World, sign_in: SignIn) -> None:
    visit = findings_written(world)
    letter = issue(world, letters.compose(visit, world.user("planner")))
    planner = sign_in("planner")
    pdf = planner.get(f"/documents/{letter.id}/paper.pdf").data
    assert pdf.startswith(b"%PDF")
    cell = world.organization("Chi bộ ấp 10 Nhơn Trạch")
    for kind, plan in (
        ("renamed", changes.renaming(cell.id, Names("Chi bộ khu phố Mới"))),
        (
            "renamed",
            changes.renaming(
                number(world, "Đảng bộ huyện Nhơn Trạch"), Names("Đảng bộ Xa Lạ", "Xa Lạ")
            ),
        ),
    ):
        changes.record(world.issuer.id, kind, Decision(DAY, "Quyết định"), plan)
    end = changes.dissolving([number(world, "Đảng bộ huyện Tân Phú")], None, None)
    changes.record(world.issuer.id, "dissolved", Decision(DAY, "Quyết định"), end)
    db.session.execute(update(Issuer).values(training_day=DAY))
    db.session.commit()
    year = planner.get(f"/plans/{world.plan.id}/year").text
    assert world.organization("Đảng bộ Xa Lạ").id
    for name in ("Nhơn Trạch", "Tân Phú", "Long Thành"):
        assert name in year
    assert "Xa Lạ" not in year
    assert "Chưa phân công" not in year
    assert planner.get(f"/documents/{letter.id}/paper.pdf").data == pdf
    # A draft about that visit that is only composed now goes by the names of the visit's day.
    db.session.execute(update(Document).values(withdrawn_at=db.func.now()).where(
        Document.id == letter.id))  # fmt: skip
    db.session.commit()
    draft = letters.compose(visit, world.user("planner"))
    assert "Chi bộ ấp 10 Nhơn Trạch" in draft.summary
    assert "Khu phố Mới" not in str(draft.content)
    assert world.organization("Chi bộ khu phố Mới").id == cell.id


def test_a_merger_through_the_pages(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    one, two = (number(world, f"Đảng bộ xã Phú Hội {name}") for name in ("Nhơn Trạch", "Tân Phú"))
    searched = admin.get(f"/organizations/change/merged?id={one}&q=phu+hoi+tan").text
    assert f"id={one}&amp;id={two}" in searched
    address = f"/organizations/change/merged?id={one}&id={two}"
    parent = world.organization("Đảng bộ huyện Long Thành")
    data: dict[str, object] = DECISION | {
        "into": "0",
        "name": "Đảng bộ xã Đại Phước",
        "parent_id": parent.id,
        "level_id": world.organization("Đảng bộ xã Phú Hội Tân Phú").level_id,
    }
    answer = admin.post(address, data=data | {"name": ""})
    assert answer.status_code == 422
    assert "Phải ghi tên tổ chức mới" in answer.text
    confirm(admin, address, data)
    made = number(world, "Đảng bộ xã Đại Phước")
    page = sign_in("reader").get(f"/organizations/{made}").text
    assert "Hình thành từ" in page
    assert "Đảng bộ xã Phú Hội Nhơn Trạch" in page
    assert "Đã chuyển thành" in sign_in("reader").get(f"/organizations/{one}").text
    change = db.session.scalars(select(Change.id)).one()
    renaming = changes.renaming(made, Names("Đảng bộ xã Nhơn Trạch"))
    changes.record(world.issuer.id, "renamed", Decision(date(2025, 9, 1), "Quyết định 9"), renaming)
    refused = admin.post(f"/organizations/changes/{change}/undo")
    assert refused.status_code == 409
    assert "Đổi tên từ ngày 01/09/2025, theo Quyết định 9. Hãy hủy" in unescape(refused.text)
    later = db.session.scalars(select(Change.id).where(Change.kind == "renamed")).one()
    for one in (later, change):
        assert admin.post(f"/organizations/changes/{one}/undo").status_code == 303
    db.session.expire_all()
    assert db.session.get(Organization, made) is None


def test_a_split_through_the_pages(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    old = number(world, "Đảng bộ xã Phú Hội Tân Phú")
    cell = number(world, "Chi bộ ấp 2 Tân Phú")
    address = f"/organizations/change/split?id={old}"
    names = {"parts-0-name": "Đông", "parts-1-name": "Tây"}
    data: dict[str, object] = DECISION | names | {"on": "2024-01-15", "ends": "y"}
    answer = admin.post(address, data=data | {f"goes_{cell}": "3"})
    assert answer.status_code == 422
    assert "không có tên ở trên" in answer.text
    confirm(admin, address, data | {f"goes_{cell}": "2"})
    assert db.session.get_one(Organization, cell).parent_id == number(world, "Tây")
    assert world.organization("Chi bộ ấp 1 Tân Phú").parent_id == number(world, "Đông")


def test_a_split_into_as_many_as_there_are(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    old = number(world, "Đảng bộ huyện Nhơn Trạch")
    base = number(world, "Đảng bộ xã Phú Hội Nhơn Trạch")
    address = f"/organizations/change/split?id={old}"
    data: dict[str, object] = DECISION | {"ends": "y"}
    assert 'name="parts-1-name"' in admin.get(address).text
    for place in range(14):
        data[f"parts-{place}-name"] = f"Đảng bộ khu vực {place + 1}"
        more = admin.post(address, data=data | {"add": "1"})
        assert more.status_code == 200
        assert f'name="parts-{max(place + 1, 2)}-name"' in more.text
        assert "Hệ quả nếu ghi nhận" not in more.text
    assert ">14. Đảng bộ khu vực 14</option>" in more.text
    assert admin.post(address, data=DECISION).status_code == 422
    nameless = data | {"parts-20-short_name": "Ngắn"}
    assert "Phải ghi tên tổ chức mới." in admin.post(address, data=nameless).text
    confirm(admin, address, data | {f"goes_{base}": "14"})
    made = [number(world, f"Đảng bộ khu vực {place}") for place in range(1, 15)]
    history.settle(world.issuer.id, DAY)
    assert db.session.get_one(Organization, base).parent_id == made[-1]


def test_a_move_that_cannot_be_is_told_and_keeps_what_was_typed(
    world: World, sign_in: SignIn
) -> None:
    committee = number(world, "Đảng bộ huyện Nhơn Trạch")
    base = number(world, "Đảng bộ xã Phú Hội Nhơn Trạch")
    data = DECISION | {"parent_id": base, "level_id": 0}
    answer = sign_in("admin").post(f"/organizations/change/moved?id={committee}", data=data)
    assert answer.status_code == 422
    assert "không chuyển vào dưới chính tổ chức này được" in answer.text
    assert "Nghị quyết số 12" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "change/renamed",
        "change/renamed?id=0",
        "change/renamed?id=x",
        "change/renamed?id=99999999999",
        "change/unknown?id={id}",
        "change/renamed?id={id}&id={other}",
        "change/moved?id={id}&id={strange}",
        "{strange}",
    ],
)
def test_no_such_page(world: World, sign_in: SignIn, address: str) -> None:
    ids = {
        "id": number(world, "Đảng bộ huyện Nhơn Trạch"),
        "other": number(world, "Đảng bộ huyện Tân Phú"),
        "strange": number(world, "Tỉnh ủy Khác"),
    }
    assert sign_in("admin").get(f"/organizations/{address.format(**ids)}").status_code == 404


def test_a_level_comes_between_two_others(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    district = db.session.get_one(Level, world.organization("Đảng bộ huyện Tân Phú").level_id)
    data = {"name": "Xã trực thuộc tỉnh", "position": str(district.position + 1)}
    assert admin.post("/organizations/levels/new", data=data | {"name": ""}).status_code == 422
    assert admin.post("/organizations/levels/new", data=data).status_code == 303
    names = db.session.scalars(
        select(Level.name).where(Level.issuer_id == world.issuer.id).order_by(Level.position)
    ).all()
    assert names[2:5] == [
        "Cấp ủy trực thuộc tỉnh",
        "Xã trực thuộc tỉnh",
        "Tổ chức cơ sở đảng",
    ]
    page = sign_in("reader").get("/organizations/levels").text
    assert page.index("Xã trực thuộc tỉnh") < page.index("Tổ chức cơ sở đảng")
    change = {"name": "Cấp huyện", "is_planned": "y", "version": str(district.version)}
    for status in (303, 409):
        answer = admin.post(f"/organizations/levels/{district.id}", data=change)
        assert answer.status_code == status
    db.session.expire_all()
    assert (district.name, district.is_planned, district.holds_meetings) == (
        "Cấp huyện",
        True,
        False,
    )
