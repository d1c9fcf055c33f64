"""The menu: what leads to the rooms, in the order in which a person reads it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from flask import request, url_for
from flask_login import current_user

from webapp.accounts.models import (
    ADMINISTRATOR,
    BOARD,
    LEADER,
    MEMBER,
    OFFICE,
    PLANNER,
    READER,
)
from webapp.grassroots.kinds import GRASSROOTS
from webapp.observations.kinds import ONGOING
from webapp.plans.kinds import ActivityKind
from webapp.plans.queries import kinds_in_use
from webapp.rounds.kinds import ROUND
from webapp.rules.menu import arrange

EVERYONE = frozenset({*BOARD, OFFICE})


class Entry(NamedTuple):
    """A line of the menu; `kind` is of activities without which nobody has use for it."""

    endpoint: str
    words: str
    icon: str
    roles: Collection[str]
    kind: ActivityKind | None = None


HOME, YEAR, PLANS, NOTICES = "milestones.home", "reports.latest", "plans.index", "notices.index"
VISITS, FOLLOWUP, PAPERS = "visits.index", "followup.index", "documents.index"
BODIES, ADMINISTRATION = "organizations.index", "administration.people"

MENU = (
    Entry(HOME, "Việc của tôi", "house", EVERYONE),
    Entry(YEAR, "Theo dõi cả năm", "grid-3x3", BOARD),
    Entry(PLANS, "Kế hoạch", "journal-text", EVERYONE),
    Entry(NOTICES, "Đăng ký lịch", "calendar-week", EVERYONE),
    Entry(ROUND.page, "Đợt giám sát", "people", BOARD, ROUND),
    Entry(GRASSROOTS.page, "Đi cơ sở", "signpost-split", BOARD, GRASSROOTS),
    Entry(ONGOING.page, "Giám sát thường xuyên", "eye", BOARD, ONGOING),
    Entry(VISITS, "Buổi dự", "calendar2-check", EVERYONE),
    Entry(FOLLOWUP, "Kiến nghị", "clipboard-check", EVERYONE),
    Entry(PAPERS, "Văn bản", "file-earmark-text", EVERYONE),
    Entry(BODIES, "Tổ chức", "diagram-3", BOARD),
    Entry(ADMINISTRATION, "Quản trị", "gear", frozenset({ADMINISTRATOR})),
)

# What each part opens most, the most often first.
FIRST = {
    PLANNER: (HOME, YEAR, VISITS, PLANS, GRASSROOTS.page, ROUND.page, PAPERS, NOTICES),
    LEADER: (HOME, PAPERS, YEAR, VISITS, FOLLOWUP, PLANS),
    MEMBER: (HOME, VISITS, GRASSROOTS.page, ROUND.page, PAPERS, ONGOING.page, FOLLOWUP, PLANS),
    OFFICE: (HOME, NOTICES, VISITS, FOLLOWUP, PAPERS, PLANS),
    ADMINISTRATOR: (HOME, ADMINISTRATION, BODIES, YEAR, PLANS, PAPERS),
    READER: (HOME, YEAR, PLANS, VISITS, FOLLOWUP, PAPERS),
}


class Place(NamedTuple):
    """An entry as the menu shows it."""

    words: str
    icon: str
    href: str
    is_here: bool  # the page that is open belongs to it
    is_beyond_bar: bool  # on a telephone it stands behind "Thêm"


@dataclass(frozen=True)
class Menu:
    """What a page shows: entries in sight, and those that are always behind "Thêm"."""

    main: list[Place]
    more: list[Place]

    @property
    def behind(self) -> list[Place]:
        """What stands behind "Thêm", on a telephone or everywhere."""
        return [*(one for one in self.main if one.is_beyond_bar), *self.more]

    @property
    def is_here_behind(self) -> bool:
        """True where the page that is open belongs to something that is never in sight."""
        return any(one.is_here for one in self.more)


def menu() -> Menu:
    """Return what the signed-in person has use for: one query, so only a whole page asks."""
    kinds = kinds_in_use(current_user)
    entries = {
        entry.endpoint: entry
        for entry in MENU
        if current_user.is_any(*entry.roles) and (entry.kind is None or entry.kind.key in kinds)
    }
    found = arrange(list(entries), [FIRST[one] for one in current_user.roles if one in FIRST])
    return Menu(
        [_place(entries[key], is_beyond_bar=key not in found.bar) for key in found.main],
        [_place(entries[key], is_beyond_bar=True) for key in found.more],
    )


def _place(entry: Entry, *, is_beyond_bar: bool) -> Place:
    is_here = request.blueprint == entry.endpoint.partition(".")[0]
    return Place(entry.words, entry.icon, url_for(entry.endpoint), is_here, is_beyond_bar)
