"""A member opens a report, the unit amends it: it is to be opened again, and says what is new."""

from datetime import date

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.submissions.models import Submission
from webapp.submissions.sent_models import Report, SentPart, SentReport


def sent(submission_id: int, number: int, text: str) -> None:
    report = Report(parts=(SentPart(id=2, title="Đặc điểm tình hình", text=text),))
    add(SentReport(submission_id=submission_id, number=number, sent_at=clock.now(), report=report))
    db.session.commit()


def test_what_was_amended_is_opened_again(site: Site) -> None:
    with site.app.app_context():
        found = add_round(World())
        unit = found.assignments[0]
        row = add(
            Submission(
                issuer_id=unit.issuer_id,
                organization_id=unit.organization_id,
                assignment_id=unit.id,
                saved_at=clock.now(),
                submitted_at=clock.now(),
            )
        )
        sent(row.id, 1, "Đơn vị có 120 đoàn viên.")
        row_id = row.id
        report, papers = f"/submissions/{row_id}", f"/assignments/{unit.id}/papers"
    site.live_on(date(2024, 3, 5))
    member = site.person("member")
    member.open(report)
    with site.app.app_context():
        sent(row_id, 2, "Đơn vị có 125 đoàn viên.")
    member.open(papers)
    member.sees("Đã thay đổi từ khi mở: đã mở bản gửi lần đầu")
    member.follow("Đọc báo cáo")
    member.sees("Đã thay đổi từ khi đồng chí mở")
    member.sees("viết lại")
    member.open(papers)
    member.sees("Đã mở bản sửa 1")
