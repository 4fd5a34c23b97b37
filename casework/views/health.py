"""Do the clocks fire, does the mail go out, is the ledger sealed? Ages in seconds for a monitor, and nothing else."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.reading.technical import ages

LATE = timedelta(minutes=2)
"""The sweep runs every few seconds: a clock this long past its moment means that nobody sweeps."""


@require_safe
@never_cache
def clocks(request: HttpRequest) -> JsonResponse:
    """200 with three ages in whole seconds (null: nothing waits), 503 when a due clock has not rung for two minutes."""
    found = ages()
    late = found["oldest_due_clock"]
    seconds = {name: None if age is None else int(age.total_seconds()) for name, age in found.items()}
    return JsonResponse(seconds, status=503 if late is not None and late > LATE else 200)
