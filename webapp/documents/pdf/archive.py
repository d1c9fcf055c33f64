"""Many papers as one archive: printed on all cores, with no more than a few in memory."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from webapp.documents.pdf.render import render_pdf
from webapp.documents.tree import Paper

_PORTION = 10  # papers that a process takes at a time: fewer would cost errands, more memory
_WORTH_HELPERS = 100  # papers that take longer than starting the processes


def write_archive(papers: Iterable[tuple[str, Paper]], out: BinaryIO, *, cores: int = 0) -> int:
    """Print (file name, paper) pairs into `out` as a ZIP in their order; return how many.

    `papers` is read as it is printed, so a query may feed it. The same papers
    give the same bytes on any number of `cores` (0 for all). Errors are those
    of `render_pdf`; what `out` holds by then is of no use.
    """
    pairs = iter(papers)
    first = list(islice(pairs, _WORTH_HELPERS))
    count = 0
    with ZipFile(out, "w", ZIP_STORED) as archive:  # the files are compressed within
        for portion in _printed(first, pairs, cores or os.cpu_count() or 1):
            for name, pdf in portion:
                # Without the clock's time, or the same papers made another file each time.
                archive.writestr(ZipInfo(name), pdf)
                count += 1
    return count


Printed = list[tuple[str, bytes]]


def _printed(
    first: list[tuple[str, Paper]], others: Iterator[tuple[str, Paper]], cores: int
) -> Iterator[Printed]:
    if len(first) < _WORTH_HELPERS or cores == 1:
        yield from (_print([pair]) for pairs in (first, others) for pair in pairs)
        return
    # A forked copy of a server with threads may hang; a new process may not.
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        yield from _in_turn(pool.submit, [iter(first), others], 2 * cores)


def _in_turn(
    submit: Callable[..., Future[Printed]],
    sources: Iterable[Iterator[tuple[str, Paper]]],
    most: int,
) -> Iterator[Printed]:
    """Yield what was printed, in order, with at most `most` portions given out at a time."""
    waiting: deque[Future[Printed]] = deque()
    for source in sources:
        while portion := list(islice(source, _PORTION)):
            waiting.append(submit(_print, portion))
            if len(waiting) > most:
                yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _print(portion: list[tuple[str, Paper]]) -> Printed:
    return [(name, render_pdf(paper)) for name, paper in portion]
