"""How one session of May's inspection was run: out of order, with a step left out.

The unit reported before the purpose was told, the report was taken up again, nobody began the
words of the Party committee that were written down, and files were not looked at. Its minutes are
a draft that asks about both.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.attending.forms import Name, Typed
from webapp.attending.services import agenda, minutes
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import Assignment
from webapp.plans.round_models import AgendaStep
from webapp.visits.models import Visit

TURNS = (  # minutes after eight, what was pressed, on which step
    (5, "start", 1),
    (11, "start", 3),
    (14, "start", 2),
    (22, "resume", 3),
    (60, "start", 6),
    (85, "finish", 6),
)
NOTES = {
    1: "Đơn vị có mặt đủ theo giấy mời.",
    2: "Trưởng đoàn nêu 04 nội dung kiểm tra, đề nghị đơn vị báo cáo phần còn lại.",
    3: "Báo cáo kết quả 04 tháng đầu năm\nĐề nghị tập huấn nghiệp vụ cho bí thư chi đoàn mới",
    5: "Cấp ủy nhất trí với báo cáo, sẽ bố trí kinh phí hoạt động hè.",
    6: "Đơn vị hoàn thiện sổ sách trước ngày 30/6\nĐoàn gửi báo cáo kết quả sau khi kết thúc đợt",
}


def run(load: Callable[[], Visit], secretary: User) -> None:
    """Run the steps, write what was said, draft the minutes. *load* loads the session anew."""
    steps = _steps(load())
    begins = load().meeting.starts_at
    for minute, verb, number in TURNS:
        with clock.living_on(begins + timedelta(minutes=minute)):
            agenda.turn(load(), verb, steps[number - 1])
    agenda.save(
        load(),
        [
            Typed(Name("step", steps[number - 1], "note"), note, "")
            for number, note in NOTES.items()
        ],
    )
    minutes.compose(load(), secretary)


def _steps(visit: Visit) -> list[int]:
    found = (
        select(AgendaStep.id)
        .join(Assignment, Assignment.activity_id == AgendaStep.activity_id)
        .where(Assignment.id == visit.assignment_id)
        .order_by(AgendaStep.position, AgendaStep.id)
    )
    return list(db.session.scalars(found))
