"""How is a report taken by phone? Its form, keeping what is typed, and going on with a draft.

Without a script the form is one page that is sent; with one, what is typed is kept every few seconds.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions import melding as actions
from casework.drafts import region_door
from casework.edge import acting_at
from casework.errors import CaseworkError, ChangedMeanwhile, NotYours, SentTwice
from casework.forms.report import ReportForm, from_draft, source_of
from casework.models import Melding
from casework.policy import may_see
from casework.reading import drafts, fan_contact
from casework.reading.sociale_kaart import known
from casework.templatetags.sluitend import clock_time
from casework.views.comparing import show_both
from casework.views.declare import declares, reads
from casework.views.shell import show
from privacy.context import Acting
from privacy.errors import TooLarge
from workflows.refusals import NotFromThisState, NotYourStep, Refusal
from workflows.roles import Role


@reads("melding.read")
@declares("melding.receive", "melding.save_draft", "melding.give_advice")
def new(request: HttpRequest) -> HttpResponse:
    """One melding by phone. Sent twice is saved once; what is wrong stands at its field with everything typed.

    In the address: `advies`, the number of the advice it came out of; `gemeente`, the code of where somebody looked
    for a number; `nacht`, the contact of the night service it came out of.
    """
    by = _typist(request)
    if request.method != "POST":
        begun = {
            "advice_ref": request.GET.get("advies", "")[:16],
            "gemeente": known(request.GET.get("gemeente", "")),
        }
        night = request.GET.get("nacht", "")[:16]
        known_already = fan_contact.as_report(night.upper(), by=by) if night else {}
        return _page(request, ReportForm(by=by, initial=begun | known_already))
    form = ReportForm(request.POST, by=by)
    wish = request.POST.get("next", "")
    if wish == "other":
        hidden = {name: form[name].value() for name in ("token", "draft_ref", "seen_version")}
        return _page(request, from_draft(form.typed(), by=by, more=True, **hidden))
    if wish == "advice":
        return _advice(request, form, by=by)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        take = wish == "triage" and by.role == Role.TRIAGIST
        melding = _settled(actions.receive, by=by, take=take, **form.arguments())
    except SentTwice as twice:
        messages.info(request, _("You already sent this form. It was saved once."))
        return _after(request, twice.record, by=by)
    except ChangedMeanwhile as conflict:
        return show_both(request, form, conflict.record, by=by)
    except NotYours:
        raise
    except (Refusal, CaseworkError) as refused:
        form.refuse(refused)
        return _page(request, form, status=422)
    return _after(request, melding, by=by)


@declares("melding.save_draft")
def keep(request: HttpRequest) -> HttpResponse:
    """What is typed so far, sent by the page itself: `{ref, version, at}`; or 409 or 422 with a sentence."""
    by = _typist(request)
    try:
        melding = _keep(ReportForm(request.POST, by=by), by=by)
    except SentTwice as twice:
        return JsonResponse({"sentence": _(twice.sentence), "compare": False}, status=409)
    except ChangedMeanwhile:
        sentence = _("This draft was typed further in another window. What you type here is not kept.")
        return JsonResponse({"sentence": sentence, "compare": True}, status=409)
    except (Refusal, CaseworkError, TooLarge) as refused:
        return JsonResponse({"sentence": _(refused.sentence)}, status=422)
    return JsonResponse({"ref": melding.ref, "version": melding.version, "at": clock_time(by.at)})


@reads("melding.read")
@declares("melding.save_draft")
def draft(request: HttpRequest, ref: str) -> HttpResponse:
    """A draft with everything typed before; sent to this address it is kept, or laid beside the newer one."""
    by = acting_at(request)
    if by.role not in Melding.steps()["save_draft"].roles:
        # Not that this role takes no reports: the address says nothing about a draft being there.
        raise NotYours
    if request.method == "POST":
        form = ReportForm(request.POST, by=by)
        try:
            _keep(form, by=by, ref=ref)
        except ChangedMeanwhile as conflict:
            return show_both(request, form, conflict.record, by=by)
        return redirect("melding-draft", ref=ref)
    found = drafts.read(ref, by=by)
    if found.melding.state != "draft" or str(found.melding.owner_person_id) != by.actor:
        return (
            redirect("melding", ref=ref) if found.melding.state != "draft" else _taken(request, found.melding)
        )
    hidden: dict[str, Any] = {"draft_ref": ref, "seen_version": found.melding.version}
    return _page(request, from_draft(found.typed, by=by, **hidden), melding=found.melding)


def _taken(request: HttpRequest, melding: Melding) -> HttpResponse:
    owner = melding.owner_person.name if melding.owner_person else ""
    messages.info(request, _("%(name)s is typing this draft.") % {"name": owner})
    return redirect("melding-new")


def _typist(request: HttpRequest) -> Acting:
    """Whoever may take a report by phone. Raises NotYourStep."""
    by = acting_at(request)
    if by.role not in Melding.steps()["receive"].roles:
        raise NotYourStep
    return by


def _keep(form: ReportForm, *, by: Acting, ref: str = "") -> Melding:
    """Save the draft of this page. Twice at the same moment is once."""
    version = str(form["seen_version"].value() or "")
    given: dict[str, Any] = {
        "typed": form.typed(),
        "source": source_of(by, str(form["token"].value() or "")),
        "door": region_door(by),
        "melding_ref": ref or str(form["draft_ref"].value() or ""),
        "seen_version": int(version) if version.isascii() and version.isdigit() else None,
    }
    return _settled(actions.save_draft, by=by, **given)


def _settled(perform: Callable[..., Melding], **given: Any) -> Melding:
    """What an action makes, also when the same page asks it twice at the same moment: one of them finds the other's."""
    for _attempt in range(2):
        # First the other one makes the draft, then it sends it: each can come in between once.
        with suppress(IntegrityError, NotFromThisState):
            return perform(**given)
    return perform(**given)


def _advice(request: HttpRequest, form: ReportForm, *, by: Acting) -> HttpResponse:
    """A question without a person: what was typed is not kept."""
    if by.role != Role.TRIAGIST:
        raise NotYourStep
    ref = str(form["draft_ref"].value() or "")
    if not ref:
        source = source_of(by, str(form["token"].value() or ""))
        ref = actions.save_draft(by=by, typed={}, source=source, door=region_door(by)).ref
    actions.give_advice(by=by, melding_ref=ref)
    messages.success(request, _("Nothing of what you typed is kept. Tick below what the question was about."))
    return redirect("advice")


def _page(
    request: HttpRequest, form: ReportForm, *, status: int = 200, melding: Melding | None = None
) -> HttpResponse:
    by = acting_at(request)
    ref = str(form["draft_ref"].value() or "")
    return show(
        request, "casework/melding_new.html", status=status, form=form, cancel_url=reverse("worklist"),
        may_triage=by.role == Role.TRIAGIST, open_drafts=drafts.lying_open(by, but=ref),
        begun=melding.received_at if melding else None, kept=melding.typed_at if melding else None,
        draft_ref=ref,
    )  # fmt: skip


def _after(request: HttpRequest, melding: Melding, *, by: Acting) -> HttpResponse:
    """To its questions or its page, or to the work list for whoever took it for another team."""
    if melding.state == "in_triage" and str(melding.owner_person_id) == by.actor:
        return redirect("melding-triage", ref=melding.ref)
    if may_see(melding, by).permit:
        return redirect("melding", ref=melding.ref)
    messages.success(request, _("Melding %(ref)s is saved. Its team sees it now.") % {"ref": melding.ref})
    return redirect("worklist")
