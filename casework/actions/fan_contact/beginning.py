"""How does a contact begin? Somebody calls, a name picks it up, and the caller may stay unknown."""

from datetime import datetime

from casework import intake
from casework.actions.command import command
from casework.actions.fan_contact.counting import weigh_use
from casework.actions.fan_contact.shared import find_profile, is_uncovered, listed, locked, new_person
from casework.models import FanContact
from casework.telling import tell_duty
from casework.work import current_work
from privacy.context import Acting


@command
def receive(
    *,
    by: Acting,
    channel: str = "phone",
    given: str = "",
    surname: str = "",
    gemeente: str = "",
    caller: str = "",
    profile_ref: str = "",
    answered: bool = True,
    called_at: datetime | None = None,
) -> FanContact:
    """Somebody calls, or writes in the app. `answered`: picked up at once, by whoever acts.

    Without a name no dossier begins: an unknown caller is helped as well. `gemeente`: the code of where they live, ""
    when nobody knows. `caller`: the number, or how else to find them back. `profile_ref`: the profile of whoever calls,
    which says who and where. Raises NotInTheList, NotYours.
    """
    known = find_profile(profile_ref, by=by)
    contact = FanContact(
        called_at=called_at or by.at, gemeente=known.gemeente if known else listed(gemeente), caller=caller,
        owner_team_id=by.unit, safety={}, outside={},
    )  # fmt: skip
    contact.receive(by=by, channel=channel)
    if known:
        contact.person = known.person
    elif given or surname:
        contact.person = new_person(given, surname, gemeente=gemeente)
    if answered:
        _pick_up(contact, by=by)
        if known:
            weigh_use(contact, by=by)
    else:
        tell_duty(by.unit, "fan.called", about=contact)
    current_work().add(contact)
    return contact


@command
def answer(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """Pick it up by name."""
    contact = locked(fan_contact_ref, by=by, step="answer", seen_version=seen_version)
    _pick_up(contact, by=by)
    weigh_use(contact, by=by)
    return contact


@command
def identify(
    *,
    by: Acting,
    fan_contact_ref: str,
    given: str = "",
    surname: str = "",
    gemeente: str = "",
    profile_ref: str = "",
    seen_version: int | None = None,
) -> FanContact:
    """The caller says who it is, by name or by `profile_ref`. The gemeente may turn out to be elsewhere.

    Raises NotInTheList, PlaceOrPersonNeeded, NotYours.
    """
    contact = locked(fan_contact_ref, by=by, step="identify", seen_version=seen_version)
    known = find_profile(profile_ref, by=by)
    place = (known.gemeente if known else listed(gemeente)) or contact.gemeente
    step = contact.identify_uncovered if is_uncovered(place, by.at) else contact.identify
    step(by=by, findable=bool(known or given.strip() or surname.strip()))
    contact.person = known.person if known else new_person(given, surname, gemeente=place)
    contact.gemeente = place
    if known:
        weigh_use(contact, by=by)
    return contact


@command
def lapse(*, by: Acting, fan_contact_ref: str, reason: str, seen_version: int | None = None) -> FanContact:
    """It came to no contact. `reason`: what happened, and whether somebody called back."""
    contact = locked(fan_contact_ref, by=by, step="lapse", seen_version=seen_version)
    contact.lapse(by=by, reason=reason)
    contact.said, contact.ended_at = reason, by.at
    return contact


def _pick_up(contact: FanContact, *, by: Acting) -> None:
    """In which way it is picked up follows from who calls, and from where."""
    if is_uncovered(contact.gemeente, by.at):
        contact.answer_uncovered(by=by, owner=intake.account(by))
    elif contact.person is None:
        contact.answer_unknown(by=by, owner=intake.account(by))
    else:
        contact.answer(by=by, owner=intake.account(by))
    contact.answered_at = by.at
