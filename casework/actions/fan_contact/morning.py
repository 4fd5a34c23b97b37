"""How does the day get to know, and who signed? What is shared rests on a ground; a no of the person holds."""

from casework import consent, intake
from casework.actions.command import command
from casework.actions.fan_contact.shared import locked
from casework.directory.current import DISCLOSURE, pack
from casework.fan import day_teams
from casework.models import FanContact
from casework.people import colleague, coordinator_of
from casework.telling import tell_duty, tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.fan_contact_morning import DAY
from workflows.refusals import GroundNeeded, NotInTheList
from workflows.sharing_refusals import GroundNeedsConsent

SAID = ("yes", "not_asked")
OUTSIDE = "other_professional"
"""Which kind of receiver somebody without an account is, for the ground that is usual."""


@command
def write_note(
    *,
    by: Acting,
    fan_contact_ref: str,
    note: str,
    receiver_team: str = "",
    receiver_person: str = "",
    outside_name: str = "",
    outside_organisation: str = "",
    ground: str = "",
    agreed: str = "not_asked",
    seen_version: int | None = None,
) -> FanContact:
    """The note for the day. `receiver_team`: the id of a team; `receiver_person`: a username there, "" for its duty.

    `outside_name`, `outside_organisation`: instead, somebody without an account. `ground`: L-code, "" for what is usual
    for such a receiver. `agreed`: yes, or not_asked. Raises NoSuchColleague, GroundNeeded, GroundNeedsConsent,
    SharingRefused.
    """
    contact = locked(fan_contact_ref, by=by, step="write_note", seen_version=seen_version)
    contact.write_note(
        by=by, note=note, receiver_team=receiver_team, outside_name=outside_name,
        receives=receiver_team in day_teams(""),
    )  # fmt: skip
    contact.ground, contact.consent = _rests_on(contact, receiver_team, ground, agreed, by=by)
    contact.note = note
    contact.receiver_team_id = receiver_team or None
    contact.receiver_person = colleague(receiver_person, team=receiver_team, roles=DAY)
    outside = {"name": outside_name, "organisation": outside_organisation}
    contact.outside = {} if receiver_team else outside
    current_work().restart_clock(contact)
    _tell(contact)
    return contact


@command
def take(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """The day goes on with it, in the name of whoever acts."""
    contact = locked(fan_contact_ref, by=by, step="take", seen_version=seen_version)
    contact.take(by=by)
    contact.signed_by, contact.taken_over_at = intake.account(by), by.at
    tell_duty(str(contact.owner_team_id), "fan.signed", about=contact)
    return contact


@command
def sign_outside(
    *, by: Acting, fan_contact_ref: str, signed_by: str, organisation: str, seen_version: int | None = None
) -> FanContact:
    """Somebody without an account took it over. `signed_by`: the name; `organisation`: for whom they work."""
    contact = locked(fan_contact_ref, by=by, step="sign_outside", seen_version=seen_version)
    contact.sign_outside(by=by, signed_by=signed_by, organisation=organisation)
    contact.outside = {"signed_by": signed_by, "organisation": organisation}
    contact.taken_over_at = by.at
    return contact


def _rests_on(
    contact: FanContact, receiver_team: str, ground: str, agreed: str, *, by: Acting
) -> tuple[str, str]:
    """The ground and the consent it is shared with. Raises when the two do not allow it."""
    kind = consent.kind_of_team(receiver_team) if receiver_team else OUTSIDE
    if agreed not in SAID:
        raise NotInTheList
    if contact.person_id:
        consent.person_not_refused(contact.person_id, kind)
    code = ground or pack().usual_ground(kind, at=by.at)
    if code not in pack().grounds(DISCLOSURE, at=by.at):
        raise GroundNeeded
    if agreed != consent.YES and code not in pack().without_consent(DISCLOSURE, at=by.at):
        raise GroundNeedsConsent
    return code, agreed


def _tell(contact: FanContact) -> None:
    """Whom it is for; without a name the day duty of that team, and where a team has none whoever leads it."""
    team = str(contact.receiver_team_id or "")
    if contact.receiver_person is not None:
        tell_person(contact.receiver_person, "fan.morning", about=contact)
    elif team and any(duty.team == team for duty in pack().region.duties):
        tell_duty(team, "fan.morning", about=contact)
    elif team:
        tell_team(team, "fan.morning", about=contact, role=coordinator_of(team))
