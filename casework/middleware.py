"""Who is asking, and what does a mistake look like? One place for both: views raise situations, not responses."""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.edge import acting_for
from casework.errors import ChangedMeanwhile, NotYours, Situation
from casework.models import Account
from privacy.context import acting
from privacy.errors import PrivacyError
from workflows.refusals import Refusal

log = logging.getLogger("casework")


class CaseworkMiddleware:
    """Gives every signed-in request its Acting, and turns situations into pages with a plain sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = str(uuid4())
        if isinstance(request.user, Account):
            request.by = acting_for(request.user, request_id=request_id)  # type: ignore[attr-defined]
            with acting(request.by):  # type: ignore[attr-defined]
                return self.get_response(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """404 for what is not yours, 409 for a lost race, 422 for a refused step, 500 when nothing may be shown."""
        if isinstance(error, NotYours):
            # The page of an address that does not exist, so that nobody learns the difference.
            return render(request, "404.html", status=404)
        if isinstance(error, ChangedMeanwhile):
            return page(request, 409, _(error.sentence))
        if isinstance(error, (Situation, Refusal)):
            return page(request, 422, _(error.sentence))
        if isinstance(error, PrivacyError):
            log.error("nothing is shown: %s", type(error).__name__)
            return page(request, 500, error.sentence)
        return None


def page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """One plain sentence, what is kept, and what to do now: for a step, the way back to its page."""
    item, is_step, _step = request.path.partition("/stap/")
    back = f"{item}/" if is_step else ""
    context = {"sentence": sentence, "status": status, "back": back}
    return render(request, "casework/sentence.html", context, status=status)
