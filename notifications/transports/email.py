"""How is a page or a digest sent as mail? Fixed sentences, a reference and a deadline at most."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from notifications.models import Outbox
from notifications.transports.wording import CALLED, called


def send(row: Outbox) -> None:
    """Hand the mail to the mail server. Raises what server or network raise (SMTPException, OSError).

    The Message-ID is the row's id, so that a mail sent twice after a crash can be recognised as one.
    """
    with translation.override(settings.LANGUAGE_CODE):
        subject, lines = PAPERS.get(row.event, _page)(row)
    message = EmailMessage(
        subject,
        "\n".join(lines) + "\n",
        to=[row.recipient],
        headers={"Message-ID": f"<{row.id}@sluitend.invalid>", "Auto-Submitted": "auto-generated"},
    )
    message.send()


def _called(row: Outbox) -> tuple[str, list[str]]:
    return gettext("You are called: {ref}").format(ref=row.about_ref), called(row)


def _digest(row: Outbox) -> tuple[str, list[str]]:
    """The start of somebody's day: that something waits, not what, not how much."""
    return gettext("Notices are waiting"), [
        gettext("Notices are waiting for you in Sluitend."),
        gettext("Sign in to see what it is about."),
    ]


def _page(row: Outbox) -> tuple[str, list[str]]:
    subject = gettext("A task is waiting: {ref}").format(ref=row.about_ref)
    lines = [
        gettext("A task is waiting in Sluitend."),
        gettext("Reference: {ref}").format(ref=row.about_ref),
    ]
    if row.due_at:
        # Written in Amsterdam time (settings.TIME_ZONE), which is what every reader's clock shows.
        moment = date_format(timezone.localtime(row.due_at), "D j b Y H:i")
        lines.append(gettext("Deadline: {moment}").format(moment=moment))
    lines.append(gettext("Sign in to see what it is about."))
    return subject, lines


PAPERS = {"digest.ready": _digest, CALLED: _called}
"""What a mail says that is not about one loud notice, per event."""
