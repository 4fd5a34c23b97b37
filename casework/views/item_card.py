"""What does the manager of a gemeente or the region see of an item, and how do they say that they have seen it?"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework.edge import acting_at
from casework.forms.item_card import Acknowledge
from casework.reading import item_card as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("item_card.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """Reference, days and reason."""
    by = acting_at(request)
    # The words alone: a template would make a form of a class.
    said = {"title": Acknowledge.title, "submit": Acknowledge.submit, "meaning": Acknowledge.meaning}
    return show(request, "casework/item_card.html", live_ref=ref, form=said, **reading.read(ref, by=by))


@declares(Acknowledge.action)
def acknowledge(request: HttpRequest, ref: str) -> HttpResponse:
    """Seen."""
    by = acting_at(request)
    return take_step(
        request, form_class=Acknowledge, arguments={"item_ref": ref}, about=None,
        back=reverse("item-card", args=[ref]), may_see=lambda: reading.read(ref, by=by),
    )  # fmt: skip
