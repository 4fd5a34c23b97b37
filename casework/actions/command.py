"""What is an action? A keyword-only function with `by`, in one transaction, known by name."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from casework.work import working
from privacy.context import Acting, acting
from workflows.roles import Role

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Action:
    """A registered action: `handover.accept` and the function that performs it."""

    name: str
    perform: Callable[..., Any]
    arguments: dict[str, inspect.Parameter]


ACTIONS: dict[str, Action] = {}


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make an action: everything it does is one transaction, one set of change events and one hint.

    Raises TypeError at import when the function has positional arguments or no `by`.
    """
    parameters = inspect.signature(function).parameters
    if "by" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__}: an action is keyword-only and says who acts with `by`")
    noun = function.__module__.removeprefix(f"{__package__}.").partition(".")[0]
    name = f"{noun}.{function.__name__}"

    @wraps(function)
    def perform(*args: P.args, **kwargs: P.kwargs) -> R:
        by = cast(Acting, kwargs["by"])
        with acting(by), working(by, name):
            return function(*args, **kwargs)

    ACTIONS[name] = Action(name, perform, dict(parameters))
    return perform


def as_system(by: Acting) -> Acting:
    """The same person and moment, for a step the system takes as a consequence."""
    return replace(by, role=Role.SYSTEM)
