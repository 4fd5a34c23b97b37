"""Which safety flags count for somebody who has more than one file? Those of every file that colleagues say is theirs.

A flag stands at the person of one report; the next report about them, and a contact at night, begin a file of their
own. Source: docs/adr/0052-a-danger-known-elsewhere-counts-at-the-door.md.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from casework.models import ConfirmedMatch, FanContact, Person
from casework.tying import circle


def files_of(person: Person) -> list[Person]:
    """The file of this person and of everybody who is tied to it, their own first."""
    return [person, *_others(circle([person.pk]), but=person.pk)]


def files_behind(contact: FanContact) -> list[Person]:
    """The same for a contact, with who it was confirmed to be, the address alone included, and who was reported by it.

    Shielded files and those of a closed case as well: whether somebody can go alone is all that comes of it.
    """
    confirmed = ConfirmedMatch.objects.filter(item_ref=contact.ref).values_list("case__person_id", flat=True)
    reported = contact.meldingen.values_list("person_id", flat=True)
    known = circle({contact.person_id, *confirmed.union(reported)} - {None})
    own = [contact.person] if contact.person is not None else []
    return [*own, *_others(known, but=contact.person_id)]


def flags_in(files: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Every safety flag of these opened files."""
    return [flag for one in files for flag in one.get("flags") or ()]


def _others(known: set[Any], *, but: Any) -> list[Person]:
    others = known - {but}
    return list(Person.objects.filter(pk__in=others).order_by("created_at", "pk")) if others else []
