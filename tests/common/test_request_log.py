"""What the log of requests says, and does not say."""

import structlog
from django.urls import reverse


def test_log_names_the_page_and_not_what_was_searched(client_of, staff):
    with structlog.testing.capture_logs() as lines:
        client_of(staff).get(reverse("search"), {"q": "siti aminah"})
    (started,) = [line for line in lines if line["event"] == "request_started"]
    assert started["request"] == "GET /cari/"
    assert "aminah" not in str(lines)
