"""How does a contact end? With a note for the day or without, or with whom to call where the service does not come."""

from casework import intake
from casework.actions.command import command
from casework.actions.fan_contact.shared import locked
from casework.models import FanContact
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.fan_contact import ROUTES, SAFETY


@command
def finish(
    *,
    by: Acting,
    fan_contact_ref: str,
    answers: dict[str, str],
    said: str = "",
    risk_changed: bool = False,
    agreement_open: bool = False,
    seen_version: int | None = None,
) -> FanContact:
    """The contact is over. `answers`: Q1 and Q3, each yes, no or onbekend. `said`: what it was about.

    Without a changed risk, a visit or an open agreement nothing is left for the day, and it ends here.
    """
    contact = locked(fan_contact_ref, by=by, step="finish", seen_version=seen_version)
    for_the_day = risk_changed or agreement_open or contact.channel == "visit" or contact.visited
    (contact.finish if for_the_day else contact.end)(by=by, answers=answers)
    contact.risk_changed, contact.agreement_open = risk_changed, agreement_open
    _write(contact, answers, said, by=by)
    return contact


@command
def route(
    *,
    by: Acting,
    fan_contact_ref: str,
    answers: dict[str, str],
    routed_to: str,
    said: str = "",
    seen_version: int | None = None,
) -> FanContact:
    """Whom to call where the service does not come. `routed_to`: an outcome of the tree, of those offered.

    The team of their gemeente hears of it the next working day; of somebody unknown there is nothing to tell.
    """
    contact = locked(fan_contact_ref, by=by, step="route", seen_version=seen_version)
    unknown = contact.person is None
    (contact.route_unknown if unknown else contact.route)(
        by=by, answers=answers, routed_to=routed_to, routes=ROUTES
    )
    contact.agreement_open = not unknown
    _write(contact, answers, said, by=by)
    return contact


@command
def take_over(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """A colleague of the service goes on with it. No clock moves."""
    contact = locked(fan_contact_ref, by=by, step="take_over", seen_version=seen_version)
    before = contact.owner_person
    contact.take_over(by=by, owner=intake.account(by))
    current_work().concerns(contact)
    tell_person(before, "fan.taken_over", about=contact)
    return contact


def _write(contact: FanContact, answers: dict[str, str], said: str, *, by: Acting) -> None:
    contact.safety, contact.ended_at = {question: answers[question] for question in SAFETY}, by.at
    if said.strip():
        contact.said = said
