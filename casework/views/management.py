"""What do the administrators see and do? Teams, accounts, the loaded pack; the machine. No content of any person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework.edge import acting_at
from casework.forms.account import Deactivate
from casework.reading import management as reading
from casework.reading import technical
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("management.read")
def page(request: HttpRequest) -> HttpResponse:
    """Teams, accounts and the pack in force."""
    by = acting_at(request)
    return show(request, "casework/management.html", **reading.read(by=by))


@reads("health.read")
def machine(request: HttpRequest) -> HttpResponse:
    """Ages and numbers, for whoever keeps the machine running."""
    by = acting_at(request)
    return show(request, "casework/technical.html", **technical.read(by=by))


@reads("management.read")
@declares("account.deactivate")
def deactivate(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Close an account, unless that colleague still holds something."""
    by = acting_at(request)
    account = reading.active_account(account_id, by=by)
    said = {"name": account.name, "held": reading.holdings_sentence(account)}
    return take_step(
        request,
        form_class=Deactivate,
        arguments={"username": account.username},
        about=None,
        back=reverse("management"),
        form_kwargs=said,
    )
