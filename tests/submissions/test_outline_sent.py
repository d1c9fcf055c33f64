"""An outline is sent: what is missing, when it is late, who is told, how it prints."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from docx import Document as WordFile
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_in, forms_of, looked_over
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.submissions.helpers import (
    DUE,
    address,
    answers,
    fill_all,
    form_of,
    is_marked_a_draft,
    printed,
    save,
    the_report,
)
from tests.world import World, local
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.milestones.standing import Standing
from webapp.submissions.forms.outline import NEEDED
from webapp.submissions.paper_models import Handing
from webapp.submissions.queries import reports as queries

SignIn = Callable[[str], FlaskClient]


def test_sending_names_what_is_missing(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    save(client, url, held.parts[1], **{f"text_{held.parts[1].id}": "Tình hình"})
    answer = client.post(f"{url}/submit")
    assert answer.status_code == 422
    problem = answer.text.partition('class="problem"')[2].partition("</section>")[0]
    for part in (held.parts[2], held.parts[3]):
        assert f'href="#part-{part.id}"' in problem
        assert part.title in problem
    assert held.parts[1].title not in problem
    assert held.parts[4].title not in problem  # a free addition is never asked for
    assert the_report().submitted_at is None


def test_a_report_is_looked_over_and_not_sent_over_what_changed(
    held: RoundWorld, sign_in: SignIn
) -> None:
    client, url = sign_in("office"), address(held)
    missing = client.get(f"{url}/sending")
    assert missing.status_code == 409
    assert held.parts[2].title in missing.text.partition('class="problem"')[2]
    fill_all(client, held)
    assert counted(client, f"{url}/sending") <= MOST
    (form,) = forms_of(client, f"{url}/sending")
    save(client, url, held.parts[1], **{f"text_{held.parts[1].id}": "Viết lại"})
    answer = form.send(client)
    assert answer.status_code == 409
    assert re.search(rf"<li>Nay là: [^<]*{held.parts[1].title}: Viết lại</li>", answer.text)
    assert the_report().submitted_at is None
    (again,) = (one for one in forms_in(answer.text, url) if one.action.endswith("/submit"))
    assert again.send(client).status_code == 303
    assert client.get(f"{url}/sending").location == url


def test_nothing_is_sent_that_nobody_looked_over(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    answer = client.post(f"{url}/submit")
    assert answer.status_code == 200
    assert "Gửi báo cáo 3 mục đến" in answer.text
    assert client.post(f"{url}/submit", data={"looked": ""}).status_code == 409
    assert the_report().submitted_at is None


def test_sending_ends_the_debt_and_tells_the_team(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client = sign_in("office")
    fill_all(client, held)
    answer = looked_over(client, f"{address(held)}/sending")
    report = the_report()
    assert answer.location == f"/submissions/{report.id}"
    page = client.get(answer.location).text
    assert "Đã gửi đúng hạn" in page
    assert "Đơn vị có 120 đoàn viên." in page
    assert "12-NQ/HU" in page
    milestone = find("self_report", "assignment", report.assignment_id)
    assert milestone is not None
    assert milestone.done_at == report.submitted_at
    told = set(db.session.scalars(select(Message.user_id).where(Message.href == answer.location)))
    assert told == {world.user(name).id for name in ("planner", "member", "member2")}
    handed = set(db.session.scalars(select(Handing.user_id)))
    assert handed == {world.user(name).id for name in ("member", "member2")}
    receipt = client.get(f"{answer.location}/receipt.pdf").data
    assert "Đã nhận báo cáo của Đảng bộ huyện Nhơn Trạch" in printed(receipt)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (DUE, "Đã gửi đúng hạn"),
        (DUE + timedelta(seconds=59), "Đã gửi đúng hạn"),
        (DUE + timedelta(seconds=60), "Đã gửi, trễ 1 phút"),
        (DUE + timedelta(minutes=2, seconds=30), "Đã gửi, trễ 2 phút"),
        (DUE + timedelta(hours=3), "Đã gửi, trễ 3 giờ"),
        (DUE + timedelta(days=2), "Đã gửi, trễ 2 ngày"),
    ],
)
def test_late_by_a_minute_is_late(
    held: RoundWorld, sign_in: SignIn, moment: datetime, told: str
) -> None:
    """By 17:00 runs to 17:00:59; what comes at 17:01 is late, and is taken (65-KH/ĐTN, II.5)."""
    client = sign_in("office")
    fill_all(client, held)
    with clock.living_on(moment):
        answer = looked_over(client, f"{address(held)}/sending")
        assert answer.status_code == 303
        assert told in client.get(answer.location).text


def test_an_amended_report_keeps_its_first_time(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client, url, text = sign_in("office"), address(held), held.parts[1]
    fill_all(client, held)
    looked_over(client, f"{url}/sending")
    first = the_report().submitted_at
    with clock.living_on(local(2024, 3, 12, 10)):
        for words in ("Bản sửa một", "Bản sửa hai"):
            save(client, url, text, **{f"text_{text.id}": words})
        page = sign_in("planner").get(f"/submissions/{the_report().id}").text
    assert "Đã gửi đúng hạn" in page
    assert "Bản sửa gửi lúc" in page
    assert "10:00 ngày 12/03/2024" in page
    assert "Bản sửa hai" in page
    assert the_report().submitted_at == first
    planner = Message.user_id == world.user("planner").id
    told = db.session.scalars(select(Message.text).where(planner)).all()
    assert sum("đã sửa báo cáo sau khi gửi" in line for line in told) == 1  # until it is read


def test_a_sent_report_cannot_be_emptied(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    looked_over(client, f"{url}/sending")
    text, table = held.parts[1], held.parts[2]
    for part, typed in ((text, {f"text_{text.id}": ""}), (table, {"do": f"drop-{table.id}-0"})):
        answer = form_of(client, url, part).send(client, **typed)
        assert answer.status_code == 422
        assert NEEDED in answer.text
    assert answers()[text.id].text
    assert answers()[table.id].rows


def test_the_draft_prints_as_the_units_own_paper(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    text = held.parts[1]
    save(client, url, text, **{f"text_{text.id}": "Tình hình **sao**"})
    content = client.get(f"{url}.pdf").data
    assert is_marked_a_draft(content)
    paper = printed(content)
    assert "ĐẢNG BỘ HUYỆN NHƠN\nTRẠCH" in paper
    assert "TỈNH ỦY ĐỒNG NAI" in paper
    assert "“Công tác phát triển đảng viên”" in paper
    period = "(từ ngày 01 tháng 01 năm 2023 đến ngày 31 tháng 12 năm 2023)"
    assert period in " ".join(paper.split())
    assert "Tình hình **sao**" in paper
    assert "[thiếu: Văn bản đã ban hành]" in paper
    assert "T/M CẤP ỦY ĐƠN VỊ" in paper
    assert "Nội dung khác" not in paper  # optional, and left empty


def test_the_sent_report_prints_whole(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    free = held.parts[4]
    save(client, url, free, **{f"cell_{free.id}_0_0": "Câu lạc bộ", f"cell_{free.id}_0_1": "Hai."})
    looked_over(client, f"{url}/sending")
    answer = client.get(f"{url}.pdf")
    assert answer.mimetype == "application/pdf"
    paper = printed(answer.data)
    for words in ("I- KHÁI QUÁT", "1. Đặc điểm", "12-NQ/HU", "Đoàn viên ưu tú", "Câu lạc bộ"):
        assert words in paper
    assert "thiếu" not in paper
    assert not is_marked_a_draft(answer.data)
    assert "ngày 15 tháng 01 năm 2024" in paper
    word = WordFile(BytesIO(client.get(f"{url}.docx").data))
    assert any("Đặc điểm tình hình" in line.text for line in word.paragraphs)


def test_standing_without_a_due_moment_is_never_late() -> None:
    found = queries.Sending(None, local(2024, 3, 8), True)
    assert found.standing == Standing("Đã gửi đúng hạn", "done")
