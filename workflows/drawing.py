"""What does a lifecycle look like? As plain data for programs, and as a page with a diagram for people."""

from collections.abc import Sequence
from inspect import cleandoc
from typing import Any

from django.utils.translation import override

from workflows.lifecycle import Lifecycle, States, Step
from workflows.roles import Role

INTRODUCTION = """# Lifecycles

Generated from the code by `manage.py lifecycles --format mermaid`; change the code, not this page.

A state names who owns the item and which clock runs; a step names who may take it and when it is refused. The length
of every clock stands in the region pack, `regions/flevoland/clocks.toml`, and who hears of a clock that is over in
`regions/flevoland/ladders.toml`.

Owners: *person* is one colleague by name; *duty* is whoever has the duty of the owning team; *sender* and *receiver*
are the two sides of a handover. A state without owner and clock is an end.
"""


def described(lifecycle: type[Lifecycle]) -> dict[str, Any]:
    """`{name, meaning, states, transitions, clocks}` of one lifecycle; values are texts, lists and true or false.

    states: `{name, value, code, label, final, owner, clock}`, the label in Dutch. transitions: `{name, sources, target,
    roles, guards, reasons, meaning}`; `target` null keeps the state, `roles` are R-codes, `reasons` names of refusals.
    """
    return {
        "name": lifecycle.lifecycle_name(),
        "meaning": _first_line(lifecycle),
        "states": [_state(state) for state in lifecycle.State],
        "transitions": [_transition(step) for step in lifecycle.steps().values()],
        "clocks": list(dict.fromkeys(state.clock for state in lifecycle.State if state.clock)),
    }


def page(lifecycles: Sequence[type[Lifecycle]]) -> str:
    """The page in Markdown with a Mermaid diagram, a table of states and a table of steps for each lifecycle."""
    return "\n".join([INTRODUCTION, *(_chapter(lifecycle) for lifecycle in lifecycles)])


def _state(state: States) -> dict[str, Any]:
    return {
        "name": str(state),
        "value": str(state),
        "code": state.code,
        "label": dutch(state),
        "final": state.final,
        "owner": str(state.owner),
        "clock": state.clock,
    }


def _transition(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "sources": [str(state) for state in step.sources],
        "target": None if step.target is None else str(step.target),
        "roles": [str(role) for role in step.roles],
        "guards": [guard.name for guard in step.guards],
        "reasons": list(step.reasons),
        "meaning": step.meaning,
    }


def _chapter(lifecycle: type[Lifecycle]) -> str:
    name = lifecycle.lifecycle_name()
    parts = [
        f"## {name.capitalize()}\n\n{_first_line(lifecycle)}\n",
        _diagram(lifecycle),
        f"### States of {name}\n",
        _table(("state", "Dutch", "code", "owner", "clock"), map(_state_row, lifecycle.State)),
        f"### Steps of {name}\n",
        _table(
            ("step", "from", "to", "who", "only when (else refused as)", "meaning"),
            map(_step_row, lifecycle.steps().values()),
        ),
    ]
    return "\n".join(parts)


def _diagram(lifecycle: type[Lifecycle]) -> str:
    states = list(lifecycle.State)
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{dutch(state)}" as {state}' for state in states]
    lines.append(f"    [*] --> {states[0]}")
    for (source, target), names in _arrows(lifecycle).items():
        lines.append(f"    {source} --> {target}: {', '.join(names)}")
    lines += [f"    {state} --> [*]" for state in states if state.final]
    return "\n".join([*lines, "```", ""])


def _arrows(lifecycle: type[Lifecycle]) -> dict[tuple[str, str], list[str]]:
    """The steps between two states share one arrow; a step that keeps the state has none."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in lifecycle.steps().values():
        for source in step.sources:
            if step.target is not None:
                arrows.setdefault((str(source), str(step.target)), []).append(step.name)
    return arrows


def _state_row(state: States) -> tuple[str, ...]:
    owner = "nobody: this is an end" if state.final else str(state.owner)
    return (f"`{state}`", dutch(state), state.code, owner, f"`{state.clock}`" if state.clock else "none")


def _step_row(step: Step) -> tuple[str, ...]:
    guards = [f"{guard.name.replace('_', ' ')} ({guard.refusal.__name__})" for guard in step.guards]
    return (
        f"`{step.name}`",
        ", ".join(f"`{state}`" for state in step.sources),
        "stays" if step.target is None else f"`{step.target}`",
        ", ".join(_who(role) for role in step.roles),
        "; ".join(guards) or "no condition",
        " ".join(cleandoc(step.meaning).split()),
    )


def _who(role: Role) -> str:
    return f"{role.name.replace('_', ' ').lower()} {role.value}"


def dutch(state: States) -> str:
    """The word on screen for a state, in Dutch whoever reads."""
    with override("nl"):
        return str(state.label)


def _first_line(lifecycle: type[Lifecycle]) -> str:
    """The sentence of the lifecycle's own class, not of the record that carries it."""
    own = next(k for k in lifecycle.__mro__ if k.__module__.startswith(__package__) and k is not Lifecycle)
    return cleandoc(own.__doc__ or "").split("\n", 1)[0]


def _table(heads: tuple[str, ...], rows: Any) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
