"""How does somebody weigh a melding? One page that shows the next thing to do, and one form per step."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.directory.current import pack
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.melding import FORMS as MELDING_FORMS
from casework.forms.melding.gemeente import DecideGemeente
from casework.forms.triage import FORMS, AnswerSafety, Settle
from casework.present import names_of
from casework.reading import triage as reading
from casework.reading.routing import explained
from casework.reading.words import outcome_word, team_word
from casework.recognition import SEARCHERS
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step

UNPROCESSABLE = 422
ONE_PAGE = (
    "answer_safety",
    "identify",
    "answer",
    "propose",
    "reconsider",
    "settle",
    "ask_second",
    "agree",
    "resume",
)
"""Steps whose form stands on the page of the triage itself."""


@reads("triage.read")
def page(request: HttpRequest, ref: str) -> HttpResponse:
    """The triage of one melding. `vraag` opens an earlier question again, `besluit` the own decision."""
    return _page(request, reading.read(ref, by=acting_at(request)))


def _page(
    request: HttpRequest, found: reading.TriageRead, form: ActionForm | None = None, status: int = 200
) -> HttpResponse:
    """The page for the state the triage is in, with the `form` that was refused where there is one."""
    by, triage = acting_at(request), found.triage
    possible = [step.name for step in triage.possible_steps(by.role) if step.name in FORMS]
    more: dict[str, Any] = {
        "keys": "",
        "possible": possible,
        "refused": form if form and not form.visible_fields() else None,
    }
    build = STAGES.get(triage.state)
    if build is not None:
        more |= build(request, found, possible, form)
    return show(
        request, "casework/melding_triage.html", status=status, live_ref=triage.ref,
        back_url=reverse("melding", args=[found.melding.ref]), **found.page, **more,
    )  # fmt: skip


def _url(found: reading.TriageRead, step: str) -> str:
    return reverse("triage-step", args=[found.melding.ref, step])


def _press(found: reading.TriageRead, step: str, label: Any = None, **fields: Any) -> dict[str, Any]:
    """A step as a form of one button."""
    values = [("seen_version", found.triage.version), *fields.items()]
    return {
        "label": label or FORMS[step].submit,
        "url": _url(found, step),
        "method": "post",
        "fields": values,
    }


def _open(request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None) -> dict[str, Any]:
    """Nobody has taken the melding yet."""
    melding, step = found.melding, "claim"
    may = step in {one.name for one in melding.possible_steps(acting_at(request).role)}
    url = reverse("melding-step", args=[melding.ref, step])
    claim = {"label": MELDING_FORMS[step].submit, "url": url, "method": "post",
             "fields": [("seen_version", melding.version)]}  # fmt: skip
    return {"claim": claim if may else None}


def _safety(request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None) -> dict[str, Any]:
    if "answer_safety" not in possible:
        return {}
    if not isinstance(form, AnswerSafety):
        form = AnswerSafety(
            by=acting_at(request), answered=found.answers, initial={"seen_version": found.triage.version}
        )
    return {"form": form, "form_url": _url(found, "answer_safety")}


def _identification(
    request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None
) -> dict[str, Any]:
    """Who it is about, with who may have been reported before."""
    known = acting_at(request).role in SEARCHERS and found.page["person"]
    return {
        "identify": _press(found, "identify") if "identify" in possible else None,
        "earlier_url": reverse("melding-earlier", args=[found.melding.ref]) if known else "",
    }


def _questions(
    request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None
) -> dict[str, Any]:
    """The question asked for, else the next one; when the tree has enough, the way to the proposal."""
    by = acting_at(request)
    wanted = request.GET.get("vraag", "")
    question = (
        pack().tree(by.at).questions.get(wanted) if wanted in found.answers else found.next_question(by.at)
    )
    if "answer" not in possible:
        return {}
    if question is None:
        return {"enough": _press(found, "propose")}
    here = reverse("melding-triage", args=[found.melding.ref])
    context = reading.question_context(
        question, found, url=_url(found, "answer"), change_url=f"{here}?vraag="
    )
    return {"question": context, "keys": "question"}


def _proposal(
    request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None
) -> dict[str, Any]:
    """What the tree says; the own decision beside it; the colleague when it lowers U0-U2."""
    by = acting_at(request)
    proposal = reading.proposal_context(found, by=by)
    here = reverse("melding-triage", args=[found.melding.ref])
    agree = _press(found, "settle", _("Decide this"), outcome=proposal["code"], urgency=proposal["urgency"])
    more: dict[str, Any] = {"proposal": proposal | {"agree": agree}, "may_decide": "settle" in possible}
    more["proposal"]["other"] = {
        "label": _("Decide otherwise"),
        "url": f"{here}?besluit=anders#besluit",
        "method": "get",
    }
    more["reconsider"] = _press(found, "reconsider") if "reconsider" in possible else None
    if "settle" in possible and not found.melding.gemeente:
        # Without it nothing is decided, and it is chosen at the melding.
        url = reverse("melding-step", args=[found.melding.ref, "decide_gemeente"])
        more["proposal"]["place"] = {"label": DecideGemeente.title, "url": url, "method": "get"}
    if "settle" in possible and (isinstance(form, Settle) or request.GET.get("besluit")):
        blocked = reading.blocked_by(found.proposal(by.at))
        start = {
            "seen_version": found.triage.version,
            "outcome": proposal["code"],
            "urgency": proposal["urgency"],
        }
        more["decide"] = form if isinstance(form, Settle) else Settle(by=by, blocked=blocked, initial=start)
        more["decide_url"], more["second_url"] = _url(found, "settle"), _url(found, "ask_second")
    return more


def _review(request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None) -> dict[str, Any]:
    """A colleague asked for a lower urgency: the other person agrees or not; the asker waits."""
    by, triage = acting_at(request), found.triage
    proposal = reading.proposal_context(found, by=by)
    chosen = {"outcome": outcome_word(triage.outcome), "urgency": triage.urgency, "reason": found.reason}
    mine = str(triage.decided_by) == by.actor
    asker = names_of([str(triage.decided_by)]).get(str(triage.decided_by), "")
    more: dict[str, Any] = {"review": chosen, "proposed": proposal, "waits": mine, "asker": asker}
    if not mine and "agree" in possible:
        more["agree"] = _press(found, "agree")
        more["disagree"] = {
            "label": FORMS["disagree"].submit,
            "url": _url(found, "disagree"),
            "method": "get",
        }
    return more


def _settled(
    request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None
) -> dict[str, Any]:
    triage = found.triage
    settled = {"outcome": outcome_word(triage.outcome), "urgency": triage.urgency, "reason": found.reason,
               "target": team_word(found.melding.target)}  # fmt: skip
    revise = {"label": FORMS["revise"].title, "url": _url(found, "revise"), "method": "get"}
    return {
        "settled": settled,
        "revise": revise if "revise" in possible else None,
        "routing": explained(found.melding),
    }


def _revised(
    request: HttpRequest, found: Any, possible: list[str], form: ActionForm | None
) -> dict[str, Any]:
    return {"resume": _press(found, "resume") if "resume" in possible else None, "new_fact": found.reason}


STAGES = {
    "open": _open, "safety": _safety, "identification": _identification, "questions": _questions,
    "proposal": _proposal, "review": _review, "settled": _settled, "revised": _revised,
}  # fmt: skip


@reads("triage.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """One step of the triage of this melding, and its form where it has a page of its own."""
    by = acting_at(request)
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    if request.method != "POST":
        if step in ONE_PAGE:
            return redirect("melding-triage", ref=ref)
        found = reading.read(ref, by=by)
        found.triage.require(found.triage.steps()[step], role=by.role)
        initial = {"seen_version": found.triage.version}
        return _take(request, form_class, ref, about=found.triage, form_kwargs={"initial": initial})
    return _take(request, form_class, ref, about=None, form_kwargs={})


def _take(request: HttpRequest, form_class: type[ActionForm], ref: str, **more: Any) -> HttpResponse:
    here = reverse("melding-triage", args=[ref])
    name = form_class.action.rpartition(".")[2]
    ends = name in ("settle", "agree", "disagree")
    return take_step(
        request, form_class=form_class, arguments={"triage_ref": ref},
        back=reverse("melding", args=[ref]) if ends else here, on_conflict=partial(_on_conflict, ref=ref),
        show_form=partial(_show_form, ref=ref), quiet=name in ONE_PAGE, **more,
    )  # fmt: skip


def _show_form(request: HttpRequest, form: ActionForm, status: int, *, ref: str) -> HttpResponse:
    """A refused form on the page it came from, or the page of a step of its own."""
    back = reverse("melding-triage", args=[ref])
    step = form.action.rpartition(".")[2]
    if status == UNPROCESSABLE:
        found = reading.read(ref, by=acting_at(request))
        if step in ONE_PAGE:
            return _page(request, found, form, status)
        form.about = found.triage
    page = {"form": form, "title": form.title, "submit": form.submit, "about": form.about, "cancel_url": back}
    return show(request, "casework/step.html", status=status, **page)


def _on_conflict(
    request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile, *, ref: str
) -> HttpResponse:
    found = reading.read(ref, by=acting_at(request))
    step = form.action.rpartition(".")[2]
    back = reverse("melding-triage", args=[ref])
    return show_overtaken(
        request, form, record=found.triage, step=step, back=back, theirs={"reason": found.reason}
    )
