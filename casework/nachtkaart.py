"""Who may read the card of a case at night, and of which case? After a confirmed match or a hit on the address.

Whoever has the duty comes from a melding, a crisis or a contact that is theirs already; the table of the policy says
which. The card itself is asked anew at every look: it counts until its last day, never of a shielded case, and never
against a no of the person. Opens nothing. Source: docs/adr/0048-a-card-for-whoever-answers-at-night.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework import access, consent, duty
from casework.conditions import Condition
from casework.digests import digest_over
from casework.errors import NotYours
from casework.models import Case, ConfirmedMatch, Crisis, FanContact, Handover, Melding, Nachtkaart
from casework.models.base import Owned
from casework.policy import may_see
from casework.tying import circle
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.ledger.record import denied
from workflows.roles import CRISIS, Role
from workflows.sharing_refusals import SharingRefused

GROUP = "nachtkaart"
AT_NIGHT = (*CRISIS, Role.FAN_WORKER)
"""Who reads it after a match. Everybody else reads that of the case that is theirs."""

NOUNS: tuple[type[Owned], ...] = (Melding, Crisis, FanContact, Case, Handover)
MATCHED = frozenset({Condition.MATCHED})
MOST = 3
"""Cards at one look: at one address several people can live."""

WHOLE = Case.objects.select_related("person", "owner_person__deputy", "owner_team")


@dataclass(frozen=True)
class Asked:
    """The item a card is asked from, what may be seen of it, and whether that is after a match at night."""

    item: Any
    decision: Decision
    at_night: bool


def find(ref: str, *, by: Acting, action: str) -> Asked:
    """The item somebody asks a card from. Raises NotYours for whoever reads none from there, on no duty as well."""
    noun = next((one for one in NOUNS if ref.partition("-")[0] == one.REF_PREFIX), Case)
    items: Any = noun._default_manager
    joined = ("person", "case") if noun is Handover else ("person",)
    item, decision = access.find(items.select_related(*joined), ref, by=by, action=action)
    if not may_ask(item, by):
        denied(by, action=action, about=ref)
        raise NotYours
    return Asked(item, decision, by.role in AT_NIGHT)


def may_ask(item: Any, by: Acting) -> bool:
    """May `by` ask for a card from this item? Whether there is one, this does not say."""
    if GROUP not in may_see(item, by, under=MATCHED).groups:
        return False
    return by.role not in AT_NIGHT or is_rostered(by)


def is_rostered(by: Acting) -> bool:
    """Does the roster name `by` for this moment? Where it names nobody who is there, the whole duty answers."""
    running = [one for one in duty.shifts_of([by.unit], by.at, by.at) if duty.held_of(one).there]
    return not running or any(str(one.holder_id) == by.actor for one in running)


def cases_of(asked: Asked, *, by: Acting) -> list[tuple[Case, str]]:
    """The cases whose card is asked, each with how that is known: own, tied, person or address."""
    item = asked.item
    if isinstance(item, Case):
        return [(WHOLE.get(pk=item.pk), "own")]
    if isinstance(item, Handover):
        return [(WHOLE.get(pk=item.case_id), "own")] if item.case_id else []
    found = [(case, "tied") for case in open_cases([item.person_id])] if item.person_id else []
    confirmed = ConfirmedMatch.objects.filter(item_ref=item.ref).order_by("at", "id")
    how = dict(confirmed.values_list("case_id", "how"))
    known = {case.pk for case, _ in found}
    more = WHOLE.filter(pk__in=how).exclude(pk__in=known).exclude(state__in=Case.State.finals())
    return [*found, *((case, how[case.pk]) for case in more.order_by("-created_at"))][:MOST]


def open_cases(persons: Iterable[Any]) -> list[Case]:
    """The open cases of these persons (ids) and of who is tied to them, the newest first."""
    running = WHOLE.exclude(state__in=Case.State.finals()).filter(person_id__in=circle(persons))
    return list(running.order_by("-created_at")[:MOST])


def is_one_person(persons: Sequence[Any]) -> bool:
    """Did colleagues tie all of these files (ids) together? Who is likely two people is sure of neither."""
    return len(persons) < 2 or set(persons) <= circle(persons[:1])


def readable(case: Case, *, asked: Asked, by: Acting) -> Nachtkaart | None:
    """The card of this case as `by` may read it now; None for none, and for every reason why not."""
    card = newest(case)
    if card is None or case.state_info.final:
        return None
    if isinstance(asked.item, Case):
        return card
    ours = card.ends_at > by.at and not case.shielded_for and not is_refused(case, by.unit)
    return card if ours else None


def newest(case: Case) -> Nachtkaart | None:
    """The card that was not taken back; it may have ended."""
    return Nachtkaart.objects.filter(case=case, stopped_at=None).select_related("written_by").first()


def is_refused(case: Case, team: str) -> bool:
    """Does the person not want such a team to know, in this case or in one of a file that is tied to it?"""
    kind = consent.kind_of_team(team)
    if consent.refused(case.pk, kind, team):
        return True
    try:
        consent.person_not_refused(case.person_id, kind)
    except SharingRefused:
        return True
    return False


def digest_of(package: dict[str, str], ground: str, agreed: str, last_day: date) -> str:
    """SHA-256 (hex) over what was shared, why, and until when."""
    return digest_over(package, ground, agreed, last_day.isoformat())
