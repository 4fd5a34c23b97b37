"""Who may only look with a reason types it, and then sees what the table allows. One page for every item."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import reasons
from casework.edge import acting_at
from casework.forms.reason import StateReason
from casework.reading import stated as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("reason.state")
@declares(StateReason.action)
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Why do you need to look? Nothing is opened yet."""
    by = acting_at(request)
    about = reasons.find(ref, by=by, action="reason.state") if request.method != "POST" else None
    return take_step(
        request, form_class=StateReason, arguments={"item_ref": ref}, about=about,
        back=reverse("worklist"), after=lambda done: reverse("reason-seen", args=[done.ref]), quiet=True,
        may_see=lambda: reasons.find(ref, by=by, action="reason.state"),
    )  # fmt: skip


@reads("reason.read")
def seen(request: HttpRequest, ref: str) -> HttpResponse:
    """What the reason opens."""
    by = acting_at(request)
    return show(request, "casework/with_reason.html", **reading.read(ref, by=by))
