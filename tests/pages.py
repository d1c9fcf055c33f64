"""What is true of every page: the tests' clients look at each page that passes by."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

from webapp.core import config

INLINE = frozenset({"a", "b", "br", "small", "span", "strong", "svg", "use"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})


@cache
def drawn() -> frozenset[str]:
    """Return the names of the icons that are in the sprite."""
    sprite = (config.ROOT / "static" / "vendor" / "icons.svg").read_text("utf-8")
    return frozenset(re.findall(r' id="([^"]+)"', sprite))


class Look(HTMLParser):
    """Reads a page once and notes what the checks below ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.wanted: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.form: dict[str, object] | None = None
        self.title = ""
        self.in_cards = self.is_broken = False
        self.before = ""  # the text before where we are
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {attrs}")
        self._attributes(tag, found)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "form":
            if self.form is not None:
                self.faults.append("a form inside a form")
            self.form = {"post": (found.get("method") or "").lower() == "post", "token": False}
        if tag == "input" and found.get("name") == "csrf_token" and self.form:
            self.form["token"] = True
        if tag == "table":
            self.in_cards = "cards" in (found.get("class") or "").split()
        self.is_broken = tag == "br" or (self.is_broken and tag in INLINE)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
            return
        self.open.pop()
        self.in_cards = self.in_cards and "table" in self.open
        self.is_broken = self.is_broken and tag in INLINE
        if tag == "form" and self.form is not None:
            if self.form["post"] and not self.form["token"]:
                self.faults.append("a form that posts without csrf_token")
            self.form = None

    def handle_data(self, data: str) -> None:
        if self.open[-2:] == ["head", "title"]:
            self.title += data
        if self.in_cards and self.is_broken and self.before[-1:].strip() and data[:1].strip():
            self.faults.append(f"glued on a card, without a break: {self.before[-20:]}{data[:20]}")
        self.before, self.is_broken = data, False

    def _attributes(self, tag: str, found: dict[str, str | None]) -> None:
        if "id" in found:
            self.ids[found["id"] or ""] += 1
        for name in ("for", "aria-describedby", "aria-labelledby", "list"):
            if found.get(name):
                self.wanted += [(name, one) for one in (found[name] or "").split()]
        if tag == "use" and (found.get("href") or "").partition("#")[2] not in drawn():
            self.faults.append(f"no such icon: {found.get('href')} (`make assets` draws new ones)")
        if "style" in found or any(name.startswith(("on", "hx-on")) for name in found):
            self.faults.append(f"<{tag}> has a style or script of its own")
        if tag == "script" and not found.get("src"):
            self.faults.append("a script without src")
        if tag == "img" and "alt" not in found:
            self.faults.append("a picture without words")
        if tag == "span" and (found.get("class") or "").split() == ["state"]:
            self.faults.append("a state without tone: no `Standing` was given to the macro")
        if tag == "button" and "type" not in found:
            self.faults.append("a button without type")
        if tag == "input" and (found.get("type") == "file" or "data-typed" in found):
            self._said_beside(found)
        for name in ("href", "src", "action"):
            if (found.get(name) or "").startswith(("http:", "https:", "//", "javascript:")):
                self.faults.append(f"<{tag}> leads to another host: {found[name]}")

    def _said_beside(self, found: dict[str, str | None]) -> None:
        line = f"{found.get('id')}-said"
        if line not in (found.get("aria-describedby") or "").split():
            self.faults.append(f"nothing says what was typed or chosen: {line}")


def faults(text: str, *, whole: bool) -> list[str]:
    """Return what is wrong with a page, or with a part of one (not *whole*)."""
    look = Look(text)
    found = list(look.faults)
    found += [f"id {one!r} stands {count} times" for one, count in look.ids.items() if count > 1]
    if look.open:
        found.append(f"never closed: {look.open}")
    if not whole:
        return found
    found += [f"{name}={one!r} names no id" for name, one in look.wanted if one not in look.ids]
    if look.headings.count(1) != 1:
        found.append(f"{look.headings.count(1)} main headings")
    if any(after > before + 1 for before, after in pairwise(look.headings)):
        found.append(f"a level of heading is left out: {look.headings}")
    if "· Dự, giám sát" not in look.title or len(look.title.strip()) < 17:
        found.append(f"no title of its own: {look.title.strip()!r}")
    return found
