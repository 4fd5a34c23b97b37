"""Is this process alive, and can it do its work? For monitors: says which part is missing, nothing else.

Whether clocks fire in time is a question about records and answered by casework.
"""

import logging

from django.conf import settings
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

log = logging.getLogger(__name__)


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every database (and Redis, when configured) answers, else 503; JSON `{part: true|false}`."""
    parts = {alias: _database_answers(alias) for alias in settings.DATABASES}
    if settings.REDIS_URL:
        parts["redis"] = _redis_answers()
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _database_answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("database %s does not answer", alias)
        return False
    return True


def _redis_answers() -> bool:
    client = Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except RedisError:
        log.exception("redis does not answer")
        return False
    finally:
        client.close()
