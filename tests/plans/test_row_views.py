"""The rows of a plan on the screen: added, edited, moved and removed."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.forms import both_texts, forms_in, forms_of
from tests.plans.helpers import DUTY, first, forms_with
from tests.round_world import add_round
from tests.world import World
from webapp.plans import parts
from webapp.plans.models import (
    Activity,
    ActivityFigure,
    ChecklistItem,
    ContentGroup,
    Duty,
    PlanLine,
)
from webapp.plans.services import editing as services

SignIn = Callable[[str], FlaskClient]


def test_a_line_is_added_edited_moved_and_removed(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    client.post(f"{base}/rows/line/new?under=purpose", data={"text": "Mục đích thứ hai"})
    line = first(PlanLine, text="Mục đích thứ hai")
    assert line.position == 2
    line_id = line.id
    place = f"{base}/rows/line/{line_id}"
    edited = client.post(place, data={"text": "Mục đích sửa", "version": "1"})
    assert edited.location == f"{base}/lines/purpose"
    moved = client.post(place + "/move", data={"to": "up"})
    assert moved.location == f"{base}/lines/purpose#line-{line_id}"
    page = client.get(f"{base}/lines/purpose").text
    assert page.index("Mục đích sửa") < page.index("Nội dung purpose")
    (removal,) = forms_with(client, place, "/remove")
    assert client.post(place + "/remove").status_code == 409
    assert removal.send(client).status_code == 303
    assert first(PlanLine, id=line_id) is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("line", {"text": "Của tôi"}),
        ("group", {"title": "Của tôi"}),
        ("item", {"text": "Của tôi", "is_record_book": "y"}),
        ("activity", {"title": "Của tôi", "minimum_thematic": "2", "wanted": ""}),
        ("duty", DUTY | {"label": "Của tôi"}),
        ("figure", {"label": "Của tôi", "unit": "buổi"}),
    ],
)
def test_every_row_refuses_a_stale_writer(
    sign_in: SignIn, world: World, base: str, kind: str, data: dict[str, str]
) -> None:
    tables = {"line": PlanLine, "group": ContentGroup, "item": ChecklistItem}
    tables |= {"activity": Activity, "duty": Duty, "figure": ActivityFigure}
    row = first(tables[kind])
    place = f"{base}/rows/{kind}/{row.id}"
    client, colleague = sign_in("planner"), sign_in("planner")
    assert client.get(place).status_code == 200
    changed = {name: value.replace("Của tôi", "Của người kia") for name, value in data.items()}
    assert colleague.post(place, data=changed | {"version": "1"}).status_code == 303
    answer = client.post(place, data=data | {"version": "1"})
    assert answer.status_code == 409
    assert "Của người kia" in answer.text
    again = client.post(place, data=data | {"version": "2"})
    assert again.status_code == 303
    assert client.post(place, data={"version": "3"}).status_code == 422


@pytest.mark.parametrize("kind", ["line", "group", "item", "activity", "duty", "figure"])
def test_what_somebody_changed_is_not_removed_unseen(
    sign_in: SignIn, world: World, base: str, kind: str
) -> None:
    row = first(parts.KINDS[kind].table)
    row_id, place = row.id, f"{base}/rows/{kind}/{row.id}"
    name = "text" if hasattr(row, "text") else "title" if hasattr(row, "title") else "label"
    was = getattr(row, name)
    client, colleague = sign_in("planner"), sign_in("planner")
    (removal,) = forms_with(client, place, "/remove")
    edit = next(form for form in forms_of(colleague, place) if form.writable())
    assert edit.send(colleague, **{name: "Của người kia"}).status_code == 303
    answer = removal.send(client)
    assert answer.status_code == 409
    assert "Chưa xóa" in answer.text
    assert both_texts(answer.text) == [("Của người kia", was)]
    assert first(parts.KINDS[kind].table, id=row_id) is not None
    (again,) = (form for form in forms_in(answer.text, place) if "/remove" in form.action)
    assert again.send(client, confirmed="1").status_code == 303


def test_a_record_book_is_marked(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    group = first(ContentGroup)
    client.post(
        f"{base}/rows/item/new?under={group.id}",
        data={"text": "Sổ thu chi", "is_record_book": "y"},
    )
    item = first(ChecklistItem, text="Sổ thu chi")
    assert (item.is_record_book, item.group_id, item.position) == (True, group.id, 3)


def test_a_duty_is_typed_in_vietnamese(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    activity_id = first(Activity, kind="attend").id
    place = f"{base}/rows/duty/new?under={activity_id}"
    services.remove_row(first(Duty, kind="result_letter"))
    wrong = client.post(place, data=DUTY | {"rule": "khi nào xong"})
    assert wrong.status_code == 422
    assert "Không hiểu quy tắc thời hạn này" in wrong.text
    assert 'value="khi nào xong"' in wrong.text
    assert client.post(place, data=DUTY).status_code == 303
    assert first(Duty, label="Báo cáo năm").rule == "7 working days after"
    assert (
        "chậm nhất 07 ngày làm việc sau ngày đầu của tháng"
        in client.get(f"{base}/activities/{activity_id}").text
    )
    twice = client.post(place, data=DUTY)
    assert twice.status_code == 422
    assert "Mục này đã có" in twice.text


@pytest.mark.parametrize("day", ["", "2024-02-30", "2099-01-01", "1/2"])
def test_a_fixed_day_must_be_a_day(sign_in: SignIn, base: str, day: str) -> None:
    place = f"{base}/rows/duty/new?under={first(Activity, kind='attend').id}"
    data = DUTY | {"anchor": "fixed", "fixed_on": day}
    assert sign_in("planner").post(place, data=data).status_code == 422


def test_what_is_in_use_says_so(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    world.notice()
    row = first(Activity, kind="attend")
    (removal,) = forms_with(client, f"{base}/rows/activity/{row.id}", "/remove")
    assert removal.send(client, confirmed="1").status_code == 303
    assert "đã được sử dụng nên không xóa được" in client.get(base).text
    assert first(Activity, id=row.id) is not None


def test_a_duty_common_to_all_units_keeps_one_day(sign_in: SignIn, world: World, base: str) -> None:
    activity = add_round(world).activity
    report = first(Duty, activity_id=activity.id, kind="self_report")
    client, place = sign_in("planner"), f"{base}/rows/duty/{report.id}"
    edit = next(form for form in forms_of(client, place) if form.writable())
    answer = edit.send(client, anchor="meeting")
    assert answer.status_code == 422
    assert "Việc này có một hạn chung" in answer.text
    assert edit.send(client, label="Báo cáo").status_code == 303
