"""Where would past meldingen have gone with a new rule? The functional administrator tries it and sees numbers only."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.directory.concept import typed_concept
from casework.directory.current import pack
from casework.directory.pack import PackError
from casework.edge import acting_at
from casework.forms.routing import Rehearse
from casework.reading import rehearsal as reading
from casework.reading.management import may_manage
from casework.reading.pack_words import sentence
from casework.rehearsing import rehearse
from casework.views.declare import asks, reads
from casework.views.shell import show
from workflows.calendars import local_date


@reads("management.read")
@asks("routing.rehearse")
def try_out(request: HttpRequest) -> HttpResponse:
    """The form, and under it what the rules that were typed would have changed. Nothing is kept."""
    by = acting_at(request)
    may_manage(by)
    form = Rehearse(request.POST if request.method == "POST" else None)
    found: dict[str, Any] = {}
    if form.is_valid():
        try:
            concept = typed_concept(form.cleaned_data["rules"], pack().region, today=local_date(by.at))
            found = reading.counted(rehearse(concept, since=form.cleaned_data["since"]))
        except PackError as error:
            for problem in error.problems:
                form.add_error("rules", sentence(problem))
    status = 422 if form.errors else 200
    return show(request, "casework/routing_rehearsal.html", form=form, found=found, status=status)
