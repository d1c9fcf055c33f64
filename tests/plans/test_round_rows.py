"""Editing what a round is made of, through the one editor of rows."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import both_texts
from tests.plans.helpers import first, forms_with
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.plans import parts
from webapp.plans.models import Activity, ActivityFigure, ChecklistItem, ContentGroup, Duty
from webapp.plans.paper.pieces import pieces
from webapp.plans.round_models import (
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Round,
    RoundTeam,
    Seat,
    Topic,
)
from webapp.plans.services import editing as services
from webapp.plans.signals import round_changed

SignIn = Callable[[str], FlaskClient]

ROUND = {
    "topic": "Nội dung một\nNội dung hai",
    "opens_on": "2024-05-11",
    "closes_on": "2024-05-22",
    "units_wanted": "5",
    "covered_from": "2023-11-01",
    "covered_to": "2024-03-31",
    "kick_off_at": "2024-04-18T09:00",
    "kick_off_place": "Phòng họp",
    "kick_off_people": "Thường trực",
}
SEAT = {"role": "member", "user_id": "", "full_name": "", "title": "", "body": "Ban Dân vận"}
ROWS: list[tuple[str, type[Any], dict[str, str]]] = [
    ("seat", Seat, SEAT),
    ("attendee_group", AttendeeGroup, {"label": "Bí thư", "least": "2", "most": "3"}),
    ("agenda_step", AgendaStep, {"text": "Kết luận", "speaker": "Trưởng đoàn", "minutes": "10"}),
    ("required_paper", RequiredPaper, {"label": "Báo cáo mô hình", "is_optional": "y"}),
    (
        "outline_part",
        OutlinePart,
        {"level": "2", "kind": "table", "title": "Văn bản", "columns": "Tên\n\n Số  ký hiệu "},
    ),
    ("topic", Topic, {"text": "Học tập và làm theo Bác", "basis": "Chỉ thị số 01"}),
]


def empty_activity(world: World, kind: str = "round") -> int:
    row = add(Activity(plan_id=world.plan.id, position=9, kind=kind, title="Đợt 2"))
    db.session.commit()
    return int(row.id)


@pytest.fixture
def told() -> Any:
    """The activities whose round is said to have changed."""
    heard: list[int] = []

    def hear(activity_id: int) -> None:
        heard.append(activity_id)

    with round_changed.connected_to(hear):
        yield heard


def test_a_round_is_set_once(sign_in: SignIn, world: World, base: str, told: list[int]) -> None:
    activity_id = empty_activity(world)
    client = sign_in("planner")
    place = f"{base}/rows/round/new?under={activity_id}"
    assert "Chưa có thời gian" in client.get(f"{base}/activities/{activity_id}").text
    answer = client.post(place, data=ROUND)
    assert answer.location == f"{base}/activities/{activity_id}"
    held = first(Round, activity_id=activity_id)
    assert clock.local(held.kick_off_at).strftime("%Y-%m-%d %H:%M") == "2024-04-18 09:00"
    assert held.units_wanted == 5
    shown = client.get(answer.location).text
    assert "11/05/2024 đến 22/05/2024" in shown
    assert "09:00 ngày 18/04/2024, Phòng họp" in shown
    assert client.post(place, data=ROUND).status_code == 422
    edit = f"{base}/rows/round/{held.id}"
    assert 'value="09:00 ngày 18/04/2024"' in client.get(edit).text
    typed = ROUND | {"version": "1", "kick_off_at": "18/04/2024 14:30"}
    assert client.post(edit, data=typed).status_code == 303
    assert clock.local(first(Round, id=held.id).kick_off_at).hour == 14
    assert told == [activity_id, activity_id]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_on": "2024-05-10"}, "không được trước ngày bắt đầu"),
        ({"covered_to": "2023-10-31"}, "phải kết thúc sau khi bắt đầu"),
        ({"covered_to": ""}, "cả ngày đầu và ngày cuối"),
        ({"covered_from": ""}, "cả ngày đầu và ngày cuối"),
        ({"kick_off_at": "18 tháng 4"}, "Ngày giờ không hợp lệ"),
        ({"kick_off_at": "0024-04-18T09:00"}, "Năm phải từ 1930 đến 2099"),
        ({"units_wanted": "0"}, "Phải từ 1 đến 999"),
    ],
)
def test_an_impossible_round_is_refused(
    sign_in: SignIn, world: World, base: str, wrong: dict[str, str], words: str
) -> None:
    place = f"{base}/rows/round/new?under={empty_activity(world)}"
    answer = sign_in("planner").post(place, data=ROUND | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert first(Round) is None


@pytest.mark.parametrize(("kind", "table", "data"), ROWS)
def test_a_row_is_added_changed_moved_and_removed(
    sign_in: SignIn, world: World, base: str, kind: str, table: Any, data: dict[str, str]
) -> None:
    activity_id = empty_activity(world, "ongoing" if kind == "topic" else "round")
    client = sign_in("planner")
    page = f"{base}/activities/{activity_id}"
    for _ in range(2):
        answer = client.post(f"{base}/rows/{kind}/new?under={activity_id}", data=data)
        assert answer.location == page
    row = first(table, activity_id=activity_id)
    place = f"{base}/rows/{kind}/{row.id}"
    assert f'href="{place}"' in client.get(page).text
    assert client.post(place, data=data | {"version": str(row.version)}).location == page
    assert client.post(place, data=data | {"version": "0"}).status_code == 409
    row_id = row.id
    moved = client.post(f"{place}/move", data={"to": "down"})
    assert moved.location == f"{page}#{kind}-{row_id}"
    assert [one.id for one in parts.siblings(parts.KINDS[kind], first(table, id=row_id))][1] == (
        row_id
    )
    (removal,) = forms_with(client, place, "/remove")
    assert removal.send(client).location == page
    assert first(table, id=row_id) is None


def test_columns_are_typed_one_to_a_line(sign_in: SignIn, made: RoundWorld, base: str) -> None:
    client = sign_in("planner")
    place = f"{base}/rows/outline_part/{made.parts[2].id}"
    assert "Tên văn bản\nSố, ký hiệu</textarea>" in client.get(place).text
    data = {"level": "1", "kind": "table", "title": "Bảng", "version": "1"}
    for columns, words in (("\n \n", "từ 1 đến 8 cột"), ("a\n" * 9, "từ 1 đến 8 cột")):
        answer = client.post(place, data=data | {"columns": columns})
        assert answer.status_code == 422
        assert words in answer.text
    long = client.post(place, data=data | {"columns": "a" * 301})
    assert "Tên cột không được dài quá 300 ký tự" in long.text
    assert client.post(place, data=data | {"columns": " Tên \nSố"}).status_code == 303
    assert first(OutlinePart, id=made.parts[2].id).columns == ["Tên", "Số"]
    stale = client.post(place, data=data | {"columns": "Khác"})
    assert stale.status_code == 409
    assert ("Tên\nSố", "Khác") in both_texts(stale.text)
    as_text = data | {"kind": "text", "columns": "Tên", "version": "2"}
    assert client.post(place, data=as_text).status_code == 303
    assert first(OutlinePart, id=made.parts[2].id).columns == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"role": "head"}, "Đoàn đã có Trưởng đoàn"),
        ({"body": ""}, "Hãy chọn một người"),
        ({"user_id": "{member}", "full_name": "Nguyễn Thị Mẫu"}, "không cả hai"),
        ({"user_id": "{office}"}, "Lựa chọn không có trong danh sách"),
        ({"user_id": "{stranger}"}, "Lựa chọn không có trong danh sách"),
    ],
)
def test_a_place_in_the_team_has_somebody(
    sign_in: SignIn,
    world: World,
    made: RoundWorld,
    base: str,
    typed: dict[str, str],
    words: str,
) -> None:
    people = {name: world.user(name).id for name in ("member", "office", "stranger")}
    data = SEAT | {name: value.format(**people) for name, value in typed.items()}
    place = f"{base}/rows/seat/new?under={made.activity.id}"
    answer = sign_in("planner").post(place, data=data)
    assert answer.status_code == 422
    assert words in answer.text


def test_the_head_may_stay_the_head(
    sign_in: SignIn, world: World, made: RoundWorld, base: str, told: list[int]
) -> None:
    client = sign_in("planner")
    seat = first(Seat, role="head")
    place = f"{base}/rows/seat/{seat.id}"
    (edit,) = forms_with(client, place, place)
    assert edit.send(client, title="Phó Trưởng ban").status_code == 303
    page = f"{base}/activities/{made.activity.id}"
    assert "Đoàn chưa có Trưởng đoàn" not in client.get(page).text
    (removal,) = forms_with(client, place, "/remove")
    assert removal.send(client).status_code == 303
    assert "Đoàn chưa có Trưởng đoàn" in client.get(page).text
    assert told == [made.activity.id, made.activity.id]


def test_of_several_teams_each_has_a_head(
    sign_in: SignIn, world: World, made: RoundWorld, base: str
) -> None:
    number, page = made.activity.id, f"{base}/activities/{made.activity.id}"
    one, other = (
        add(RoundTeam(activity_id=number, position=at, name=f"Đoàn số {at}")) for at in (1, 2)
    )
    head, leader = first(Seat, role="head"), world.user("leader").id
    head.team_id = one.id
    second = add(
        Seat(activity_id=number, position=9, role="head", user_id=leader, team_id=other.id)
    )
    db.session.commit()
    client = sign_in("planner")
    assert "Đoàn chưa có Trưởng đoàn" not in client.get(page).text
    second.role = "member"
    db.session.commit()
    assert "Đoàn chưa có Trưởng đoàn" in client.get(page).text


def test_least_is_not_more_than_most(sign_in: SignIn, made: RoundWorld, base: str) -> None:
    data = {"label": "Bí thư", "least": "3", "most": "2"}
    place = f"{base}/rows/attendee_group/new?under={made.activity.id}"
    answer = sign_in("planner").post(place, data=data)
    assert answer.status_code == 422
    assert "không được nhỏ hơn ít nhất" in answer.text


def test_a_figure_stands_under_a_part_of_its_own_outline(
    sign_in: SignIn, world: World, made: RoundWorld, base: str
) -> None:
    client = sign_in("planner")
    part, other = made.parts[3], made.parts[0]
    place = f"{base}/rows/figure/new?under={made.activity.id}"
    wrong = client.post(place, data={"label": "Cảm tình Đảng", "unit": "", "part_id": other.id})
    assert wrong.status_code == 422
    sent = {"label": "Cảm tình Đảng", "unit": "người", "part_id": str(part.id)}
    assert client.post(place, data=sent).status_code == 303
    assert first(ActivityFigure, label="Cảm tình Đảng").part_id == part.id
    own = first(Activity, kind="self_run").id
    assert "Thuộc phần" not in client.get(f"{base}/rows/figure/new?under={own}").text


def test_a_round_has_contents_of_its_own(sign_in: SignIn, made: RoundWorld, base: str) -> None:
    client = sign_in("planner")
    page = f"{base}/activities/{made.activity.id}"
    answer = client.post(
        f"{base}/rows/group/new?under={made.activity.id}", data={"title": "Quy trình kết nạp"}
    )
    assert answer.location == page
    group = first(ContentGroup, title="Quy trình kết nạp")
    assert (group.activity_id, group.position) == (made.activity.id, 1)
    added = client.post(f"{base}/rows/item/new?under={group.id}", data={"text": "Hồ sơ kết nạp"})
    assert added.location == page
    assert "Hồ sơ kết nạp" in client.get(page).text
    assert "Hồ sơ kết nạp" not in client.get(f"{base}/contents").text
    for under in ("x", "99999999", "99999999999999999999"):
        assert client.get(f"{base}/rows/group/new?under={under}").status_code == 404


def test_each_kind_of_activity_owes_its_own_things(
    sign_in: SignIn, world: World, made: RoundWorld, base: str
) -> None:
    client = sign_in("planner")
    owed = f"{base}/rows/duty/new?under={made.activity.id}"
    shown = client.get(owed).text
    assert "ngày bắt đầu đợt" in shown
    assert "Phân công dự sinh hoạt trong tháng" not in shown
    ongoing = empty_activity(world, "ongoing")
    page = client.get(f"{base}/activities/{ongoing}").text
    assert "Ai phải làm gì" not in page
    assert "Nội dung giám sát thường xuyên" in page


@pytest.mark.parametrize("anchor", ["meeting", "visit"])
def test_papers_of_a_round_have_one_due_day_for_all_units(
    sign_in: SignIn, made: RoundWorld, base: str, anchor: str
) -> None:
    sent = {
        "kind": "papers",
        "label": "Gửi tài liệu",
        "owner": "unit",
        "rule": "trước 02 ngày làm việc",
        "anchor": anchor,
    }
    client, address = sign_in("planner"), f"{base}/rows/duty/new?under={made.activity.id}"
    refused = client.post(address, data=sent)
    assert refused.status_code == 422
    assert "Việc này có một hạn chung" in refused.text
    assert client.post(address, data=sent | {"anchor": "round_start"}).status_code == 303


def test_an_activity_is_removed_with_all_that_nothing_rests_on(
    sign_in: SignIn, world: World, made: RoundWorld, base: str
) -> None:
    client = sign_in("planner")
    in_use = f"{base}/rows/activity/{made.activity.id}"
    (removal,) = forms_with(client, in_use, "/remove")
    assert removal.send(client, confirmed="1").status_code == 303
    assert first(Seat) is not None
    free = empty_activity(world)
    part = add(
        Round(activity_id=free, opens_on=clock.today(), closes_on=clock.today()),
        OutlinePart(activity_id=free, position=1, kind="figures", title="Số liệu"),
    )
    part = first(OutlinePart, activity_id=free)
    group = add(ContentGroup(plan_id=world.plan.id, activity_id=free, position=1, title="Nhóm"))
    add(
        ActivityFigure(activity_id=free, part_id=part.id, position=1, label="Số"),
        Seat(activity_id=free, position=1, body="Ban"),
        ChecklistItem(group_id=group.id, position=1, text="Một"),
        Duty(
            activity_id=free,
            kind="findings",
            owner="member",
            label="x",
            rule="1 day after",
            anchor="round_end",
        ),
    )
    db.session.commit()
    (removal,) = forms_with(client, f"{base}/rows/activity/{free}", "/remove")
    assert "Cùng với hoạt động này sẽ xóa" in removal.send(client).text
    assert removal.send(client, confirmed="1").location == f"{base}/activities"
    assert first(Activity, id=free) is None
    for table in (Round, OutlinePart, ActivityFigure, Seat, ContentGroup, Duty):
        assert first(table, activity_id=free) is None


def test_a_part_goes_with_its_figures(world: World, made: RoundWorld) -> None:
    services.remove_row(parts.find(world.plan, parts.KINDS["outline_part"], made.parts[3].id))
    assert (
        db.session.scalars(select(ActivityFigure).where(ActivityFigure.part_id.is_not(None))).all()
        == []
    )


def test_pieces_come_in_order_each_to_its_activity(world: World, made: RoundWorld) -> None:
    other = empty_activity(world)
    found = pieces([made.activity.id, other])
    assert found[other].rows == []
    mine = found[made.activity.id]
    assert mine.outline == made.parts
    assert mine.steps == made.steps
    assert [seat.user and seat.user.username for seat in mine.seats] == ["member", "member2", None]
    assert mine.round is not None
    assert len(mine.rows) == 1 + 3 + 3 + 2 + 2 + 5 + 1


def test_the_page_of_a_round_asks_few_queries(
    sign_in: SignIn, world: World, made: RoundWorld, base: str
) -> None:
    member_id = world.user("member").id
    for number in range(50):
        add(
            Seat(activity_id=made.activity.id, position=9, user_id=member_id),
            AgendaStep(activity_id=made.activity.id, position=9, text=f"Bước {number}"),
        )
    db.session.commit()
    assert counted(sign_in("planner"), f"{base}/activities/{made.activity.id}") <= MOST


def test_the_activity_of_another_plan_is_not_there(
    sign_in: SignIn, world: World, made: RoundWorld
) -> None:
    other = services.create_plan(world.user("planner"), 2025, "Năm sau")
    client = sign_in("planner")
    for activity_id in (made.activity.id, 99999999999999999999):
        place = f"/plans/{other.id}/activities/{activity_id}"
        assert client.get(place).status_code == 404
    assert client.get(f"/plans/{other.id}/rows/seat/{first(Seat).id}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "owed"), [("round", "7 ngày làm việc sau"), ("grassroots", "trước ngày 20 của tháng")]
)
def test_a_new_activity_begins_with_the_usual_duties(
    sign_in: SignIn, base: str, kind: str, owed: str
) -> None:
    client = sign_in("planner")
    sent = {"kind": kind, "title": "Hoạt động mới"}
    answer = client.post(f"{base}/rows/activity/new", data=sent)
    assert answer.status_code == 303
    assert owed in client.get(answer.location).text
    row = first(Activity, title="Hoạt động mới")
    assert answer.location == f"{base}/activities/{row.id}"
    page = client.get(f"{base}/rows/activity/{row.id}").text
    assert ("Số buổi dự mỗi tháng" in page) == (kind == "grassroots")
    assert "Số buổi chuyên đề" not in page
