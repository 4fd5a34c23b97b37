"""Whom do I call now? A page for everybody: the number for a gemeente and a question, and the whole card to print.

Nothing about the visitor is read or kept. The answer stands in the address, because it tells nothing about a person.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.directory.said import as_said
from casework.forms.crisiswijzer import FindNumber
from casework.reading import crisiswijzer as reading
from casework.reading.public import open_door
from casework.views.declare import open_to_all
from privacy.context import now


@open_to_all(reads=("crisiswijzer.read",))
def page(request: HttpRequest) -> HttpResponse:
    """The choice, and below it whom to call."""
    at = now()
    form = FindNumber(request.GET or None)
    found: dict[str, Any] = {}
    if form.is_valid():
        gemeente, topic = form.cleaned_data["gemeente"], form.cleaned_data["vraag"]
        region = as_said()
        one = [reading.line(gemeente, topic, at, region=region)] if topic else None
        found["lines"] = one or reading.lines(gemeente, at, region=region)
        found["gemeente"], found["code"] = region.gemeenten[gemeente].name, gemeente
    context = {"form": form, "at": at, "door": open_door(at), **found}
    return render(request, "casework/public_crisiswijzer.html", context, status=422 if form.errors else 200)
