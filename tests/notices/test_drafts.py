"""A list that is being typed is kept, offered again, and seen by nobody else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.notices.helpers import close_choice, on, require_step, row, sent, the_notice
from tests.world import World
from webapp.core.db import db
from webapp.milestones.models import Message, Milestone
from webapp.notices.models import Meeting, Notice, NoticeDraft

SignIn = Callable[[str], FlaskClient]
HTMX = {"HX-Request": "true"}


def drafts() -> list[NoticeDraft]:
    db.session.expire_all()
    return list(db.session.scalars(select(NoticeDraft).order_by(NoticeDraft.id)))


def keep(client: FlaskClient, url: str, *rows: dict[str, str], **other: str) -> str:
    """Keep by the button, and return the version of the draft."""
    assert client.post(url, data=sent(*rows, keep="1", **other)).status_code == 303
    return str(drafts()[-1].version)


def test_a_list_is_kept_without_javascript_and_taken_up_again(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    wrong = row(3, 2, day="31/4/2024", hour="7 rưỡi", phone="máy lẻ")
    answer = client.post(url, data=sent(row(0), wrong, keep="1"), follow_redirects=True)
    assert "Đã giữ nháp lúc" in answer.text
    assert "Danh sách chưa được gửi." in answer.text
    assert "2 dòng, đồng chí" in answer.text
    for typed in ("31/4/2024", "7 rưỡi", "máy lẻ"):
        assert f'value="{typed}"' in answer.text
    assert "-error" not in answer.text


def test_a_draft_is_nothing_that_was_filed(sign_in: SignIn, world: World, url: str) -> None:
    require_step(world)
    keep(sign_in("office"), url, row(0))
    for model in (Notice, Meeting, Message):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0
    assert db.session.scalars(select(Milestone.done_at)).all() == [None, None]
    assert "Chưa gửi" in sign_in("planner").get("/notices").text


def test_the_page_keeps_it_while_it_is_typed(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    first = client.post(url, data=sent(row(0), keep="1", draft=""), headers=HTMX)
    assert "Đã giữ nháp lúc" in first.text
    assert "<html" not in first.text
    [draft] = drafts()
    assert f'name="draft" value="{draft.version}"' in first.text
    data = sent(row(0), row(1, 2), keep="1", draft=str(draft.version))
    assert client.post(url, data=data, headers=HTMX).status_code == 200
    [draft] = drafts()
    assert [one.day for one in draft.rows] == ["2024-03-05", "2024-03-05"]


def test_an_empty_list_is_no_draft(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    empty = row(0, "", day="", place="")
    assert client.post(url, data=sent(empty, keep="1"), headers=HTMX).status_code == 200
    assert (
        "Chưa có dòng nào"
        in client.post(url, data=sent(empty, keep="1"), follow_redirects=True).text
    )
    version = keep(client, url, row(0))
    client.post(url, data=sent(empty, keep="1", draft=version), headers=HTMX)
    assert drafts() == []


def test_who_sees_it(sign_in: SignIn, world: World, url: str) -> None:
    keep(sign_in("office"), url, row(0, place="Nơi chỉ văn phòng biết"))
    assert "Nơi chỉ văn phòng biết" in sign_in("colleague").get(url).text
    assert "Nơi chỉ văn phòng biết" not in sign_in("planner").get(url).text
    assert sign_in("other").get(url).status_code == 404
    for who in ("office", "colleague"):
        client = sign_in(who)
        assert "Tiếp tục danh sách tháng 03/2024, 1 dòng" in client.get("/").text
        assert "Tiếp tục nháp" in client.get("/notices").text
    for who in ("planner", "leader", "member", "other", "selfrun", "stranger", "admin"):
        client = sign_in(who)
        assert "Tiếp tục danh sách" not in client.get("/").text
        if who != "admin":
            assert "Tiếp tục nháp" not in client.get("/notices").text


def test_the_planner_has_a_draft_of_what_came_on_paper(
    sign_in: SignIn, world: World, url: str
) -> None:
    keep(sign_in("office"), url, row(0, place="Của văn phòng"))
    planner = sign_in("planner")
    keep(planner, url, row(0, place="Trên giấy"), came_on="2024-01-12", symbol="5-CV/HU")
    assert len(drafts()) == 2
    page = planner.get(url).text
    assert 'value="Trên giấy"' in page
    assert 'value="5-CV/HU"' in page
    assert 'value="2024-01-12"' in page
    assert "Tiếp tục danh sách tháng 03/2024, 1 dòng" in planner.get("/").text


def test_filing_ends_it(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    version = keep(client, url, row(0))
    assert client.post(url, data=sent(row(0), draft=version)).status_code == 303
    assert drafts() == []
    same = sent(row(0), version=str(the_notice().version))
    keep(client, url, row(0), version=str(the_notice().version))
    assert client.post(url, data=same).status_code == 303  # nothing changed, and no draft is left
    assert drafts() == []


def test_what_the_page_sends_after_filing_makes_no_draft(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0)))
    late = client.post(url, data=sent(row(0), keep="1"), headers=HTMX)
    assert late.status_code == 409
    assert "đã được gửi từ khi đồng chí mở trang này" in late.text
    version = str(the_notice().version)
    gone = client.post(url, data=sent(row(0), version=version, keep="1", draft="7"), headers=HTMX)
    assert gone.status_code == 409
    assert drafts() == []


def test_two_colleagues_on_one_draft(sign_in: SignIn, world: World, url: str) -> None:
    sign_in("office").post(url, data=sent(row(0, place="Nhà của A"), keep="1"))
    client = sign_in("colleague")
    mine = sent(row(0, place="Nhà của B"), keep="1")
    by_itself = client.post(url, data=mine, headers=HTMX)
    assert by_itself.status_code == 409
    assert "vừa giữ một bản khác" in by_itself.text
    clash = client.post(url, data=mine)
    assert clash.status_code == 409
    assert "Nhà của A" in clash.text
    assert "Nhà của B" in clash.text
    assert drafts()[0].rows[0].place == "Nhà của A"
    again = client.post(url, data=mine | {"draft": str(drafts()[0].version)})
    assert again.status_code == 303
    assert drafts()[0].rows[0].place == "Nhà của B"


def test_it_is_dropped_by_who_does_not_want_it(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    keep(client, url, row(0))
    assert client.post(url, data={"drop": "1"}).status_code == 303
    assert drafts() == []
    assert "Tiếp tục" not in client.get("/").text


def test_a_list_filed_meanwhile_is_compared(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    keep(client, url, row(0, place="Nhà của A"))
    with on(1, 16):
        paper = sent(row(0, place="Trên giấy"), came_on="2024-01-15", symbol="")
        assert sign_in("planner").post(url, data=paper).status_code == 303
        page = client.get(url).text
        assert "Danh sách đã được gửi sau khi giữ nháp" in page
        more = sent(row(0, place="Nhà của A"), row(1, 2), keep="1", draft=str(drafts()[0].version))
        assert client.post(url, data=more, headers=HTMX).status_code == 200
        assert drafts()[0].meetings == 2
        clash = client.post(url, data=sent(row(0, place="Nhà của A")))
        assert clash.status_code == 409
        assert "Trên giấy" in clash.text


def test_once_the_choice_is_closed_it_is_shown_and_no_more(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    keep(client, url, row(0, place="Nhà văn hóa"))
    close_choice(world)
    assert "Nhà văn hóa" in client.get(url).text
    assert "Tiếp tục" not in client.get("/").text
    refused = client.post(url, data=sent(row(0), keep="1"), headers=HTMX)
    assert refused.status_code == 409
    assert "danh sách đã khóa" in refused.text


@pytest.mark.parametrize("text", ["\x00", "\ud800", "§¶ng bé x·", "😀", "x" * 10_000])
def test_whatever_is_typed_is_kept(sign_in: SignIn, world: World, url: str, text: str) -> None:
    client = sign_in("office")
    clean = text.encode("utf-8", "replace").decode()
    keep(client, url, row(0, place=clean, day=clean, kind=clean))
    assert client.get(url).status_code == 200
