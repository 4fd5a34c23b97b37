"""What can somebody be told, in which words, how loud, and who normally hears it? A list, no behaviour.

The words name a reference and nothing else. The caller finds the people behind a `Receiver` and may choose
another level: a crisis, the safety of staff and an unmanned duty are paged.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


class Level(StrEnum):
    """page: oproep, now. today: in the list and once at the start of one's day. silent: in the list."""

    PAGE = "page"
    TODAY = "today"
    SILENT = "silent"


class Receiver(StrEnum):
    """Who normally hears it, seen from the item it is about."""

    OWNER = "owner"
    PREVIOUS_OWNER = "previous_owner"
    DUTY = "duty"
    SENDER = "sender"
    RECEIVING_TEAM = "receiving_team"
    RECEIVING_PERSON = "receiving_person"
    RECEIVING_LEAD = "receiving_lead"
    TEAM_LEAD = "team_lead"
    SECOND_PERSON = "second_person"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that can be told. `bundled`: one per item, receiver and level in half an hour."""

    name: str
    wording: str
    level: Level
    receivers: tuple[Receiver, ...]
    bundled: bool = False

    def sentence(self, ref: str) -> str:
        """The sentence in the language of the reader, about the item with this reference."""
        return gettext(self.wording).format(ref=ref)


def _event(name: str, wording: str, level: Level, *receivers: Receiver, bundled: bool = False) -> Event:
    return Event(name, wording, level, receivers, bundled)


PAGE, TODAY, SILENT = Level
R = Receiver
_ALL = (
    _event("melding.received", _("Melding {ref} has come in and waits for a first look."), SILENT, R.DUTY),
    _event("melding.claimed", _("Melding {ref} has been taken up by a colleague."), SILENT, R.DUTY),
    _event("melding.forwarded", _("Melding {ref} was forwarded to your team."), TODAY, R.RECEIVING_TEAM),
    _event("melding.accepted", _("The other team has taken over melding {ref}."), SILENT, R.SENDER),
    _event("melding.returned", _("Melding {ref} was sent back to you."), TODAY, R.SENDER),
    _event("melding.linked", _("A new melding came in about {ref}."), TODAY, R.OWNER),
    _event("melding.closed", _("Melding {ref} has been closed."), SILENT, R.DUTY),
    _event("melding.reopened", _("Melding {ref} has been opened again."), TODAY, R.DUTY),
    _event("triage.second_wanted", _("Triage {ref} waits for a second look."), TODAY, R.SECOND_PERSON),
    _event("triage.settled", _("Triage {ref} has been settled."), SILENT, R.OWNER),
    _event("triage.revised", _("Triage {ref} came back to be looked at again."), TODAY, R.OWNER),
    _event("case.proposed", _("Case {ref} waits for a care coordinator."), TODAY, R.TEAM_LEAD),
    _event("case.assigned", _("You are now the owner of case {ref}."), TODAY, R.OWNER),
    _event("case.reassigned", _("Case {ref} has another owner."), TODAY, R.OWNER, R.PREVIOUS_OWNER),
    _event("case.handover_back", _("The handover ended; case {ref} goes on with you."), TODAY, R.OWNER),
    _event("case.aftercare_due", _("Ask now whether the help in case {ref} has held."), TODAY, R.OWNER),
    _event("case.reopened", _("Case {ref} has been opened again."), TODAY, R.OWNER),
    _event("case.refused", _("The client in case {ref} wants no help now."), SILENT, R.TEAM_LEAD),
    _event("handover.offered", _("Handover {ref} was offered to your team."), TODAY, R.RECEIVING_TEAM),
    _event("handover.opened", _("The receiving team has opened handover {ref}."), SILENT, R.SENDER),
    _event("handover.asked", _("There is a question about handover {ref}."), TODAY, R.SENDER),
    _event(
        "handover.answered",
        _("Your question about handover {ref} has an answer."),
        TODAY,
        R.RECEIVING_TEAM,
    ),
    _event("handover.accepted", _("Handover {ref} was accepted; you stay owner for now."), TODAY, R.SENDER),
    _event("handover.returned", _("Handover {ref} was given back to you."), TODAY, R.SENDER),
    _event("handover.waiting", _("Handover {ref} is on a waiting list; you stay owner."), TODAY, R.SENDER),
    _event(
        "handover.expired",
        _("Nobody answered handover {ref} in time."),
        TODAY,
        R.SENDER,
        R.RECEIVING_LEAD,
    ),
    _event(
        "handover.talk_planned",
        _("The talk about handover {ref} has a date."),
        SILENT,
        R.SENDER,
        R.RECEIVING_PERSON,
    ),
    _event(
        "handover.talk_held",
        _("The talk about handover {ref} was held."),
        SILENT,
        R.SENDER,
        R.RECEIVING_PERSON,
    ),
    _event("handover.confirmed", _("The receiver of handover {ref} is now the owner."), TODAY, R.SENDER),
    _event("handover.completed", _("Handover {ref} is complete."), SILENT, R.RECEIVING_PERSON),
    _event("handover.lost", _("Handover {ref} did not hold; it is yours again."), TODAY, R.SENDER),
    _event("handover.withdrawn", _("Handover {ref} was taken back by the sender."), TODAY, R.RECEIVING_TEAM),
    _event("handover.together", _("You go on together in handover {ref}."), SILENT, R.RECEIVING_PERSON),
    _event("clock.rang", _("The term of {ref} has run out."), TODAY, R.OWNER, bundled=True),
    _event("account.blocked", _("Account {ref} was blocked."), TODAY, R.ADMINISTRATOR),
)
EVENTS: dict[str, Event] = {event.name: event for event in _ALL}
"""Every event by its name."""
