"""Public pages answer so many requests of one address in a while, no more."""

from functools import wraps

from django.core.cache import cache

from .accounts.addresses import counted_address
from .views.errors import error_page


def throttled(scope: str, *, limit: int, seconds: int):
    """Guard a view: from the request `limit + 1` of an address within `seconds` on it answers 429."""

    def decorate(page):
        @wraps(page)
        def guarded(request, *args, **kwargs):
            key = f"throttle:{scope}:{counted_address(request)}"
            cache.add(key, 0, timeout=seconds)
            if cache.incr(key) > limit:
                return error_page(429, "429_public")
            return page(request, *args, **kwargs)

        return guarded

    return decorate
