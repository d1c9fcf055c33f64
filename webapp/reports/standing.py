"""How what was found, and what was recommended, stands, in words."""

from collections.abc import Mapping

from webapp.milestones.standing import DONE, DUE, HEED, LATE, OFF, PLAIN, WAIT, Standing
from webapp.reports.services import Base

REMARKS = {"strength": Standing("Ưu điểm", DONE), "shortcoming": Standing("Hạn chế", DUE, HEED)}


def mending(counts: Mapping[str, int]) -> list[Standing]:
    """Return how many recommendations were mended, are open, and of these are overdue."""
    found = [
        Standing(f"{counts['mended']} đã khắc phục", DONE),
        Standing(f"{counts['open']} đang theo dõi", WAIT),
    ]
    overdue = counts["overdue"]
    return found + ([Standing(f"trong đó {overdue} quá hạn", LATE)] if overdue else [])


def base(found: Base) -> list[Standing]:
    """Return on what a synthesis rests: reports that came, and marks that were given."""
    told = []
    if found.reports.due:
        words = f"{found.reports.came}/{found.reports.due} báo cáo của đơn vị đã gửi"
        told.append(Standing(words, DUE if found.reports.awaited else DONE))
    if closed := len(found.reports.closed):
        told.append(Standing(f"{closed} báo cáo đã khép lại, có lý do", OFF))
    if found.to_mark:
        words = f"{found.marked}/{found.to_mark} cuộc đã dự được chấm đủ điểm"
        told.append(Standing(words, DUE if found.unmarked else DONE))
    if found.unscored:
        told.append(Standing(f"{found.unscored} cuộc không chấm điểm, có lý do", PLAIN))
    if found.unmarked:
        told.append(Standing(f"{found.unmarked} cuộc chưa chấm đủ", DUE))
    return told
