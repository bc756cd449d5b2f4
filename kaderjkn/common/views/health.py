"""Whether the site can work: asked by the container's health check, without signing in."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError


@never_cache
@require_safe
def healthz(request):
    """200 when database and Redis answer, else 503; says which one does not, and nothing more."""
    answers = {"database": database_answers(), "redis": redis_answers()}
    words = {name: "ok" if works else "error" for name, works in answers.items()}
    return JsonResponse(words, status=200 if all(answers.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def redis_answers() -> bool:
    try:
        cache.get("healthz")
    except (RedisError, OSError):
        return False
    return True
