"""A thousand letters as one archive: how long, and with how much memory."""

import json
import resource
import tempfile
from time import perf_counter

from tests.bench import letter
from webapp.documents.pdf.archive import write_archive


def main(count: int) -> None:
    """Write an archive of `count` letters and tell what it took, as a line of JSON."""
    papers = ((f"{n}.pdf", letter.paper(letter.numbered(n))) for n in range(count))
    start = perf_counter()
    with tempfile.TemporaryFile() as out:
        write_archive(papers, out)
        size = out.tell()
    seconds = perf_counter() - start
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = [resource.getrusage(one).ru_maxrss / 1024 for one in who]
    told = {"count": count, "seconds": seconds, "bytes": size, "megabytes": peak}
    print(json.dumps(told))  # noqa: T201 (the answer to whoever started this)
