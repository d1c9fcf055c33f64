"""The running order of a session: turned by the clock, corrected by hand, by two at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from tests.attending.sessions import PART, send, typed, write
from tests.forms import forms_of
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.world import World, local
from webapp.attending.models import StepRun
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import fetch_visit
from webapp.attending.services import agenda as session
from webapp.attending.services import minutes
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.rules.sessions import Pause
from webapp.visits.models import Attendance, TeamMember, Visit

SignIn = Callable[[str], FlaskClient]
EIGHT = local(2024, 3, 19, 8)


@pytest.fixture
def steps(round_world: RoundWorld) -> list[int]:
    return [step.id for step in round_world.steps]


def turn(visit: Visit, verb: str, step_id: int, minutes: int) -> set[int]:
    """Press a button that many minutes after eight."""
    with clock.living_on(EIGHT + timedelta(minutes=minutes, seconds=40)):
        return session.turn(visit, verb, step_id)


def run(step_id: int) -> StepRun:
    return db.session.scalars(select(StepRun).where(StepRun.step_id == step_id)).one()


def record(visit: Visit) -> SessionRecord:
    db.session.expire_all()
    return SessionRecord(fetch_visit(visit.id))


def press(client: FlaskClient, visit: Visit, verb: str, step_id: int) -> TestResponse:
    do = f"{verb} step {step_id}"
    return client.post(f"/visits/{visit.id}/session", data={"do": do}, headers=PART)


def test_beginning_a_step_ends_the_one_before_it(visit: Visit, steps: list[int]) -> None:
    first, second = steps
    assert turn(visit, "start", first, 0) == {first}
    assert turn(visit, "start", second, 7) == {first, second}
    assert turn(visit, "finish", second, 20) == {second}
    assert run(first).began_at == EIGHT, "hours are told by whole minutes"
    assert run(first).ended_at == run(second).began_at == EIGHT + timedelta(minutes=7)
    seen = record(visit)
    assert [seen.used(step) for step in seen.steps] == [7, 13]
    assert (seen.minutes_planned, seen.minutes_spent) == (5, 20)
    assert [seen.state(step) for step in seen.steps] == ["done", "done"]
    assert seen.running is seen.next_step is None


def test_a_button_pressed_twice_or_on_an_old_page_changes_nothing(
    visit: Visit, steps: list[int]
) -> None:
    first, _ = steps
    assert turn(visit, "finish", first, 0) == set()
    assert turn(visit, "resume", first, 0) == set()
    turn(visit, "start", first, 1)
    assert turn(visit, "start", first, 2) == set()
    turn(visit, "finish", first, 3)
    assert turn(visit, "start", first, 4) == turn(visit, "finish", first, 5) == set()
    assert run(first).began_at == EIGHT + timedelta(minutes=1)
    assert run(first).ended_at == EIGHT + timedelta(minutes=3)


def test_a_step_that_was_ended_too_soon_is_resumed(visit: Visit, steps: list[int]) -> None:
    first, second = steps
    turn(visit, "start", first, 0)
    turn(visit, "start", second, 5)
    assert turn(visit, "resume", first, 6) == {first, second}
    assert run(first).ended_at is None
    assert run(second).ended_at == EIGHT + timedelta(minutes=6)
    seen = record(visit)
    assert seen.running is not None
    assert seen.running.id == first


def test_a_step_is_skipped_and_taken_up_again(visit: Visit, steps: list[int]) -> None:
    first, second = steps
    write(visit, first, "is_skipped", "1")
    seen = record(visit)
    assert seen.next_step is not None
    assert seen.next_step.id == second
    assert seen.state(seen.steps[0]) == "skipped"
    assert seen.used(seen.steps[0]) is None
    turn(visit, "start", first, 3)
    assert record(visit).state(seen.steps[0]) == "running"


def test_hours_are_corrected_on_the_day_of_the_session(visit: Visit, steps: list[int]) -> None:
    first, _ = steps
    write(visit, first, "began_at", "08:15")
    write(visit, first, "ended_at", "08:05")
    assert run(first).began_at == EIGHT + timedelta(minutes=15)
    seen = record(visit)
    assert seen.is_backwards(seen.steps[0])
    assert seen.used(seen.steps[0]) is None
    write(visit, first, "ended_at", "8:40", was="08:05")
    assert run(first).ended_at == EIGHT + timedelta(minutes=40)
    write(visit, first, "ended_at", "", was="08:40")
    assert run(first).ended_at is None
    assert write(visit, first, "ended_at", "25:00").status == 422


def test_hours_are_corrected_on_the_day_on_which_the_clock_ran(
    visit: Visit, steps: list[int]
) -> None:
    first, _ = steps
    with clock.living_on(local(2024, 3, 20, 8)):
        session.turn(visit, "start", first)
    write(visit, first, "ended_at", "08:30")
    assert run(first).ended_at == local(2024, 3, 20, 8, 30)


def test_a_closed_session_is_not_turned(world: World, visit: Visit, steps: list[int]) -> None:
    visit.held_at = clock.now()
    db.session.commit()
    with pytest.raises(Refused, match="đã hoàn thành"):
        turn(visit, "start", steps[0], 0)
    assert write(visit, steps[0], "note", "Muộn").status == 409
    with pytest.raises(Refused, match="đã hoàn thành"):
        turn(visit, "start", 9_999, 0)


def test_a_step_that_is_no_more_is_told(visit: Visit, steps: list[int], sign_in: SignIn) -> None:
    with pytest.raises(Refused, match="không còn trong chương trình"):
        turn(visit, "start", 9_999, 0)
    answer = press(sign_in("member"), visit, "start", 9_999)
    assert answer.status_code == 409
    assert "không còn trong chương trình" in answer.text
    for do in ("start step x", "start 1", "start step -1", f"start step {2**40}"):
        client = sign_in("member")
        sent = client.post(f"/visits/{visit.id}/session", data={"do": do}, headers=PART)
        assert sent.status_code in (200, 409)
    assert db.session.scalars(select(StepRun)).all() == []


def test_agenda_and_attendance_are_saved_from_one_page(visit: Visit, steps: list[int]) -> None:
    cells = session.save(
        visit,
        [typed("attendance-chair", "Trưởng đoàn"), typed(f"step-{steps[1]}-note", "Một\nHai")],
    )
    assert all(cell.saved for cell in cells)
    row = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    assert row.chair == "Trưởng đoàn"
    assert run(steps[1]).note == "Một\nHai"


def test_a_step_passed_over_is_asked_about_until_it_is_skipped(
    visit: Visit, steps: list[int], sign_in: SignIn
) -> None:
    first, second = steps
    client, address = sign_in("member"), f"/visits/{visit.id}/session"
    assert "Cần làm rõ trước khi trình biên bản" not in client.get(address).text
    told = press(client, visit, "start", second).text
    assert 'id="asked" hx-swap-oob="true"' in told
    assert "chưa có giờ, chưa có nội dung: ghi bổ sung, hoặc đánh dấu bỏ qua." in told
    assert f'href="#row-step-{first}"' in client.get(address).text
    noted = send(client, address, f"step-{first}-note", "Đã giới thiệu")
    assert "có ghi nội dung nhưng chưa có giờ: ghi giờ bắt đầu, kết thúc." in noted.text
    skipped = send(client, address, f"step-{first}-is_skipped", "1")
    assert "đánh dấu bỏ qua nhưng có ghi nội dung" in skipped.text
    clear = send(client, address, f"step-{first}-note", "", was="Đã giới thiệu").text
    assert "Cần làm rõ trước khi trình biên bản" not in clear


def test_what_lies_ahead_is_not_asked_about_before_minutes_tell_of_it(
    world: World, visit: Visit, steps: list[int]
) -> None:
    turn(visit, "start", steps[0], 0)
    assert record(visit).questions == []
    minutes.compose(visit, world.user("member"))
    assert [step.id for step, _ in record(visit).questions] == [steps[1]]


def test_pauses_are_kept_with_a_step(visit: Visit, steps: list[int]) -> None:
    first, _ = steps
    for verb, minute in (("start", 0), ("finish", 10), ("resume", 20), ("finish", 30)):
        turn(visit, verb, first, minute)
    seen = record(visit)
    assert run(first).pauses == (
        Pause(EIGHT + timedelta(minutes=10), EIGHT + timedelta(minutes=20)),
    )
    assert (seen.used(seen.steps[0]), seen.minutes_spent) == (20, 20)


def test_the_running_order_proposes_hours_and_chair(visit: Visit, steps: list[int]) -> None:
    first, second = steps
    assert record(visit).proposals == {}
    turn(visit, "start", first, 4)
    assert record(visit).proposals == {"opened_at": "08:04", "chair": "Người member"}
    turn(visit, "start", second, 30)
    turn(visit, "finish", second, 95)
    assert record(visit).proposals["closed_at"] == "09:35"
    write(visit, second, "speaker", "Đồng chí Phó Trưởng đoàn")
    assert record(visit).proposals["chair"] == "Đồng chí Phó Trưởng đoàn"
    turn(visit, "resume", second, 96)
    assert record(visit).proposals == {"opened_at": "08:04", "chair": "Người member"}


@pytest.mark.parametrize(("page", "to"), [("findings", "field"), ("session", "session")])
def test_a_proposal_is_taken_by_a_press_and_nothing_written_is_lost(
    visit: Visit, steps: list[int], sign_in: SignIn, page: str, to: str
) -> None:
    turn(visit, "start", steps[0], 4)
    member, name = sign_in("member"), "attendance-opened_at"
    shown = member.get(f"/visits/{visit.id}/{page}").text
    assert f'value="proposed {name}"' in shown
    assert "Lấy theo diễn biến: 08:04" in shown
    assert 'value="proposed attendance-closed_at"' not in shown
    do, address = {"do": f"proposed {name}"}, f"/visits/{visit.id}/{to}"
    typed_over = send(member, address, "attendance-chair", "Người khác", do="proposed " + name)
    assert typed_over.status_code == 200
    answer = send(member, address, name, "", **do)
    assert 'value="08:04"' in answer.text
    row = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    assert (row.opened_at, row.chair) == ("08:04", "Người khác")
    row.opened_at = "08:15"
    db.session.commit()
    late = send(member, address, name, "", **do)  # a page that still shows the empty field
    assert late.status_code == 409
    db.session.refresh(row)
    assert row.opened_at == "08:15"
    assert 'value="proposed' not in member.get(f"/visits/{visit.id}/{page}").text


def test_a_press_answers_with_the_steps_that_changed(
    visit: Visit, steps: list[int], sign_in: SignIn
) -> None:
    first, second = steps
    client = sign_in("member")
    press(client, visit, "start", first)
    answer = press(client, visit, "start", second)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    for key in steps:
        assert f'id="head-step-{key}"' in answer.text
        assert f'id="cell-step-{key}-began_at" hx-swap-oob="true"' in answer.text
    assert 'id="now-step" hx-swap-oob="true"' in answer.text
    assert 'value="09:00"' in answer.text
    assert 'id="cell-step-' not in send(
        client, f"/visits/{visit.id}/session", f"step-{first}-ended_at", "09:30", was="09:00"
    ).text.replace(f"cell-step-{second}", "")
    assert run(first).ended_at == local(2024, 1, 15, 9, 30)


def test_two_members_write_one_note_and_both_texts_are_shown(
    visit: Visit, steps: list[int], sign_in: SignIn
) -> None:
    at, name = f"/visits/{visit.id}/session", f"step-{steps[0]}-note"
    send(sign_in("member"), at, name, "Bản một")
    second = sign_in("member2")
    clash = send(second, at, name, "Bản hai")
    assert clash.status_code == 409
    assert "Bản một" in clash.text
    assert "Bản hai" in clash.text
    settled = send(second, at, name, "Bản hai", do=f"mine {name}", **{f"theirs-{name}": "Bản một"})
    assert settled.status_code == 200
    assert run(steps[0]).note == "Bản hai"


def test_without_scripts_a_button_saves_the_form_and_turns_the_step(
    visit: Visit, steps: list[int], sign_in: SignIn
) -> None:
    at, client = f"/visits/{visit.id}/session", sign_in("member")
    form = next(one for one in forms_of(client, at) if one.action == at)
    note = f"step-{steps[0]}-note"
    answer = form.send(client, **{note: "Đã giới thiệu", "do": f"start step {steps[0]}"})
    assert (answer.status_code, answer.location) == (303, f"{at}#row-step-{steps[0]}")
    assert (run(steps[0]).note, run(steps[0]).began_at) == ("Đã giới thiệu", clock.now())
    page = client.get(at).text
    assert "Đang: bước 1/2" in page
    assert "Đang diễn ra từ 09:00" in page
    refused = form.send(client, **{note: "Khác", f"was-{note}": "", "do": ""})
    assert refused.status_code == 409
    assert "Có ô chưa lưu được" in refused.text


def test_the_board_reads_and_a_member_of_another_team_does_not_write(
    world: World, visit: Visit, sign_in: SignIn
) -> None:
    page = sign_in("leader").get(f"/visits/{visit.id}/session")
    assert "Chỉ xem" in page.text
    assert "<textarea" not in page.text
    db.session.execute(delete(TeamMember).where(TeamMember.visit_id == visit.id))
    db.session.commit()
    assert press(sign_in("member"), visit, "start", 1).status_code == 403
    assert sign_in("planner").get(f"/visits/{visit.id}/session").text.count("<textarea") == 3


def test_who_may_speak_is_offered(
    world: World, round_world: RoundWorld, visit: Visit, sign_in: SignIn
) -> None:
    at = f"/visits/{visit.id}/attendees"
    name = f"confirmation-{round_world.groups[0].id}-names"
    send(sign_in("office"), at, name, "Trần Văn Mẫu, Bí thư\nLê Thị Mẫu")
    assert list(record(visit).speakers) == [
        "Đơn vị",
        "Trưởng đoàn",
        "Người member, Chuyên viên (Trưởng đoàn)",
        "Người member2, Chuyên viên (Thư ký)",
        "Trần Văn Mẫu, Bí thư",
        "Lê Thị Mẫu",
    ]
    page = sign_in("member").get(f"/visits/{visit.id}/session").text
    assert '<datalist id="speakers">' in page
    assert 'list="speakers"' in page


def test_the_unit_reads_the_agenda_before_the_day(visit: Visit, sign_in: SignIn) -> None:
    client = sign_in("office")
    page = client.get(f"/visits/{visit.id}").text
    assert "Giới thiệu thành phần" in page
    assert "Điều hành buổi làm việc" not in page
    printed = client.get(f"/visits/{visit.id}/programme").text
    assert "08:00" in printed
    assert "08:05" in printed, "when the second step should begin"
    assert "Bí thư chi bộ: từ 02 đến 03 đồng chí" in printed
    assert client.get(f"/visits/{visit.id}/session").status_code == 403


def test_a_programme_without_hour_tells_none(round_world: RoundWorld, sign_in: SignIn) -> None:
    printed = sign_in("other").get(f"/visits/{round_world.visits[1].id}/programme").text
    assert "giờ chưa định" in printed
    assert "00:00" not in printed
    assert "Dự kiến" not in printed


@pytest.mark.parametrize(
    ("who", "at"),
    [
        ("member", "session"),
        ("planner", "session"),
        ("office", "attendees"),
        ("office", "programme"),
        ("planner", ""),
        ("office", ""),
    ],
)
def test_no_page_of_a_session_asks_more_than_twelve_queries(
    world: World, visit: Visit, steps: list[int], sign_in: SignIn, who: str, at: str
) -> None:
    for step_id in steps:
        turn(visit, "start", step_id, 0)
    assert counted(sign_in(who), f"/visits/{visit.id}/{at}".rstrip("/")) <= MOST
