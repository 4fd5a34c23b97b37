"""Do the clocks fire, does the mail go out, is the ledger sealed? Ages in seconds for a monitor, and nothing else."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.models import Clock
from notifications.health import oldest_undelivered
from privacy.context import now, wall_clock
from privacy.ledger.waiting import oldest_unsealed

LATE = timedelta(minutes=2)
"""The sweep runs every few seconds: a clock this long past its moment means that nobody sweeps."""


@require_safe
@never_cache
def clocks(request: HttpRequest) -> JsonResponse:
    """200 with three ages in whole seconds (null: nothing waits), 503 when a due clock has not rung for two minutes."""
    at = now()
    oldest = (
        Clock.objects.filter(rings_at__lte=at).order_by("rings_at").values_list("rings_at", flat=True).first()
    )
    late = None if oldest is None else at - oldest
    ages = {
        "oldest_due_clock": late,
        "oldest_undelivered_message": oldest_undelivered(at),
        "oldest_unsealed_event": oldest_unsealed(wall_clock()),
    }
    seconds = {name: None if age is None else int(age.total_seconds()) for name, age in ages.items()}
    return JsonResponse(seconds, status=503 if late is not None and late > LATE else 200)
