"""Photos of a visit: what is kept of them, what is refused."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from tests.attending.test_findings_views import PART, send
from tests.world import World
from webapp.attending.models import VisitFile
from webapp.attending.services.photos import reencoded
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.files import LARGEST, FileRefused
from webapp.documents.models import StoredFile
from webapp.notices.models import Meeting
from webapp.visits.queries import scores

SignIn = Callable[[str], FlaskClient]


def jpeg(width: int = 3000, height: int = 1500, *, exif: bool = True) -> bytes:
    """A photo that says where it was taken and by what."""
    image = Image.new("RGB", (width, height), "navy")
    said = Image.Exif()
    if exif:
        said[0x010F] = "Hãng máy ảnh"
        said[0x0112] = 6  # lies on its side
        said.get_ifd(0x8825).update({1: "N", 2: (10.0, 57.0, 0.0), 3: "E", 4: (106.0, 50.0, 0.0)})
    out = BytesIO()
    image.save(out, "JPEG", exif=said, comment=b"bi mat")
    return out.getvalue()


def upload(client: FlaskClient, visit_id: int, content: bytes, name: str = "a.jpg") -> TestResponse:
    data = {"photo": (BytesIO(content), name)}
    return client.post(f"/visits/{visit_id}/photos", data=data, headers=PART)


def test_a_photo_loses_place_and_camera(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    client = sign_in("member")
    sent = jpeg()
    assert Image.open(BytesIO(sent)).getexif().get_ifd(0x8825)
    answer = upload(client, visit_id, sent)
    assert answer.status_code == 200
    assert 'class="photo"' in answer.text
    file = db.session.scalars(select(StoredFile)).one()
    kept = Image.open(BytesIO(file.content))
    assert (kept.format, kept.size, file.mime) == ("JPEG", (1000, 2000), "image/jpeg")
    assert dict(kept.getexif()) == {}
    assert not {"exif", "comment", "icc_profile"} & set(kept.info)
    assert b"bi mat" not in file.content
    assert file.is_internal
    assert client.get(f"/files/{file.id}").status_code == 200
    assert sign_in("office").get(f"/files/{file.id}").status_code == 404
    photo = db.session.scalars(select(VisitFile)).one()
    at = f"/visits/{visit_id}/photos/{photo.id}/remove"
    assert sign_in("leader").post(at).status_code == 403
    assert send(client, visit_id, f"photo-{photo.id}-caption", "Hội trường").status_code == 200
    assert client.post(at).status_code == 303
    assert db.session.scalars(select(StoredFile)).all() == []
    assert client.post(at).status_code == 404


def test_a_file_over_the_limit_is_refused() -> None:
    content = BytesIO(b"\xff\xd8\xff" + b"0" * LARGEST)
    with pytest.raises(FileRefused, match="lớn hơn 15 MB"):
        reencoded(FileStorage(content, filename="a.jpg"))


def bomb() -> bytes:
    """A PNG that says it is 30,000 pixels wide and high."""
    out = BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    sent = out.getvalue()
    head = b"IHDR" + (30_000).to_bytes(4) * 2 + sent[24:29]
    return sent[:12] + head + zlib.crc32(head).to_bytes(4) + sent[33:]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "rỗng"),
        (b"\xff\xd8\xff day khong phai anh", "không phải ảnh"),
        (b"%PDF-1.4", "không phải ảnh"),
        (b"GIF89a" + b"\0" * 50, "không phải ảnh"),
        (jpeg()[:2000], "không phải ảnh"),
    ],
    ids=["empty", "fake", "pdf", "gif", "cut"],
)
def test_what_is_no_photo_is_refused(
    world: World, sign_in: SignIn, content: bytes, told: str
) -> None:
    visit_id = world.visit().id
    client = sign_in("member")
    answer = upload(client, visit_id, content)
    assert answer.status_code == 422
    assert told in answer.text
    response = client.post(
        f"/visits/{visit_id}/photos", data={"photo": (BytesIO(content), "a.jpg")}
    )
    assert response.status_code == 422
    assert told in response.text
    assert db.session.scalars(select(StoredFile)).all() == []


def test_a_picture_too_big_to_open_is_refused(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    answer = upload(sign_in("member"), visit_id, bomb(), "a.png")
    assert answer.status_code == 422
    assert "quá nhiều điểm ảnh" in answer.text
    assert sign_in("member").post(f"/visits/{visit_id}/photos").status_code == 422


def test_photos_and_completing_stop_with_the_letter(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit_id = visit.id
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    visit.cancelled_at = meeting.cancelled_at = clock.now()
    db.session.commit()
    client = sign_in("member")
    assert upload(client, visit_id, jpeg()).status_code == 422
    assert send(client, visit_id, "attendance-present", "22").status_code == 409
    assert "đã hủy" in client.get(f"/visits/{visit_id}/findings").text
    assert client.post(f"/visits/{visit_id}/findings/complete").status_code == 422
    assert scores.score_of(visit_id) is None
