"""Drafts that people take home: each says on every page who took it, and when."""

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.web import moment


def foot_for(who: User) -> str:
    """Return what stands below each page of a draft that *who* takes now."""
    return f"Dự thảo do {who.full_name} tải về lúc {moment(clock.now())}"
