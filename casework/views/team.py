"""Who of my team is here today? The page of a team, one button for ill and better, and somebody's working days."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions import team as actions
from casework.edge import acting_at
from casework.errors import NotYours
from casework.forms.team import SetDays
from casework.reading import team as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step
from workflows.roles import WITH_TEAM


@reads("team.read")
@declares("team.report_ill", "team.report_better")
def page(request: HttpRequest) -> HttpResponse:
    """Who is here, who is not, who stands in. POST with `wie` and `wat` (ziek or beter) is the one button."""
    by = acting_at(request)
    if by.role not in WITH_TEAM:
        raise NotYours
    if request.method != "POST":
        return show(request, "casework/team.html", **reading.read(by=by))
    username = request.POST.get("wie", "")
    if request.POST.get("wat") == "beter":
        account = actions.report_better(by=by, username=username)
        messages.success(
            request, _("%(name)s is back. Everything is with them again.") % {"name": account.name}
        )
    else:
        account = actions.report_ill(by=by, username=username)
        said = _("%(name)s is reported ill. Terms now ring with who stands in.")
        messages.success(request, said % {"name": account.name})
    return redirect("team")


@reads("team.read")
@declares("team.set_days")
def days(request: HttpRequest, username: str) -> HttpResponse:
    """Working days and deputy: by the person, or by the coordinator of the team."""
    by = acting_at(request)
    account = reading.colleague(username, by=by)
    return take_step(
        request, form_class=SetDays, arguments={"username": username}, about=None, back=reverse("team"),
        form_kwargs={"account": account},
    )  # fmt: skip
