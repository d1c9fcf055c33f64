"""Draw the icons of the installed program from static/icon.svg: `python -m tests.app_icons`."""

import re
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "static"
FINER = 4  # drawn larger, then made smaller: edges are smooth
# Name → size in px, and whether its ground fills the square: a launcher cuts its own shape out.
ICONS = {
    "icons/192.png": (192, False),
    "icons/512.png": (512, False),
    "icons/maskable-512.png": (512, True),
    "icons/apple-180.png": (180, True),
}
NUMBER = r"-?\d*\.?\d+"
Point = tuple[float, float]


def draw(size: int, *, fills: bool) -> Image.Image:
    """Return the icon in so many points."""
    svg = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    _, _, width, height = map(int, re.findall(r'viewBox="(\d+) (\d+) (\d+) (\d+)"', svg)[0])
    ground, star = re.findall(r'fill="(#\w+)"', svg)
    radius = 0 if fills else float(re.findall(r'rx="([\d.]+)"', svg)[0])
    scale = size * FINER / width
    made = Image.new("RGBA", (size * FINER, size * FINER), ground if fills else "#0000")
    pen = ImageDraw.Draw(made)
    pen.rounded_rectangle((0, 0, width * scale, height * scale), radius * scale, fill=ground)
    outline = points(re.findall(r' d="([^"]+)"', svg)[0])
    pen.polygon([(x * scale, y * scale) for x, y in outline], fill=star)
    # Two colours and what lies between them at the edges.
    return made.resize((size, size), Image.Resampling.LANCZOS).quantize(32)


def points(path: str) -> list[Point]:
    """Return the corners of a path of straight lines."""
    found: list[Point] = []
    for letter, numbers in re.findall(r"([MLl])([^MLlz]*)", path):
        values = [float(one) for one in re.findall(NUMBER, numbers)]
        for x, y in zip(values[::2], values[1::2], strict=True):
            last = found[-1] if letter == "l" else (0.0, 0.0)
            found.append((last[0] + x, last[1] + y))
    return found


if __name__ == "__main__":
    for name, (size, fills) in ICONS.items():
        draw(size, fills=fills).save(FOLDER / name, optimize=True)
