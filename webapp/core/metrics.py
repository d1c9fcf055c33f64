"""Figures for Prometheus, of this process: the program is served by one, with threads."""

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, ProcessCollector
from prometheus_client import generate_latest as _written

from webapp.core.version import version

REGISTRY = CollectorRegistry()
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})  # a figure for each that a stranger makes
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_requests = Counter(
    "requests",
    "Requests that were answered",
    ["endpoint", "method", "status"],
    registry=REGISTRY,
)
_seconds = Histogram(
    "request_seconds",
    "How long an answer took",
    ["endpoint"],
    buckets=SECONDS,
    registry=REGISTRY,
)
_out_of_reach = Counter(
    "database_out_of_reach", "Requests for which the database did not answer", registry=REGISTRY
)
Info("program", "The program", registry=REGISTRY).info({"version": version()})
ProcessCollector(registry=REGISTRY)


def count(endpoint: str | None, method: str, status: int, seconds: float) -> None:
    """Count a request that was answered; of no endpoint where no page has its address."""
    named = endpoint or "none"
    _requests.labels(named, method if method in METHODS else "other", f"{status // 100}xx").inc()
    _seconds.labels(named).observe(seconds)


def count_out_of_reach() -> None:
    """Count a request for which the database did not answer in time."""
    _out_of_reach.inc()


def text() -> str:
    """Return all figures as Prometheus reads them."""
    return _written(REGISTRY).decode()
