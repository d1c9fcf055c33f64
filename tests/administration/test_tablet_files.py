"""A tablet's file that an administrator brings in: hostile until proven plain, and done once."""

import base64
import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from tests.world import World
from webapp.administration.services import tablet_files as services
from webapp.attending.import_models import TabletImport
from webapp.attending.models import Remark, TabletChange, VisitFile
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.visits.models import Attendance, TeamMember

SignIn = Callable[[str], FlaskClient]
AT = "/administration/tablet-files"
CHAIR = "attendance-chair"
DAY = 24 * 3600 * 1000


def change(number: int, path: str, *body: dict[str, str], **more: object) -> dict[str, object]:
    key = str(UUID(int=number))
    return {"key": key, "path": path, "label": f"Ô {number}", "age": 0, "body": body, **more}


def written(number: int, visit_id: int, value: str, name: str = CHAIR) -> dict[str, object]:
    body = [{"name": name, "value": value}, {"name": f"was-{name}", "value": ""}]
    return change(number, f"/visits/{visit_id}/field", *body)


def page(writer: int, *changes: object, **more: object) -> bytes:
    """The file as a tablet writes it."""
    made = json.dumps({"kind": "du-giam-sat/tablet/1", "writer": writer, "changes": changes} | more)
    inside = made.replace("<", "\\u003c")
    return (
        f'<h1>x</h1><script type="application/json" id="tablet-changes">{inside}</script>'.encode()
    )


@pytest.fixture
def visit_id(world: World) -> int:
    return world.visit().id


def bring(client: FlaskClient, content: bytes) -> Any:
    return client.post(AT, data={"file": (BytesIO(content), "chua-gui.html")})


def brought(client: FlaskClient, content: bytes) -> tuple[str, str]:
    """Bring a file in, as somebody does: return what is shown before, and after."""
    answer = bring(client, content)
    assert answer.status_code == 303, answer.text
    before = client.get(answer.location).text
    return before, client.post(answer.location).text


def told(text: str) -> list[str]:
    return re.findall(r"</svg>\s*(Đã nhận|Sẽ nhập|Không nhận)</span>", text)


def test_what_waits_is_done_once_by_its_writers_rights(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    member, admin = world.user("member").id, sign_in("admin")
    row = change(
        2,
        f"/visits/{visit_id}/field",
        {"name": "do", "value": "add strength 0"},
        row="tab12cd34ef56",
    )
    text = written(3, visit_id, "Đúng giờ", "remark-tab12cd34ef56-text")
    file = page(member, written(1, visit_id, "Bí thư"), row, text)
    before, after = brought(admin, file)
    assert told(before) == ["Sẽ nhập"] * 3
    assert "Người member" in before
    assert told(after) == ["Đã nhận"] * 3
    db.session.rollback()
    assert db.session.scalars(select(Attendance.chair)).all() == ["Bí thư"]
    remark = db.session.scalars(select(Remark)).one()
    assert (remark.text, remark.author_id) == ("Đúng giờ", member)

    before, after = brought(admin, file)  # the same file once more
    assert told(before) == told(after) == ["Đã nhận"] * 3
    db.session.rollback()
    assert db.session.scalar(select(func.count(Remark.id))) == 1
    assert db.session.scalar(select(func.count(TabletChange.id))) == 3


def test_who_brought_it_in_stays_and_the_writer_hears_of_it(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    admin, member = sign_in("admin"), world.user("member").id
    brought(admin, page(member, written(1, visit_id, "Bí thư")))
    db.session.rollback()
    row = db.session.scalars(select(TabletImport)).one()
    assert (row.brought_by_id, row.done, row.refused) == (world.user("admin").id, 1, 0)
    assert row.content == ""
    text = db.session.scalars(select(Message.text).where(Message.user_id == member)).one()
    assert "đã nhập 1 thay đổi của đồng chí" in text
    again = admin.post(f"{AT}/{row.id}")
    assert again.status_code == 409
    assert "Tệp này đã nhập rồi." in again.text


def test_what_cannot_be_taken_says_why_and_the_rest_is_done(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    member = world.user("member").id
    _, after = brought(
        sign_in("admin"),
        page(
            member,
            change(1, "/visits/999999/field"),
            change(2, f"/visits/{visit_id}/no-such"),
            change(3, "https://elsewhere/visits/1/field"),
            written(5, visit_id, "mười", "attendance-present"),
            written(6, visit_id, "Bí thư"),
            change(7, f"/visits/{visit_id}/findings/complete"),
        ),
    )
    assert told(after) == ["Không nhận"] * 4 + ["Đã nhận", "Không nhận"]
    for why in ("không thuộc phạm vi", "Phải là một số nguyên.", "Chưa hoàn thành"):
        assert why in after


def test_age_alone_refuses_nothing(world: World, sign_in: SignIn, visit_id: int) -> None:
    old = written(1, visit_id, "Bí thư") | {"age": 40 * DAY}
    before, after = brought(sign_in("admin"), page(world.user("member").id, old))
    assert told(before) == ["Sẽ nhập"]
    assert told(after) == ["Đã nhận"]
    assert "Giờ máy không chắc" in before
    assert "Giờ máy không chắc" in after


def test_the_rights_are_the_writers_not_the_administrators(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    member = world.user("member").id
    db.session.execute(TeamMember.__table__.delete().where(TeamMember.user_id == member))
    db.session.commit()
    before, after = brought(sign_in("admin"), page(member, written(1, visit_id, "Bí thư")))
    assert told(before) == told(after) == ["Không nhận"]
    assert "không còn được giao" in after


def test_a_photo_is_looked_at_like_any_upload(world: World, sign_in: SignIn, visit_id: int) -> None:
    out = BytesIO()
    Image.new("RGB", (9, 9), "red").save(out, "PNG")
    good = base64.b64encode(out.getvalue()).decode()
    photos = [good, base64.b64encode(b"<svg onload=alert(1)>").decode(), "!!", good[:-3]]
    at = f"/visits/{visit_id}/photos"
    sent = [
        change(n, at, {"name": "photo", "photo": f"data:image/png;base64,{one}"})
        for n, one in enumerate(photos, 1)
    ]
    _, after = brought(sign_in("admin"), page(world.user("member").id, *sent))
    assert told(after) == ["Đã nhận"] + ["Không nhận"] * 3
    assert db.session.scalar(select(func.count(VisitFile.id))) == 1


def hostile(writer: int, visit_id: int) -> dict[str, bytes]:
    good = written(1, visit_id, "x")
    deep = b'<script type="application/json" id="tablet-changes">' + b"[" * 100_000 + b"</script>"
    return {
        "empty": b"",
        "no page": b"\xff\xd8\xff",
        "no changes": b"<html></html>",
        "no JSON": b'<script type="application/json" id="tablet-changes">{</script>',
        "deep": deep,
        "none": page(writer),
        "another kind": page(writer, good, kind="other"),
        "twice": page(writer, good, good),
        "a key that is none": page(writer, good | {"key": "1; DROP TABLE"}),
        "a number for a text": page(writer, good | {"label": 7}),
        "a text for a list": page(writer, good | {"body": "abc"}),
        "a text for a change": page(writer, "abc"),
        "older than nothing": page(writer, good | {"age": -5}),
        "a huge number": page(writer, good | {"age": 10**400}),
        "nobody": page(999_999, good),
        "a huge writer": page(10**30, good),
        "too many": page(writer, *[change(1, "/")] * 1001),
    }


@pytest.mark.parametrize("name", sorted(hostile(1, 1)))
def test_what_is_no_file_of_ours_is_refused_in_words(
    world: World, sign_in: SignIn, visit_id: int, name: str
) -> None:
    answer = bring(sign_in("admin"), hostile(world.user("member").id, visit_id)[name])
    assert answer.status_code == 422
    assert "Tệp" in answer.text or "Người ghi" in answer.text
    assert db.session.scalar(select(func.count(TabletImport.id))) == 0


def test_a_file_that_is_too_large_is_not_read(
    world: World, sign_in: SignIn, visit_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "LARGEST", 100)
    file = page(world.user("member").id, written(1, visit_id, "x"))
    answer = bring(sign_in("admin"), file)
    assert answer.status_code == 422
    assert "Tệp lớn hơn" in answer.text


def test_a_writer_of_another_issuer_is_refused(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    answer = bring(sign_in("admin"), page(world.user("stranger").id, written(1, visit_id, "x")))
    assert answer.status_code == 422
    assert "không thuộc cơ quan này" in answer.text


def test_what_is_in_a_file_is_shown_as_text(world: World, sign_in: SignIn, visit_id: int) -> None:
    typed = "<script>alert(1)</script>"
    file = page(world.user("member").id, written(1, visit_id, typed) | {"label": typed})
    before, _ = brought(sign_in("admin"), file)
    assert typed not in before
    assert "&lt;script&gt;alert(1)" in before
