"""Members of other bodies, without an account, are handed papers: noted, listed, asked for."""

import re
from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.full_world import issue
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.standing import DONE, DUE
from webapp.plans.models import Activity
from webapp.plans.round_models import Seat
from webapp.rounds.models import Handover
from webapp.rounds.receiving import HandedPaper, RoundPaper, received, too_early
from webapp.rounds.services import announcing

SignIn = Callable[[str], FlaskClient]
PLAN, NOTICE = RoundPaper(1, "Kế hoạch", date(2024, 1, 5)), RoundPaper(2, "Thông báo")


def test_what_was_not_handed_over_is_missing() -> None:
    nothing = received([PLAN, NOTICE], [])
    assert nothing.standing.words == "Chưa nhận: Kế hoạch; Thông báo"
    assert nothing.standing.tone == DUE
    one = received([PLAN, NOTICE], [HandedPaper(1, "Kế hoạch"), HandedPaper(0, "Quyết định")])
    assert one.standing.words == "Chưa nhận: Thông báo"
    whole = received([NOTICE], [HandedPaper(2, "Thông báo"), HandedPaper(9, "Thông báo cũ")])
    assert whole.standing.tone == DONE
    assert whole.words == ("Thông báo", "Thông báo cũ"), "what was withdrawn since was handed over"
    assert received([], []).standing.words == "Chưa có văn bản để giao"


@given(st.sets(st.integers(1, 6)), st.lists(st.integers(0, 8)))
def test_missing_and_handed_make_up_all_papers(papers: set[int], handed: list[int]) -> None:
    every = [RoundPaper(one, str(one)) for one in sorted(papers)]
    found = received(every, [HandedPaper(one, str(one)) for one in handed])
    assert {one.id for one in found.missing} == papers - set(handed)


def test_no_paper_is_handed_over_before_it_is_issued() -> None:
    assert "Kế hoạch" in too_early([PLAN, NOTICE], date(2024, 1, 4))
    assert too_early([PLAN, NOTICE], date(2024, 1, 5)) == ""


def invited(held: RoundWorld) -> Seat:
    where = (Seat.activity_id == held.activity.id, Seat.body != "")
    return db.session.scalars(select(Seat).where(*where)).one()


def announced(world: World, held: RoundWorld) -> int:
    """Let the round's announcement go out; return its id."""
    activity = db.session.get_one(Activity, held.activity.id)
    db.session.refresh(activity, ["plan", "round"])
    document = issue(world, announcing.announce(activity, world.user("planner")))
    db.session.commit()
    return document.id


def address(held: RoundWorld) -> str:
    return f"/rounds/{held.activity.id}/seats/{invited(held).id}/handover"


def test_a_hand_over_is_noted_and_listed_with_who_has_not_received(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    notice = announced(world, held)
    planner, page = sign_in("planner"), f"/rounds/{held.activity.id}"
    assert "Chưa nhận: " in planner.get(page).text
    assert counted(planner, page) <= MOST
    form = planner.get(address(held)).text
    assert f'id="paper-{notice}" value="{notice}" checked' in form
    sent = {
        "papers": re.findall(r'id="paper-(\d+)"', form),
        "other": "Quyết định thành lập Đoàn",
        "handed_on": clock.today().isoformat(),
        "handed_by": "Văn thư Ban",
        "way": "dispatch",
    }
    assert planner.post(address(held), data=sent).status_code == 303
    text = planner.get(page).text
    assert "Gửi văn thư · Văn thư Ban giao: Kế hoạch 73-KH/BTCTU" in text
    assert "Quyết định thành lập Đoàn" in text
    assert "Đã nhận đủ văn bản đã ban hành" in text
    row = db.session.scalars(select(Handover)).one()
    assert (row.person, row.how) == ("Đại diện Ủy ban Kiểm tra", "Gửi văn thư")
    undo = f"{page}/handovers/{row.id}/undo"
    assert sign_in("member").post(undo).status_code == 403
    assert sign_in("member2").post(undo).status_code == 303, "the secretary"
    assert db.session.scalars(select(Handover)).all() == []


def test_what_cannot_be_is_told_beside_its_field(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    notice, planner = announced(world, held), sign_in("planner")
    sent = {"handed_on": "2024-01-10", "handed_by": "Văn thư", "way": "mail"}
    nothing = planner.post(address(held), data=sent)
    assert nothing.status_code == 422
    assert "Chọn ít nhất một văn bản, hoặc ghi giấy tờ khác." in nothing.text
    early = planner.post(address(held), data={**sent, "papers": [str(notice)]})
    assert early.status_code == 422
    assert "Ngày giao không thể trước ngày ban hành" in early.text
    assert 'value="Văn thư"' in early.text
    ahead = planner.post(address(held), data={**sent, "other": "Giấy", "handed_on": "2030-01-01"})
    assert "Ngày này chưa đến." in ahead.text
    strange = planner.post(address(held), data={**sent, "papers": ["999999"]})
    assert strange.status_code == 422
    assert db.session.scalars(select(Handover)).all() == []


def test_who_has_an_account_is_handed_nothing_here(held: RoundWorld, sign_in: SignIn) -> None:
    head = db.session.scalars(
        select(Seat).where(Seat.activity_id == held.activity.id, Seat.role == "head")
    ).one()
    url = f"/rounds/{held.activity.id}/seats/{head.id}/handover"
    assert sign_in("planner").get(url).status_code == 404


def test_a_record_outlives_the_place(world: World, held: RoundWorld, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    sent = {
        "other": "Kế hoạch",
        "handed_on": clock.today().isoformat(),
        "handed_by": "Văn thư",
        "way": "in_person",
    }
    planner.post(address(held), data=sent)
    db.session.delete(invited(held))
    db.session.commit()
    text = planner.get(f"/rounds/{held.activity.id}/handovers").text
    assert "Đại diện Ủy ban Kiểm tra" in text
    assert "Giao trực tiếp" in text
