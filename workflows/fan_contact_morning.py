"""How does what happened at night reach the day? A note to a person or a day duty, and a name under it."""

from typing import Any

from workflows import fan_contact_refusals, refusals, rules
from workflows.fan_contact_states import State
from workflows.lifecycle import Lifecycle, step
from workflows.roles import CRISIS, FAN, RECEIVING, Role

DAY = (Role.TRIAGIST, *CRISIS, Role.PARTNER, *RECEIVING)
"""Who may sign for a note from the night, of the team it is addressed to."""


@rules.guard(refusals.ReceiverNeeded)
def somebody_receives_it(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A team of the region, or somebody outside with a name."""
    return bool(given.get("receiver_team")) or bool(str(given.get("outside_name") or "").strip())


@rules.guard(refusals.ReceiverMayNotReceive)
def it_is_a_team_of_the_day(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Somebody in that team can sign."""
    return not given.get("receiver_team") or given.get("receives") is True


@rules.guard(fan_contact_refusals.TeamSignsItself)
def it_is_for_somebody_outside(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever has no account is signed for; a team of the region signs itself."""
    return record.receiver_team_id is None


@rules.guard(fan_contact_refusals.SignerNeeded)
def a_name_and_an_organisation(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Not 'the practice', but who."""
    return all(str(given.get(name) or "").strip() for name in ("signed_by", "organisation"))


class ToTheDay(Lifecycle):
    """From the end of a contact to a signature of whoever goes on."""

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account.
    receiver_team_id: Any

    @step(
        source=(State.FINISHED, State.MORNING),
        target=State.MORNING,
        by=FAN,
        guards=[
            rules.filled("note", fan_contact_refusals.NoteNeeded),
            somebody_receives_it,
            it_is_a_team_of_the_day,
        ],
    )
    def write_note(self, **_: Any) -> None:
        """The note is there, addressed to a person or a day duty. Until a name stands under it the service has it.

        Addressed anew, to somebody else, its term begins anew.
        """

    @step(source=State.MORNING, target=State.TAKEN_OVER, by=DAY)
    def take(self) -> None:
        """Somebody of the team it is addressed to goes on with it, by name."""

    @step(
        source=State.MORNING,
        target=State.TAKEN_OVER,
        by=FAN,
        guards=[it_is_for_somebody_outside, a_name_and_an_organisation],
    )
    def sign_outside(self, **_: Any) -> None:
        """Somebody without an account took it over: the service writes down who, and of which organisation."""
