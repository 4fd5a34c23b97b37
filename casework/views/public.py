"""What can somebody without an account do? Report a worry, and ask with a code how far it is.

No cookie is read or set, no session is made, nothing about the visitor is kept, and of the moment only the hour.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework import edge
from casework.actions import melding as actions
from casework.errors import FormExpired, SentTwice, Situation, TooManyReports
from casework.forms.public import AskStatus, PublicReport, sent_once
from casework.forms.sending import new_mark, once_of
from casework.intake import came_before
from casework.reading import public as reading
from casework.views.declare import open_to_all
from privacy.context import acting, now
from workflows.refusals import Refusal

UNPROCESSABLE, TOO_MANY = 422, 429


@open_to_all(reads=("public.form",), acts=("melding.receive",))
def report(request: HttpRequest) -> HttpResponse:
    """The form, and sending it: the answer is the code. What is wrong stands at its field with everything typed."""
    at = now()
    by = edge.public(at)
    if request.method != "POST":
        form = PublicReport(by=by, initial={"mark": new_mark(at)})
        return _form(request, form, at=at, full=reading.is_full(by))
    form = PublicReport(request.POST, by=by)
    if not form.is_valid():
        return _form(request, form, at=at, status=UNPROCESSABLE)
    try:
        code = _received(form, at=at)
    except TooManyReports:
        return _form(request, form, at=at, status=TOO_MANY, full=True)
    except (Refusal, Situation) as refused:
        form.refuse(refused)
        if isinstance(refused, FormExpired):
            form.renew(new_mark(at))
        return _form(request, form, at=at, status=UNPROCESSABLE)
    return _page(request, "public_received.html", at=at, code=code)


def _received(form: PublicReport, *, at: datetime) -> str:
    """Save it once and give its code; the same form again gives the same code. Raises TooManyReports, or a refusal."""
    given = form.arguments() | sent_once(once_of(form.cleaned_data["mark"], at=at))
    if reading.is_full(form.by) and came_before(given["source"]) is None:
        raise TooManyReports
    by = replace(form.by, role=form.role())
    with suppress(SentTwice):
        try:
            actions.receive(by=by, **given)
        except IntegrityError:
            # The same form at the same moment: the other one is in now, so this one finds it.
            actions.receive(by=by, **given)
    return str(given["receipt"])


@open_to_all(reads=("public.form",), asks=("receipt.read",))
def status(request: HttpRequest) -> HttpResponse:
    """One of three words, for whoever has the code. The code comes in the body: an address would be remembered."""
    at = now()
    if request.method != "POST":
        return _page(request, "public_status.html", at=at, form=AskStatus(), word="")
    form, by, word = AskStatus(request.POST), edge.public(at), None
    if form.is_valid():
        with acting(by):
            word = reading.status_of(form.cleaned_data["code"], by=by)
        if word is None:
            unknown = _("This code is not known. Look at it once more, or call the meldpunt: %(number)s.")
            form.add_error("code", unknown % {"number": reading.open_door(at)["meldpunt"]})
    answer = 200 if word else UNPROCESSABLE
    return _page(request, "public_status.html", at=at, status=answer, form=form, word=word or "")


def _form(
    request: HttpRequest, form: PublicReport, *, at: datetime, status: int = 200, full: bool = False
) -> HttpResponse:
    return _page(request, "public_form.html", at=at, status=status, form=form, full=full)


def _page(
    request: HttpRequest, template: str, *, at: datetime, status: int = 200, **context: Any
) -> HttpResponse:
    """`at`: the moment of the page, for which door is open then."""
    return render(request, f"casework/{template}", {"door": reading.open_door(at), **context}, status=status)
