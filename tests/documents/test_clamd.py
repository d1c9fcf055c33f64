"""What clamd says of a file, by a stand-in for it that speaks as it does."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from tests.handed_in import pdf
from webapp.documents.files import PAPERS, FileRefused, looked_through
from webapp.documents.handed_in import clamd


@contextmanager
def answering(at: Path, answer: bytes, heard: list[bytes]) -> Iterator[None]:
    """Take in one file as clamd does, and say *answer* of it."""

    def serve() -> None:
        caller, _ = server.accept()
        with caller, caller.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(sent.read(4)):
                heard.append(sent.read(size))
            caller.sendall(answer)

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(at))
        server.listen()
        thread = Thread(target=serve)
        thread.start()
        yield
        thread.join()


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "clamd"


@pytest.fixture
def asking(at: Path) -> Iterator[None]:
    app = Flask(__name__)
    app.config["CLAMD_SOCKET"] = str(at)
    with app.app_context():
        yield


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", "mã độc \\(Eicar-Test-Signature\\)"),
        (b"INSTREAM size limit exceeded. ERROR\0", "Chưa kiểm tra được"),
        (b"", "Chưa kiểm tra được"),
    ],
)
def test_what_clamd_does_not_let_pass_is_refused(at: Path, answer: bytes, told: str) -> None:
    with answering(at, answer, []), pytest.raises(FileRefused, match=told):
        looked_through(pdf(), PAPERS)


@pytest.mark.usefixtures("asking")
def test_clamd_gets_the_whole_file_in_pieces(at: Path) -> None:
    heard: list[bytes] = []
    content = pdf(size=clamd.PIECE)
    with answering(at, b"stream: OK\0", heard):
        assert looked_through(content, PAPERS)[0] == content
    assert len(heard) == 2
    assert b"".join(heard) == content


@pytest.mark.usefixtures("asking")
def test_nothing_is_taken_while_clamd_is_away() -> None:
    with pytest.raises(FileRefused, match="Chưa kiểm tra được"):
        looked_through(pdf(), PAPERS)
