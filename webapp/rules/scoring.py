"""Scoring a meeting: criteria in groups, points, and the rank they come to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from webapp.rules.amounts import amount_text

Mark = Decimal | int | float
SHOWN = Decimal("0.01")  # the one rounding: points have no more decimals either


@dataclass(frozen=True)
class Criterion:
    """One thing that is marked from 0 to `points`; a `conditional` one may not apply."""

    key: str
    title: str
    points: Decimal
    conditional: bool = False


@dataclass(frozen=True)
class CriterionGroup:
    """Criteria under one heading."""

    title: str
    criteria: tuple[Criterion, ...]

    @property
    def points(self) -> Decimal:
        """The most points the group can give."""
        return sum((criterion.points for criterion in self.criteria), Decimal(0))


@dataclass(frozen=True)
class Rank:
    """A rank and the percentage at which it begins."""

    title: str
    floor: Decimal


STANDARD_RANKS = (
    Rank("Tốt", Decimal(90)),
    Rank("Khá", Decimal(70)),
    Rank("Trung bình", Decimal(50)),
    Rank("Kém", Decimal(0)),
)


@dataclass(frozen=True)
class Rubric:
    """Groups of criteria, and ranks from the best down to one that begins at 0.

    Raises ValueError where keys repeat, points are not above 0, or ranks leave a gap.
    """

    groups: tuple[CriterionGroup, ...]
    ranks: tuple[Rank, ...] = STANDARD_RANKS

    def __post_init__(self) -> None:
        repeated = [k for k, n in Counter(c.key for c in self.criteria()).items() if n > 1]
        if repeated:
            raise ValueError(f"Mã tiêu chí bị trùng: {', '.join(repeated)}")
        if any(criterion.points <= 0 for criterion in self.criteria()):
            raise ValueError("Điểm tối đa của mỗi tiêu chí phải lớn hơn 0")
        floors = [rank.floor for rank in self.ranks]
        if floors != sorted(set(floors), reverse=True) or floors[-1:] != [0]:
            raise ValueError("Mức xếp loại phải giảm dần và kết thúc ở 0")

    def criteria(self) -> Iterator[Criterion]:
        """Yield every criterion in order."""
        for group in self.groups:
            yield from group.criteria


@dataclass(frozen=True)
class Score:
    """What a meeting came to.

    `points` of `out_of` points of the criteria that apply; `percent` is that scaled to 100 and
    rounded half up to two decimals, as many as a figure shows; `missing` holds the keys not marked
    yet. `rank` is told from `percent`, so that who reads the figure finds the rank; it is None as
    long as marks are missing.
    """

    points: Decimal
    out_of: Decimal
    percent: Decimal
    rank: str | None
    missing: tuple[str, ...]

    @property
    def figure(self) -> str:
        """The points in words: "82,78/92 điểm"."""
        return f"{amount_text(self.points)}/{amount_text(self.out_of)} điểm"

    @property
    def scaled(self) -> str:
        """The figure that the rank is told from, where the points are not of 100 already."""
        return "" if self.out_of == 100 else f"quy về thang 100: {amount_text(self.percent)} điểm"


def total(
    rubric: Rubric, marks: Mapping[str, Mark | None], not_applicable: Set[str] = frozenset()
) -> Score:
    """Return the score for `marks`, by criterion key; None stands for not marked yet.

    Criteria in `not_applicable` are left out, along with any mark they have.
    Raises ValueError for unknown keys, for marks outside 0 to the criterion's points, for a
    criterion left out that is not conditional, and where none is left.
    """
    _check_keys(rubric, marks, not_applicable)
    applying = [c for c in rubric.criteria() if c.key not in not_applicable]
    if not applying:
        raise ValueError("Không có tiêu chí nào được áp dụng")
    given = {c.key: _checked(c, mark) for c in applying if (mark := marks.get(c.key)) is not None}
    missing = tuple(c.key for c in applying if c.key not in given)
    points = sum(given.values(), Decimal(0))
    out_of = sum((c.points for c in applying), Decimal(0))
    percent = (points * 100 / out_of).quantize(SHOWN, ROUND_HALF_UP)
    rank = None if missing else _rank(rubric, percent)
    return Score(points, out_of, percent, rank, missing)


def _check_keys(rubric: Rubric, marks: Mapping[str, object], not_applicable: Set[str]) -> None:
    known = {criterion.key: criterion for criterion in rubric.criteria()}
    if unknown := (marks.keys() | not_applicable) - known.keys():
        raise ValueError(f"Không có tiêu chí: {', '.join(sorted(unknown))}")
    if fixed := [key for key in not_applicable if not known[key].conditional]:
        raise ValueError(f"Tiêu chí bắt buộc, không thể bỏ qua: {', '.join(sorted(fixed))}")


def _checked(criterion: Criterion, mark: Mark) -> Decimal:
    value = Decimal(str(mark))  # by way of text: 0.1 is meant as 0.1, not as its binary neighbour
    if not (value.is_finite() and 0 <= value <= criterion.points):
        raise ValueError(
            f"Điểm “{criterion.title}” phải từ 0 đến {criterion.points}, không phải {mark}"
        )
    return value


def _rank(rubric: Rubric, percent: Decimal) -> str:
    return next(rank.title for rank in rubric.ranks if percent >= rank.floor)


def _group(title: str, *rows: tuple[str, str, int]) -> CriterionGroup:
    criteria = (Criterion(k, text, Decimal(n), k in _CONDITIONAL) for k, text, n in rows)
    return CriterionGroup(title, tuple(criteria))


def standard_rubric() -> Rubric:
    """Return a rubric to begin with: seven groups, 100 points, for an administrator to edit."""
    return Rubric(_PREPARING + _MEETING + _CARRYING_OUT)


# Without a theme, or without anything to mend, these do not apply.
_CONDITIONAL = frozenset({"preparation.theme", "conduct.theme", "resolution.remedy"})

_PREPARING = (
    _group(
        "Thời gian, thời lượng sinh hoạt",
        ("time.day", "Sinh hoạt đúng ngày đã ấn định, đảng viên được báo trước", 2),
        ("time.length", "Thời lượng bảo đảm theo quy định của loại hình sinh hoạt", 3),
    ),
    _group(
        "Đảng viên tham dự",
        ("attendance.share", "Tỷ lệ dự sinh hoạt, không tính đảng viên được miễn sinh hoạt", 3),
        ("attendance.excused", "Đảng viên vắng mặt có lý do chính đáng và đã báo cáo", 2),
    ),
    _group(
        "Công tác chuẩn bị",
        ("preparation.committee", "Chi ủy hoặc bí thư, phó bí thư hội ý, thống nhất nội dung", 4),
        ("preparation.papers", "Dự thảo nghị quyết, tài liệu được chuẩn bị và gửi trước", 3),
        ("preparation.theme", "Chuyên đề được phân công chuẩn bị và duyệt trước", 3),
    ),
)

_MEETING = (
    _group(
        "Tiến hành sinh hoạt",
        ("conduct.order", "Điều hành đúng trình tự, có trọng tâm", 8),
        ("conduct.news", "Phổ biến chủ trương, nghị quyết, thông tin thời sự phù hợp", 6),
        ("conduct.review", "Đánh giá việc thực hiện nhiệm vụ và tình hình đảng viên trong kỳ", 8),
        ("conduct.theme", "Trao đổi chuyên đề sát thực tế, có kết luận để thực hiện", 6),
        ("conduct.debate", "Thảo luận dân chủ, nhiều đảng viên phát biểu, đúng nội dung", 7),
        ("conduct.tasks", "Đề ra nhiệm vụ kỳ tới, phân công rõ người, rõ việc, rõ thời hạn", 5),
    ),
    _group(
        "Thực hiện nguyên tắc sinh hoạt",
        ("principles.democracy", "Giữ nguyên tắc tập trung dân chủ, đoàn kết thống nhất", 2),
        ("principles.criticism", "Tự phê bình và phê bình thẳng thắn, xây dựng", 3),
    ),
)

_CARRYING_OUT = (
    _group(
        "Kết quả thực hiện nghị quyết kỳ trước",
        ("resolution.political", "Hoàn thành nhiệm vụ chính trị đã đề ra", 12),
        ("resolution.party", "Hoàn thành nhiệm vụ xây dựng Đảng, lãnh đạo các đoàn thể", 10),
        ("resolution.remedy", "Khắc phục hạn chế, thực hiện kiến nghị đã được chỉ ra", 8),
    ),
    _group(
        "Kết thúc sinh hoạt",
        ("closing.resolution", "Kết luận rõ ràng, biểu quyết thông qua nghị quyết", 3),
        ("closing.minutes", "Biên bản, sổ sách ghi đầy đủ, ký và lưu đúng quy định", 2),
    ),
)
