"""What does a message say that asks somebody to come? It may stand on a locked screen: a reference and a moment."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from notifications.models import Outbox

CALLED = "page.asked"
"""The event of a message that asks one person."""


def called(row: Outbox) -> list[str]:
    """The sentences, in the language that is on; the moment (row.due_at) is when the next colleague is asked."""
    said = [gettext("You are called for {ref} in Sluitend.").format(ref=row.about_ref),
            gettext("Sign in and press Seen.")]  # fmt: skip
    if row.due_at is not None:
        moment = date_format(timezone.localtime(row.due_at), "H:i")
        said.append(gettext("At {moment} the next colleague is called.").format(moment=moment))
    return said
