"""What a new plan starts with: attending and self-run, with the usual duties and figures."""

from datetime import date

from webapp.plans.models import ATTEND, GRASSROOTS, ROUND, SELF_RUN, Activity, ActivityFigure, Duty

ATTEND_DUTIES = (  # kind, owner, words, rule, anchor (73-KH/BTCTU, V, for the first)
    ("notice", "unit", "Đăng ký lịch sinh hoạt của tháng", "30 days before", "meeting"),
    ("choice", "planner", "Lựa chọn buổi dự của tháng", "20 days before", "month"),
    ("announcement", "planner", "Thông báo lịch dự", "10 days before", "meeting"),
    ("preparation", "unit", "Chuẩn bị tài liệu", "2 working days before", "meeting"),
    ("findings", "member", "Hoàn thành ghi nhận kết quả dự", "3 working days after", "meeting"),
    ("result_letter", "planner", "Thông báo kết quả dự", "7 working days after", "meeting"),
)
GRASSROOTS_DUTIES = (  # 46-KH/ĐTN, II.3
    ("notice", "unit", "Gửi lịch sinh hoạt", "before day 20", "month_before"),
    ("month_calendar", "planner", "Phân công dự sinh hoạt", "on day 25", "month_before"),
    ("findings", "member", "Báo cáo buổi dự sinh hoạt", "3 working days after", "meeting"),
    ("month_report", "planner", "Báo cáo đi cơ sở của tháng", "on day 5", "month_after"),
)
ROUND_DUTIES = (  # 46-KH/ĐTN, III
    ("announcement", "planner", "Thông báo đợt giám sát", "5 working days before", "round_start"),
    ("preparation", "unit", "Chuẩn bị tài liệu", "2 working days before", "meeting"),
    ("findings", "member", "Hoàn thành ghi nhận buổi làm việc", "3 working days after", "meeting"),
    ("round_report", "member", "Báo cáo kết quả đợt", "7 working days after", "round_end"),
)
USUAL = {ATTEND: ATTEND_DUTIES, GRASSROOTS: GRASSROOTS_DUTIES, ROUND: ROUND_DUTIES}
FIGURES = (  # words, unit
    ("Số tổ chức cơ sở đảng được dự", "tổ chức"),
    ("Số chi bộ được dự", "chi bộ"),
    ("Số buổi sinh hoạt chuyên đề được dự", "buổi"),
    ("Số buổi xếp loại Tốt", "buổi"),
    ("Số buổi xếp loại Khá", "buổi"),
    ("Số buổi xếp loại Trung bình", "buổi"),
    ("Số buổi xếp loại Kém", "buổi"),
    ("Số hạn chế đã phát hiện", "hạn chế"),
    ("Số hạn chế đã khắc phục", "hạn chế"),
)


def duties(kind: str) -> list[Duty]:
    """Return what an activity of this kind usually makes somebody owe."""
    return [
        Duty(kind=owed, owner=owner, label=label, rule=rule, anchor=anchor)
        for owed, owner, label, rule, anchor in USUAL.get(kind, ())
    ]


def activities(report_on: date) -> list[Activity]:
    """Return two new activities; those who run it themselves report by *report_on*."""
    attend = Activity(
        position=1,
        kind=ATTEND,
        title="Dự, giám sát sinh hoạt thường kỳ",
        minimum_thematic=1,
        duties=duties(ATTEND),
    )
    own = Activity(
        position=2,
        kind=SELF_RUN,
        title="Tự tổ chức dự, giám sát trong đảng bộ",
        duties=[
            Duty(
                kind="self_report",
                owner="unit",
                label="Báo cáo kết quả tự giám sát",
                rule="on the day",
                anchor="fixed",
                fixed_on=report_on,
            )
        ],
        figures=[
            ActivityFigure(position=number, label=label, unit=unit)
            for number, (label, unit) in enumerate(FIGURES, 1)
        ],
    )
    return [attend, own]


def grassroots(position: int, title: str, wanted: int | None = None) -> Activity:
    """Return a new activity of monthly visits to the grassroots, with the usual duties."""
    return Activity(
        position=position,
        kind=GRASSROOTS,
        title=title,
        wanted=wanted,
        duties=duties(GRASSROOTS),
    )
