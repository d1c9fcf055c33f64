"""A committee that runs the plan by itself writes, saves and submits its report (V.1)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.dues import set_milestone
from tests.handed_in import pdf
from tests.world import World, local
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.milestones.standing import Standing
from webapp.plans.models import ActivityFigure
from webapp.submissions.models import FigureValue, Submission
from webapp.submissions.queries import reports as queries
from webapp.submissions.services import reports as services

SignIn = Callable[[str], FlaskClient]
PDF = pdf("the report")


@pytest.fixture
def path(world: World) -> str:
    """The address of Long Thành's report, which is due on 16 December."""
    assignment = world.assignment("Long Thành")
    set_milestone(
        kind="self_report",
        subject=("assignment", assignment.id),
        organization=world.organization("Đảng bộ huyện Long Thành"),
        label="Báo cáo tự giám sát",
        owner="unit",
        rule="on the day",
        anchor=date(2024, 12, 16),
        plan_id=world.plan.id,
    )
    figures(world)[0].unit = "giờ"  # of meetings there are no halves
    db.session.commit()
    return f"/assignments/{assignment.id}/self-report"


def typed(world: World, version: int = 0, **changed: object) -> dict[str, object]:
    """A whole report as a browser sends it; a field changed to None is left out."""
    first, second = (f.id for f in figures(world))
    data = {
        "version": str(version),
        "summary": "Đã dự 12 chi bộ.",
        f"figure_{first}": "1.012,5",
        f"figure_{second}": "3",
        "file": (BytesIO(PDF), "bao-cao.pdf"),
        "submit_report": "1",
    } | changed
    return {key: value for key, value in data.items() if value is not None}


def figures(world: World) -> list[ActivityFigure]:
    assignment = world.assignment("Long Thành")
    return list(
        db.session.scalars(
            select(ActivityFigure)
            .where(ActivityFigure.activity_id == assignment.activity_id)
            .order_by(ActivityFigure.position)
        )
    )


def the_report() -> Submission:
    db.session.expire_all()
    return db.session.scalars(select(Submission)).one()


def test_a_draft_may_be_unfinished_and_stays_the_committees_own(
    path: str, world: World, sign_in: SignIn
) -> None:
    data = typed(world, submit_report=None, file=None, summary="Mới có một phần")
    client = sign_in("selfrun")
    answer = client.post(path, data=data)
    assert answer.status_code == 303
    assert answer.location == path
    assert "Mới có một phần" in client.get(path).text
    draft = the_report()
    assert draft.submitted_at is None
    assert client.get(f"/submissions/{draft.id}").status_code == 200
    assert client.get(f"/submissions/{draft.id}/receipt.pdf").status_code == 404
    assert sign_in("planner").get(f"/submissions/{draft.id}").status_code == 404
    table = sign_in("planner").get(f"/plans/{world.plan.id}/self-reports").text
    assert "Đang soạn" in table
    assert "1.012,5" not in table


def test_submitting_ends_the_debt_tells_the_planner_and_gives_a_receipt(
    path: str, world: World, sign_in: SignIn
) -> None:
    client = sign_in("selfrun")
    answer = client.post(path, data=typed(world))
    assert answer.status_code == 303
    report = the_report()
    assert answer.location == f"/submissions/{report.id}"
    page = client.get(answer.location).text
    assert "Đã gửi đúng hạn" in page
    assert "bao-cao.pdf" in page
    assert "1.012,5" in page
    receipt = client.get(f"/submissions/{report.id}/receipt.pdf")
    assert receipt.mimetype == "application/pdf"
    assert receipt.data.startswith(b"%PDF-")
    milestone = find("self_report", "assignment", report.assignment_id)
    assert milestone is not None
    assert milestone.done_at == report.submitted_at
    planner = world.user("planner").id
    told = db.session.scalars(select(Message).where(Message.user_id == planner)).one()
    assert told.href == f"/submissions/{report.id}"
    assert sign_in("planner").get(told.href).status_code == 200
    assert sign_in("planner").get(f"/files/{report.file_id}").data == PDF


def test_late_is_marked_never_refused(path: str, world: World, sign_in: SignIn) -> None:
    with clock.living_on(local(2024, 12, 18)):
        client = sign_in("selfrun")
        assert "Chưa gửi, quá hạn 2 ngày" in client.get(path).text
        assert client.post(path, data=typed(world)).status_code == 303
        assert "Đã gửi, trễ 2 ngày" in client.get(f"/submissions/{the_report().id}").text
        receipt = client.get(f"/submissions/{the_report().id}/receipt.pdf").data
        with pdfplumber.open(BytesIO(receipt)) as paper:
            printed = paper.pages[0].extract_text()
        assert "Tình trạng: đã gửi, trễ 2 ngày." in printed
        assert "ngày 18 tháng 12 năm 2024" in printed
        assert "1.012,5" in printed
        assert "Gửi trễ 1" in sign_in("planner").get(f"/plans/{world.plan.id}/self-reports").text


def test_the_last_minute_of_the_day_is_in_time(path: str, world: World, sign_in: SignIn) -> None:
    with clock.living_on(local(2024, 12, 16, 23, 59)):
        sign_in("selfrun").post(path, data=typed(world))
    report = the_report()
    assert not services.sending(report.assignment_id, report).is_late


def test_an_amended_report_keeps_its_first_time(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    client.post(path, data=typed(world))
    first = the_report()
    with clock.living_on(local(2024, 12, 20)):
        data = typed(world, first.version, file=None, submit_report=None, summary="Bản sửa")
        answer = client.post(path, data=data)
        assert answer.location == f"/submissions/{first.id}"
        page = client.get(answer.location).text
    assert "Đã gửi đúng hạn" in page
    assert "Bản sửa gửi lúc" in page
    assert "20/12/2024" in page
    again = the_report()
    assert clock.local(again.submitted_at).date() == date(2024, 1, 15)
    assert again.file_id == first.file_id
    assert again.summary == "Bản sửa"


def test_a_submitted_report_cannot_be_emptied(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    client.post(path, data=typed(world))
    answer = client.post(
        path, data=typed(world, the_report().version, submit_report=None, summary="")
    )
    assert answer.status_code == 422
    assert the_report().summary == "Đã dự 12 chi bộ."


def test_only_figures_changed_is_still_a_change(path: str, world: World, sign_in: SignIn) -> None:
    """The version must rise although the row of the report itself is as before."""
    client = sign_in("selfrun")
    client.post(path, data=typed(world))
    before = the_report().version
    key = f"figure_{figures(world)[0].id}"
    client.post(path, data=typed(world, before, file=None, **{key: "5"}))
    assert the_report().version == before + 1


def test_two_people_at_once_lose_nothing(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    client.post(path, data=typed(world, submit_report=None, summary="Của người thứ nhất"))
    answer = client.post(path, data=typed(world, 0, summary="Của người thứ hai"))
    assert answer.status_code == 409
    assert "Của người thứ nhất" in answer.text
    assert "Của người thứ hai" in answer.text
    assert "FileStorage" not in answer.text
    assert "hãy chọn lại" in answer.text
    assert the_report().summary == "Của người thứ nhất"
    version = the_report().version
    assert f'name="version" type="hidden" value="{version}"' in answer.text
    answer = client.post(path, data=typed(world, version, summary="Của người thứ hai"))
    assert answer.status_code == 303
    assert the_report().summary == "Của người thứ hai"


def test_submitting_says_what_is_missing(path: str, world: World, sign_in: SignIn) -> None:
    answer = sign_in("selfrun").post(path, data={"version": "0", "submit_report": "1"})
    assert answer.status_code == 422
    assert answer.text.count("Phải có trước khi gửi báo cáo.") == 2 * 3
    assert "Phải chọn tệp báo cáo trước khi gửi." in answer.text
    assert db.session.scalars(select(Submission)).one_or_none() is None


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("abc", "Phải là một số"),
        ("-3", "không được âm"),
        ("1e9", "Phải là một số"),
        ("99999999999", "Số quá lớn"),
        ("<script>alert(1)</script>", "Phải là một số"),
        ("9" * 100_000, "Phải là một số"),
    ],
)
def test_bad_figures_are_told_beside_the_field(
    path: str, world: World, sign_in: SignIn, figure: str, words: str
) -> None:
    key = f"figure_{figures(world)[0].id}"
    answer = sign_in("selfrun").post(path, data=typed(world, **{key: figure}))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Đã dự 12 chi bộ." in answer.text
    assert "<script>alert" not in answer.text
    assert db.session.scalars(select(Submission)).one_or_none() is None


@pytest.mark.parametrize(("first", "second"), [("2", "2,5"), ("14", "20")])
def test_figures_that_cannot_be_are_told_beside_the_field(
    path: str, world: World, sign_in: SignIn, first: str, second: str
) -> None:
    found, mended = figures(world)[:2]
    found.label, mended.label = "Số hạn chế đã phát hiện", "Số hạn chế đã khắc phục"
    keys = f"figure_{found.id}", f"figure_{mended.id}"
    db.session.commit()
    data = typed(world, **{keys[0]: first, keys[1]: second})
    answer = sign_in("selfrun").post(path, data=data)
    assert answer.status_code == 422
    said = "Phải là số nguyên: không có 2,5 cuộc." if "," in second else "Không thể nhiều hơn"
    assert said in answer.text
    assert f'value="{second}"' in answer.text
    assert db.session.scalars(select(Submission)).one_or_none() is None


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "rong.pdf", "Tệp rỗng"),
        (b"MZ\x90 program", "bao-cao.pdf", "Loại tệp này không nhận"),
        (b"%PDF-" + b"0" * (15 * 1024 * 1024), "to.pdf", "Tệp lớn hơn 15 MB"),
    ],
)
def test_bad_files_are_told_beside_the_field(
    path: str, world: World, sign_in: SignIn, content: bytes, name: str, words: str
) -> None:
    # Encoded here, because the test client would leave its own temporary file open.
    boundary, body = encode_multipart(typed(world, file=FileStorage(BytesIO(content), name)))
    kind = f"multipart/form-data; boundary={boundary}"
    answer = sign_in("selfrun").post(path, data=body, content_type=kind)
    assert answer.status_code == 422
    assert words in answer.text
    assert "1.012,5" in answer.text
    assert db.session.scalars(select(Submission)).one_or_none() is None


def test_text_is_cleaned_kept_and_printed(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    summary = "Chi bo\u0302\u0323 \u202eấp\u200b 1 <b>tốt</b> **sao**"
    refused = client.post(path, data=typed(world, summary=f"{summary} 😀"))
    assert refused.status_code == 422
    assert "Ký hiệu “😀” (U+1F600) không in được" in refused.text
    data = typed(world, summary=summary, file=(BytesIO(PDF), "😀 *báo cáo*.pdf"))
    assert client.post(path, data=data).status_code == 303
    report = the_report()
    assert report.summary == "Chi bộ ấp 1 <b>tốt</b> **sao**"
    assert "&lt;b&gt;" in client.get(f"/submissions/{report.id}").text
    assert client.get(f"/submissions/{report.id}/receipt.pdf").status_code == 200


def test_too_long_and_doubled_and_odd(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    answer = client.post(path, data=typed(world, summary="a" * 100_000))
    assert answer.status_code == 422
    assert "Không được dài quá 20000 ký tự." in answer.text
    assert client.post(path, data=typed(world, version="abc")).status_code == 409
    assert client.post(path, data=typed(world, summary=["một", "hai"])).status_code == 303


def test_who_may_reach_it(path: str, world: World, sign_in: SignIn, app: Flask) -> None:
    sign_in("selfrun").post(path, data=typed(world))
    shown = f"/submissions/{the_report().id}"
    assert app.test_client().get(path).status_code == 302
    for username, edit, show in (
        ("selfrun", 200, 200),
        ("office", 404, 404),
        ("other", 404, 404),
        ("planner", 403, 200),
        ("reader", 403, 200),
        ("stranger", 403, 404),
    ):
        client = sign_in(username)
        assert client.get(path).status_code == edit, username
        assert client.get(shown).status_code == show, username
        assert client.get(f"{shown}/receipt.pdf").status_code == show, username
    assert sign_in("reader").post(path, data=typed(world)).status_code == 403
    assert sign_in("selfrun").delete(path).status_code == 405


def test_no_report_where_there_is_none_to_write(world: World, sign_in: SignIn) -> None:
    attended = world.assignment("Nhơn Trạch").id
    assert sign_in("office").get(f"/assignments/{attended}/self-report").status_code == 404
    huge = "9" * 25
    client = sign_in("selfrun")
    assert client.get(f"/assignments/{huge}/self-report").status_code == 404
    assert client.get(f"/submissions/{huge}").status_code == 404


def test_a_raced_first_save_is_a_clash_not_a_fault(world: World) -> None:
    """PostgreSQL lets two people begin at once: the second must not get a fault."""
    assignment = world.assignment("Long Thành")
    values = {"summary": "x", "figures": {}, "upload": None, "submit": False}
    services.save(assignment, None, world.user("selfrun"), **values)
    with pytest.raises(StaleDataError):
        services.save(assignment, None, world.user("selfrun"), **values)


def test_an_emptied_figure_goes_away(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    client.post(path, data=typed(world, submit_report=None))
    key = f"figure_{figures(world)[0].id}"
    data = typed(world, the_report().version, submit_report=None, **{key: ""})
    assert client.post(path, data=data).status_code == 303
    db.session.expire_all()
    assert [value.value for value in db.session.scalars(select(FigureValue))] == [Decimal(3)]


def test_pages_ask_few_questions(path: str, world: World, sign_in: SignIn) -> None:
    client = sign_in("selfrun")
    client.post(path, data=typed(world))
    for address in (path, f"/submissions/{the_report().id}"):
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *a, seen=asked: seen.append(a[2]))
        assert client.get(address).status_code == 200
        assert 2 < len(asked) <= 12, asked


def test_standing_without_a_due_day_is_never_late(world: World) -> None:
    found = services.sending(world.assignment("Long Thành").id, None)
    assert found == queries.Sending(None, None, False)
    assert not found.is_late
    assert found.standing == Standing("Chưa gửi")
