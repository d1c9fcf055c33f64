"""Two texts of one field: which ways there are to decide, and what each makes of them. Pure."""

KEPT, OFFERED, BOTH, MERGED = "kept", "offered", "both", "merged"
_JOINTS = {"lines": "\n", "line": "; "}  # by the widget of the field; others hold one value


def ways(widget: str) -> tuple[str, ...]:
    """Return the ways to decide about a field: only texts can be joined or edited together."""
    return (KEPT, OFFERED, BOTH, MERGED) if widget in _JOINTS else (KEPT, OFFERED)


def joined(kept: str, offered: str, widget: str) -> str:
    """Return both texts in one, each its own paragraph; one that holds the other says all."""
    one, other = kept.strip(), offered.strip()
    if not one or one in other:
        return other
    if other in one:
        return one
    return f"{one}{_JOINTS[widget]}{other}"


def decided(way: str, kept: str, offered: str, typed: str, widget: str) -> str:
    """Return what stands in the field after a decision; *typed* is what was merged by hand."""
    if way == BOTH:
        return joined(kept, offered, widget)
    return {KEPT: kept, OFFERED: offered, MERGED: typed}[way]
