"""What can the night service do with a profile? Write a plan that whoever answers reads, and say how it goes on."""

from typing import Any

from casework import access, flags, nachtkaart_terms
from casework.actions.command import command
from casework.actions.fan_contact.shared import is_uncovered, listed, new_person, person_of
from casework.fan_use import profile_of
from casework.models import FanProfile, Person
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.fan_profile import PLAN

WITH_CLOCK = FanProfile.objects.select_related("clock", "owner_team", "owner_person")
Plan = dict[str, str]


@command
def sign_up(
    *, by: Acting, given: str = "", surname: str = "", gemeente: str = "", after_ref: str = ""
) -> FanProfile:
    """A profile for somebody. `gemeente`: the code of where they live. `after_ref`: a contact with them.

    Raises NotInTheList, PlaceOrPersonNeeded, NotCovered, HasAProfile, NotYours.
    """
    gemeente = listed(gemeente)
    person = person_of(after_ref, by=by, action="fan_profile.sign_up")
    if person is not None:
        # Two colleagues at once: the second finds the profile of the first.
        person = access.locked_together(Person.objects.all(), pk=person.pk)
    profile = FanProfile(gemeente=gemeente, owner_team_id=by.unit, plan={})
    profile.sign_up(
        by=by, findable=bool(person or given.strip() or surname.strip()),
        covered=bool(gemeente) and not is_uncovered(gemeente, by.at),
        known_already=person is not None and profile_of(person.pk) is not None,
    )  # fmt: skip
    profile.person = person or new_person(given, surname, gemeente=gemeente)
    current_work().add(profile)
    return profile


@command
def activate(
    *, by: Acting, fan_profile_ref: str, plan: Plan, not_alone: bool = False, seen_version: int | None = None
) -> FanProfile:
    """There is a plan. `plan`: a text for each part of PLAN; `not_alone`: nobody goes to this person alone."""
    profile = _locked(fan_profile_ref, by=by, step="activate", seen_version=seen_version)
    profile.activate(by=by, plan=plan)
    _write(profile, plan, not_alone, by=by)
    return profile


@command
def write_plan(
    *, by: Acting, fan_profile_ref: str, plan: Plan, not_alone: bool = False, seen_version: int | None = None
) -> FanProfile:
    """Another plan, or the same one that still holds; a pause ends with it."""
    profile = _locked(fan_profile_ref, by=by, step="write_plan", seen_version=seen_version)
    profile.write_plan(by=by, plan=plan)
    _write(profile, plan, not_alone, by=by)
    current_work().restart_clock(profile)
    return profile


@command
def pause(*, by: Acting, fan_profile_ref: str, reason: str, seen_version: int | None = None) -> FanProfile:
    """The person is away for a while. `reason`: where, and until when as far as it is known."""
    profile = _locked(fan_profile_ref, by=by, step="pause", seen_version=seen_version)
    profile.pause(by=by, reason=reason)
    profile.reason = reason
    return profile


@command
def keep(
    *, by: Acting, fan_profile_ref: str, plan: Plan, reason: str, not_alone: bool = False,
    seen_version: int | None = None,
) -> FanProfile:  # fmt: skip
    """Still the right help, and why; with the plan that counts from now on."""
    profile = _locked(fan_profile_ref, by=by, step="keep", seen_version=seen_version)
    profile.keep(by=by, plan=plan, reason=reason)
    profile.reason = reason
    _write(profile, plan, not_alone, by=by)
    return profile


@command
def end(
    *, by: Acting, fan_profile_ref: str, ending: str, reason: str, seen_version: int | None = None
) -> FanProfile:
    """It ends. `ending`: one of workflows.fan_profile.ENDINGS; `reason`: who goes on, or why nobody has to."""
    profile = _locked(fan_profile_ref, by=by, step="end", seen_version=seen_version)
    profile.end(by=by, ending=ending, reason=reason)
    profile.reason = reason
    return profile


def _locked(ref: str, *, by: Acting, step: str, seen_version: int | None) -> FanProfile:
    return access.for_change(WITH_CLOCK, ref, by=by, action=f"fan_profile.{step}", seen_version=seen_version)


def _write(profile: FanProfile, plan: dict[str, Any], not_alone: bool, *, by: Acting) -> None:
    profile.plan = {part: str(plan.get(part) or "").strip() for part in PLAN}
    if not not_alone:
        return
    person = access.locked_together(Person.objects.all(), pk=profile.person_id)
    (kept,) = access.open_fields(
        [(person, ["flags"])], by=by, about=profile.ref, action="fan_profile.write_plan"
    )
    before, today = kept.get("flags") or [], local_date(by.at)
    flags.write(person, flags.with_not_alone(before, on=today))
    if not flags.forbid_going_alone(before, on=today):
        # A plan that says the same again is no new danger.
        nachtkaart_terms.begin_for([person.pk], at=by.at)
