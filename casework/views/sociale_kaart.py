"""Which number counts, who keeps it, and what happens to a new one? The sociale kaart for colleagues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions import sociale_kaart as actions
from casework.edge import acting_at
from casework.forms.sociale_kaart import AskNumber, ChooseGemeente, TestCall
from casework.reading import sociale_kaart as reading
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("sociale_kaart.read")
@declares("sociale_kaart.confirm", "sociale_kaart.close_today", "sociale_kaart.open_again")
def page(request: HttpRequest) -> HttpResponse:
    """The card of a gemeente. POST with `klopt` (a line), `dicht` or `open` (a service) is one button each."""
    by = acting_at(request)
    gemeente = request.GET.get("gemeente", "")
    if request.method != "POST":
        found = reading.read(gemeente, by=by)
        form = ChooseGemeente(initial={"gemeente": found["gemeente"]})
        return show(request, "casework/sociale_kaart.html", form=form, **found)
    if "klopt" in request.POST:
        actions.confirm(by=by, entry=request.POST["klopt"])
        messages.success(request, _("Noted: you looked at this number today."))
    elif "dicht" in request.POST:
        actions.close_today(by=by, service=request.POST["dicht"])
        messages.success(request, _("Closed for the rest of today. Callers see who answers instead."))
    else:
        actions.open_again(by=by, service=request.POST.get("open", ""))
        messages.success(request, _("Open again in the usual hours."))
    return redirect(f"{reverse('sociale-kaart')}?gemeente={reading.known(gemeente)}")


@reads("sociale_kaart.read")
@declares("sociale_kaart.ask_number")
def number(request: HttpRequest, entry: str) -> HttpResponse:
    """A new number for a line."""
    reading.asked_number(entry, by=acting_at(request))
    return take_step(
        request, form_class=AskNumber, arguments={"entry": entry}, about=None, back=_card_with(entry),
        form_kwargs={"line": reading.line_word(entry)},
        after=lambda line: reverse("sociale-kaart-test", args=[line.entry]),
    )  # fmt: skip


@reads("sociale_kaart.read")
@declares("sociale_kaart.test_call")
def test(request: HttpRequest, entry: str) -> HttpResponse:
    """How the test call of a new number went."""
    phone = reading.asked_number(entry, by=acting_at(request))
    return take_step(
        request, form_class=TestCall, arguments={"entry": entry}, about=None, back=_card_with(entry),
        form_kwargs={"phone": phone, "line": reading.line_word(entry)},
    )  # fmt: skip


def _card_with(entry: str) -> str:
    """The card of the gemeente where this line stands."""
    return f"{reverse('sociale-kaart')}?gemeente={reading.gemeente_of(entry)}"
