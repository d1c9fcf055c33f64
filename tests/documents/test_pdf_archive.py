"""Many papers in one file: whole, in order, the same on any number of cores."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.documents.test_pdf import PAPER
from webapp.documents.pdf import archive as pdf_archive
from webapp.documents.pdf.archive import write_archive
from webapp.documents.pdf.render import GlyphMissing, render_pdf
from webapp.documents.tree import Paper


def batch(count: int) -> Iterator[tuple[str, Paper]]:
    return ((f"{n:04d}.pdf", replace(PAPER, number=n)) for n in range(count))


@pytest.mark.parametrize(("count", "cores"), [(0, 2), (7, 2), (131, 1), (131, 2)])
def test_archive_holds_every_paper_in_order(count: int, cores: int) -> None:
    out = BytesIO()
    assert write_archive(batch(count), out, cores=cores) == count
    with ZipFile(out) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, _ in batch(count)]
        for name, paper in list(batch(count))[::30]:
            assert archive.read(name) == render_pdf(paper)


def test_number_of_cores_does_not_change_the_bytes() -> None:
    alone, together = BytesIO(), BytesIO()
    write_archive(batch(115), alone, cores=1)
    write_archive(batch(115), together, cores=2)
    assert alone.getvalue() == together.getvalue()


def test_papers_are_read_only_as_they_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    ahead: list[int] = []

    def watched() -> Iterator[tuple[str, Paper]]:
        for number, pair in enumerate(batch(300)):
            read.append(number)
            yield pair

    class Pool:
        """Prints at once, so that only what was asked for ahead counts."""

        def __init__(self, *_: object) -> None: ...
        def __enter__(self) -> "Pool":
            return self

        def __exit__(self, *_: object) -> None: ...
        def submit(self, _do: object, portion: list[tuple[str, Paper]]) -> "Pool":
            self.names = [name for name, _ in portion]
            return self

        def result(self) -> list[tuple[str, bytes]]:
            ahead.append(len(read))
            return [(f"{len(ahead)}-{n}.pdf", b"") for n in range(10)]

    monkeypatch.setattr(pdf_archive, "ProcessPoolExecutor", Pool)
    assert write_archive(watched(), BytesIO(), cores=2) == 300
    assert ahead[0] == 100  # the first ones are taken to see whether helpers are worth it
    assert all(got <= max(100, 10 * (done + 6)) for done, got in enumerate(ahead))


def test_error_in_a_helper_is_told_as_any_other() -> None:
    bad = [("x.pdf", replace(PAPER, issuer="漢"))]
    told = []
    for papers in (bad, [*batch(120), *bad]):
        with pytest.raises(GlyphMissing) as error:
            write_archive(papers, BytesIO(), cores=2)
        told.append((str(error.value), error.value.characters))
    assert told[0] == told[1] == (told[0][0], ("漢",))
