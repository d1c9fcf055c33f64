"""Makes the sprite of icons: of the two thousand of the set, those that our screens may show.

Run at set-up (`make assets`), by the standard library alone. An icon is named in quotation marks,
in a template or by a kind; a word that only happens to be an icon's name brings that icon along.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

SYMBOL = re.compile(r'<symbol[^>]*? id="([^"]+)".*?</symbol>', re.DOTALL)
QUOTED = re.compile(r"""["']([a-z0-9-]+)["']""")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'


def sprite_of(every: str, texts: Iterable[str]) -> str:
    """Return the part of the sprite *every* that the *texts* name."""
    named = {name for text in texts for name in QUOTED.findall(text)}
    symbols = [found[0] for found in SYMBOL.finditer(every) if found[1] in named]
    return "\n".join((HEAD, *symbols, "</svg>")) + "\n"


def main(source: str, target: str, *folders: str) -> None:
    """Write the sprite *target* from *source*, for the screens below *folders*."""
    screens = [one for folder in folders for one in Path(folder).rglob("*")]
    texts = [one.read_text("utf-8") for one in screens if one.suffix in (".html", ".py")]
    Path(target).write_text(sprite_of(Path(source).read_text("utf-8"), texts), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
