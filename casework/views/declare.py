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
from django.views.decorators.csrf import csrf_exempt

from casework.actions import ACTIONS

View = TypeVar("View", bound=Callable[..., Any])
LOOKING = ("GET", "HEAD")
ACTING = ("POST",)


@dataclass(frozen=True)
class Declared:
    """What one view does. `reads`: looks such as "case.read". `acts`: names of registered actions.

    `asks`: looks whose question may not stand in an address, so that it comes with POST.
    """

    reads: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    guard: str = "login"

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that fit: looking with GET and HEAD, acting with POST."""
        return (LOOKING if self.reads else ()) + (ACTING if self.acts or self.asks else ())

    def by_methods(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """(names, methods) of the looks and of the actions, what it does not have left out."""
        found = ((self.reads, LOOKING), (self.acts, ACTING), (self.asks, ACTING))
        return [(names, methods) for names, methods in found if names]


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


def asks(*looks: str) -> Callable[[View], View]:
    """This view answers what is typed, with POST, and changes nothing. `looks`: "person.search", "routing.rehearse"."""
    return lambda view: _declare(view, Declared(asks=looks))


def open_to_all(
    *, reads: tuple[str, ...], acts: tuple[str, ...] = (), asks: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """This view is for everybody, without an account: it acts as edge.public(), never as the colleague at the screen.

    There is no login to abuse, so no cross-site token either; a form of its own makes each sending unique. Raises
    LookupError for an action that is not registered.
    """
    for name in acts:
        if name not in ACTIONS:
            raise LookupError(f"{name} is not an action")
    declared = Declared(reads=reads, acts=acts, asks=asks, guard="public")

    def declare(view: View) -> View:
        @wraps(view)
        def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in declared.methods:
                return HttpResponseNotAllowed(declared.methods)
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        open_view.declared = declared  # type: ignore[attr-defined]  # functions carry their declaration
        return csrf_exempt(open_view)  # type: ignore[return-value]  # the same calls, guarded

    return declare


def _declare(view: View, more: Declared) -> View:
    """One wrapper, however many declarations: the second one joins the first."""
    before: Declared = getattr(view, "declared", Declared())
    bare = getattr(view, "undeclared", view)
    declared = Declared(
        reads=before.reads + more.reads, acts=before.acts + more.acts, asks=before.asks + more.asks
    )

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
