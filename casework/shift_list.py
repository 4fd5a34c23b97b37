"""What is open at a change of shift? The items of the duty and of who leaves it; clear columns only."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from casework import holding
from casework.models import Shift
from casework.models.base import Owned
from casework.scoping import visible
from casework.ties import answered_by
from privacy.context import Acting


def open_items(team: str, people: list[object], *, by: Acting) -> Iterator[Owned]:
    """What is open with the duty of this team (its id), of the teams it answers for now, and with these colleagues.

    As far as `by` may know of it; the first due first. One statement for each kind of item.
    """
    ours = Q(owner_team_id__in={team, *answered_by(by)}, owner_person=None) | Q(owner_person__in=people)
    found = [
        item
        for noun in holding.nouns()
        for item in visible(noun.unfinished().filter(ours), by, listing=True).select_related(
            "clock", "owner_person"
        )
    ]
    yield from sorted(found, key=_first_due)


def _first_due(item: Owned) -> tuple[datetime, str]:
    # What is not finished has a clock: the database keeps that.
    return item.clock.due_at if item.clock else item.changed_at, item.ref


def refs_on_list(shift: Shift, *, leaving: object, by: Acting) -> list[str]:
    """The references that stand on the list of who leaves (an id): both sign under the same one."""
    return [item.ref for item in open_items(str(shift.roster.team_id), [leaving], by=by)]
