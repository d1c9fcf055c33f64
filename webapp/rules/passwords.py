"""Which passwords may be chosen: long ones that nobody tries first."""

from webapp.rules import text as words
from webapp.rules.common_passwords import WORDS

LEAST, MOST = 10, 128  # characters
SAMPLE = "mat-khau-mau"  # of all the samples' people, printed at every start
_FIGURES = "0123456789"
_LIKE = str.maketrans("@4310$5!7", "aaeiossit")  # signs typed for the letters that they look like


def problem(password: str, username: str, *, takes_sample: bool) -> str:
    """Return in Vietnamese why a password may not be chosen, or "" where it may."""
    if len(password) < LEAST:
        return f"Ít nhất {LEAST} ký tự."
    if len(password) > MOST:
        return f"Nhiều nhất {MOST} ký tự."
    if is_common(password):
        return "Mật khẩu này dễ đoán, hay bị thử trước. Đồng chí chọn mật khẩu khác."
    if {_plain(password), _bare(password)} & {_plain(username), _bare(username)}:
        return "Mật khẩu không được giống tên đăng nhập."
    if not takes_sample and _plain(password) == _plain(SAMPLE):
        return "Đây là mật khẩu mẫu, ai cũng biết. Đồng chí chọn mật khẩu khác."
    return ""


def is_common(password: str) -> bool:
    """Return True for a word that is tried first, perhaps with figures around it or repeated."""
    plain, bare = _plain(password), _bare(password)
    found = {plain, bare, _bare(password.strip(_FIGURES + "!@#$%.*").translate(_LIKE))}
    found |= {_repeated(one) for one in found}
    return any(one in WORDS or 0 < len(one) <= 3 for one in found)


def _plain(text: str) -> str:
    """Return letters and figures alone, small and without marks."""
    return "".join(one for one in words.fold(text) if one.isalnum())


def _bare(text: str) -> str:
    """Return a text plain, and without the figures around it."""
    return _plain(text).strip(_FIGURES)


def _repeated(text: str) -> str:
    """Return the part of which a text is made by repeating it: the text itself, mostly."""
    at = (text + text).find(text, 1)
    return text[:at] if 0 < at < len(text) else text
