"""The report of `make bench`, as lines on the screen."""

import shutil
import sys
from statistics import median

import pdfplumber

from tests.bench.contest import Contest, Contestant
from tests.bench.handing_out import Line
from tests.bench.measure import Archive

TITLES = {
    "ours": "this program",
    "stock": "ReportLab, bare canvas",
    "typesetting": "Typst",
    "weasy": "WeasyPrint",
    "office": "DOCX by LibreOffice",
}
# How many times as long as the program a contestant should at least take.
AIMS = {"stock": 1 / 1.2, "typesetting": 1.0, "weasy": 9.0, "office": 60.0}
BATCH_AIMS = {"office": 12.0}
FRESH_AIM = 0.35  # seconds
HAND_OUT_AIM = 2.0  # seconds


def wording(line: str) -> None:
    """Print a line at once, so that a log shows how far things are."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def program(name: str) -> bool:
    """Tell whether a program is on this machine."""
    return shutil.which(name) is not None


def left_out(name: str, why: str) -> None:
    """Name a contestant that takes no part."""
    wording(f"LEFT OUT: {TITLES[name]} ({why})")


def letters(title: str, contest: Contest, *, batch: bool = False) -> None:
    """Print medians, the middle half, and ratios to the program's own median."""
    wording(f"\n{title} (milliseconds a letter)\n")
    wording(f"{'':24}{'median':>9}{'middle half':>18}{'times':>7}{'ratio':>8}  aim")
    own = contest.median("ours")
    for one in contest.contestants:
        first, third = contest.spread(one.name)
        half = f"{first * 1000:.1f} – {third * 1000:.1f}"
        ratio = contest.median(one.name) / own
        aim = (BATCH_AIMS if batch else AIMS).get(one.name)
        verdict = "" if aim is None else f"≥ {aim:.2f}: {'met' if ratio >= aim else 'MISSED'}"
        count = len(contest.seconds[one.name])
        middle = contest.median(one.name) * 1000
        wording(f"{TITLES[one.name]:24}{middle:9.1f}{half:>18}{count:7}{ratio:8.2f}  {verdict}")


def what_was_printed(contestants: list[Contestant]) -> None:
    """Print that all contestants printed the same letter."""
    wording("\nThe last letter of each\n")
    for one in contestants:
        file = one.folder / "letter.pdf"
        with pdfplumber.open(file) as document:
            words = sum(len(page.extract_text().split()) for page in document.pages)
            size = file.stat().st_size / 1000
            wording(
                f"{TITLES[one.name]:24}{len(document.pages)} pages {words:5} words {size:6.0f} kB"
            )


def fresh(times: dict[str, tuple[float, float]]) -> None:
    """Print how long a fresh process takes to its first letter."""
    wording("\nThe first letter of a fresh process (seconds)\n")
    for way, (imported, first) in times.items():
        whole = imported + first
        verdict = "met" if whole <= FRESH_AIM else "MISSED"
        wording(
            f"{way:24}{whole:7.2f}  (import {imported:.2f}, fonts and print {first:.2f})"
            f"  ≤ {FRESH_AIM}: {verdict}"
        )


def archive(small: Archive, large: Archive) -> None:
    """Print how long archives took, and whether memory grew with them."""
    wording("\nOne archive on all cores\n")
    for one in (small, large):
        own, helper = one.megabytes
        wording(
            f"{one.count:5} letters {one.seconds:7.1f} s {one.count / one.seconds:7.0f} a second"
            f" {one.bytes / 1e6:7.1f} MB; at most {own:.0f} MB here, {helper:.0f} MB in a helper"
        )
    growth = median(b / a for a, b in zip(small.megabytes, large.megabytes, strict=True)) - 1
    wording(f"Memory for four times the letters: {growth:+.0%}")


def hand_outs(cases: list[tuple[str, list[Line], list[Line]]], first: float) -> None:
    """Print how months are handed out one by one and by the solver."""
    for title, simple, solved in cases:
        wording(f"\nHanding out: {title} ({len(simple)} months, sums)\n")
        head = (
            "seconds",
            "slowest",
            "processor",
            "attended",
            "waiting",
            "spread",
            "wishes",
            "clashes",
        )
        wording(f"{'':14}{''.join(f'{word:>10}' for word in head)}")
        for name, lines in (("one by one", simple), ("solver", solved)):
            wording(f"{name:14}{''.join(f'{value:>10}' for value in _sums(lines))}")
        worse = sum(
            not ours.measure.is_no_worse(other.measure)
            for other, ours in zip(simple, solved, strict=True)
        )
        slowest = max(line.seconds for line in solved)
        wording(f"{'':14}worse in {worse} months: {'MISSED' if worse else 'met'}")
        wording(f"{'':14}≤ {HAND_OUT_AIM} s: {'met' if slowest <= HAND_OUT_AIM else 'MISSED'}")
    verdict = "met" if first <= HAND_OUT_AIM else "MISSED"
    wording(f"\nThe first month of a fresh process: {first:.2f} s  ≤ {HAND_OUT_AIM}: {verdict}")


def _sums(lines: list[Line]) -> list[str]:
    measures = [line.measure for line in lines]
    return [
        f"{median(line.seconds for line in lines):.3f}",
        f"{max(line.seconds for line in lines):.3f}",
        f"{max(line.processor for line in lines):.3f}",
        *(
            str(sum(getattr(one, name) for one in measures))
            for name in ("attended", "waiting", "spread", "liking")
        ),
        str(sum(line.faults for line in lines)),
    ]
