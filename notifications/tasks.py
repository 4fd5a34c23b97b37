"""What wakes the delivery? A message without arguments: what has to be sent is in the rows."""

from celery import shared_task

from notifications import delivery
from privacy.context import now


@shared_task(name="notifications.tasks.deliver_due")
def deliver_due() -> None:
    """Send what is due. Running twice at once, or once too often, changes nothing."""
    delivery.deliver_due(now())
