"""What other rooms may wait for."""

from blinker import Namespace

_signals = Namespace()

# Sent inside the issuing transaction, with the document: handlers must not commit.
issued = _signals.signal("document-issued")
