"""All views of this room; each module hangs its own on the one blueprint."""

from webapp.attending import (
    findings_views,
    gathering,
    letters_views,
    preparing_views,
    session_views,
    tablet_views,
)
from webapp.attending.blueprint import bp

__all__ = (
    "bp",
    "findings_views",
    "gathering",
    "letters_views",
    "preparing_views",
    "session_views",
    "tablet_views",
)
