"""Figures of a report, held against their units and against each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from webapp.rules.amounts import amount_text
from webapp.rules.text import fold

# What is counted one by one: there is no half of it. What is measured (giờ, %) is not here.
_COUNTED = frozenset(
    fold(word)
    for word in (
        "buổi", "cuộc", "lượt", "lần", "kỳ", "hội nghị", "lớp", "chi bộ", "chi đoàn", "đảng bộ",
        "cấp ủy", "tổ chức", "cơ sở", "đơn vị", "cơ quan", "đoàn cơ sở", "đồng chí", "người",
        "đảng viên", "đoàn viên", "quần chúng", "hội viên", "thanh niên", "cán bộ", "hạn chế",
        "ưu điểm", "kiến nghị", "đề xuất", "ý kiến", "văn bản", "kế hoạch", "báo cáo", "nghị quyết",
        "chuyên đề", "mô hình", "công trình", "sáng kiến", "vụ", "vụ việc", "việc", "hồ sơ", "đơn",
        "quyển", "cuốn", "bài", "tin", "cái", "chiếc",
    )
)  # fmt: skip
# What was done of something is never more than there was of it: (done, of what), by their words.
_OF = (
    ("đã khắc phục", "đã phát hiện"),
    ("được khắc phục", "được phát hiện"),
    ("khắc phục", "phát hiện"),
    ("đã thực hiện", "đã tiếp nhận"),
    ("đã giải quyết", "đã tiếp nhận"),
    ("hoàn thành", "được giao"),
    ("có mặt", "được triệu tập"),
    ("có mặt", "tổng số"),
    ("đúng hạn", "phải gửi"),
    ("đã gửi", "phải gửi"),
)


def is_counted(unit: str) -> bool:
    """Return True for a unit of which there is no half: meetings, cells, people."""
    return fold(unit).strip() in _COUNTED


def whole_fault(unit: str, value: Decimal | None) -> str:
    """Return what is wrong with a figure of this unit, "" where nothing is."""
    if value is None or value == value.to_integral_value() or not is_counted(unit):
        return ""
    return f"Phải là số nguyên: không có {amount_text(value)} {unit}."


def faults(
    labels: Mapping[int, str], values: Mapping[int, Decimal | None]
) -> Iterator[tuple[int, str]]:
    """Yield the key of each figure that is more than what it is a part of, and why.

    "Số hạn chế đã khắc phục" is of "Số hạn chế đã phát hiện".
    """
    for part, whole in _pairs(labels):
        less, more = values.get(part), values.get(whole)
        if less is not None and more is not None and less > more:
            yield part, f"Không thể nhiều hơn “{labels[whole]}” ({amount_text(more)})."


def _pairs(labels: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    by_words = {_bare(label): key for key, label in labels.items()}
    for key, label in labels.items():
        wholes = (by_words.get(whole) for whole in _wholes(_bare(label)))
        found: Sequence[int] = [one for one in wholes if one is not None and one != key]
        if found:
            yield key, found[0]


def _wholes(label: str) -> Iterator[str]:
    for done, of in _OF:
        if fold(done) in label:
            yield label.replace(fold(done), fold(of))


def _bare(label: str) -> str:
    return re.sub(r"[^a-z0-9 ]+", " ", fold(label)).strip()
