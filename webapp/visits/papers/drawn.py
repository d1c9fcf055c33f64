"""How times, places and people are written on papers that announce. Pure, for all rooms."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.texts.phrases import comrade
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import Block, Column, Paragraph, Table, gap, literal
from webapp.notices.models import HOUR_LATER
from webapp.rules.text import local_time, long_date, short_date, weekday_name
from webapp.visits.announced import Announced, AnnouncedVisit, Change, Difference, Person

NOTHING = "–"
_WHY = {
    Change.TIME: "thời gian",
    Change.PLACE: "địa điểm",
    Change.CONTENT: "loại hình, nội dung",
    Change.PEOPLE: "người dự",
    Change.ADDED: "bổ sung buổi",
    Change.CANCELLED: "hủy, hoãn buổi",
    Change.DROPPED: "không bố trí dự",
    Change.TEAM: "thành phần Đoàn",
    Change.GUESTS: "thành phần được mời",
}


class Telling(Protocol):
    """What a paper that announces tells, in whichever room: `announced` are the visits to come;
    `replaced` are issued papers that a new one takes the place of, because of `changes`;
    `is_begun`: some visits are over, not told of."""

    @property
    def announced(self) -> Announced: ...
    @property
    def replaced(self) -> Sequence[Document]: ...
    @property
    def changes(self) -> Sequence[Difference]: ...
    @property
    def is_begun(self) -> bool: ...


def in_place_of(
    facts: Telling, kinds: Iterable[PaperKind], what: str, wording: Wording, part: str = "replaces"
) -> list[Block]:
    """Return which papers of *kinds* this one replaces, and that *what* changed; empty for none."""
    keys = {kind.key for kind in kinds}
    old = numbers_of(paper for paper in facts.replaced if paper.kind in keys)
    if not old:
        return []
    replaces = wording(part, old=old, why=why(what, facts.changes))
    return [Paragraph(f"{replaces} {wording('passed')}" if facts.is_begun else replaces)]


def visits(
    facts: Telling,
    columns: Sequence[Column],
    row: Callable[[AnnouncedVisit], tuple[str, ...]],
    wording: Wording,
) -> list[Block]:
    """Return the table of the visits that are held, or that there are none."""
    held = [visit for visit in facts.announced.visits if visit.cancelled is None]
    if not held:
        return [Paragraph(wording("no_more_visits" if facts.is_begun else "no_visits"))]
    return [Table(tuple(columns), tuple(row(visit) for visit in held))]


def moment(visit: AnnouncedVisit) -> str:
    """Return "08 giờ 00, thứ Ba, 05/03/2024"; a gap while the day is not set, or the hour.

    Where the planner chose so: "Thứ Ba, 05/03/2024, giờ cụ thể thông báo sau".
    """
    if visit.day is None:
        return gap(f"thời gian làm việc tại {literal(visit.unit)}")
    if visit.hour is None and not visit.is_hour_later:
        return f"{gap(f'giờ làm việc tại {literal(visit.unit)}')}, {_day(visit.day)}"
    return told_moment(visit)


def told_moment(visit: AnnouncedVisit) -> str:
    """Return when a visit was said to be, in a paper that went out: nothing in it is a gap."""
    if visit.day is None:
        return NOTHING
    day = _day(visit.day)
    if visit.hour is None:
        return f"{day[:1].upper()}{day[1:]}, {HOUR_LATER}"
    return f"{local_time(visit.hour)}, {day}"


def _day(day: date) -> str:
    return f"{weekday_name(day)}, {short_date(day)}"


def place(visit: AnnouncedVisit) -> str:
    """Return where it is held; a gap while that is not known."""
    return literal(visit.place) or gap("địa điểm")


def people(found: Sequence[Person], roles: Mapping[str, str]) -> str:
    """Return who goes: "Đồng chí A, Chuyên viên (Tổ trưởng); Đồng chí B". *roles* has the words."""
    return "; ".join(_person(one, roles) for one in found)


def _person(one: Person, roles: Mapping[str, str]) -> str:
    named = comrade(one.name, one.position)
    role = roles.get(one.role, "")
    return f"{named} ({role})" if role else named


def numbers_of(papers: Iterable[Document]) -> str:
    """Return issued papers by number and day: "số 05-TB/BTCTU ngày 01 tháng 02 năm 2024; số …"."""
    return "; ".join(
        f"số {literal(one.number_and_symbol)} {long_date(one.issued_on)}"
        for one in papers
        if one.issued_on
    )


def why(what: str, differences: Iterable[Difference]) -> str:
    """Return why papers are replaced: "lịch dự có thay đổi (thời gian, địa điểm)"."""
    kinds = {one.kind: _WHY.get(one.kind) or one.label.lower() for one in differences}
    return f"{what} có thay đổi" + (f" ({', '.join(kinds.values())})" if kinds else "")
