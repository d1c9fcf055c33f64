"""What a tablet is told beside the answer to a change: what is in doubt, what is not taken."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

from PIL import Image
from sqlalchemy import select

from tests.attending.tablets import CHAIR, Tablet, chair, count, reason, tablet, visit_id
from tests.conftest import NOW
from tests.round_world import add_round
from tests.world import World
from webapp.attending.models import StepRun, TabletChange, VisitFile
from webapp.attending.services.tablet_changes import OTHER_CONTENT
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import ChecklistItem
from webapp.rules.replays import OLDEST

__all__ = ("tablet", "visit_id")  # fixtures


def test_a_key_that_comes_with_other_content_takes_no_ones_place(
    tablet: Tablet, visit_id: int
) -> None:
    assert tablet.write(1, "Bí thư").status_code == 200
    for other in ("Phó Bí thư", ""):
        refused = tablet.write(1, other)
        assert refused.status_code == 409
        assert reason(refused) == OTHER_CONTENT
    assert tablet.send(1, do="add strength 0").status_code == 409
    assert chair(visit_id) == "Bí thư"
    # What it had seen before may have been put right since.
    assert tablet.write(1, "Bí thư", was="Ủy viên").status_code == 200


def test_a_key_of_before_is_done_whatever_it_brings(tablet: Tablet) -> None:
    tablet.write(1, "Bí thư")
    db.session.scalars(select(TabletChange)).one().digest = None
    db.session.commit()
    assert tablet.write(1, "Phó Bí thư").status_code == 200


def test_another_photo_by_the_same_key_is_refused(tablet: Tablet) -> None:
    def photo(colour: str) -> tuple[BytesIO, str]:
        out = BytesIO()
        Image.new("RGB", (8, 8), colour).save(out, "PNG")
        out.seek(0)
        return out, "chup.png"

    answers = [tablet.send(1, at="photos", photo=photo(one)) for one in ("red", "red", "blue")]
    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert count(VisitFile) == 1


def test_a_clock_that_was_wrong_refuses_nothing_and_is_told(tablet: Tablet, visit_id: int) -> None:
    body = {CHAIR: "Bí thư", f"was-{CHAIR}": ""}
    old = tablet.send(1, age=timedelta(days=40), **body)
    assert old.status_code == 200
    assert "Giờ máy không chắc" in unquote(old.headers["X-Note"])
    assert chair(visit_id) == "Bí thư"
    later = tablet.send(2, age=OLDEST, **{CHAIR: "Phó Bí thư", f"was-{CHAIR}": "Bí thư"})
    assert (later.status_code, "X-Note" in later.headers) == (200, False)


def test_the_answer_says_which_version_of_a_content_is_answered(tablet: Tablet) -> None:
    item = db.session.scalars(select(ChecklistItem).order_by(ChecklistItem.id)).first()
    assert item
    name, seen = f"finding-{item.id}-note", item.version
    about = f"{item.id} {seen}"
    same = tablet.send(1, about=about, **{name: "Đủ", f"was-{name}": ""})
    assert "X-Note" not in same.headers
    item.text = "Nội dung viết lại"
    db.session.commit()
    later = tablet.send(2, about=about, **{name: "Đủ cả", f"was-{name}": "Đủ"})
    assert later.status_code == 200
    assert f"bản {seen}, nay là bản {seen + 1}" in unquote(later.headers["X-Note"])
    for wrong in ("", "x", f"{2**31} 1", "999999 1", f"{item.id}", f"{item.id} 1 1"):
        answer = tablet.send(3, about=wrong, **{name: "Đủ cả", f"was-{name}": "Đủ cả"})
        assert (answer.status_code, "X-Note" in answer.headers) == (200, False)


def test_a_step_of_a_wrong_clock_is_turned_when_it_arrives(world: World, tablet: Tablet) -> None:
    made = add_round(world)
    tablet.visit_id = made.visits[0].id
    press = f"start step {made.steps[0].id}"
    answer = tablet.send(1, at="session", age=timedelta(days=40), do=press)
    assert "tính giờ lúc nhận" in unquote(answer.headers["X-Note"])
    db.session.rollback()
    assert db.session.scalars(select(StepRun.began_at)).one() == NOW.replace(
        second=0, microsecond=0
    )
    page = f"/visits/{tablet.visit_id}/session"
    assert "Giờ máy không chắc, hãy xem lại giờ" in tablet.client.get(page).text
    hour = f"step-{made.steps[0].id}-began_at"
    was = clock.local(NOW).strftime("%H:%M")
    assert tablet.send(2, at="session", **{hour: "07:30", f"was-{hour}": was}).status_code == 200
    assert "Giờ máy không chắc" not in tablet.client.get(page).text
