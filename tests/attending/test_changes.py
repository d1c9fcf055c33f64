"""Changes of tablets: each is done once, whenever and however often it arrives."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from tests.attending.tablets import (
    CHAIR,
    SignIn,
    Tablet,
    chair,
    count,
    other,
    reason,
    tablet,
    visit_id,
)
from tests.conftest import NOW
from tests.round_world import add_round
from tests.world import World
from webapp.attending.models import (
    Finding,
    Phrase,
    Recommendation,
    Remark,
    StepRun,
    TabletChange,
    VisitFile,
)
from webapp.attending.services import fields as acts
from webapp.attending.services import findings
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.rules.replays import REMEMBERED
from webapp.visits.models import Visit
from webapp.visits.services import choosing

__all__ = ("other", "tablet", "visit_id")  # fixtures


def test_a_field_sent_again_is_not_written_again(
    tablet: Tablet, other: Tablet, visit_id: int
) -> None:
    assert tablet.write(1, "Bí thư").status_code == 200
    assert other.write(1, "Phó Bí thư", was="Bí thư").status_code == 200
    assert other.write(2, "", was="Phó Bí thư").status_code == 200  # as it was before the first
    again = tablet.write(1, "Bí thư")
    assert again.status_code == 200
    assert f'name="was-{CHAIR}" value="Bí thư"' in again.text
    assert chair(visit_id) == ""
    # The tablet has not seen what others wrote since: writing on tells of it.
    assert tablet.write(2, "Bí thư chi bộ", was="Bí thư").status_code == 409


def test_changes_of_a_field_that_arrive_out_of_order_lose_no_text(
    tablet: Tablet, visit_id: int
) -> None:
    later = tablet.write(2, "Bí thư chi bộ", was="Bí thư")
    assert later.status_code == 409
    assert "Bí thư chi bộ" in later.text
    assert chair(visit_id) == ""
    assert tablet.write(1, "Bí thư").status_code == 200
    assert tablet.write(2, "Bí thư chi bộ", was="Bí thư").status_code == 200
    assert chair(visit_id) == "Bí thư chi bộ"


def test_two_tablets_that_wrote_a_field_both_keep_their_text(
    tablet: Tablet, other: Tablet, visit_id: int
) -> None:
    tablet.write(1, "Bí thư")
    clash = other.write(1, "Phó Bí thư")
    assert clash.status_code == 409
    assert "Bí thư" in clash.text
    assert "Phó Bí thư" in clash.text
    assert reason(clash) == acts.CLASHED
    assert "X-Clash" in clash.headers
    assert "X-Clash" not in other.write(3, "mười", name="attendance-present").headers
    # What was refused is not done: asked again, it clashes again until somebody decides.
    assert other.write(1, "Phó Bí thư").status_code == 409
    mine = {"do": f"mine {CHAIR}", CHAIR: "Phó Bí thư", f"was-{CHAIR}": ""}
    for _ in range(2):
        assert other.send(2, **mine, **{f"theirs-{CHAIR}": "Bí thư"}).status_code == 200
    assert chair(visit_id) == "Phó Bí thư"


def test_what_cannot_be_read_is_not_done_and_says_why(tablet: Tablet) -> None:
    name = "attendance-present"
    for _ in range(2):
        wrong = tablet.write(1, "mười", name=name)
        assert wrong.status_code == 422
        assert reason(wrong) == "Phải là một số nguyên."
    assert tablet.write(1, "10", name=name).status_code == 200


def test_a_row_is_added_once_and_its_number_told_each_time(tablet: Tablet) -> None:
    before = count(Remark)
    first, second = (tablet.send(1, do="add strength 0") for _ in range(2))
    assert first.headers["X-Row"] == second.headers["X-Row"]
    assert f'id="row-remark-{first.headers["X-Row"]}"' in second.text
    assert count(Remark) == before + 1
    under = [tablet.send(2, do="add recommendation 0") for _ in range(3)]
    assert len({answer.headers["X-Row"] for answer in under}) == 1
    assert count(Recommendation) == 1


def test_a_row_that_others_removed_does_not_come_back(tablet: Tablet, other: Tablet) -> None:
    before = count(Remark)
    row = tablet.send(1, do="add strength 0").headers["X-Row"]
    assert other.send(1, do=f"remove remark {row}").status_code == 200
    again = tablet.send(1, do="add strength 0")
    assert (again.status_code, again.headers["X-Row"]) == (200, row)
    assert count(Remark) == before
    gone = tablet.write(2, "Mở đúng giờ", name=f"remark-{row}-text")
    assert gone.status_code == 409
    assert reason(gone) == findings.GONE


def test_a_removal_sent_again_says_nothing_new(tablet: Tablet) -> None:
    row = tablet.send(1, do="add strength 0").headers["X-Row"]
    tablet.write(2, "Mở đúng giờ", name=f"remark-{row}-text")
    body = {"do": f"remove remark {row}", f"was-remark-{row}-text": "Mở đúng giờ"}
    for _ in range(2):
        answer = tablet.send(3, **body)
        assert answer.status_code == 200
        assert "row-remark" not in answer.text


def test_a_photo_is_kept_once(tablet: Tablet) -> None:
    def photo() -> tuple[BytesIO, str]:
        out = BytesIO()
        Image.new("RGB", (8, 8), "darkgreen").save(out, "JPEG")
        out.seek(0)
        return out, "chup.jpg"

    first, second = (tablet.send(1, at="photos", photo=photo()) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.headers["X-Row"] == second.headers["X-Row"]
    assert f'id="row-photo-{first.headers["X-Row"]}"' in second.text
    assert count(VisitFile) == 1


def test_two_that_send_the_same_change_at_once_do_it_once(
    app: Flask, world: World, visit_id: int
) -> None:
    who, before = world.user("member").id, count(Remark)
    db.session.commit()

    def add(_number: int) -> int:
        with app.app_context(), clock.living_on(NOW):
            visit = db.session.get_one(Visit, visit_id)
            once = Once(visit_id, who, str(UUID(int=7)), clock.now())
            user = world.user("member")
            return acts.answer(visit, user, {"do": "add strength 0"}, once).row_id or 0

    with ThreadPoolExecutor(4) as pool:
        rows = set(pool.map(add, range(4)))
    assert len(rows) == 1
    assert count(Remark) == before + 1


def test_a_key_is_kept_with_its_change_or_not_at_all(
    world: World, visit_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, who = db.session.get_one(Visit, visit_id), world.user("member")
    once = Once(visit_id, who.id, str(UUID(int=7)), clock.now())
    before = count(Remark)

    def fail() -> None:
        raise OSError("the battery is empty")

    with monkeypatch.context() as broken:
        broken.setattr(db.session, "commit", fail)
        with pytest.raises(OSError, match="battery"):
            findings.add_remark(visit, who, "strength", None, once)
    assert (count(TabletChange), count(Remark)) == (0, before)
    findings.add_remark(visit, who, "strength", None, once)
    assert (count(TabletChange), count(Remark)) == (1, before + 1)


def test_a_visit_that_was_completed_refuses_in_words_but_knows_what_it_took(
    tablet: Tablet, visit_id: int
) -> None:
    tablet.write(1, "Bí thư")
    db.session.get_one(Visit, visit_id).held_at = clock.now()
    db.session.commit()
    assert tablet.write(1, "Bí thư").status_code == 200
    late = tablet.write(2, "Phó Bí thư", was="Bí thư")
    assert late.status_code == 409
    assert reason(late).startswith("Kết quả đã hoàn thành lúc")
    row = tablet.send(3, do="add strength 0")
    assert (row.status_code, row.headers.get("X-Row")) == (409, None)
    assert reason(row).startswith("Kết quả đã hoàn thành lúc")
    assert chair(visit_id) == "Bí thư"


def test_nobody_sends_for_another(tablet: Tablet, other: Tablet, visit_id: int) -> None:
    for writer in (other.user_id, 0):
        answer = tablet.send(1, writer=writer, **{CHAIR: "Của người khác", f"was-{CHAIR}": ""})
        assert answer.status_code == 401
    assert chair(visit_id) == ""
    # Two people's tablets may call different changes alike.
    other.first = tablet.first
    assert (
        tablet.send(1, do="add strength 0").headers["X-Row"]
        != (other.send(1, do="add strength 0").headers["X-Row"])
    )


def test_keys_are_forgotten_when_no_tablet_sends_them_any_more(tablet: Tablet) -> None:
    tablet.write(1, "Bí thư")
    tablet.write(2, "Phó Bí thư", was="Bí thư")
    assert count(TabletChange) == 2
    with clock.living_on(NOW + REMEMBERED + timedelta(days=1)):
        tablet.write(3, "Ủy viên", was="Phó Bí thư")
    assert count(TabletChange) == 1


def test_a_visit_that_is_taken_back_takes_its_keys_along(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit(team=()).id
    tablet = Tablet(sign_in("planner"), world.user("planner").id, visit_id)
    tablet.write(1, "Bí thư")
    assert count(TabletChange) == 1
    choosing.remove(db.session.get_one(Visit, visit_id))
    db.session.commit()
    assert count(TabletChange) == 0


def test_a_step_is_turned_when_its_button_was_pressed(
    world: World, sign_in: SignIn, tablet: Tablet
) -> None:
    made = add_round(world)
    tablet.visit_id = made.visits[0].id
    first, second = (step.id for step in made.steps)
    hour = timedelta(hours=1)
    presses = [
        (3, f"finish step {second}", hour),
        (1, f"start step {first}", 3 * hour),
        (2, f"start step {second}", 2 * hour),
        (1, f"start step {first}", 3 * hour),
        (3, f"finish step {second}", hour),
    ]
    answers = [
        tablet.send(number, at="session", age=age, do=press) for number, press, age in presses
    ]
    assert {answer.status_code for answer in answers} == {200}
    db.session.rollback()
    runs = {run.step_id: run for run in db.session.scalars(select(StepRun))}
    assert (runs[first].began_at, runs[first].ended_at) == (NOW - 3 * hour, NOW - 2 * hour)
    assert runs[second].began_at == NOW - 2 * hour
    # Its end came before it was begun here: nothing was ended then, and the key is spent.
    assert runs[second].ended_at is None


def test_a_page_may_be_kept_by_who_writes_on_it(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    path = f"/visits/{visit_id}/findings"
    assert sign_in("member").get(path).headers["X-Keep"] == str(world.user("member").id)
    assert "X-Keep" not in sign_in("reader").get(path).headers
    db.session.get_one(Visit, visit_id).held_at = clock.now()
    db.session.commit()
    closed = sign_in("member").get(path)
    assert "X-Keep" not in closed.headers
    assert "data-outbox" not in closed.text


def test_a_page_draws_ahead_every_row_that_may_be_added(sign_in: SignIn, visit_id: int) -> None:
    page = sign_in("member").get(f"/visits/{visit_id}/findings").text
    kinds = ("strength", "shortcoming", "good_model", "proposal", "opinion")
    for kind in (*kinds, "recommendation", "loose"):
        assert f'<template id="blank-{kind}" data-key="21474836' in page


def test_a_page_brings_the_phrase_bank_along(world: World, sign_in: SignIn, visit_id: int) -> None:
    db.session.add(Phrase(issuer_id=world.issuer.id, kind="cause", text="Chưa phân công"))
    db.session.commit()
    page = sign_in("member").get(f"/visits/{visit_id}/findings").text
    assert "data-phrase>Chưa phân công</button>" in page
    assert '<template id="phrases-recommendation">' in page
    assert "data-phrase" not in sign_in("reader").get(f"/visits/{visit_id}/findings").text


def test_the_tablet_asks_who_is_signed_in(world: World, app: Flask, sign_in: SignIn) -> None:
    told = sign_in("member").get("/tablet/session")
    assert told.json["user"] == world.user("member").id
    assert told.json["token"]
    assert told.headers["Cache-Control"] == "no-store"
    nobody = app.test_client()
    assert nobody.get("/tablet/session").json["user"] == 0
    assert "member" not in nobody.get("/tablet").text
    worker = nobody.get("/service-worker.js")
    assert worker.mimetype == "text/javascript"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert f'import "{app.static_url_path}/js/tablet/worker.js";' in worker.text


def test_completing_is_done_once_or_told_what_is_lacking(
    world: World, tablet: Tablet, visit_id: int
) -> None:
    lacking = tablet.send(1, at="findings/complete")
    assert lacking.status_code == 422
    assert "Tham dự: tổng số đảng viên" in reason(lacking)
    for number, (name, value) in enumerate({"members": "10", "present": "9"}.items(), 2):
        tablet.write(number, value, name=f"attendance-{name}")
    strength = tablet.send(4, do="add strength 0").headers["X-Row"]
    tablet.write(5, "Đúng giờ", name=f"remark-{strength}-text")
    asked = tablet.send(6, at="findings/complete")
    assert asked.status_code == 422
    assert "Chưa đánh giá" in reason(asked)
    for _ in range(2):
        done = tablet.send(7, at="findings/complete", reason="Bổ sung sau")
        assert done.status_code == 200
        assert done.headers["X-Made"]
    db.session.rollback()
    assert db.session.get_one(Visit, visit_id).held_at is not None


def test_rating_the_rest_is_done_once(tablet: Tablet, world: World, visit_id: int) -> None:
    item = world.items()[0].id
    for _ in range(2):
        assert tablet.send(1, at="findings/fill").status_code == 200
        db.session.rollback()
        rated = select(Finding.assessment).where(Finding.item_id == item)
        assert db.session.scalars(rated).one() == "good"
    tablet.write(2, "", "good", name=f"finding-{item}-assessment")  # it waits to be looked at again
    assert tablet.send(1, at="findings/fill").status_code == 200
    db.session.rollback()
    assert db.session.scalars(rated).one() == ""


def test_what_the_unit_prepares_arrives_once(world: World, sign_in: SignIn, visit_id: int) -> None:
    office = Tablet(sign_in("office"), world.user("office").id, visit_id)
    name = f"preparation-{world.items()[0].id}-note"
    for _ in range(2):
        body = {name: "Có đủ sổ", f"was-{name}": ""}
        assert office.send(1, at="preparation", **body).status_code == 200
    assert office.send(2, at="preparation", **(body | {name: "Khác"})).status_code == 409
    page = office.client.get(f"/visits/{visit_id}/preparation")
    assert page.headers["X-Keep"] == str(office.user_id)
    assert "Có đủ sổ" in page.text
