"""What other rooms may hear from this one."""

from blinker import signal

# meeting_changed.send(meeting, before=dict, cancelled=bool, reason=str, who=User), inside the
# transaction and before its commit, when a noticed meeting gets another day, time or place, or
# is not to be held. `before` holds its starts_at, place, kind and topic until now. Handlers do
# not commit.
meeting_changed = signal("meeting-changed")
