"""What other rooms may wait for."""

from blinker import Namespace

_signals = Namespace()

# Sent inside the issuing transaction, with the document: handlers must not commit.
issued = _signals.signal("document-issued")

# Sent likewise when a recipient says that the paper has arrived.
acknowledged = _signals.signal("document-acknowledged")

# Sent likewise when an issued paper no longer holds.
withdrawn = _signals.signal("document-withdrawn")
