"""Which action does a route perform, and what does it show? Said at the view, enforced there, listed by `routes`.

A view without a declaration is found by `manage.py routes` and by the tests; it must not exist. Only views that need
no account (signing in, health) stand outside this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from casework.actions import ACTIONS

View = TypeVar("View", bound=Callable[..., Any])
LOOKING = ("GET", "HEAD")
ACTING = ("POST",)


@dataclass(frozen=True)
class Declared:
    """What one view does. `reads`: looks such as "case.read". `acts`: names of registered actions."""

    reads: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    guard: str = "login"

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that fit: looking with GET and HEAD, acting with POST."""
        return (LOOKING if self.reads else ()) + (ACTING if self.acts else ())

    def by_methods(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """(names, methods) of the looks and of the actions, what it does not have left out."""
        return [(names, methods) for names, methods in ((self.reads, LOOKING), (self.acts, ACTING)) if names]


def reads(*looks: str) -> Callable[[View], View]:
    """This view shows something, to signed-in people, with GET. `looks`: "<noun>.read" or "worklist.read"."""
    return lambda view: _declare(view, Declared(reads=looks))


def declares(*actions: str) -> Callable[[View], View]:
    """This view performs one of these registered actions, for signed-in people, with POST.

    Put `reads` on the same view when GET shows its form. Raises LookupError for an action that is not registered.
    """
    for name in actions:
        if name not in ACTIONS:
            raise LookupError(f"{name} is not an action")
    return lambda view: _declare(view, Declared(acts=actions))


def _declare(view: View, more: Declared) -> View:
    """One wrapper, however many declarations: the second one joins the first."""
    before: Declared = getattr(view, "declared", Declared())
    bare = getattr(view, "undeclared", view)
    declared = Declared(reads=before.reads + more.reads, acts=before.acts + more.acts)

    @wraps(bare)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST":
                # The session ended while somebody typed: give the text back instead of losing it on the way to login.
                return render(request, "403_csrf.html", status=403)
            return redirect_to_login(request.get_full_path())
        if request.method not in declared.methods:
            return HttpResponseNotAllowed(declared.methods)
        answer: HttpResponse = bare(request, *args, **kwargs)
        return answer

    guarded.declared = declared  # type: ignore[attr-defined]  # functions carry their declaration
    guarded.undeclared = bare  # type: ignore[attr-defined]  # and the view they guard
    return guarded  # type: ignore[return-value]  # the same calls, guarded
