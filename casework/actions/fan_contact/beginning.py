"""How does a contact begin? Somebody calls, a name picks it up, and the caller may stay unknown."""

from datetime import datetime

from casework import intake
from casework.actions.command import command
from casework.actions.fan_contact.shared import is_uncovered, locked
from casework.models import FanContact, Person
from casework.place import gemeente_codes
from casework.telling import tell_duty
from casework.work import current_work
from privacy.context import Acting
from privacy.tokens import write_tokens
from workflows.refusals import NotInTheList


@command
def receive(
    *,
    by: Acting,
    channel: str = "phone",
    given: str = "",
    surname: str = "",
    gemeente: str = "",
    caller: str = "",
    answered: bool = True,
    called_at: datetime | None = None,
) -> FanContact:
    """Somebody calls, or writes in the app. `answered`: picked up at once, by whoever acts.

    Without a name no dossier begins: an unknown caller is helped as well. `gemeente`: the code of where they live, ""
    when nobody knows. `caller`: the number, or how else to find them back. Raises NotInTheList.
    """
    contact = FanContact(
        called_at=called_at or by.at, gemeente=_listed(gemeente), caller=caller, owner_team_id=by.unit, safety={},
        outside={},
    )  # fmt: skip
    contact.receive(by=by, channel=channel)
    if given or surname:
        contact.person = _person(given, surname, gemeente=gemeente)
    if answered:
        _pick_up(contact, by=by)
    else:
        tell_duty(by.unit, "fan.called", about=contact)
    current_work().add(contact)
    return contact


@command
def answer(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """Pick it up by name."""
    contact = locked(fan_contact_ref, by=by, step="answer", seen_version=seen_version)
    _pick_up(contact, by=by)
    return contact


@command
def identify(
    *,
    by: Acting,
    fan_contact_ref: str,
    given: str = "",
    surname: str = "",
    gemeente: str = "",
    seen_version: int | None = None,
) -> FanContact:
    """The caller says who it is. What was unknown of the gemeente may turn out to be elsewhere. Raises NotInTheList."""
    contact = locked(fan_contact_ref, by=by, step="identify", seen_version=seen_version)
    place = _listed(gemeente) or contact.gemeente
    step = contact.identify_uncovered if is_uncovered(place, by.at) else contact.identify
    step(by=by, findable=bool(given.strip() or surname.strip()))
    contact.person, contact.gemeente = _person(given, surname, gemeente=place), place
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


def _person(given: str, surname: str, *, gemeente: str) -> Person:
    """A file for whoever said who they are; a later melding about them can be recognised by it."""
    facts = {"given": given, "surname": surname}
    person = intake.person_from(facts, gemeente=gemeente)
    current_work().add(person)
    write_tokens(str(person.pk), intake.facts_of(facts))
    return person


def _listed(gemeente: str) -> str:
    if gemeente not in ("", *gemeente_codes()):
        raise NotInTheList
    return gemeente
