"""What is looked over before a month is published."""

from collections import Counter

from webapp.core import clock
from webapp.core.web import month_name
from webapp.grassroots.queries.line import DECIDED, Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.rules.looking_over import LookingOver, some
from webapp.rules.month_decisions import Decision
from webapp.rules.text import short_date

LATER = (
    "Buổi chưa quyết định được báo cho đơn vị là chưa quyết định, không phải là không bố trí dự; "
    "vẫn quyết định tiếp được, lịch gửi muộn vẫn được nhận."
)


def look_over(record: MonthRecord) -> LookingOver:
    """Return what publishing a month tells, to whom, and what is undecided: no query more."""
    attended = record.attended
    goes = Counter(goer for one in attended for goer in one.goers)
    dropped = [one for one in record.lines if one.decision == Decision.NOBODY]
    units = {one.unit_id for one in record.lines}
    attends = f"{len(attended)} buổi, {len(goes)} người" if attended else "không dự buổi nào"
    return LookingOver(
        f"Công bố lịch {month_name(record.month)}: {attends}",
        (
            (
                f"Dự ({attends})",
                some([f"{goer.name}: {count} buổi" for goer, count in goes.items()]),
            )
            if attended
            else ("Dự", ["Không dự buổi nào"]),
            (
                f"Không bố trí dự ({len(dropped)} buổi)",
                some([_words(one) for one in dropped]) or ["Không có buổi nào"],
            ),
            (
                "Báo ngay cho",
                [
                    *([f"{len(goes)} người được phân công"] if goes else []),
                    f"Văn phòng {len(units)} đơn vị đã gửi lịch",
                ],
            ),
            ("Sau khi công bố", [LATER]),
        ),
        [f"Công bố khi còn {record.undecided.words}?"] if record.undecided else [],
        {
            **{f"meeting{one.meeting_id}": _line(one) for one in record.lines},
            **{f"unit{one.assignment_id}": f"{one.unit}, chưa gửi lịch" for one in record.silent},
        },
    )


def _words(one: Line) -> str:
    when = f"{clock.local(one.starts_at):%H:%M} ngày {short_date(one.day)}"
    return f"{one.name}, {one.unit}, {when}"


def _line(one: Line) -> str:
    return f"{_words(one)}: {one.names or DECIDED[one.decision].words.lower()}"
