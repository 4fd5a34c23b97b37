"""Which persons are one, according to colleagues? Walks the ties that are not ended. Opens nothing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from casework.models import Case, SamePerson
from casework.ties import rows_not_shielded_from
from privacy.context import Acting

Pair = tuple[Any, Any]


def circle(persons: Iterable[Any]) -> set[Any]:
    """These persons (ids) and everybody who is tied to them, also through others. One statement per step away."""
    return walk(persons)[0]


def walk(persons: Iterable[Any]) -> tuple[set[Any], set[Pair]]:
    """The circle of these persons (ids), and the (earlier, later) of every running tie in it."""
    known, ties = set(persons), set[Pair]()
    while True:
        ties |= ties_of(known)
        more = {one for pair in ties for one in pair} - known
        if not more:
            return known, ties
        known |= more


def circle_without(person: Any, ended: Pair) -> set[Any]:
    """Who stays tied to this person (id) once this tie, which may still stand in the database, is ended."""
    return circle_in(walk([person])[1] - {ended}, [person])


def circle_in(ties: set[Pair], persons: Iterable[Any]) -> set[Any]:
    """These persons (ids) and everybody tied to them by these ties alone. No statement."""
    known = set(persons)
    while more := {one for pair in ties if known & set(pair) for one in pair} - known:
        known |= more
    return known


def ties_of(persons: Iterable[Any]) -> set[Pair]:
    """(earlier, later) of every running tie of these persons (ids); one statement."""
    ids = list(persons)
    touching = Q(earlier_id__in=ids) | Q(later_id__in=ids)
    return set(SamePerson.objects.filter(touching, ended_at=None).values_list("earlier_id", "later_id"))


def every_tie() -> set[Pair]:
    """(earlier, later) of every running tie there is; one statement, whose length does not grow with them."""
    return set(SamePerson.objects.filter(ended_at=None).values_list("earlier_id", "later_id"))


def running_case(person: Any, *, by: Acting) -> str:
    """The reference of the newest case of this person (id), or of who is tied to it, that runs in `by`'s team and that
    is not shielded from `by`; or ""."""
    found = Case.unfinished().filter(person_id__in=circle([person]), owner_team_id=by.unit)
    found = found.filter(rows_not_shielded_from(Case, by))
    return found.order_by("-created_at").values_list("ref", flat=True).first() or ""
