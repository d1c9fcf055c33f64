"""How what units send stands, in words."""

from webapp.milestones.standing import BELATED, DONE, DUE, LATE, OFF, Standing, filled_in
from webapp.submissions.queries.outline import Chapter, Outline, Part
from webapp.submissions.queries.papers import UnitPapers
from webapp.submissions.queries.reports import Counts


def tally(counts: Counts) -> list[Standing]:
    """Return how many units have sent, late, not yet."""
    found = [Standing(f"Đã gửi {counts.submitted}/{counts.all}", DONE)]
    if counts.late:
        found.append(Standing(f"Gửi trễ {counts.late}", BELATED))
    if counts.amended_late:
        found.append(Standing(f"Sửa sau hạn {counts.amended_late}", BELATED))
    if counts.overdue:
        found.append(Standing(f"Quá hạn, chưa gửi {counts.overdue}", LATE))
    if counts.closed:
        found.append(Standing(f"Đã khép lại {counts.closed}", OFF))
    if counts.waiting:
        found.append(Standing(f"Chưa đến hạn {counts.waiting}"))
    return found


def filled(outline: Outline) -> Standing:
    """Return how many of the parts that must be filled are."""
    words = f"Đã có {outline.filled}/{outline.asked} mục bắt buộc"
    return Standing(words, DUE if outline.missing else DONE)


def chapter(one: Chapter) -> Standing:
    """Return how many required parts of a chapter are filled; where it has none, whether any is."""
    if not one.asked:
        is_any = any(part.asks and part.is_filled for part in one.parts)
        return Standing("Đã có", DONE) if is_any else Standing("")
    return filled_in(one.filled, one.asked)


def part(one: Part) -> Standing | None:
    """Return whether a part of the outline is filled; None where it may stay empty."""
    if one.is_filled:
        return Standing("Đã có", DONE)
    if not one.is_required:
        return None
    return Standing("Chưa đủ" if one.answer else "Chưa có", DUE)


def lacking(record: UnitPapers) -> tuple[Standing, str] | None:
    """Return how many required papers have not come, and which."""
    if not record.missing:
        return None
    labels = "; ".join(one.row.label for one in record.missing)
    return Standing(f"Còn thiếu {len(record.missing)} tài liệu", DUE), f": {labels}."
