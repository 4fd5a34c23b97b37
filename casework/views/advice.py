"""What happens to a question without a person? Tick it, and see those of today."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casework.actions import advice as actions
from casework.edge import acting_at
from casework.errors import CaseworkError
from casework.forms.advice import GiveAdvice
from casework.reading import advice as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from workflows.advice import ADVISERS
from workflows.refusals import NotYourStep, Refusal

UNPROCESSABLE = 422


@reads("advice.read")
@declares("advice.give")
def page(request: HttpRequest) -> HttpResponse:
    """A new advice, and those of today below it."""
    by = acting_at(request)
    if by.role not in ADVISERS:
        raise NotYourStep
    form = GiveAdvice(request.POST if request.method == "POST" else None, by=by)
    if request.method != "POST":
        return _page(request, form)
    if form.is_valid():
        try:
            advice = actions.give(by=by, **form.arguments())
        except (Refusal, CaseworkError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Advice %(ref)s is saved.") % {"ref": advice.ref})
            return redirect("advice")
    return _page(request, form, status=UNPROCESSABLE)


def _page(request: HttpRequest, form: GiveAdvice, *, status: int = 200) -> HttpResponse:
    return show(request, "casework/advice.html", status=status, form=form, today=reading.today(form.by))
