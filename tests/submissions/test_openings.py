"""What was opened and amended since is to be opened again, and says what is new; late is marked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.forms import looked_over
from tests.handed_in import pdf
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.submissions.helpers import DUE, address, fill_all, save, the_report
from tests.submissions.test_papers import page_of, send
from tests.world import local
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.standing import DONE, WAIT
from webapp.milestones.standing import DUE as TO_DO
from webapp.rules.outlines import OutlineRow
from webapp.submissions.openings import (
    Change,
    Newest,
    Opening,
    changes,
    is_changed,
    standing,
)
from webapp.submissions.paper_models import Handing
from webapp.submissions.sent_models import Report, SentFigure, SentPart

SignIn = Callable[[str], FlaskClient]
HANDED = local(2024, 3, 7, 15)
OPENED = local(2024, 3, 7, 16)


def test_opened_holds_of_the_version_that_was_opened() -> None:
    newest = Newest(2, local(2024, 3, 9, 8))
    assert standing(None, newest).words == "Có trong hồ sơ, chưa mở"
    assert standing(Opening(HANDED), newest).tone == WAIT
    fallen = standing(Opening(HANDED, OPENED, 1), newest)
    assert fallen.tone == TO_DO
    assert fallen.words == (
        "Đã thay đổi từ khi mở: đã mở bản gửi lần đầu 16:00 ngày 07/03/2024; "
        "bản sửa 1 gửi 08:00 ngày 09/03/2024, chưa mở"
    )
    again = standing(Opening(HANDED, OPENED, 2), newest)
    assert (again.words, again.tone) == ("Đã mở bản sửa 1 16:00 ngày 07/03/2024", DONE)
    only = standing(Opening(HANDED, OPENED), Newest())
    assert only.words == "Đã mở 16:00 ngày 07/03/2024"


@given(st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_changed_is_what_was_opened_and_is_older(opened: int, newest: int, ever: bool) -> None:
    opening = Opening(HANDED, OPENED if ever else None, opened)
    assert is_changed(opening, Newest(newest, HANDED)) is (ever and newest > opened)


PART = SentPart(
    id=3,
    title="Văn bản",
    kind="table",
    rows=(OutlineRow("a", {"0": "12-NQ"}), OutlineRow("b", {"0": "13-NQ"})),
    figures=(SentFigure(5, "Đoàn viên ưu tú", "người", "15"),),
)


def test_what_is_new_is_told_by_parts() -> None:
    before = Report(parts=(PART, SentPart(id=4, title="Hạn chế", text="Ít")))
    rows = (OutlineRow("a", {"0": "12-NQ", "1": ""}), OutlineRow("b", {"0": "14"}), OutlineRow("c"))
    after = Report(
        parts=(
            replace(PART, rows=rows, figures=(SentFigure(5, "Đoàn viên ưu tú", "người", "1200"),)),
            SentPart(id=4, title="Hạn chế", text="Nhiều"),
            SentPart(id=6, title="Phần thêm", text="Mới"),
        )
    )
    assert changes(before, after) == [
        Change("Văn bản", "thêm 1 dòng, sửa 1 dòng; Đoàn viên ưu tú: 15 → 1.200", 3),
        Change("Hạn chế", "viết lại", 4),
        Change("Phần thêm", "phần mới", 6),
    ]
    assert changes(after, after) == []
    plain = Report(summary="Một", figures=(SentFigure(1, "Buổi", "buổi", ""),))
    later = replace(plain, summary="Hai", figures=(SentFigure(1, "Buổi", "buổi", "2"),))
    assert changes(plain, later, is_other_file=True) == [
        Change("Tệp báo cáo", "đã thay tệp"),
        Change("Tóm tắt kết quả", "viết lại"),
        Change("Buổi", "chưa có → 2"),
    ]


def test_an_amendment_has_the_team_open_the_report_again(held: RoundWorld, sign_in: SignIn) -> None:
    office, member = sign_in("office"), sign_in("member")
    fill_all(office, held)
    looked_over(office, f"{address(held)}/sending")
    report = f"/submissions/{the_report().id}"
    with clock.living_on(local(2024, 1, 16, 10, 30)):
        assert "Đã thay đổi từ khi đồng chí mở" not in member.get(report).text
    text = held.parts[1]
    with clock.living_on(DUE + timedelta(hours=2)):
        save(office, address(held), text, **{f"text_{text.id}": "Đơn vị có 125 đoàn viên."})
        ledger = sign_in("planner").get(page_of(held)).text
        assert "Đã thay đổi từ khi mở: đã mở bản gửi lần đầu 10:30 ngày 16/01/2024" in ledger
        assert "Đã thay đổi từ khi mở" in member.get(page_of(held)).text
        assert counted(member, page_of(held)) <= MOST
        read = member.get(report).text
        assert "Đã thay đổi từ khi đồng chí mở" in read
        assert "Đặc điểm tình hình</a>: viết lại" in read
        assert "Bổ sung sau hạn 2 giờ" in read
        assert "Đã gửi đúng hạn" in read, "the first sending stays in time"
        assert "Đã thay đổi từ khi đồng chí mở" not in member.get(report).text
        assert "Đặc điểm tình hình: viết lại" in member.get(report).text, "each sending tells it"
        assert "Đã mở bản sửa 1 19:00 ngày 08/03/2024" in sign_in("planner").get(page_of(held)).text
    row = db.session.scalars(select(Handing).where(Handing.opened_at.is_not(None))).one()
    assert clock.local(row.opened_at) == local(2024, 1, 16, 10, 30)
    assert row.opened_version == 2


def test_reading_an_earlier_sending_is_not_opening_the_amendment(
    held: RoundWorld, sign_in: SignIn
) -> None:
    office, member = sign_in("office"), sign_in("member")
    fill_all(office, held)
    looked_over(office, f"{address(held)}/sending")
    text = held.parts[1]
    save(office, address(held), text, **{f"text_{text.id}": "Khác"})
    member.get(f"/submissions/{the_report().id}?sending=1")
    assert "Đã thay đổi từ khi mở" in sign_in("planner").get(page_of(held)).text


def test_files_added_after_the_due_hour_are_marked_and_the_first_stays_in_time(
    held: RoundWorld, sign_in: SignIn
) -> None:
    office = sign_in("office")
    send(office, held)
    with clock.living_on(DUE + timedelta(hours=3)):
        send(office, held, 0, "bo-sung.pdf")
        page = sign_in("planner").get(page_of(held)).text
        owed = office.get(f"/visits/{held.visits[0].id}/owed").text
    assert "Đã gửi đúng hạn; bổ sung sau hạn 3 giờ" in page
    assert "Bổ sung sau hạn 3 giờ" in page
    assert "Đã gửi đúng hạn; bổ sung sau hạn 3 giờ" in owed


def test_an_answer_that_is_added_to_after_its_day_says_so(
    held: RoundWorld, sign_in: SignIn
) -> None:
    data = {"text": "Sổ thu", "due_on": "2024-03-14", "due_time": "17:00"}
    sign_in("member").post(f"/assignments/{held.assignments[0].id}/paper-requests", data=data)
    office = sign_in("office")
    (href,) = {f"/paper-requests/{n}" for n in (1,)}
    assert office.post(href, data={"answer": "Có", "version": "1"}).status_code == 303
    with clock.living_on(local(2024, 3, 15, 9)):
        files = MultiDict(
            [("answer", "Có thêm"), ("version", "2"), ("files", (BytesIO(pdf()), "x.pdf"))]
        )
        assert office.post(href, data=files).status_code == 303
        assert "Đã trả lời đúng hạn; bổ sung sau hạn 1 ngày" in office.get(href).text
