"""How is a crisis ended, when nobody has to take it over? With a name elsewhere, by phone, or because it was none."""

from casework import access
from casework.actions.command import command
from casework.actions.crisis.beginning import comes_back
from casework.actions.crisis.following import beside
from casework.actions.crisis.shared import add_line, locked
from casework.directory.current import pack
from casework.models import Crisis, Escalation, Handover
from casework.telling import tell_duty, tell_person, tell_team
from privacy.context import Acting
from workflows.roles import Role

ESCALATIONS = Escalation.objects.select_related("clock", "owner_person")


@command
def find_none(
    *, by: Acting, crisis_ref: str, reason: str, advice: str, seen_version: int | None = None
) -> Crisis:
    """It is no crisis. The melding goes back to triage with `advice`, when it is still the one that was sent."""
    crisis = locked(crisis_ref, by=by, step="find_none", seen_version=seen_version)
    crisis.find_none(by=by, reason=reason, advice=advice, **beside(crisis))
    add_line(crisis, "find_none", by=by, text=f"{reason}\n\n{advice}")
    _drop_drafts(crisis, by=by)
    comes_back(crisis, advice=advice, by=by)
    return crisis


@command
def settle_by_phone(
    *, by: Acting, crisis_ref: str, reason: str, goes_on: str, seen_version: int | None = None
) -> Crisis:
    """Settled on the phone. `reason`: what was agreed; `goes_on`: the name of whoever goes on."""
    crisis = locked(crisis_ref, by=by, step="settle_by_phone", seen_version=seen_version)
    crisis.settle_by_phone(by=by, reason=reason, goes_on=goes_on, **beside(crisis))
    add_line(crisis, "settle_by_phone", by=by, text=f"{goes_on}: {reason}")
    return crisis


@command
def end_elsewhere(*, by: Acting, crisis_ref: str, reason: str, seen_version: int | None = None) -> Crisis:
    """Another service has the person, by name: what was called and taken there is done with it."""
    crisis = locked(crisis_ref, by=by, step="end_elsewhere", seen_version=seen_version)
    taken = [access.locked_together(ESCALATIONS, pk=key) for key in _taken_there(crisis)]
    chain = taken[0].chain if taken else ""
    crisis.end_elsewhere(by=by, chain=chain, reason=reason, **beside(crisis))
    for one in taken:
        one.end(by=by, result="they_act", note=reason)
    add_line(crisis, "end_elsewhere", by=by, text=reason)
    _drop_drafts(crisis, by=by)
    return crisis


@command
def close(*, by: Acting, crisis_ref: str, reason: str, note: str, seen_version: int | None = None) -> Crisis:
    """Nobody has to take it. `reason`: from the list; `note`: what that means here."""
    crisis = locked(crisis_ref, by=by, step="close", seen_version=seen_version)
    crisis.close(by=by, reason=reason, note=note, **beside(crisis))
    add_line(crisis, "close", by=by, text=note)
    _drop_drafts(crisis, by=by)
    return crisis


@command
def breach(*, by: Acting, crisis_ref: str, seen_version: int | None = None) -> Crisis:
    """The 24 hours are over without a settled plan. The crisis duty has it, and everybody who has to know hears it."""
    crisis = locked(crisis_ref, by=by, step="breach", seen_version=seen_version)
    pair = (crisis.owner_person, crisis.companion)
    crisis.breach(by=by, at=by.at)
    for person in pair:
        tell_person(person, "crisis.unbridged", about=crisis)
    tell_duty(str(crisis.owner_team_id), "crisis.unbridged", about=crisis, level="page")
    tell_team(crisis.owner_team_id, "crisis.unbridged", about=crisis, role=Role.CRISIS_LEAD, level="page")
    tell_team(pack().region.about.regional, "crisis.unbridged", about=crisis)
    return crisis


def _taken_there(crisis: Crisis) -> list[object]:
    running = Escalation.unfinished().filter(crisis=crisis, state="open")
    return list(running.order_by("created_at", "pk").values_list("pk", flat=True))


def _drop_drafts(crisis: Crisis, *, by: Acting) -> None:
    """A handover that was only prepared goes with it."""
    for key in list(Handover.objects.filter(crisis=crisis, state="draft").values_list("pk", flat=True)):
        draft = access.locked_together(Handover.objects.select_related("clock", "crisis"), pk=key)
        draft.withdraw(by=by, reason=crisis.ending)
