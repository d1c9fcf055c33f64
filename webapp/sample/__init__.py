"""The samples: three plans with believable bodies and invented people, lived through.

Names of bodies, days and symbols of papers are facts of the plans; every sentence is in words of
our own and no person in them is real. Only the commands load them, never the program.
"""

import gc

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.sample import can_tho, dong_nai, ho_chi_minh
from webapp.sample.people import PASSWORD

SAMPLES = (dong_nai, can_tho, ho_chi_minh)


def load() -> None:
    """Load the samples and live their past months through. Commits; takes some seconds."""
    # What is loaded stays: looking for rubbish in it takes a sixth of the time.
    gc.disable()
    try:
        for one in SAMPLES:
            one.load()
    finally:
        gc.enable()


def is_loaded() -> bool:
    """Return True when the samples' people are in the database."""
    first = dong_nai.ACCOUNTS[0].username
    return bool(db.session.scalar(select(User.id).where(User.username == first)))


def accounts_text() -> str:
    """Return the sample accounts to try first, a line each, for the person at the terminal."""
    lines = [f"Tài khoản mẫu (mật khẩu chung: {PASSWORD})"]
    for one in SAMPLES:
        told = [who.line for who in one.ACCOUNTS if who.is_listed]
        more = len(one.ACCOUNTS) - len(told)
        lines += ["", f"{one.TITLE}:", *told]
        lines += [f"  và {more} tài khoản khác, xem docs/samples.md"] if more else []
    return "\n".join(lines)
