"""What other rooms may wait for."""

from blinker import Namespace

_signals = Namespace()

# Sent when a duty was added, changed or removed, inside that transaction, with the id of its
# activity: handlers must not commit.
duty_changed = _signals.signal("duty-changed")

# Sent likewise when a round's own row or a seat of its team was added, changed or removed.
round_changed = _signals.signal("round-changed")

# Asked with the id of a plan, to tell in its paper when and where units are worked with: rooms
# that hold sessions answer with a `queries.Session` by assignment.
sessions_asked = _signals.signal("sessions-asked")
