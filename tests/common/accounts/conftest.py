"""Sign-in tests count failures: each starts from none."""

import pytest


@pytest.fixture(autouse=True)
def _nothing_counted(fresh_cache):
    pass
