"""Where a request comes from, so that a forged header cannot choose it."""

import ipaddress

from django.conf import settings

UNKNOWN = "0.0.0.0"  # noqa: S104 (no address, not an address to listen on)


def client_address(request) -> str:
    """Return the address that the outermost of our own proxies saw; without proxies, the connection's.

    Every proxy appends the address of its caller to X-Forwarded-For, so with one of them the last entry is
    true and all before it are what the caller claims.
    """
    connection = request.META.get("REMOTE_ADDR") or UNKNOWN
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXIES
    if not count or len(entries) < count:
        return connection
    return as_address(entries[-count]) or connection


def counted_address(request) -> str:
    """Return the address under which failures are counted: of IPv6 the /64, since a caller owns all of it."""
    address = client_address(request)
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)


def as_address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None
