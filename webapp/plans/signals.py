"""What other rooms may wait for."""

from blinker import Namespace

_signals = Namespace()

# Sent when a duty was added, changed or removed, inside that transaction, with the id of its
# activity: handlers must not commit.
duty_changed = _signals.signal("duty-changed")
