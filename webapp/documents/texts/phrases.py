"""Phrases that papers of several rooms share: each has one form, and stands here."""

from webapp.documents.models import Document
from webapp.documents.tree import gap, literal
from webapp.rules.text import long_date

STOPS = (".", ";", ":", "!", "?", "…")  # after these a sentence needs no full stop


def flat(text: str | None) -> str:
    """Return a person's text on one line, its signs no marks."""
    return literal(" ".join((text or "").split()))


def sentence(text: str) -> str:
    """Return a person's text, on one line, as a sentence that ends."""
    return ended(flat(text))


def ended(words: str) -> str:
    """Return words that may hold marks as a sentence that ends; a gap is left alone."""
    return words if words.endswith(STOPS) or words.startswith("[[") else f"{words}."


def lowered(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return flat(title[:1].lower() + title[1:])


def plan_symbol(paper: Document | None) -> str:
    """Return the number and symbol of the plan's paper, or the gap where it was not issued."""
    if paper is None or paper.issued_on is None:
        return gap("số, ký hiệu của kế hoạch chưa ban hành")
    return literal(paper.number_and_symbol)


def plan_number(paper: Document | None) -> str:
    """Return the number and day of the plan's paper, or the gap where it was not issued."""
    day = f" {long_date(paper.issued_on)}" if paper and paper.issued_on else ""
    return plan_symbol(paper) + day


def plan_cited(title: str, paper: Document | None) -> dict[str, str]:
    """Return what the text "bases" needs: the plan's number and day, and its title."""
    return {"plan": plan_number(paper), "plan_title": lowered(title)}


def comrade(name: str, *about: str) -> str:
    """Return a person with position and what else is known: "Đồng chí Trần Văn Mẫu, Phó Bí thư"."""
    return ", ".join(literal(part) for part in (f"Đồng chí {name}", *about) if part)
