"""What does the functional administrator see and do? Teams, accounts, the loaded pack. No content of any person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework.errors import ChangedMeanwhile
from casework.forms.account import Deactivate
from casework.forms.base import ActionForm
from casework.reading import management as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("management.read")
def page(request: HttpRequest) -> HttpResponse:
    """Teams, accounts and the pack in force."""
    by = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    return show(request, "casework/management.html", **reading.read(by=by))


@reads("management.read")
@declares("account.deactivate")
def deactivate(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Close an account, unless that colleague still holds something."""
    by = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    account = reading.active_account(account_id, by=by)
    said = {"name": account.name, "held": reading.holdings_sentence(account)}
    return take_step(
        request,
        form_class=Deactivate,
        arguments={"username": account.username},
        about=None,
        back=reverse("management"),
        on_conflict=_no_conflict,
        form_kwargs=said,
    )


def _no_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """An account has no version, so nobody can be ahead."""
    raise conflict
