"""What runs by itself, and how often? Short sweeps over rows; never a timer kept in a message."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("sluitend")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _every(seconds: float, task: str) -> dict[str, object]:
    """A sweep. A message that waited a minute for a worker is dropped: the next one does its work."""
    return {"task": task, "schedule": seconds, "options": {"expires": 60}}


app.conf.beat_schedule = {
    "clocks": _every(2.0, "casework.tasks.sweep_clocks"),
    "postbak": _every(60.0, "casework.tasks.poll_postbak"),
    "digests": _every(60.0, "casework.tasks.send_digests"),
    "sociale_kaart": _every(600.0, "casework.tasks.ask_owners"),
    "delivery": _every(2.0, "notifications.tasks.deliver_due"),
    "ledger": _every(5.0, "privacy.tasks.seal_ledger"),
}
