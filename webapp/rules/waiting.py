"""How long one waits after wrong passwords, and which addresses count as one."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

OF_ACCOUNT, OF_ADDRESS = 5, 20  # failures in a row until one waits: many share an office's address
FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
COUNTED_FOR = timedelta(hours=24)


def wait_after(failures: int, allowed: int) -> timedelta:
    """Return how long one waits after so many failures: none until *allowed*, then doubling."""
    if failures < allowed:
        return timedelta(0)
    doubled = min(failures - allowed, 10)  # more than enough to reach the longest
    return min(FIRST * (1 << doubled), LONGEST)


def wait_words(wait: timedelta) -> str:
    """Return a wait in words, rounded up: "40 giây", "3 phút"."""
    seconds = seconds_of(wait)
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"


def seconds_of(wait: timedelta) -> int:
    """Return whole seconds, rounded up."""
    return -(-wait // timedelta(seconds=1))


def counted_address(address: str) -> str:
    """Return what counts as one address: of IPv6 the network that one household is given.

    "" where it tells nobody apart: the machine's own (a proxy that is not trusted), or none.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return ""
    if isinstance(found, IPv6Address):
        return str(ip_network((int(found), 64), strict=False))
    return str(found)
