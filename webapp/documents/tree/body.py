"""What a paper says below its letterhead: given to `letterhead`, which makes the paper of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.documents.tree.paper import Block, Signature


@dataclass(frozen=True)
class Body:
    """The content of one paper; `sent` is False for minutes and forms, which nobody receives."""

    summary: str
    blocks: Sequence[Block]
    signatures: Sequence[Signature] = ()
    recipients: Sequence[str] = ()
    copied: Sequence[str] = ()
    addressee: str | None = None
    urgency: str = ""
    sent: bool = True
