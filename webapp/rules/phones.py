"""How a telephone number that people typed is called by pressing it."""

import re

_BETWEEN = re.compile(r"[\s.\-()/–]+")  # how officials group the digits of a number
_NUMBER = re.compile(r"\+?\d{8,15}")


def address(typed: str) -> str:
    """Return the address that calls a number, or "" where it is not one number."""
    number = _BETWEEN.sub("", typed)
    return f"tel:{number}" if _NUMBER.fullmatch(number) else ""
