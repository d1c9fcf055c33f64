"""Calendar, settings, phrases, rubric."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.administration.helpers import confirmed
from tests.dues import set_milestone
from tests.world import World
from webapp.accounts.removed import RemovedRow
from webapp.attending.models import Phrase
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import mark_done
from webapp.milestones.models import Milestone
from webapp.organizations.models import CalendarDay

SignIn = Callable[[str], FlaskClient]
ROOM = "/administration"
SETTINGS = {
    "name": "Ban Tổ chức Tỉnh ủy Đồng Nai",
    "superior_line": "TỈNH ỦY ĐỒNG NAI",
    "own_line": "BAN TỔ CHỨC",
    "code": "BTCTU",
    "place": "Đồng Nai",
    "style": "party",
    "travel_minutes": "45",
    "training_day": "",
}


def owed(world: World, subject: int = 1) -> Milestone:
    """Something due 5 working days before Monday 11 March 2024: on Monday 4 March."""
    found = set_milestone(
        kind="announcement",
        subject=("assignment", subject),
        organization=world.organization("Đảng bộ huyện Tân Phú"),
        label="Thông báo",
        owner="planner",
        rule="5 working days before",
        anchor=date(2024, 3, 11),
    )
    db.session.commit()
    return found


def due_day(milestone: Milestone) -> date:
    db.session.refresh(milestone)
    return clock.local(milestone.due_at).date()


def day(world: World) -> CalendarDay:
    db.session.expire_all()
    return db.session.scalars(select(CalendarDay)).one()


def test_an_own_day_moves_what_is_owed_and_back(world: World, sign_in: SignIn) -> None:
    admin, milestone, done = sign_in("admin"), owed(world), owed(world, 2)
    mark_done("announcement", ("assignment", 2), "01-TB")
    db.session.commit()
    assert due_day(milestone) == date(2024, 3, 4)
    data = {"day": "2024-03-06", "is_working": "False", "note": "Nghỉ bù"}
    answer = confirmed(admin, f"{ROOM}/calendar/new", data)
    assert answer.status_code == 303
    assert answer.location == f"{ROOM}/calendar?year=2024"
    assert "1 thời hạn được tính lại" in admin.get(answer.location).text
    assert due_day(milestone) == date(2024, 3, 1)
    assert due_day(done) == date(2024, 3, 4), "what is done stays as it was judged"

    row = day(world)
    data = {"version": row.version, "day": "2024-03-09", "is_working": "True"}
    confirmed(admin, f"{ROOM}/calendar/{row.id}", data)
    assert due_day(milestone) == date(2024, 3, 5)

    confirmed(admin, f"{ROOM}/calendar/{row.id}/remove", {"version": day(world).version})
    assert due_day(milestone) == date(2024, 3, 4)
    assert db.session.scalars(select(CalendarDay)).all() == []

    kept = db.session.scalars(select(RemovedRow.id)).one()
    back = admin.post(f"/removed/{kept}/restore", follow_redirects=True).text
    assert "1 thời hạn được tính lại" in back
    assert due_day(milestone) == date(2024, 3, 5)


def test_the_page_says_which_years_are_not_confirmed(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    text = admin.get(f"{ROOM}/calendar").text
    assert "chưa được xác nhận cho năm 2026" in text
    assert "02/09/2024" in text
    assert "Lịch làm việc năm 2026" in admin.get(f"{ROOM}/calendar?year=2026").text
    for odd in ("abc", "99999", "0000", "9999"):
        assert admin.get(f"{ROOM}/calendar?year={odd}").status_code == 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Không được để trống."),
        ({"day": "2024-02-30", "is_working": "True"}, "Ngày không hợp lệ"),
        ({"day": "1800-01-01", "is_working": "True"}, "Năm phải từ 1930"),
        ({"day": "2024-03-06", "is_working": "maybe"}, "không có trong danh sách"),
        ({"day": "2024-03-06", "is_working": "True", "note": "a" * 100_000}, "300 ký tự"),
    ],
)
def test_bad_days_are_told_beside_the_field(
    world: World, sign_in: SignIn, data: dict[str, str], words: str
) -> None:
    answer = sign_in("admin").post(f"{ROOM}/calendar/new", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.scalars(select(CalendarDay)).all() == []


def test_a_day_is_there_once_and_nobody_overwrites(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    data = {"day": "2024-03-06", "is_working": "False", "note": "Một"}
    admin.post(f"{ROOM}/calendar/new", data=data)
    answer = admin.post(f"{ROOM}/calendar/new", data=data)
    assert answer.status_code == 422
    assert "đã có trong lịch" in answer.text
    row, stale = day(world), day(world).version
    path = f"{ROOM}/calendar/{row.id}"
    assert admin.post(path, data=data | {"version": stale, "note": "Hai"}).status_code == 303
    answer = admin.post(path, data=data | {"version": stale, "note": "Ba"})
    assert answer.status_code == 409
    assert "Hai" in answer.text
    assert "Ba" in answer.text
    assert admin.post(f"{path}/remove", data={"version": stale}).status_code == 409
    assert admin.get(f"{path}/remove").status_code == 405
    assert day(world).note == "Hai"


def test_settings_are_kept_and_counting_moves_what_is_owed(world: World, sign_in: SignIn) -> None:
    admin, milestone = sign_in("admin"), owed(world)
    data = SETTINGS | {"version": str(world.issuer.version), "clear_days": "y"}
    assert confirmed(admin, f"{ROOM}/settings", data).status_code == 303
    db.session.expire_all()
    assert world.issuer.travel_minutes == 45
    assert world.issuer.clear_days
    assert due_day(milestone) == date(2024, 3, 1)
    assert clock.local(owed(world, 3).due_at).date() == date(2024, 3, 1), "and all that comes"


def test_the_training_clock_is_told_on_every_page(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    data = SETTINGS | {"version": str(world.issuer.version), "training_day": "2024-07-15"}
    admin.post(f"{ROOM}/settings", data=data)
    db.session.expire_all()
    assert world.issuer.training_day == date(2024, 7, 15)
    assert "Đồng hồ tập huấn" in sign_in("office").get("/").text
    data = SETTINGS | {"version": str(world.issuer.version), "training_day": ""}
    admin.post(f"{ROOM}/settings", data=data)
    assert "Đồng hồ tập huấn" not in sign_in("office").get("/").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Không được để trống."),
        ("code", "btc tu", "Chỉ dùng chữ in hoa"),
        ("code", "A\nB", "Chỉ dùng chữ in hoa"),
        ("style", "baroque", "không có trong danh sách"),
        ("travel_minutes", "-1", "Phải từ 0 đến 600."),
        ("travel_minutes", "9" * 30, "Số quá lớn."),
        ("travel_minutes", "abc", "Phải là một số nguyên."),
        ("training_day", "31/02/2024", "Ngày không hợp lệ"),
    ],
)
def test_bad_settings_are_told_beside_the_field(
    world: World, sign_in: SignIn, field: str, value: str, words: str
) -> None:
    data = SETTINGS | {"version": str(world.issuer.version), field: value}
    answer = sign_in("admin").post(f"{ROOM}/settings", data=data)
    assert answer.status_code == 422
    assert words in answer.text


def test_stale_settings_clash(world: World, sign_in: SignIn) -> None:
    admin, stale = sign_in("admin"), str(world.issuer.version)
    admin.post(f"{ROOM}/settings", data=SETTINGS | {"version": stale})
    answer = admin.post(f"{ROOM}/settings", data=SETTINGS | {"version": stale, "place": "Biên Hòa"})
    assert answer.status_code == 409
    assert "Biên Hòa" in answer.text


def test_phrases_are_added_changed_filtered_removed(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    data = {"kind": "cause", "text": "Chưa phân công <b>rõ</b>"}
    assert admin.post(f"{ROOM}/phrases/new", data=data).status_code == 303
    phrase = db.session.scalars(select(Phrase)).one()
    assert "&lt;b&gt;" in admin.get(f"{ROOM}/phrases?kind=cause").text
    assert "Chưa phân công" not in admin.get(f"{ROOM}/phrases?kind=strength").text
    path, stale = f"{ROOM}/phrases/{phrase.id}", phrase.version
    changed = {"version": stale, "kind": "cause", "text": "Bản một"}
    assert admin.post(path, data=changed).status_code == 303
    answer = admin.post(path, data=changed | {"text": "Bản hai"})
    assert answer.status_code == 409
    assert "Bản một" in answer.text
    assert admin.post(f"{path}/remove", data={"version": stale}).status_code == 409
    db.session.expire_all()
    assert admin.post(f"{path}/remove", data={"version": phrase.version}).status_code == 303
    assert db.session.scalars(select(Phrase)).all() == []
    assert admin.post(f"{path}/remove", data={"version": 1}).status_code == 404


@pytest.mark.parametrize("text", ["", "\u200b\u202e", "a" * 100_000])
def test_bad_phrases_are_told_beside_the_field(world: World, sign_in: SignIn, text: str) -> None:
    answer = sign_in("admin").post(f"{ROOM}/phrases/new", data={"kind": "cause", "text": text})
    assert answer.status_code == 422
    assert db.session.scalars(select(Phrase)).all() == []


def test_the_rubric_adds_up(world: World, sign_in: SignIn) -> None:
    text = sign_in("admin").get(f"{ROOM}/rubric").text
    assert "Tiêu chí mẫu, áp dụng từ 13/02/2019" in text
    assert "<strong>100</strong>" in text
    assert text.count('scope="rowgroup"') == 7


def test_only_administrators_and_only_their_own(world: World, sign_in: SignIn) -> None:
    strange = world.user("stranger").issuer_id
    own_day = CalendarDay(issuer_id=strange, day=date(2024, 3, 6), is_working=True)
    phrase = Phrase(issuer_id=strange, kind="cause", text="Của người khác")
    db.session.add_all([own_day, phrase])
    db.session.commit()
    for path in ("calendar", "calendar/new", "settings", "phrases", "phrases/new", "rubric"):
        assert sign_in("admin").get(f"{ROOM}/{path}").status_code == 200, path
        for username in ("planner", "reader", "office"):
            assert sign_in(username).get(f"{ROOM}/{path}").status_code == 403, path
    admin = sign_in("admin")
    assert "Của người khác" not in admin.get(f"{ROOM}/phrases").text
    for path in (f"calendar/{own_day.id}", f"phrases/{phrase.id}"):
        assert admin.get(f"{ROOM}/{path}").status_code == 404
        assert admin.post(f"{ROOM}/{path}/remove", data={"version": "1"}).status_code == 404
    assert isinstance(clock.now(), datetime)
