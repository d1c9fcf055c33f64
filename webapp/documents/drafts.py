"""Drafts that people take home: each says on every page who took it, and when."""

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.web import moment
from webapp.documents.pdf.fonts import with_known_glyphs


def foot_for(who: User) -> str:
    """Return what stands below each page of a draft that *who* takes now."""
    # No part of the paper: a name that cannot be printed stops nobody from reading it.
    return with_known_glyphs(f"Dự thảo do {who.full_name} tải về lúc {moment(clock.now())}")
