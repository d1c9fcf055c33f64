"""All views of this room; each module hangs its own on the one blueprint."""

from webapp.grassroots import line_views, report_views, views, wishes
from webapp.grassroots.blueprint import bp

__all__ = ("bp", "line_views", "report_views", "views", "wishes")
