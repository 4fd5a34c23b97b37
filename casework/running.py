"""What is there already about these persons: reports, cases, handovers, and which team has it? Clear columns only.

Always the same number of statements, however many persons are asked for and whatever is found: how long it takes
tells nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from casework.models import Case, Handover, Involved, Melding, Person
from casework.tying import Pair, ties_of

NOBODY = UUID(int=0)
"""An id that no person has: the database is asked also when there is nobody to ask about."""

STEPS_AWAY = 2
FIRST = {"handover": 0, "case": 1, "melding": 2}
"""Who is nearest to the person is called first."""


@dataclass(frozen=True)
class Files:
    """persons: by id. reports: of each person, newest first. running: (rank, newest last, team) of open items."""

    persons: dict[UUID, Person]
    reports: dict[UUID, list[Melding]] = field(default_factory=dict)
    running: dict[UUID, list[tuple[int, float, str]]] = field(default_factory=dict)

    def leading_team(self, persons: Iterable[UUID]) -> str | None:
        """The team (its id) that has the open item nearest to one of these persons; None when nothing runs."""
        found = [item for one in persons for item in self.running.get(one, ())]
        return min(found)[2] if found else None


def files_of(asked: Iterable[UUID]) -> Files:
    """What there is about these persons (ids), and about who is tied to them. Eight statements."""
    ids = {*asked, NOBODY}
    circles = _circles(ids)
    everybody = {one for circle in circles.values() for one in circle}
    persons = {one.pk: one for one in Person.objects.filter(pk__in=ids)}
    reports, running = _reports(everybody), _running(everybody)
    found = Files(persons)
    for person in persons:
        own = {row.pk: row for one in circles[person] for row in reports.get(one, ())}
        if own:
            found.reports[person] = sorted(own.values(), key=lambda row: row.received_at, reverse=True)
        found.running[person] = [item for one in circles[person] for item in running.get(one, ())]
    # A person in no report, such as one whose report was destroyed, is nobody to link to.
    for person in set(persons) - set(found.reports):
        del found.persons[person]
    return found


def _circles(ids: set[UUID]) -> dict[UUID, set[UUID]]:
    """Each asked person with who is tied to it, at most two ties away."""
    pairs: set[Pair] = set()
    known = set(ids)
    for _ in range(STEPS_AWAY):
        pairs = ties_of(known)
        known |= {one for pair in pairs for one in pair}
    circles = {one: {one} for one in ids}
    for _ in range(STEPS_AWAY):
        for circle in circles.values():
            circle |= {one for pair in pairs if circle & set(pair) for one in pair}
    return circles


def _reports(persons: set[UUID]) -> dict[UUID, list[Melding]]:
    """Person -> the reports it stands in, as the first or as another one."""
    others = list(Involved.objects.filter(person_id__in=persons).values_list("melding_id", "person_id"))
    mine = Q(person_id__in=persons) | Q(pk__in={NOBODY, *(melding for melding, _ in others)})
    rows = {row.pk: row for row in Melding.objects.filter(mine).exclude(state="advice")}
    stands_in = [(row.person_id, row) for row in rows.values()]
    stands_in += [(person, rows[melding]) for melding, person in others if melding in rows]
    found: dict[UUID, list[Melding]] = {}
    for person, row in stands_in:
        if person:
            found.setdefault(person, []).append(row)
    return found


def _running(persons: set[UUID]) -> dict[UUID, list[tuple[int, float, str]]]:
    """Person -> what is open about it."""
    found: dict[UUID, list[tuple[int, float, str]]] = {}
    sources = (
        Handover.unfinished().filter(state__in=("confirmed", "reopened")), Case.unfinished(), Melding.unfinished(),
    )  # fmt: skip
    for items in sources:
        noun = items.model.kind()
        rows = items.filter(person_id__in=persons).values_list("person_id", "created_at", "owner_team_id")
        for person, made, team in rows:
            found.setdefault(person, []).append((FIRST[noun], -made.timestamp(), team))
    return found
