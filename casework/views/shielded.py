"""Which cases are shielded? A page for the privacy officer, who reads the decisions and no case."""

from django.http import HttpRequest, HttpResponse

from casework.edge import acting_at
from casework.reading import shielded as reading
from casework.views.declare import reads
from casework.views.shell import show


@reads("shield.read")
def page(request: HttpRequest) -> HttpResponse:
    """Every shielded case of the own organisation: its reference, who may know of it, who decided and why."""
    by = acting_at(request)
    return show(request, "casework/shielded.html", **reading.read(by=by))
