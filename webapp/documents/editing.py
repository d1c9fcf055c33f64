"""A paper's wording as a person edits it: one text per section, in light marks.

A line is a paragraph; a line that begins with "- " is an item of a list, with "# ", "## " or
"### " a heading. What is no text (a table, a plot) keeps its place between the texts.
"""

from dataclasses import dataclass, replace

from webapp.documents.tree import Block, Heading, Item, Paper, Paragraph, gap

_TEXT = (Heading, Paragraph, Item)
# A text that was emptied stays as a gap: it keeps its place, and stops approval.
_EMPTIED: list[Block] = [Paragraph(gap("nội dung của phần đã để trống"))]


@dataclass(frozen=True)
class Segment:
    """Either a text to edit (`block` is None) or a block that is only shown."""

    text: str = ""
    block: Block | None = None


def segments(paper: Paper) -> list[Segment]:
    """Split a paper into texts and fixed blocks; each main heading begins a new text."""
    found: list[Segment] = []
    lines: list[str] = []
    for block in paper.blocks:
        if lines and (not isinstance(block, _TEXT) or _begins_section(block, lines)):
            found.append(Segment("\n".join(lines)))
            lines = []
        if isinstance(block, _TEXT):
            lines.append(_line(block))
        else:
            found.append(Segment(block=block))
    if lines:
        found.append(Segment("\n".join(lines)))
    return found


def rebuild(paper: Paper, texts: list[str]) -> Paper:
    """Return *paper* with its texts replaced, in order; raise ValueError when one is missing."""
    remaining = iter(texts)
    blocks: list[Block] = []
    try:
        for segment in segments(paper):
            blocks += [segment.block] if segment.block else _blocks(next(remaining)) or _EMPTIED
    except StopIteration:
        raise ValueError("a text of the paper is missing") from None
    return replace(paper, blocks=tuple(blocks))


def _begins_section(block: Block, before: list[str]) -> bool:
    """A heading begins a section, unless it only follows a heading above it."""
    only_headings = all(line.startswith("#") for line in before)
    return isinstance(block, Heading) and block.level < 3 and not only_headings


def _line(block: Heading | Paragraph | Item) -> str:
    # A line break inside a block would make two blocks of it.
    text = block.text.replace("\n", " ")
    if isinstance(block, Heading):
        return f"{'#' * block.level} {text}"
    return f"- {text}" if isinstance(block, Item) else text


def _blocks(text: str) -> list[Block]:
    return [_block(line.strip()) for line in text.splitlines() if line.strip(" #-")]


def _block(line: str) -> Block:
    marks, _, rest = line.partition(" ")
    if rest and marks in ("#", "##", "###"):
        return Heading(len(marks), rest.strip())
    return Item(rest.strip()) if rest and marks == "-" else Paragraph(line)
