"""What does somebody see and do with a melding? Its page, and one form per step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access
from casework.actions.disclosure.calling import IN_TRIAGE
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.feedback import offers_for
from casework.forms.base import ActionForm
from casework.forms.melding import FORMS
from casework.forms.melding.ending import GiveFeedback
from casework.forms.melding.gemeente import DecideGemeente
from casework.forms.melding.parts import SafetyForm
from casework.forms.sharing import Call
from casework.models import Melding
from casework.nachtkaart import AT_NIGHT
from casework.reading import melding as reading
from casework.reading.nachtkaart import url_for as card_url
from casework.recognition import SEARCHERS
from casework.tying import running_case
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting

FIRST = (
    "take_draft", "claim", "screen", "take_crisis", "resume_triage", "take_up_again", "accept", "agree_gemeente",
    "sign_gemeente", "rule_gemeente", "read", "add_to_case", "close", "reopen",
)  # fmt: skip
"""The step that stands as the main button, the first that is possible."""

WHOLE = Melding.objects.select_related("clock", "owner_person", "triage")


@reads("melding.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one melding."""
    by = acting_at(request)
    found = reading.read(ref, by=by)
    if found.melding.state == "draft" and str(found.melding.owner_person_id) == by.actor:
        return redirect("melding-draft", ref=ref)
    return show(
        request,
        "casework/melding_detail.html",
        live_ref=ref,
        card=_card(found, by),
        earlier_url=_earlier_url(found, by),
        card_url=_card_url(found, by),
        **found.page,
    )


def _earlier_url(found: reading.MeldingRead, by: Acting) -> str:
    """Where earlier reports are looked for: a part of its own, for whoever may know who it is about."""
    asking = by.role in SEARCHERS and found.page["person"] and not found.melding.state_info.final
    return reverse("melding-earlier", args=[found.melding.ref]) if asking else ""


def _card_url(found: reading.MeldingRead, by: Acting) -> str:
    """Where the night asks for a card; by day it stands at the case."""
    return card_url(found.melding, by) if by.role in AT_NIGHT else ""


def _card(found: reading.MeldingRead, by: Acting) -> dict[str, Any]:
    """The context of parts/side_card.html."""
    melding = found.melding
    possible = [step.name for step in melding.possible_steps(by.role) if step.name in FORMS]
    if melding.feedback == "open" and "close" in possible:
        # First the melder hears from us, by whoever may tell; then it closes.
        possible = sorted(
            (name for name in possible if name != "close"), key=lambda name: name != "give_feedback"
        )
    first = next((name for name in (*FIRST, "give_feedback") if name in possible), None)
    main = _action(melding, first) if first else None
    if melding.state == "in_triage" and "release" in possible:
        first, url = None, reverse("melding-triage", args=[melding.ref])
        main = {"label": _("To the triage"), "url": url, "method": "get", "fields": []}
    others = [_action(melding, name) for name in possible if name != first]
    if melding.state in IN_TRIAGE and by.acts_for(melding.owner_person_id):
        url = reverse("melding-call", args=[melding.ref])
        others.append({"label": Call.title, "url": url, "method": "get", "fields": []})
    return {"owner": found.page["owner"], "clock": found.page["clock"], "next": main, "others": others}


def _action(melding: Melding, step: str) -> dict[str, Any]:
    """A step as a button: taking a melding is one press, everything else opens its form."""
    url = reverse("melding-step", args=[melding.ref, step])
    if step in AT_ONCE:
        return {
            "label": FORMS[step].submit,
            "url": url,
            "method": "post",
            "fields": [("seen_version", melding.version)],
        }
    return {"label": FORMS[step].title, "url": url, "method": "get", "fields": []}


@reads("melding.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it. `eerder` in the address: the reference of the report to link to."""
    by = acting_at(request)
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    about: Melding | None = None
    more: dict[str, Any] = {}
    if request.method != "POST":
        about, more = _asked(ref, step, form_class, by=by)
        if step == "link":
            more["initial"]["earlier_ref"] = request.GET.get("eerder", "")[:12]
    elif issubclass(form_class, GiveFeedback):
        # What may be chosen depends on this melder, also when the form comes back.
        more = {"offers": offers_for(access.find(WHOLE, ref, by=by, action="melding.read")[0], at=by.at)}
    return take_step(
        request, form_class=form_class, arguments={"melding_ref": ref}, about=about, back=_back(step, ref),
        on_conflict=_on_conflict, form_kwargs=more, quiet=step in AT_ONCE,
        may_see=lambda: access.find(WHOLE, ref, by=by, action="melding.read"),
    )  # fmt: skip


WRITTEN_IN = {"question": "remark", "reason": "remark", "evidence": "link_evidence"}
"""Field of a form -> where the melding keeps that text, to lay a colleague's words beside one's own."""


def _asked(
    ref: str, step: str, form_class: type[ActionForm], *, by: Acting
) -> tuple[Melding, dict[str, Any]]:
    """The melding whose form is shown, and what the form starts with. Raises when the step is not possible now."""
    more: dict[str, Any] = {}
    if issubclass(form_class, SafetyForm):
        found = reading.read(ref, by=by)
        melding, more["answered"] = found.melding, found.answers
    elif issubclass(form_class, DecideGemeente):
        found = reading.read(ref, by=by)
        melding, more["placed"] = found.melding, found.placed
    else:
        melding = access.find(WHOLE, ref, by=by, action="melding.read")[0]
    if issubclass(form_class, GiveFeedback):
        more["offers"] = offers_for(melding, at=by.at)
    melding.require(melding.steps()[step], role=by.role)
    return melding, {"initial": {"seen_version": melding.version, **_known(step, melding, by)}, **more}


def _known(step: str, melding: Melding, by: Acting) -> dict[str, str]:
    """What a form about an earlier report may fill in already: the running case of the linked person."""
    if step != "add_to_case":
        return {}
    return {"case_ref": running_case(melding.person_id, by=by)}


ENDING = ("close", "add_to_case", "drop_draft", "give_advice", "rule_gemeente")
AT_ONCE = ("claim", "take_draft")
"""Taking something is one press."""


def _back(step: str, ref: str) -> str:
    """Where to go afterwards: taking a melding goes on to its questions, closing or ruling to what is left."""
    if step == "take_draft":
        return reverse("melding-draft", args=[ref])
    if step == "claim":
        return reverse("melding-triage", args=[ref])
    return reverse("worklist") if step in ENDING else reverse("melding", args=[ref])


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """Both texts, to be sent again; or when this step is no longer possible: who has it now."""
    by = acting_at(request)
    match = request.resolver_match
    ref, step = str(match.kwargs["ref"]), str(match.kwargs["step"])  # type: ignore[union-attr]  # a routed request
    found = reading.read(ref, by=by)
    theirs = {field: found.story.text(name) for field, name in WRITTEN_IN.items()}
    back = reverse("melding", args=[ref])
    return show_overtaken(request, form, record=found.melding, step=step, back=back, theirs=theirs)
