"""What do all lifecycles share? States that name owner and clock, and steps that say who may take them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin, transition

from workflows.refusals import NotFromThisState, NotYourStep, Refusal
from workflows.roles import Role


class Owner(StrEnum):
    """Who carries the responsibility in a state. The record resolves it to a team and perhaps a person."""

    SENDER = "sender"
    RECEIVER = "receiver"
    DUTY = "duty"
    PERSON = "person"
    NONE = "none"


class States(StrEnum):
    """A state cannot be written without its Dutch code, its owner and its clock kind (None only when final)."""

    code: str
    owner: Owner
    clock: str | None
    final: bool

    def __new__(cls, value: str, code: str, owner: Owner, clock: str | None = None, final: bool = False):
        state = str.__new__(cls, value)
        state._value_ = value
        state.code, state.owner, state.clock, state.final = code, owner, clock, final
        if final != (clock is None) or final != (owner is Owner.NONE):
            raise TypeError(f"{value}: a state has an owner and a clock, unless it is final")
        return state

    @property
    def label(self) -> str | Promise:
        """The word on screen, in the reader's language."""
        return pgettext_lazy(self.context(), self._value_.replace("_", " "))

    @classmethod
    def context(cls) -> str:
        """The name of the lifecycle these states belong to."""
        return cls.__module__.rsplit(".", 1)[-1].removesuffix("_states")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and value: labels are looked up at reading time, so a translation never needs a migration."""
        return [(state._value_, state._value_) for state in cls]

    @classmethod
    def finals(cls) -> list[str]:
        """The values in which nobody has to do anything any more."""
        return [state._value_ for state in cls if state.final]


@dataclass(frozen=True)
class Guard:
    """A yes-or-no question about (record, arguments, by), and the refusal when the answer is no."""

    name: str
    holds: Callable[[Any, dict[str, Any], Any], bool]
    refusal: type[Refusal]


@dataclass(frozen=True)
class Step:
    """One listed transition. `target` None: the state stays as it is."""

    name: str
    sources: tuple[States, ...]
    target: States | None
    roles: tuple[Role, ...]
    guards: tuple[Guard, ...]
    meaning: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """The names of the refusals its guards may give."""
        return tuple(dict.fromkeys(guard.refusal.__name__ for guard in self.guards))


def step(
    *,
    source: States | Sequence[States],
    target: States | None,
    by: Role | Sequence[Role],
    guards: Sequence[Guard] = (),
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a transition of a lifecycle.

    The wrapped method is called with `by` (who acts) and keyword arguments; it may set fields, nothing else.
    Raises NotYourStep, NotFromThisState or the refusal of the first guard that does not hold.
    """
    sources = (source,) if isinstance(source, States) else tuple(source)
    roles = (by,) if isinstance(by, Role) else tuple(by)

    def declare(method: Callable[..., None]) -> Callable[..., None]:
        spec = Step(method.__name__, sources, target, roles, tuple(guards), (method.__doc__ or "").strip())
        values = [str(state) for state in sources]
        change = transition("state", source=values, target=None if target is None else str(target))(method)

        @wraps(change)
        def take(self: "Lifecycle", *, by: Any, **arguments: Any) -> None:
            self.require(spec, role=self.role_of(by))
            for guard in spec.guards:
                if not guard.holds(self, arguments, by):
                    raise guard.refusal
            change(self, **arguments)

        take.step = spec  # type: ignore[attr-defined]  # functions carry their specification
        return take

    return declare


class Lifecycle(FSMModelMixin, models.Model):
    """The abstract base: a protected `state`, and the list of steps its class declares."""

    State: type[States]
    state: Any

    class Meta:
        abstract = True

    def require(self, spec: Step, *, role: str) -> None:
        """Raises NotYourStep or NotFromThisState when this role may not even try this step now."""
        if role not in spec.roles:
            raise NotYourStep
        if self.state not in map(str, spec.sources):
            raise NotFromThisState

    def role_of(self, by: Any) -> str:
        """The role in which somebody stands before this item: their own, unless the item knows sides."""
        return str(by.role)

    @property
    def state_info(self) -> States:
        """The state with its code, owner, clock kind and finality."""
        return self.State._value2member_map_[self.state]  # type: ignore[return-value]  # members are of this class

    @classmethod
    def steps(cls) -> dict[str, Step]:
        """Every declared step by name, in the order of the file."""
        found: dict[str, Step] = {}
        for klass in reversed(cls.__mro__):
            found |= {name: attr.step for name, attr in vars(klass).items() if hasattr(attr, "step")}
        return found

    @classmethod
    def lifecycle_name(cls) -> str:
        """The one word of this lifecycle, the same in events, URLs and scenarios."""
        return cls.State.context()

    def possible_steps(self, role: str) -> list[Step]:
        """The steps this role may try from the present state. Guards are not asked: they need arguments."""
        return [s for s in self.steps().values() if self.state in map(str, s.sources) and role in s.roles]
