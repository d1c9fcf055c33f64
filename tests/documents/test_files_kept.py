"""Files that are kept: what opens in a browser, and how many a body may hand in."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.datastructures import FileStorage

from tests.documents.test_handed_in import word
from tests.handed_in import jpeg, pdf
from tests.world import World
from webapp.core.db import db
from webapp.documents.files import FileRefused, store_upload
from webapp.documents.handed_in import quota
from webapp.documents.models import StoredFile
from webapp.rules.amounts import size_text

SignIn = Callable[[str], FlaskClient]
COMMITTEE = "Đảng bộ huyện Nhơn Trạch"


def hand_in(world: World, content: bytes, name: str, *, internal: bool = False) -> StoredFile:
    upload = FileStorage(BytesIO(content), filename=name)
    who = world.user("office")
    return store_upload(upload, world.organization(COMMITTEE), who, internal=internal)


@pytest.mark.parametrize(
    ("content", "name", "way", "policy"),
    [
        (pdf(), "a.pdf", "inline", "default-src 'none'; style-src 'unsafe-inline'"),
        (jpeg(), "a.jpg", "inline", "default-src 'none'; sandbox"),
        (word(), "a.docx", "attachment", "default-src 'none'; sandbox"),
    ],
)
def test_only_what_was_checked_opens_in_a_browser(
    world: World, sign_in: SignIn, content: bytes, name: str, way: str, policy: str
) -> None:
    at = f"/files/{hand_in(world, content, name).id}"
    db.session.commit()
    office = sign_in("office")
    told = office.get(at).headers
    assert told["Content-Disposition"].startswith(way)
    assert told["Content-Security-Policy"] == policy
    assert told["X-Content-Type-Options"] == "nosniff"
    db.session.execute(update(StoredFile).values(is_checked=False))  # as older versions kept it
    db.session.commit()
    old = office.get(at).headers
    assert old["Content-Disposition"].startswith("attachment")
    assert old["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_body_hands_in_no_more_than_its_quota(
    app: Flask, world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(pdf())
    monkeypatch.setitem(app.config, "BODY_QUOTA", 2 * size)
    hand_in(world, pdf(), "quét.pdf", internal=True)
    hand_in(world, pdf(), "một.pdf")
    hand_in(world, pdf(), "hai.pdf")
    told = f"đã dùng {size_text(2 * size)} trong {size_text(2 * size)}, còn 0 B"
    with pytest.raises(FileRefused, match=told):
        hand_in(world, pdf(), "ba.pdf")
    db.session.commit()
    committee = world.organization(COMMITTEE)
    assert quota.used_by([committee.id, world.issuer.id]) == {committee.id: 2 * size}
    found = sign_in("admin").get("/administration/organizations?q=Nhơn Trạch").text
    assert found.count(f"Tệp đã gửi: {size_text(2 * size)}") == 1
