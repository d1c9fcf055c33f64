"""What waitress lets come in at once, and for how long it waits for whoever says nothing."""

import resource
from collections.abc import Mapping
from typing import Any

LARGEST_HEADERS = 64 * 1024  # bytes, of one request
WAITING_TO_COME_IN = 1024  # connections that the system keeps for us
OWN_FILES = 100  # besides connections: the database, the log, what is being read


def server_options(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return how waitress is to serve; every connection may use two files more for its bodies.

    A connection that holds half a request is closed when its time is over. Many such were all
    that it took to keep everybody out while there was room for a hundred only.
    """
    limit = config["CONNECTION_LIMIT"]
    room = raise_open_files(3 * limit + OWN_FILES)
    patience = config["CHANNEL_TIMEOUT_S"]
    options = {
        "threads": config["THREADS"],
        "connection_limit": max(min(limit, room - OWN_FILES), 1),
        "channel_timeout": patience,
        "cleanup_interval": max(min(patience // 2, 15), 1),
        "asyncore_use_poll": True,  # select() breaks at file number 1024
        "backlog": WAITING_TO_COME_IN,
        "max_request_header_size": LARGEST_HEADERS,
        "max_request_body_size": config["MAX_CONTENT_LENGTH"] + LARGEST_HEADERS,
        "recv_bytes": 64 * 1024,
        "ident": None,  # nobody needs to know which server it is
    }
    if proxy := config["TRUSTED_PROXY"]:
        options |= {
            "trusted_proxy": proxy,
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        }
    return options


def raise_open_files(wanted: int) -> int:
    """Let this process open as many files as it wants, or the system lets it; return how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if most > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most, soft)
