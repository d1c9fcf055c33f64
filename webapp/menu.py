"""The menu: what leads to the rooms, in the order in which a person reads it."""

from collections.abc import Collection
from typing import NamedTuple

from flask_login import current_user

from webapp.accounts.models import ADMINISTRATOR, BOARD, OFFICE
from webapp.grassroots.kinds import GRASSROOTS
from webapp.observations.kinds import ONGOING
from webapp.plans.kinds import ActivityKind
from webapp.plans.queries import kinds_in_use
from webapp.rounds.kinds import ROUND

EVERYONE = frozenset({*BOARD, OFFICE})


class Entry(NamedTuple):
    """A line of the menu; `kind` is of activities without which nobody has use for it."""

    endpoint: str
    words: str
    icon: str
    roles: Collection[str]
    kind: ActivityKind | None = None


MENU = (
    Entry("milestones.home", "Việc của tôi", "house", EVERYONE),
    Entry("reports.latest", "Bức tranh năm", "grid-3x3", BOARD),
    Entry("plans.index", "Kế hoạch", "journal-text", EVERYONE),
    Entry("notices.index", "Đăng ký lịch", "calendar-week", EVERYONE),
    Entry(ROUND.page, "Đợt giám sát", "people", BOARD, ROUND),
    Entry(GRASSROOTS.page, "Đi cơ sở", "signpost-split", BOARD, GRASSROOTS),
    Entry(ONGOING.page, "Giám sát thường xuyên", "eye", BOARD, ONGOING),
    Entry("visits.index", "Buổi dự", "calendar2-check", EVERYONE),
    Entry("followup.index", "Kiến nghị", "clipboard-check", EVERYONE),
    Entry("documents.index", "Văn bản", "file-earmark-text", EVERYONE),
    Entry("organizations.index", "Tổ chức", "diagram-3", BOARD),
    Entry("administration.people", "Quản trị", "gear", frozenset({ADMINISTRATOR})),
)


def menu() -> list[Entry]:
    """Return what the signed-in person has use for: one query, so only a whole page asks."""
    kinds = kinds_in_use(current_user)
    return [
        entry
        for entry in MENU
        if current_user.is_any(*entry.roles) and (entry.kind is None or entry.kind.key in kinds)
    ]
