"""What it costs to send somebody else to a meeting, or nobody: said beside every choice by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.handing_out import Busy, Meeting, Month, Person, loads
from webapp.rules.zone import to_local

AGAINST, WORSE, BETTER = "against", "worse", "better"


@dataclass(frozen=True)
class Cost:
    """One thing to know of a choice: `kind` is against a rule, worse or better; `text` says it."""

    kind: str
    text: str


def costs(
    month: Month, given: Mapping[int, int], meeting: Meeting, person: Person | None
) -> list[Cost]:
    """Return what it costs that *person* (None: nobody) goes to *meeting*, all else as *given*."""
    if person is None:
        return list(_of_nobody(month, given, meeting))
    return [
        *_against_rules(month, given, meeting, person),
        *_of_load(month, given, meeting, person),
        *_of_wishes(meeting, person),
    ]


def _of_nobody(month: Month, given: Mapping[int, int], meeting: Meeting) -> Iterator[Cost]:
    if not any(o.unit_id == meeting.unit_id and o.id in given for o in _others(month, meeting)):
        if meeting.months is None:
            yield Cost(WORSE, "Đơn vị này chưa được dự lần nào")
        elif meeting.months > 0:
            yield Cost(WORSE, f"Đơn vị này {meeting.months} tháng chưa được dự")
    rest = [one for one in _others(month, meeting) if one.id in given]
    thematic = sum(one.thematic for one in rest)
    if meeting.thematic and thematic < month.minimum_thematic:
        yield Cost(
            WORSE, f"Tháng này chỉ còn {thematic}/{month.minimum_thematic} buổi chuyên đề được dự"
        )
    if month.wanted is not None and len(rest) < month.wanted:
        yield Cost(WORSE, f"Tháng này chỉ còn {len(rest)}/{month.wanted} buổi được dự")


def _others(month: Month, meeting: Meeting) -> Iterator[Meeting]:
    return (one for one in month.meetings if one.id != meeting.id)


def _against_rules(
    month: Month, given: Mapping[int, int], meeting: Meeting, person: Person
) -> Iterator[Cost]:
    if not person.is_eligible:
        yield Cost(AGAINST, "Không thuộc diện được cử theo kế hoạch")
    going = sum(who == person.id for key, who in given.items() if key != meeting.id)
    if person.most is not None and going >= person.most:
        yield Cost(AGAINST, f"Đã đủ {person.most} buổi trong tháng theo kế hoạch")
    if person.is_yet_to_come(meeting.day):
        yield Cost(AGAINST, "Ngày này chưa về nhận công tác")
    elif person.is_absent(meeting.day):
        yield Cost(AGAINST, "Đã báo vắng ngày này")
    own = (o for o in _others(month, meeting) if given.get(o.id) == person.id)
    for other in (*person.busy, *(Busy(one.starts_at, one.name) for one in own)):
        if month.clash(meeting.starts_at, other.starts_at):
            overlaps = abs(meeting.starts_at - other.starts_at) < ASSUMED_LENGTH
            words = "Trùng giờ với" if overlaps else "Không kịp di chuyển từ hoặc đến"
            yield Cost(AGAINST, f"{words} {other.name}, {to_local(other.starts_at):%H:%M}".strip())


def _of_load(
    month: Month, given: Mapping[int, int], meeting: Meeting, person: Person
) -> Iterator[Cost]:
    with_it = loads(month, {**given, meeting.id: person.id})
    if person.id not in with_it:
        return
    counted = (
        f" (tính thêm {person.credit} buổi theo mức, thời gian công tác)" if person.credit else ""
    )
    level = -(-sum(with_it.values()) // len(with_it))  # what an equal share would be, rounded up
    over = with_it[person.id] - level
    if over > 0:
        yield Cost(WORSE, f"Thêm {over} buổi so với mức chung {level} buổi trong năm{counted}")
    elif over < 0:
        yield Cost(BETTER, f"Ít hơn mức chung {level} buổi trong năm: còn {-over} buổi{counted}")


def _of_wishes(meeting: Meeting, person: Person) -> Iterator[Cost]:
    liking = person.liking(meeting)
    if liking < 0:
        yield Cost(WORSE, "Đã đề nghị tránh")
    elif liking > 0:
        yield Cost(BETTER, "Mong muốn được dự")
