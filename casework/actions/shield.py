"""How does a team lead close a case to all but a few, and open it again? A case of a colleague, or of somebody known.

Everything of the same person goes along: the reports, their triage, the handover, a pattern, what others do beside it
and what was shared. Who is not named sees neither the name nor that there is one; a receiving team goes on seeing what
was offered to it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from casework import access
from casework.actions.command import command
from casework.models import (
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    Shielding,
    Triage,
)
from casework.people import colleague
from casework.tying import circle
from casework.work import current_work
from privacy.context import Acting
from workflows.refusals import NotYourStep, ReasonNeeded
from workflows.roles import Role

MAY_BE_NAMED = (Role.TEAM_LEAD, Role.CARE_COORDINATOR, Role.TRIAGIST)


@command
def put_up(
    *, by: Acting, case_ref: str, named: list[str], reason: str, seen_version: int | None = None
) -> Case:
    """Only these colleagues may know of the case. `named`: usernames; the owner and whoever decides are always named.

    Put up again it replaces who was named. Raises NotYourStep, ReasonNeeded, NoSuchColleague, NotYours.
    """
    case = _decided(case_ref, by=by, what="put_up", reason=reason, seen_version=seen_version)
    found = [colleague(username, team=by.unit, roles=MAY_BE_NAMED) for username in named]
    ids = {by.actor, *(str(one.pk) for one in found if one), *_owner_of(case)}
    for item in _belonging(case):
        item.shielded_for = " ".join(sorted(ids | _owner_of(item)))
    return case


@command
def lift(*, by: Acting, case_ref: str, reason: str, seen_version: int | None = None) -> Case:
    """The case is open to its team again. Raises NotYourStep, ReasonNeeded, NotYours."""
    case = _decided(case_ref, by=by, what="lifted", reason=reason, seen_version=seen_version)
    for item in _belonging(case):
        item.shielded_for = ""
    return case


def _decided(case_ref: str, *, by: Acting, what: str, reason: str, seen_version: int | None) -> Case:
    """The case, locked, and the line that keeps who decided this and why."""
    case = access.for_change(
        Case.objects.select_related("clock", "side_clock"), case_ref, by=by, action=f"shield.{what}",
        seen_version=seen_version,
    )  # fmt: skip
    if by.role != Role.TEAM_LEAD:
        raise NotYourStep
    if not reason.strip():
        raise ReasonNeeded
    current_work().add(Shielding(case=case, at=by.at, by_id=by.actor, what=what, reason=reason))
    return case


def _owner_of(item: Any) -> set[str]:
    return {str(item.owner_person_id)} if item.owner_person_id else set()


def _belonging(case: Case) -> Iterator[Any]:
    """The case and everything that is about the same person, in every file colleagues tied to it; each locked."""
    yield case
    yield from everything_about(circle([case.person_id]), but=case.pk)


def everything_about(files: Iterable[Any], *, but: Any, only_open: bool = False) -> Iterator[Any]:
    """Every item about these persons (ids), locked, without the one with the id `but` and what belongs to it.

    only_open: what is shielded already is left as it is.
    """
    files = list(files)
    meldingen = Melding.objects.filter(person_id__in=files).exclude(pk=but).values_list("pk", flat=True)
    of_the_person: tuple[tuple[Any, dict[str, Any]], ...] = (
        (Melding, {"pk__in": list(meldingen)}),
        (Triage, {"melding__in": list(meldingen)}),
        (Case, {"person_id__in": files}),
        (Handover, {"person_id__in": files}),
        (Pattern, {"person_id__in": files}),
        (Escalation, {"person_id__in": files}),
        (Crisis, {"person_id__in": files}),
        (FanContact, {"person_id__in": files}),
        (PartnerTask, {"person_id__in": files}),
        (Disclosure, {"person_id__in": files}),
    )
    for model, which in of_the_person:
        found = model.objects.filter(**which).exclude(pk=but)
        if only_open:
            found = found.filter(shielded_for="")
        for pk in list(found.values_list("pk", flat=True)):
            yield access.locked_together(model.objects.select_related("clock"), pk=pk)
