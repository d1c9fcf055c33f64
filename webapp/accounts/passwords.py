"""How passwords are kept: as argon2id, at a cost that is set; hashes of former years still hold.

A hash says itself by what it was made, so that the cost can be raised at any time: `is_outdated`
tells which are to be made anew when their person next signs in.
"""

from functools import cache
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from werkzeug.security import check_password_hash

OURS = "$argon2"  # what came before is werkzeug's: "scrypt:…", "pbkdf2:…"


@cache
def _hasher(rounds: int, memory: int, lanes: int) -> PasswordHasher:
    return PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=lanes)


def _today() -> PasswordHasher:
    return _hasher(*current_app.config["PASSWORD_COST"])


@cache
def _of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("no such person")


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return _today().hash(_typed(password))


def fits(kept: str | None, password: str) -> bool:
    """Return True when *kept* was made of *password*; None (nobody is called so) takes as long."""
    if kept is not None and not kept.startswith(OURS):
        return check_password_hash(kept, password)
    try:
        _today().verify(_of_nobody(_today()) if kept is None else kept, _typed(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def _typed(password: str) -> str:
    """Return a password as it counts: keyboards write "ế" as one sign or as three."""
    return normalize("NFC", password)


def is_outdated(kept: str) -> bool:
    """Return True when a hash was made in another way, or at another cost, than those of today."""
    return not kept.startswith(OURS) or _today().check_needs_rehash(kept)
