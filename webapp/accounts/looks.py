"""How the program looks to a person: the size of its text and its colours, kept with the person."""

from flask import g
from flask_login import current_user

NORMAL, LARGE, LARGER = "normal", "large", "larger"
TEXT_SIZES = {NORMAL: "Thường", LARGE: "Lớn", LARGER: "Rất lớn"}
AUTO, LIGHT, DARK = "auto", "light", "dark"
THEMES = {AUTO: "Theo máy", LIGHT: "Sáng", DARK: "Tối"}


def page_look() -> dict[str, str]:
    """Return the attributes of `<html>`: nothing for what the device decides, or is usual.

    A page of an error asks nothing of the database, so it looks as it does to a stranger.
    """
    if g.get("bare", False) or not current_user.is_authenticated:
        return {}
    look = {}
    if current_user.theme in (LIGHT, DARK):
        look["data-bs-theme"] = current_user.theme
    if current_user.text_size in (LARGE, LARGER):
        look["data-text"] = current_user.text_size
    return look
