"""The line of steps on a page, as a person reads it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class StepShown:
    """A step on a page: its name, how it stands in words, where it leads, whether it is next."""

    words: str
    stands: str
    href: str
    is_next: bool


def steps_on(text: str) -> tuple[str, list[StepShown]]:
    """Return what the line of steps says in short, and its steps in order."""
    line = text.partition('<nav class="way"')[2].partition("</nav>")[0]
    short = re.search(r"<b>(.*?)</b>", line)
    assert short is not None, "no line of steps"
    return short[1], [_step(one) for one in re.findall(r"<li.*?</li>", line, re.DOTALL)]


def _step(item: str) -> StepShown:
    state = re.search(r'class="state \w+">(.*?)</span>', item, re.DOTALL)
    link = re.search(r'href="([^#"][^"]*|#[^"]*)">([^<]+)</a>', item)
    assert state is not None
    bare = re.sub(r"<[^>]*>", "", item.partition('<span class="state')[0])
    words = link[2] if link else bare.strip()
    stands = re.sub(r"<[^>]*>", "", state[1]).strip()
    return StepShown(words, stands, link[1] if link else "", 'aria-current="step"' in item)
