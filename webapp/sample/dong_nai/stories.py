"""What happened month by month in the sample: invented, but as such months go."""

from dataclasses import dataclass
from datetime import date

THEMES = (
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về nêu gương",
    "Tập trung dân chủ trong sinh hoạt chi bộ",
    "Tự phê bình và phê bình, đấu tranh với biểu hiện suy thoái",
    "Chuyển đổi số và sử dụng Sổ tay đảng viên điện tử",
    "Xây dựng chi bộ bốn tốt",
)
NOT_BROUGHT = "Đơn vị chưa mang hồ sơ này đến buổi sinh hoạt, Tổ công tác sẽ xem ở buổi sau."


@dataclass(frozen=True)
class Attended:
    """One meeting that was attended. `quality` (0 to 1) colours its points; days are of 2024.

    `unscored` says why it goes without a score; `is_near` that it misses a rank by a hair;
    `despite` why the findings were completed with a content that nobody rated.
    """

    day: int
    quality: float
    letter_after: int = 5  # days from the meeting to the letter
    answered_after: int | None = 20  # days from the letter to the unit's answer; None: silent
    accepted: bool = True
    unscored: str = ""
    is_near: bool = False
    despite: str = ""


@dataclass(frozen=True)
class Story:
    """One committee's month."""

    month: int
    committee: str
    office: str
    filed_on: date
    other_days: tuple[int, ...]  # days of the meetings that were not chosen
    chosen_on: date
    announced_on: date
    attended: tuple[Attended, ...]


STORIES = (
    Story(
        2, "Nhơn Trạch", "nhontrach", date(2024, 1, 9), (1, 2, 19, 21, 22, 26),
        date(2024, 1, 12), date(2024, 1, 18),
        (Attended(16, 0.93), Attended(20, 0.78), Attended(27, 0.86, answered_after=45)),
    ),
    Story(
        3, "Công an tỉnh", "congan", date(2024, 1, 29), (4, 5, 7, 12, 14),
        date(2024, 2, 7), date(2024, 2, 19),
        (Attended(6, 0.95, is_near=True), Attended(13, 0.9)),
    ),
    Story(
        4, "Tân Phú", "tanphu", date(2024, 3, 11), (3, 4, 8, 16, 17, 23, 25),
        date(2024, 3, 13), date(2024, 3, 22),
        (
            Attended(5, 0.74, letter_after=14),
            Attended(12, 0.62, unscored="Rút gọn do mất điện, không đủ các phần để chấm"),
            Attended(24, 0.83),
        ),
    ),
    Story(
        5, "Biên Hòa", "bienhoa", date(2024, 3, 29), (3, 6, 8, 10, 13, 15, 17, 21, 23),
        date(2024, 4, 10), date(2024, 4, 17),
        (
            Attended(7, 0.91),
            Attended(9, 0.68, answered_after=None),
            Attended(14, 0.88),
            Attended(22, 0.47, accepted=False),
        ),
    ),
    Story(
        6, "Cao su Đồng Nai", "caosu", date(2024, 4, 30), (4, 6, 11, 18, 19),
        date(2024, 5, 10), date(2024, 5, 20),
        (
            Attended(5, 0.82, answered_after=30),
            Attended(13, 0.76, answered_after=None, despite=NOT_BROUGHT),
        ),
    ),
    Story(
        7, "Long Khánh", "longkhanh", date(2024, 5, 31), (3, 8, 10, 17, 22, 24),
        date(2024, 6, 11), date(2024, 6, 19),
        (
            Attended(4, 0.87, answered_after=None),
            Attended(9, 0.8, letter_after=8, answered_after=None),
            Attended(18, 0.9),
            Attended(25, 0.85),
        ),
    ),
    Story(
        8, "Thống Nhất", "thongnhat", date(2024, 7, 5), (2, 5, 7, 9, 14, 16, 20, 22),
        date(2024, 7, 19), date(2024, 7, 24),
        (Attended(6, 0.9), Attended(13, 0.9)),
    ),
)  # fmt: skip
