"""What changed of a meeting, in words that say just that. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """When, where and on what a meeting is held, as people read it."""

    when: str
    place: str
    content: str = ""


_PARTS = (("when", "thời gian"), ("place", "địa điểm"), ("content", "nội dung"))


UNKNOWN = "(chưa định)"


def change_words(before: Held, now: Held, named: str = "") -> str:
    """Return "đổi địa điểm thành B (trước là A)": a part for each thing that changed.

    *named* is a field whose former value the sentence has named already.
    """
    parts = []
    for name, words in _PARTS:
        was, becomes = getattr(before, name), getattr(now, name)
        if was != becomes:
            former = "" if name == named else f" (trước là {was or UNKNOWN})"
            parts.append(f"đổi {words} thành {becomes or UNKNOWN}{former}")
    return "; ".join(parts)


def changed_parts(before: Held, now: Held) -> str:
    """Return what changed, by name: "thời gian, địa điểm"; "" for nothing."""
    return ", ".join(words for name, words in _PARTS if getattr(before, name) != getattr(now, name))


def team_words(before: dict[str, str], now: dict[str, str]) -> str:
    """Return who came, went, or has another part now; both map names to parts, as people read
    them: "thêm A (thành viên); thôi B; C nay là Tổ trưởng"."""
    came = [f"thêm {name} ({now[name]})" for name in now if name not in before]
    went = [f"thôi {name}" for name in before if name not in now]
    other = [
        f"{name} nay là {now[name]}" for name in now if name in before and before[name] != now[name]
    ]
    return "; ".join([*came, *went, *other])
