"""Where a request comes from cannot be chosen by the caller."""

import pytest
from django.test import RequestFactory

from kaderjkn.common.accounts.addresses import UNKNOWN, client_address, counted_address


def request_from(connection, forwarded=None):
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=connection, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "10.0.0.2"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.3", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.2"),
        (1, "", "10.0.0.2"),
        (1, None, "10.0.0.2"),
        (1, "nonsense", "10.0.0.2"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_client_address(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request_from("10.0.0.2", forwarded)) == address


def test_ipv6_is_counted_by_network():
    assert counted_address(request_from("2001:db8:1:2:3:4:5:6")) == "2001:db8:1:2::"


def test_no_address_at_all_is_one_address():
    assert counted_address(request_from("")) == UNKNOWN
