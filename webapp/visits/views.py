"""All views of this room; each module hangs its own on the one blueprint."""

from webapp.visits import choosing_views, coming, sessions, team_views
from webapp.visits.blueprint import bp

__all__ = ("bp", "choosing_views", "coming", "sessions", "team_views")
