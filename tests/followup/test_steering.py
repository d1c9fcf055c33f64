"""A recommendation is steered: more time, another monitor, undone, closed; who can answer."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.followup.test_recommendation import owed, path, state, told_to
from tests.world import World, local
from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.attending.queries.visit import FULL_VISIT
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.followup import queries, services, steering
from webapp.followup.answering import answered_by
from webapp.followup.models import Ruling
from webapp.milestones import engine
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization

SignIn = Callable[[str], FlaskClient]
Version = Callable[[], str]
COMMITTEE = "Đảng bộ huyện Nhơn Trạch"
WHY = "Chờ cấp trên cấp kinh phí"
MORE = {"until": "2024-03-15", "agreed_by": "Trưởng Ban", "extend_reason": WHY}


def loaded(row: Recommendation) -> Recommendation:
    """The recommendation as a page has it, with all that belongs to it."""
    db.session.expire_all()
    return (
        db.session.scalars(
            select(Recommendation)
            .where(Recommendation.id == row.id)
            .options(
                joinedload(Recommendation.visit).options(*FULL_VISIT),
                joinedload(Recommendation.organization),
                joinedload(Recommendation.monitor),
            )
        )
        .unique()
        .one()
    )


def due(row: Recommendation) -> date:
    return clock.local(owed("remedy", row).due_at).date()


def extend(world: World, row: Recommendation, until: date) -> None:
    steering.extend(loaded(row), world.user("planner"), until, reason=WHY, agreed_by="Trưởng Ban")


def answered(world: World, row: Recommendation, *, accepted: bool | None) -> None:
    services.answer(loaded(row), world.user("office"), "Đã làm")
    if accepted is None:
        return
    last = queries.thread(row.id)[-1]
    services.decide(loaded(row), last, world.user("planner"), accepted=accepted, note="Được")


def end(row: Recommendation) -> None:
    unit = db.session.get_one(Organization, row.organization_id)
    unit.until = clock.today()
    db.session.commit()


def test_more_time_is_given_with_why_and_who_agreed(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    planner = sign_in("planner")
    answer = planner.post(f"{path(told)}/extension", data={"version": version(), **MORE})
    assert answer.status_code == 303
    assert due(told) == date(2024, 3, 15)
    for username in ("planner", "office"):
        text = sign_in(username).get(path(told)).text
        for words in ("15/03/2024", "trước là 14/02/2024", WHY, "Người đồng ý: Trưởng Ban"):
            assert words in text, words
    assert "được gia hạn đến 15/03/2024" in told_to(world, "office")[-1]


def test_what_is_late_by_the_day_that_held_is_said_so_and_then_has_time(
    world: World, told: Recommendation
) -> None:
    with clock.living_on(local(2024, 2, 20)):
        assert state(told) == "overdue"
        extend(world, told, date(2024, 3, 15))
        assert state(told) == "open"
        assert db.session.scalars(select(Ruling.before)).one().endswith("khi đã quá hạn 6 ngày")
    with clock.living_on(local(2024, 3, 14)):
        answered(world, told, accepted=True)
        assert not owed("remedy", told).is_late
    with clock.living_on(local(2024, 3, 20)):
        assert state(told) == "mended"


def test_an_answer_that_came_late_stays_late_whatever_is_given_after(
    world: World, told: Recommendation
) -> None:
    with clock.living_on(local(2024, 2, 20)):
        answered(world, told, accepted=False)
        extend(world, told, date(2024, 3, 15))
        first, again = db.session.scalars(
            select(Milestone).where(Milestone.kind == "remedy").order_by(Milestone.sequence)
        )
        assert first.is_late
        assert clock.local(first.due_at).date() == date(2024, 2, 14)
        assert clock.local(again.due_at).date() == date(2024, 3, 15)
        assert state(told) == "returned"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("until", "2024-02-14", "phải sau hạn đang có"),
        ("until", "2024-01-02", "đã qua"),
        ("until", "", "Không được để trống"),
        ("agreed_by", "", "Không được để trống"),
        ("extend_reason", " ", "Không được để trống"),
    ],
)
def test_more_time_that_is_none_is_refused_and_keeps_what_was_typed(
    told: Recommendation,
    sign_in: SignIn,
    version: Version,
    field: str,
    value: str,
    words: str,
) -> None:
    data = {"version": version(), **MORE, field: value}
    answer = sign_in("planner").post(f"{path(told)}/extension", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    kept = WHY if field != "extend_reason" else "Trưởng Ban"
    assert kept in answer.text
    assert due(told) == date(2024, 2, 14)


def test_more_time_on_a_stale_page_is_asked_about(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    seen = version()
    extend(world, told, date(2024, 3, 1))
    answer = sign_in("planner").post(f"{path(told)}/extension", data={"version": seen, **MORE})
    assert answer.status_code == 409
    assert WHY in answer.text
    assert due(told) == date(2024, 3, 1)


def test_the_letter_goes_on_saying_what_it_said_and_the_next_one_asks_for_the_new_day(
    world: World, told: Recommendation
) -> None:
    letter = db.session.scalars(select(Document).where(Document.kind == "result_letter")).one()
    before = letter.content
    extend(world, told, date(2024, 3, 15))
    db.session.refresh(letter)
    assert letter.content == before
    services.letter_withdrawn(letter)
    db.session.flush()
    services.letter_issued(letter)
    assert due(told) == date(2024, 3, 15)


def test_an_answer_is_looked_at_again_once_its_letter_is_back(
    world: World, told: Recommendation
) -> None:
    letter = db.session.scalars(select(Document).where(Document.kind == "result_letter")).one()
    services.answer(loaded(told), world.user("office"), "Đã làm")
    about = ("answer_review", services.SUBJECT, told.id)
    waits = engine.find(*about)
    assert waits is not None
    assert waits.is_open
    services.letter_withdrawn(letter)
    db.session.flush()
    assert engine.find(*about) is None  # nobody could decide on it
    services.letter_issued(letter)
    waits = engine.find(*about)
    assert waits is not None
    assert waits.is_open


def test_another_monitor_decides(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    other = world.user("member2")
    data = {"version": version(), "monitor_id": str(other.id), "monitor_reason": "Đi học"}
    assert sign_in("planner").post(f"{path(told)}/monitor", data=data).status_code == 303
    for username in ("member", "member2"):
        assert "theo dõi kiến nghị" in told_to(world, username)[-1]
    services.answer(loaded(told), world.user("office"), "Đã làm")
    data = {"version": version(), "accept": "1"}
    assert sign_in("member").post(f"{path(told)}/decision", data=data).status_code == 403
    assert sign_in("member2").post(f"{path(told)}/decision", data=data).status_code == 303
    assert "Người member2" in sign_in("planner").get(path(told)).text


def test_who_is_not_offered_does_not_monitor(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    for number in (world.user("office").id, 10**8, "x"):
        data = {"version": version(), "monitor_id": str(number)}
        assert sign_in("planner").post(f"{path(told)}/monitor", data=data).status_code == 422


def test_an_acceptance_is_undone_and_decided_anew(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    planner = sign_in("planner")
    answered(world, told, accepted=True)
    data = {"version": version(), "undo_reason": "Biên bản gửi kèm là của năm trước"}
    assert planner.post(f"{path(told)}/acceptance/undo", data=data).status_code == 303
    assert state(told) == "answered"
    assert owed("answer_review", told).done_at is None
    text = planner.get(path(told)).text
    for words in ("Biên bản gửi kèm", "chấp nhận lúc", "Người planner: Được", "Chấp nhận"):
        assert words in text, words
    assert "Rút lại việc chấp nhận" in told_to(world, "office")[-1]
    data = {"version": version(), "send_back": "1", "note": "Gửi biên bản năm nay"}
    assert planner.post(f"{path(told)}/decision", data=data).status_code == 303
    assert owed("remedy", told).done_at is None
    data = {"version": version(), "undo_reason": "Lần nữa"}
    assert planner.post(f"{path(told)}/acceptance/undo", data=data).status_code == 422


def test_only_what_a_body_that_ended_owes_is_closed(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    planner = sign_in("planner")
    data = {"closed_with": "Trưởng Ban", "close_reason": "Chi bộ giải thể, không tổ chức tiếp nhận"}
    answer = planner.post(f"{path(told)}/closing", data={"version": version(), **data})
    assert answer.status_code == 422
    assert "còn hoạt động" in answer.text
    end(told)
    assert "Khép lại vì đơn vị đã kết thúc" in planner.get(path(told)).text
    answer = planner.post(f"{path(told)}/closing", data={"version": version(), **data})
    assert answer.status_code == 303
    assert state(told) == "closed"
    assert db.session.scalars(select(Milestone).where(Milestone.done_at.is_(None),
        Milestone.kind == "remedy")).all() == []  # fmt: skip
    text = planner.get("/recommendations").text
    assert "Đã khép lại 1" in text
    assert "Đã khép lại" in planner.get("/recommendations?state=closed").text
    data = {"reopen_reason": "Đã có tổ chức tiếp nhận"}
    answer = planner.post(f"{path(told)}/reopening", data={"version": version(), **data})
    assert answer.status_code == 303
    assert state(told) == "open"
    assert due(told) == date(2024, 2, 14)


def test_nobody_steers_while_the_letter_is_withdrawn(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    letter = db.session.scalars(select(Document).where(Document.kind == "result_letter")).one()
    letter.withdrawn_at = clock.now()
    db.session.commit()
    answer = sign_in("planner").post(f"{path(told)}/extension", data={"version": version(), **MORE})
    assert answer.status_code == 409


def test_a_page_says_who_can_answer_for_a_unit_without_an_account(
    world: World, told: Recommendation, sign_in: SignIn
) -> None:
    unit = db.session.get_one(Organization, told.organization_id)
    found = answered_by(unit)
    assert not found.has_own
    assert found.above == (COMMITTEE,)
    text = sign_in("planner").get(path(told)).text
    assert "chưa có tài khoản" in text
    assert f"Nhập thay được: {COMMITTEE}." in text
    for one in db.session.scalars(select(User).where(User.organization.has(name=COMMITTEE))):
        one.active = False
    db.session.commit()
    assert answered_by(unit).is_nobody
    assert "đề nghị quản trị mở tài khoản" in sign_in("planner").get(path(told)).text
