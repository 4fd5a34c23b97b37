"""How does somebody read the card of a case, and how do they say at night whose card they need?"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import nachtkaart
from casework.edge import acting_at
from casework.forms.nachtkaart import ConfirmMatch
from casework.reading import nachtkaart as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("nachtkaart.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The cards that may be read now. Where none is, at night, whoever asks says who it is."""
    by = acting_at(request)
    page = reading.read(ref, by=by)
    form = ConfirmMatch(by=by) if page["at_night"] else None
    return show(request, "casework/nachtkaart.html", live_ref=ref, form=form, **page)


@reads("nachtkaart.read")
@declares(ConfirmMatch.action)
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """Who it is. The card, or that there is none to read, stands on the page behind it."""
    by, about = acting_at(request), None
    if request.method != "POST":
        about = nachtkaart.find(ref, by=by, action="nachtkaart.confirm").item
    back = reverse("nachtkaart", args=[ref])
    return take_step(
        request, form_class=ConfirmMatch, arguments={"item_ref": ref}, about=about, back=back, quiet=True,
        after=lambda item: back,
        may_see=lambda: nachtkaart.find(ref, by=by, action="nachtkaart.confirm"),
    )  # fmt: skip
