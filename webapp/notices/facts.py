"""What notices keep of meetings, and what they send on: facts that stay as they were written."""

from dataclasses import dataclass
from datetime import date, datetime, time

# What a row says of its meeting in words. It is written on as it is: from the form into the row,
# from the row into the meeting, from the meeting into the list that is kept. Each with its words.
SAID = {
    "place": "nơi họp",
    "kind": "loại",
    "topic": "chuyên đề",
    "contact": "người liên hệ",
    "phone": "điện thoại",
}


def said(of: object) -> dict[str, str]:
    """Return what a row or a meeting says, by the names in `SAID`."""
    return {name: getattr(of, name) for name in SAID}


@dataclass(frozen=True)
class Row:
    """One meeting as it is filed. `day` and `hour` are on Việt Nam's wall clock."""

    organization_id: int
    day: date
    hour: time
    place: str
    kind: str  # of models.MEETING_KINDS
    topic: str = ""
    contact: str = ""
    phone: str = ""
    is_proposed: bool = False  # the committee asks that this one be attended


@dataclass(frozen=True)
class ListedMeeting:
    """A row of a notice as one filing left it (`NoticeRevision.meetings`), kept for ever.

    `organization` is its label on that day, `cancelled` why it is not held ("" while it is).
    A new field needs a default: what was filed before it lacks it. Lists filed before the
    amending notice lack `meeting_id`.
    """

    organization_id: int = 0
    organization: str = ""
    day: date | None = None
    hour: time | None = None
    place: str = ""
    kind: str = ""  # of models.MEETING_KINDS
    topic: str = ""
    contact: str = ""
    phone: str = ""
    received_on: date | None = None
    due_on: date | None = None
    cancelled: str = ""
    meeting_id: int | None = None
    is_proposed: bool = False

    @property
    def is_late(self) -> bool:
        """Whether it was to be held, and its date came after the day it was due."""
        if self.cancelled or self.received_on is None or self.due_on is None:
            return False
        return self.received_on > self.due_on


@dataclass(frozen=True)
class TypedRow:
    """A row as it was typed, good or not; `day` is a text where it is none."""

    organization: str = ""
    day: date | str = ""
    hour: str = ""
    place: str = ""
    kind: str = ""
    topic: str = ""
    contact: str = ""
    phone: str = ""
    cancelled: str = ""
    is_proposed: bool = False


@dataclass(frozen=True)
class DraftRow:
    """A row of a list that is still being typed (`NoticeDraft.rows`): texts as they were typed."""

    organization: str = ""
    day: str = ""
    hour: str = ""
    place: str = ""
    kind: str = ""
    topic: str = ""
    contact: str = ""
    phone: str = ""
    is_proposed: str = ""


@dataclass(frozen=True)
class MeetingBefore:
    """What a meeting was before a change, as `signals.meeting_changed` sends it."""

    starts_at: datetime
    place: str
    kind: str
    topic: str = ""
