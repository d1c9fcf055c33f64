"""Whether what a unit sent was opened, which version of it, and what it became since.

Pure: "Đã mở" holds of the version that was opened. What was amended since is to be opened again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from webapp.core.web import moment
from webapp.milestones.standing import DONE, DUE, WAIT, Standing
from webapp.rules.amounts import amount_text
from webapp.submissions.sent_models import Report, SentFigure, SentPart


@dataclass(frozen=True)
class Opening:
    """What one member had handed on, and when they opened which version of it last.

    A version is the number of a sending: 1 is the first, 0 a piece that has only one.
    """

    handed_at: datetime
    opened_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True)
class Newest:
    """The newest version of a piece, and when it was sent."""

    version: int = 0
    sent_at: datetime | None = None


ONLY = Newest()  # of a piece that has one version


def called(version: int) -> str:
    """Return what a sending is called within a sentence."""
    return "bản gửi lần đầu" if version <= 1 else f"bản sửa {version - 1}"


def is_changed(opening: Opening | None, newest: Newest) -> bool:
    """Return True where what somebody opened was amended since."""
    if opening is None or opening.opened_at is None:
        return False
    return newest.version > opening.version


def standing(opening: Opening | None, newest: Newest) -> Standing:
    """Return how a piece stands with one member of the team."""
    if opening is None:
        return Standing("Có trong hồ sơ, chưa mở")
    if opening.opened_at is None:
        return Standing(f"Đã nhận {moment(opening.handed_at)}, chưa mở", WAIT)
    opened = f"{moment(opening.opened_at)}"
    if is_changed(opening, newest):
        which = f"đã mở {called(opening.version)} {opened}"
        now = f"{called(newest.version)} gửi {moment(newest.sent_at)}"
        return Standing(f"Đã thay đổi từ khi mở: {which}; {now}, chưa mở", DUE)
    which = f" {called(newest.version)}" if newest.version > 1 else ""
    return Standing(f"Đã mở{which} {opened}", DONE)


@dataclass(frozen=True)
class Change:
    """What is otherwise in a later sending: of which part (0: of none), and what."""

    title: str
    said: str
    part_id: int = 0


def changes(before: Report, after: Report, *, is_other_file: bool = False) -> list[Change]:
    """Return what the later of two sendings says otherwise, in the order of the report."""
    found = [Change("Tệp báo cáo", "đã thay tệp")] if is_other_file else []
    if before.summary != after.summary:
        found.append(Change("Tóm tắt kết quả", _of_text(before.summary, after.summary)))
    found += [Change(label, said) for label, said in _of_figures(before.figures, after.figures)]
    was, now = ({part.id: part for part in one.parts} for one in (before, after))
    for part in after.parts:
        if said := "; ".join(_of_part(was.get(part.id), part)):
            found.append(Change(part.title, said, part.id))
    gone = [
        Change(one.title, "không còn trong báo cáo") for one in before.parts if one.id not in now
    ]
    return found + gone


def _of_part(before: SentPart | None, after: SentPart) -> Iterable[str]:
    if before is None:
        if after.text or after.rows or any(one.value for one in after.figures):
            yield "phần mới"
        return
    if before.text != after.text:
        yield _of_text(before.text, after.text)
    if said := _of_rows(before, after):
        yield said
    for label, said in _of_figures(before.figures, after.figures):
        yield f"{label}: {said}"


def _of_text(before: str, after: str) -> str:
    if not before:
        return "viết mới"
    return "viết lại" if after else "đã bỏ nội dung"


def _of_rows(before: SentPart, after: SentPart) -> str:
    """Return how many rows came, went and say something else; rows go by their keys."""
    was, now = ({row.key: row.cells for row in one.rows} for one in (before, after))
    counts = {
        "thêm": len(now.keys() - was.keys()),
        "bớt": len(was.keys() - now.keys()),
        "sửa": sum(_says_other(was[key], now[key]) for key in was.keys() & now.keys()),
    }
    return ", ".join(f"{verb} {count} dòng" for verb, count in counts.items() if count)


def _says_other(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Compare cells: one that is empty says what one that is not there says."""
    filled = ({key: text for key, text in one.items() if text} for one in (before, after))
    first, second = filled
    return first != second


def _of_figures(
    before: Sequence[SentFigure], after: Sequence[SentFigure]
) -> Iterable[tuple[str, str]]:
    was = {one.id: one.value for one in before}
    for one in after:
        if was.get(one.id, "") != one.value:
            yield one.label, f"{_amount(was.get(one.id, ''))} → {_amount(one.value)}"


def _amount(value: str) -> str:
    return amount_text(Decimal(value)) if value else "chưa có"
