"""What other rooms may be asked by this one."""

from datetime import datetime
from typing import NamedTuple

from blinker import Namespace

from webapp.core import clock

SOON = 14  # days

_signals = Namespace()

# Asked with the person whose first screen is shown: rooms that hold meetings answer with those
# that this person goes to, or receives, in the coming days, as `Coming` rows in order.
coming_asked = _signals.signal("coming-asked")


class Coming(NamedTuple):
    """A meeting of the coming days, in words; `part` is what the person is there, "" the host."""

    starts_at: datetime
    when: str
    name: str
    what: str
    place: str
    part: str
    href: str

    @property
    def is_today(self) -> bool:
        return clock.local(self.starts_at).date() == clock.today()
