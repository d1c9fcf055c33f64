"""Asks clamd, where there is one, whether a file is known to do harm."""

import socket

from flask import current_app

from webapp.documents.handed_in.kinds import FileRefused

PATIENCE = 20  # s
PIECE = 64 * 1024  # bytes
LONGEST_ANSWER = 4096  # bytes
_UNKNOWN = "Chưa kiểm tra được mã độc trong tệp. Hãy gửi lại sau ít phút, hoặc báo người quản trị."


def refuse_harmful(content: bytes) -> None:
    """Raise `FileRefused` for what clamd knows, and where it is set but does not answer."""
    if not (at := current_app.config["CLAMD_SOCKET"]):
        return
    try:
        told = _told(at, content)
    except OSError as error:
        raise FileRefused(_UNKNOWN) from error
    if told.endswith(" FOUND"):
        name = told.removeprefix("stream: ").removesuffix(" FOUND")
        raise FileRefused(f"Tệp có mã độc ({name}), không nhận.")
    if told != "stream: OK":
        raise FileRefused(_UNKNOWN)


def _told(at: str, content: bytes) -> str:
    """Send the file in pieces, each behind its length (INSTREAM); return what is answered."""
    with socket.socket(socket.AF_UNIX) as clamd:
        clamd.settimeout(PATIENCE)
        clamd.connect(at)
        clamd.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            clamd.sendall(len(piece).to_bytes(4) + piece)
        clamd.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            if not (more := clamd.recv(LONGEST_ANSWER)):
                break
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace")
