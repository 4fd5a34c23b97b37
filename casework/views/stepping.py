"""How does a click become an action? One view for every step of every noun: show its form, perform it, say what went
wrong at the right place."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casework.actions import ACTIONS
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours, SentTwice, Situation
from casework.forms.base import ActionForm
from casework.views.shell import show
from workflows.refusals import Refusal


def _nobody_ahead(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """What is new has no version, and neither has an account: there nobody can be ahead."""
    raise conflict


def take_step(
    request: HttpRequest,
    *,
    form_class: type[ActionForm],
    arguments: dict[str, Any],
    about: Any,
    back: str,
    on_conflict: Callable[[HttpRequest, ActionForm, ChangedMeanwhile], HttpResponse] = _nobody_ahead,
    form_kwargs: dict[str, Any] | None = None,
    after: Callable[[Any], str] | None = None,
    show_form: Callable[[HttpRequest, ActionForm, int], HttpResponse] | None = None,
    may_see: Callable[[], object] | None = None,
    quiet: bool = False,
) -> HttpResponse:
    """Show the form of an action, or perform it with what was filled in.

    `arguments` go to the action beside the form's own; `back` is the page to return to, unless `after` names another
    one for what the action returned. Nothing typed is lost: a refusal shows the form again with its sentence
    (`show_form` gives it a page of its own, with this status), a lost race shows both texts through `on_conflict`.
    `may_see` reads the item again before a form comes back that never reached the action: who may not see the item
    gets no form either. `quiet`: the next page shows by itself that it went well.
    """
    by = acting_at(request)
    given = request.POST if request.method == "POST" else None
    form = form_class(given, by=by, about=about, **(form_kwargs or {}))
    if given is not None and form.is_valid():
        try:
            done = ACTIONS[form.action].perform(by=by, **arguments, **form.arguments())
        except SentTwice:
            messages.info(request, _("You already sent this form. It was saved once."))
            return redirect(back)
        except ChangedMeanwhile as conflict:
            return on_conflict(request, form, conflict)
        except NotYours:
            raise
        except (Refusal, Situation) as refused:
            form.refuse(refused)
        else:
            if not quiet:
                messages.success(request, _("Saved."))
            return redirect(after(done) if after else back)
    if given is not None and may_see is not None:
        may_see()
    status = 422 if given is not None else 200
    if show_form is not None:
        return show_form(request, form, status)
    here = next((value for name, value in arguments.items() if name.endswith("_ref")), "")
    page = {
        "form": form, "title": form.title, "submit": form.submit, "about": about, "cancel_url": back,
        "here_ref": here,
    }  # fmt: skip
    return show(request, "casework/step.html", status=status, **page)
