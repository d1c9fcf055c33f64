"""Two texts of one field: both are kept on the server until somebody who may decides, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attending.tablets import CHAIR, Tablet, chair, other, tablet, visit_id
from tests.world import World
from webapp.attending.clash_models import Clash
from webapp.attending.forms import Name, Typed
from webapp.attending.models import Completion, Remark
from webapp.attending.queries.clashes import to_settle_of
from webapp.attending.services import findings, settling
from webapp.attending.services.settling import Decision, Overtaken
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.visits.models import Visit

__all__ = ("other", "tablet", "visit_id")  # fixtures
SignIn = Callable[[str], FlaskClient]
HERS, HIS = "Đồng chí Bí thư", "Đồng chí Phó Bí thư"


def clashes() -> list[Clash]:
    db.session.rollback()
    return list(db.session.scalars(select(Clash).order_by(Clash.id)))


@pytest.fixture
def clash_id(tablet: Tablet, other: Tablet) -> int:
    """What member wrote stands; what member2 wrote later waits."""
    tablet.write(1, HERS)
    assert other.write(1, HIS).status_code == 409
    (found,) = clashes()
    return found.id


def decide(client: FlaskClient, clash_id: int, how: str, shown: str = HERS, **more: str) -> int:
    body = {"how": how, "shown": shown, **more}
    return client.post(f"/clashes/{clash_id}", data=body).status_code


def test_both_texts_and_both_writers_are_kept(world: World, clash_id: int) -> None:
    (one,) = clashes()
    assert (one.kept, one.offered, one.label) == (HERS, HIS, "Chủ trì")
    assert one.kept_by_id == world.user("member").id
    assert one.offered_by_id == world.user("member2").id


def test_a_choice_that_was_made_again_meanwhile_is_noticed(tablet: Tablet, other: Tablet) -> None:
    tablet.write(1, HERS)
    seen = clock.stamp()
    sleep(0.002)  # what comes later has another stamp
    tablet.write(2, "Khác", was=HERS)
    tablet.write(3, HERS, was="Khác")
    told = {CHAIR: HIS, f"was-{CHAIR}": HERS}
    assert other.send(1, seen=seen, **told).status_code == 409
    (one,) = clashes()
    assert (one.kept, one.offered) == (HERS, HIS)
    assert chair(other.visit_id) == HERS
    assert other.send(2, seen=clock.stamp(), **told).status_code == 200


@pytest.mark.parametrize("seen", [None, 0])
def test_ones_own_writing_was_seen(tablet: Tablet, seen: int | None) -> None:
    tablet.write(1, HERS)
    told = {CHAIR: HIS, f"was-{CHAIR}": HERS}
    assert tablet.send(2, seen=seen, **told).status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
def test_a_tablet_that_says_nothing_of_it_is_judged_by_the_text(
    tablet: Tablet, other: Tablet, seen: str
) -> None:
    tablet.write(1, HERS)
    headers = {"HX-Request": "true", "X-Change": str(UUID(int=99)), "X-Seen": seen}
    told = {CHAIR: HIS, f"was-{CHAIR}": HERS}
    at = f"/visits/{other.visit_id}/field"
    assert other.client.post(at, data=told, headers=headers).status_code == 200


def test_a_change_that_is_sent_twice_makes_one(other: Tablet, clash_id: int) -> None:
    assert other.write(1, HIS).status_code == 409
    assert other.write(2, "Viết lại").status_code == 409  # it takes the place of the first
    (one,) = clashes()
    assert one.offered == "Viết lại"


def test_the_other_writer_and_who_leads_hear_of_it_once(
    world: World, other: Tablet, clash_id: int
) -> None:
    other.write(1, HIS)
    told = db.session.execute(select(Message.user_id, Message.text)).all()
    assert told == [
        (world.user("member").id, "Hai bản khác nhau của một ô, cần quyết định: Chủ trì.")
    ]


@pytest.mark.parametrize(
    ("how", "text"),
    [("kept", HERS), ("offered", HIS), ("both", f"{HERS}; {HIS}"), ("merged", "Hai đồng chí")],
)
@pytest.mark.parametrize("who", ["member", "member2", "planner"])
def test_whoever_may_decides(
    sign_in: SignIn, world: World, visit_id: int, clash_id: int, who: str, how: str, text: str
) -> None:
    assert decide(sign_in(who), clash_id, how, merged="Hai đồng chí") == 303
    assert chair(visit_id) == text
    (one,) = clashes()
    assert (one.settled_how, one.settled_as) == (how, text)
    assert one.settled_by_id == world.user(who).id
    page = sign_in("member").open(f"/clashes/{clash_id}").text
    assert HERS in page
    assert HIS in page
    assert "đã quyết định" in page


def test_two_texts_kept_both_are_a_paragraph_each(
    world: World, tablet: Tablet, other: Tablet, sign_in: SignIn, visit_id: int
) -> None:
    name = "attendance-course"
    tablet.write(1, "Mở đầu", name=name)
    other.write(1, "Thảo luận", name=name)
    (one,) = clashes()
    assert decide(sign_in("planner"), one.id, "both", "Mở đầu") == 303
    visit = db.session.get_one(Visit, visit_id)
    assert findings.save(visit, [Typed(Name("attendance", 0, "course"), "x", "")])[0].theirs == (
        "Mở đầu\nThảo luận"
    )


def test_who_neither_wrote_nor_leads_reads_only(
    world: World, sign_in: SignIn, clash_id: int
) -> None:
    for who, seen in (("leader", 200), ("reader", 200), ("office", 404), ("stranger", 404)):
        client = sign_in(who)
        assert client.get(f"/clashes/{clash_id}").status_code == seen
        assert decide(client, clash_id, "kept") == (403 if seen == 200 else 404)
    assert clashes()[0].settled_at is None


def test_who_decides_second_is_told_what_was_decided(sign_in: SignIn, clash_id: int) -> None:
    assert decide(sign_in("member"), clash_id, "kept") == 303
    answer = sign_in("planner").post(f"/clashes/{clash_id}", data={"how": "offered", "shown": HERS})
    assert answer.status_code == 409
    assert "giữ bản đã lưu" in answer.text
    assert clashes()[0].settled_how == "kept"


def test_a_text_that_changed_meanwhile_is_shown_again(
    sign_in: SignIn, tablet: Tablet, visit_id: int, clash_id: int
) -> None:
    tablet.write(2, "Đồng chí khác", was=HERS)
    client = sign_in("planner")
    answer = client.post(
        f"/clashes/{clash_id}", data={"how": "merged", "shown": HERS, "merged": "Ghép"}
    )
    assert answer.status_code == 409
    assert "Đồng chí khác" in answer.text
    assert "Ghép" in answer.text  # what was typed stays
    assert chair(visit_id) == "Đồng chí khác"
    assert decide(client, clash_id, "offered", "Đồng chí khác") == 303
    assert chair(visit_id) == HIS


@pytest.mark.parametrize("body", [{}, {"how": "all"}, {"how": "merged", "merged": "x" * 400}])
def test_what_is_no_decision_is_refused_in_words(
    sign_in: SignIn, clash_id: int, body: dict[str, str]
) -> None:
    answer = sign_in("planner").post(f"/clashes/{clash_id}", data={"shown": HERS, **body})
    assert answer.status_code == 422
    assert clashes()[0].settled_at is None


def test_two_who_decide_at_once_decide_once(app: Flask, world: World, clash_id: int) -> None:
    db.session.rollback()

    def settle(who: str) -> bool:
        with app.app_context():
            user, clash = World().user(who), db.session.get_one(Clash, clash_id)
            visit = findings.fetch_visit(clash.visit_id)
            try:
                settling.settle(visit, clash, user, Decision("offered", HERS))
            except Overtaken:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(settle, ("member", "planner"))) == [False, True]


def test_the_buttons_at_the_field_decide_it_once(
    other: Tablet, visit_id: int, clash_id: int
) -> None:
    mine = {"do": f"mine {CHAIR}", CHAIR: HIS, f"was-{CHAIR}": "", f"theirs-{CHAIR}": HERS}
    for _ in range(2):
        assert other.send(2, **mine).status_code == 200
    assert chair(visit_id) == HIS
    assert [one.settled_how for one in clashes()] == ["offered"]


def test_letting_the_other_text_stand_decides_it_too(
    other: Tablet, visit_id: int, clash_id: int
) -> None:
    theirs = {"do": f"theirs {CHAIR}", CHAIR: HIS, f"was-{CHAIR}": "", f"theirs-{CHAIR}": HERS}
    for _ in range(2):
        assert other.send(2, **theirs).status_code == 200
    assert chair(visit_id) == HERS
    assert [one.settled_how for one in clashes()] == ["kept"]


def test_a_tablet_that_sends_on_hears_that_it_was_decided(
    sign_in: SignIn, other: Tablet, visit_id: int, clash_id: int
) -> None:
    decide(sign_in("member"), clash_id, "kept")
    again = other.write(1, HIS)
    assert again.status_code == 200
    assert again.headers["X-Settled"] == "1"
    assert f'value="{HERS}"' in again.text  # the field itself is drawn anew
    assert chair(visit_id) == HERS
    assert len(clashes()) == 1


def test_it_stands_on_the_first_screen_until_decided(
    world: World, sign_in: SignIn, clash_id: int
) -> None:
    label = "Quyết định ô có hai bản: Chủ trì"
    for who in ("member", "member2"):
        assert label in sign_in(who).open("/").text
    for who in ("leader", "planner", "office"):
        assert label not in sign_in(who).open("/").text
    decide(sign_in("member"), clash_id, "kept")
    assert label not in sign_in("member2").open("/").text


def test_it_stands_at_the_field_and_on_the_visit(
    sign_in: SignIn, visit_id: int, clash_id: int
) -> None:
    for at in ("/findings", ""):
        page = sign_in("member").open(f"/visits/{visit_id}{at}").text
        assert f"/clashes/{clash_id}" in page
    assert "Ô này có hai bản" in sign_in("member").open(f"/visits/{visit_id}/findings").text


def test_completing_with_two_texts_asks_for_a_reason_and_ends_the_debt(
    world: World, sign_in: SignIn, visit_id: int, clash_id: int
) -> None:
    visit = db.session.get_one(Visit, visit_id)
    member = world.user("member")
    save = [("members", "10"), ("present", "9")]
    findings.save(visit, [Typed(Name("attendance", 0, name), text, "") for name, text in save])
    remark = Remark(visit_id=visit_id, kind="strength", text="Tốt", author_id=member.id)
    remark.created_at = clock.now()
    db.session.add(remark)
    db.session.commit()
    assert (
        "Ô có hai bản chưa quyết định: Chủ trì"
        in sign_in("member").open(f"/visits/{visit_id}/findings").text
    )
    findings.complete(visit, member, "Hỏi lại sau")
    lacking = db.session.scalars(select(Completion.lacking)).one()
    assert "Ô có hai bản chưa quyết định: Chủ trì" in lacking.split("\n")
    assert to_settle_of(world.user("member")) == []


def test_what_the_unit_wrote_is_decided_by_the_unit(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    name = f"preparation-{world.items()[0].id}-note"
    client = sign_in("office")
    for text, status in (("Một", 303), ("Hai", 409)):
        body = {name: text, f"was-{name}": ""}
        assert client.post(f"/visits/{visit_id}/preparation", data=body).status_code == status
    (one,) = clashes()
    assert decide(sign_in("member"), one.id, "offered", "Một") == 403
    assert decide(client, one.id, "both", "Một") == 303
    assert "Một; Hai" in client.open(f"/visits/{visit_id}/preparation").text
