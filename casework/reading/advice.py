"""Which advice did my team give today? Codes and minutes; there is nobody in it, so nothing is opened."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import pgettext

from casework.models import Advice
from casework.reading.words import gemeente_word
from casework.ties import is_shielded_from
from privacy.context import Acting
from workflows.calendars import AMSTERDAM, local_date


def today(by: Acting) -> list[dict[str, Any]]:
    """The advices of the own team since local midnight, newest first. One statement."""
    midnight = datetime.combine(local_date(by.at), time.min, tzinfo=AMSTERDAM)
    given = Advice.objects.filter(
        team_id=by.unit, created_at__gte=midnight, created_at__lt=midnight + timedelta(days=1)
    )
    return [
        {
            "ref": advice.ref, "at": advice.created_at, "minutes": advice.minutes,
            "topics": [pgettext("advice topic", topic.replace("_", " ")) for topic in advice.topics],
            "asker": pgettext("asker", advice.asker), "gemeente": gemeente_word(advice.gemeente),
            "meldingen": [melding.ref for melding in advice.meldingen.all() if not is_shielded_from(melding, by)],
        }
        for advice in given.order_by("-created_at", "-pk").prefetch_related("meldingen")
    ]  # fmt: skip
