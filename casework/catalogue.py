"""What can be done here, by whom, with which arguments, and how is it refused? Read from the code, never typed twice.

Who may take an action that is a step stands in the lifecycle; the few actions beside a lifecycle are listed here.
Refusals and events are found by following the names an action's code uses: what stands there may happen, so the list
is never too short.
"""

import inspect
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, get_args, get_type_hints

from casework.actions.command import ACTIONS, Action
from casework.errors import CaseworkError, ChangedMeanwhile
from casework.models import (
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    PostbakItem,
    Triage,
)
from casework.nachtkaart import AT_NIGHT
from notifications.events import EVENTS
from workflows.advice import ADVISERS
from workflows.lifecycle import Lifecycle, Step
from workflows.refusals import NotFromThisState, NotYourStep, Refusal
from workflows.roles import COORDINATORS, DECIDERS, WIJKTEAM, WITH_TEAM, Role

LIFECYCLES: dict[str, type[Lifecycle]] = {
    "melding": Melding, "triage": Triage, "case": Case, "handover": Handover, "postbak": PostbakItem,
    "pattern": Pattern, "escalation": Escalation, "task": PartnerTask, "disclosure": Disclosure,
    "crisis": Crisis, "fan_contact": FanContact, "fan_profile": FanProfile,
}  # fmt: skip
"""The noun an action is named after -> the record that lives this lifecycle."""

BESIDE_A_LIFECYCLE: dict[str, tuple[Role, ...]] = {
    "account.deactivate": (Role.FUNCTIONAL_ADMIN,),
    "advice.give": ADVISERS,
    "case.note": (Role.CARE_COORDINATOR, Role.TEAM_LEAD),
    "clock.acknowledge": DECIDERS,
    "clock.ring": (Role.SYSTEM,),
    "consent.record": (Role.CARE_COORDINATOR,),
    "disclosure.call": (Role.CARE_COORDINATOR, Role.TRIAGIST),
    "disclosure.propose": (Role.CARE_COORDINATOR,),
    "handover.draft": (Role.CARE_COORDINATOR,),
    "handover.draft_onward": WIJKTEAM,
    "handover.write": (Role.CARE_COORDINATOR,),
    "nachtkaart.ask": (Role.SYSTEM,),
    "nachtkaart.confirm": AT_NIGHT,
    "nachtkaart.stop": (Role.CARE_COORDINATOR,),
    "nachtkaart.write": (Role.CARE_COORDINATOR,),
    "postbak.keep": (Role.SYSTEM,),
    "postbak.take_in": (Role.SYSTEM,),
    "informing.postpone": (Role.CARE_COORDINATOR,),
    "informing.leave": (Role.CARE_COORDINATOR,),
    "informing.tell": (Role.CARE_COORDINATOR, Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR),
    "reason.state": (Role.CARE_COORDINATOR, Role.TRIAGIST, Role.PRIVACY_OFFICER),
    "roster.ill": WITH_TEAM,
    "roster.plan": (*COORDINATORS, Role.FUNCTIONAL_ADMIN),
    "roster.remove": (*COORDINATORS, Role.FUNCTIONAL_ADMIN),
    "roster.sign_off": WITH_TEAM,
    "roster.sign_on": WITH_TEAM,
    "roster.swap": (*COORDINATORS, Role.FUNCTIONAL_ADMIN),
    "roster.take_over": WITH_TEAM,
    "roster.watch": (Role.SYSTEM,),
    "shield.lift": (Role.TEAM_LEAD,),
    "shield.put_up": (Role.TEAM_LEAD,),
    "sociale_kaart.ask_number": COORDINATORS,
    "sociale_kaart.close_today": WITH_TEAM,
    "sociale_kaart.confirm": COORDINATORS,
    "sociale_kaart.open_again": WITH_TEAM,
    "sociale_kaart.remind": (Role.SYSTEM,),
    "sociale_kaart.test_call": COORDINATORS,
    "notice.digest": (Role.SYSTEM,),
    "notice.read": tuple(role for role in Role if role is not Role.SYSTEM),
    "page.acknowledge": tuple(role for role in Role if role is not Role.SYSTEM),
    "page.ask": (Role.SYSTEM,),
    "page.begin": (Role.SYSTEM,),
    "team.report_better": WITH_TEAM,
    "team.report_ill": WITH_TEAM,
    "team.say_room": (Role.WIJKTEAM_COORDINATOR,),
    "team.set_days": WITH_TEAM,
}
"""Who may take the actions that are no step of a lifecycle."""

JSON_TYPES = {
    str: "text", int: "number", bool: "yes or no", date: "date", datetime: "moment", dict: "table", list: "list",
}  # fmt: skip


_BASES: tuple[type[Exception], ...] = (Refusal, CaseworkError)


def listed() -> list[dict[str, Any]]:
    """Every action by name: `{name, about, args, roles, lifecycle, step, clock, refusals, events}`.

    args: name -> `{type, required, default}`; `<noun>_ref` takes the reference of a record. roles: R-codes. lifecycle:
    its name or null. clock: the kind that runs after the step, null when it ends or does not apply. refusals: names of
    exceptions. events: who-is-told events it may give.
    """
    return [described(ACTIONS[name]) for name in sorted(ACTIONS)]


def described(action: Action) -> dict[str, Any]:
    """One action as plain data, see `listed`."""
    step = step_of(action.name)
    lifecycle = LIFECYCLES.get(action.name.split(".")[0])
    names = names_used(action.perform)
    return {
        "name": action.name,
        "about": inspect.cleandoc(action.perform.__doc__ or "").split("\n\n")[0].replace("\n", " "),
        "args": {name: argument(action, name) for name in action.arguments if name != "by"},
        "roles": [str(role) for role in roles_of(action.name)],
        "lifecycle": lifecycle.lifecycle_name() if lifecycle else None,
        "step": step.name if step else None,
        "clock": step.target.clock if step and step.target else None,
        "refusals": sorted(kind.__name__ for kind in refusals_of(action)),
        "events": sorted(names & EVENTS.keys()),
    }


def step_of(name: str) -> Step | None:
    """The step of a lifecycle that this action takes; None for an action beside it."""
    noun, _, verb = name.partition(".")
    lifecycle = LIFECYCLES.get(noun)
    return lifecycle.steps().get(verb) if lifecycle else None


def roles_of(name: str) -> tuple[Role, ...]:
    """Who may try this action. Raises KeyError for an action that is neither a step nor listed here."""
    step = step_of(name)
    return step.roles if step else BESIDE_A_LIFECYCLE[name]


def argument(action: Action, name: str) -> dict[str, Any]:
    """`{type, required, default}` of one argument; the type in words."""
    default = action.arguments[name].default
    required = default is inspect.Parameter.empty
    return {"type": type_word(action, name), "required": required, "default": None if required else default}


def type_word(action: Action, name: str) -> str:
    """The type of an argument in a word: text, number, yes or no, date, moment, table, reference."""
    if name.endswith("_ref"):
        return "reference"
    kinds = [kind for kind in kinds_of(action, name) if kind in JSON_TYPES]
    return JSON_TYPES[kinds[0]] if kinds else "value"


def kinds_of(action: Action, name: str) -> tuple[Any, ...]:
    """The plain types an argument takes, without None: `date | None` gives (date,), `dict[str, str]` gives (dict,)."""
    hint = get_type_hints(inspect.unwrap(action.perform))[name]
    kinds = get_args(hint) if not hasattr(hint, "__origin__") and get_args(hint) else (hint,)
    return tuple(getattr(kind, "__origin__", kind) for kind in kinds if kind is not type(None))


def refusals_of(action: Action) -> set[type[Exception]]:
    """Every refusal and situation this action may raise."""
    found = set(_named_errors(inspect.unwrap(action.perform)))
    step = step_of(action.name)
    if step is not None:
        found |= {NotYourStep, NotFromThisState, *(guard.refusal for guard in step.guards)}
    if "seen_version" in action.arguments:
        found.add(ChangedMeanwhile)
    return found


def refusals() -> dict[str, type[Exception]]:
    """Every refusal and situation there is, by the name of its class."""
    found: dict[str, type[Exception]] = {}
    waiting: list[type[Exception]] = list(_BASES)
    while waiting:
        kind = waiting.pop()
        found |= {kind.__name__: kind} if kind not in _BASES else {}
        waiting += kind.__subclasses__()
    return found


def names_used(function: Any) -> set[str]:
    """The texts that stand in the code of an action and of what it calls here."""
    texts: set[str] = set()
    for reached in _reached(inspect.unwrap(function)):
        texts |= {constant for constant in _constants(reached.__code__) if isinstance(constant, str)}
    return texts


def _named_errors(function: FunctionType) -> Iterator[type[Exception]]:
    for reached in _reached(function):
        for value in _values(reached):
            if (
                isinstance(value, type)
                and issubclass(value, (Refusal, CaseworkError))
                and value not in _BASES
            ):
                yield value


@cache
def _reached(function: FunctionType) -> tuple[FunctionType, ...]:
    """The function and every function of ours it comes to by name."""
    seen: dict[FunctionType, None] = {}
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen[one] = None
        waiting += [
            inspect.unwrap(value)
            for value in _values(one)
            if isinstance(value, FunctionType)
            and value.__module__.startswith(_FOLLOWED)
            and not value.__module__.startswith(_NOT_FOLLOWED)
        ]
    return tuple(seen)


_FOLLOWED = "casework."
_NOT_FOLLOWED = ("casework.work", "casework.directory", "casework.models")
"""Where every change comes by, and where nothing is refused."""


def _values(function: FunctionType) -> Iterator[Any]:
    """What the names in a function's code stand for, `module.name` included."""
    names = set(_names(function.__code__))
    for name in names:
        value = function.__globals__.get(name)
        yield value
        if isinstance(value, ModuleType) and value.__name__.startswith("casework."):
            yield from (getattr(value, inner) for inner in names if hasattr(value, inner))


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _constants(code: CodeType) -> Iterator[Any]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _constants(constant)
        else:
            yield constant
