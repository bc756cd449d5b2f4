"""The health check answers without signing in and names what does not work."""

import pytest
from django.db import DatabaseError
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisConnectionError

from kaderjkn.common.views import health


@pytest.fixture
def answer(client, db):
    return lambda: client.get(reverse("healthz"))


def test_all_well(answer):
    assert (answer().status_code, answer().json()) == (200, {"database": "ok", "redis": "ok"})


def test_redis_away(answer, monkeypatch):
    def fail(key):
        raise RedisConnectionError

    monkeypatch.setattr(health.cache, "get", fail)
    assert (answer().status_code, answer().json()) == (503, {"database": "ok", "redis": "error"})


def test_database_away(answer, monkeypatch):
    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(health, "connection", Away())
    assert answer().json()["database"] == "error"
