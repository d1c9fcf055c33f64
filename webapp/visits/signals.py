"""What other rooms may be asked by this one."""

from blinker import Namespace

_signals = Namespace()

# hanging_asked.send(visit_id): a room answers True where it has gathered anything on the visit
# that would be lost with it.
hanging_asked = _signals.signal("hanging-asked")
