"""Lists as earlier releases kept them: still shown, compared, amended and printed."""

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.notices.helpers import meetings, revisions, row, sent, the_notice
from tests.world import World
from webapp.core.db import db
from webapp.core.facts import plain, read
from webapp.notices.facts import ListedMeeting

SignIn = Callable[[str], FlaskClient]
# As the first release wrote it, before the amending notice needed `meeting_id`.
FIRST: dict[str, Any] = {
    "organization_id": 7,
    "organization": "Chi bộ ấp 1 Nhơn Trạch — Đảng bộ xã Phú Hội Nhơn Trạch",
    "day": "2024-03-05",
    "hour": "08:00",
    "place": "Hội trường ấp",
    "kind": "thematic",
    "topic": "Chuyển đổi số",
    "contact": "Văn phòng",
    "phone": "0251 000 000",
    "received_on": "2024-01-15",
    "due_on": "2024-02-04",
    "cancelled": "",
}
SECOND = FIRST | {"meeting_id": 3}  # release 0003


def test_the_first_shape_reads() -> None:
    found = read(ListedMeeting, FIRST)
    assert (found.day, found.hour, found.meeting_id) == (date(2024, 3, 5), time(8), None)
    assert (found.received_on, found.due_on) == (date(2024, 1, 15), date(2024, 2, 4))
    assert not found.is_late


def test_the_second_shape_reads_and_is_written_alike() -> None:
    assert plain(read(ListedMeeting, SECOND)) == SECOND | {"is_proposed": False}  # came later


@pytest.mark.parametrize("lost", sorted(SECOND))
def test_any_field_may_be_missing(lost: str) -> None:
    found = read(ListedMeeting, {name: value for name, value in SECOND.items() if name != lost})
    assert getattr(found, lost) == getattr(ListedMeeting(), lost)


def rewrite(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Make the rows of every revision what another release would have written."""
    for one in revisions():
        rows = [change(dict(kept)) for kept in plain(one.meetings)]  # type: ignore[attr-defined]
        db.session.execute(
            text("UPDATE notice_revision SET meetings = :rows WHERE id = :id"),
            {"rows": json.dumps(rows), "id": one.id},
        )
    db.session.commit()


def without(lost: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda kept: {name: value for name, value in kept.items() if name != lost}


@pytest.mark.parametrize("lost", sorted(SECOND))
def test_a_list_kept_before_a_field_came_is_amended_compared_and_printed(
    world: World, sign_in: SignIn, url: str, lost: str
) -> None:
    client = sign_in("office")
    assert client.post(url, data=sent(row(0), row(1, 2))).status_code == 303
    rewrite(without(lost))
    notice = the_notice()
    version = str(notice.version)
    amended = client.post(url, data=sent(row(0, place="Nhà văn hóa"), version=version))
    assert amended.status_code == 303
    page = client.get(f"/notices/{notice.id}?old=1&new=2")
    assert page.status_code == 200
    assert "Từ lần 1 đến lần 2" in page.text
    receipt = client.get(f"/notices/{notice.id}/receipt.pdf")
    assert (receipt.status_code, receipt.mimetype) == (200, "application/pdf")


def test_a_list_with_a_field_of_a_later_release_reads(
    world: World, sign_in: SignIn, url: str
) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0)))
    rewrite(lambda kept: kept | {"dress": "trang phục Đoàn"})
    assert client.get(f"/notices/{the_notice().id}").status_code == 200
    assert revisions()[0].meetings[0].place == "Hội trường ấp"
    assert revisions()[0].meetings[0].meeting_id == meetings()[0].id
