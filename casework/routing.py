"""By which rule did a melding come where it is? Asks the function that decided, for the moment at which it decided.

Nothing is kept for it: outcome, gemeente and moment stand in the record, and a rule that ended stays in the pack with
its dates. Where people decided otherwise, or the pack lost a rule, the two differ and `here` is what counts.
Source: docs/adr/0049-a-melding-tells-which-rule-brought-it-here.md. No statement.
"""

from dataclasses import dataclass

from casework.directory.current import pack
from casework.directory.entries import Leads
from casework.directory.sending import Sent
from casework.models import Melding
from workflows.melding_screening import FOR_CRISIS
from workflows.melding_states import State
from workflows.routing import Rule

AT_ITS_TARGET = (State.DECIDED, State.FORWARDED, State.DISPUTED, State.IN_CARE, State.CLOSED)
"""It was sent on; before that, and beside the way, it lies with the team behind its door."""

WITH_THE_CRISIS_TEAM = (State.AT_CRISIS, State.IN_CRISIS)


@dataclass(frozen=True)
class Came:
    """The rule that says where it goes, and where it lies. `here`: the id of a team, or a name outside.

    fan: the row about FAN by which the tree gave this outcome in this gemeente; None where it does not matter.
    """

    sent: Sent
    here: str
    fan: Rule[Leads] | None = None

    @property
    def as_the_rules_say(self) -> bool:
        """Does it lie where the rule says?"""
        return self.here == self.sent.target.target


def came(melding: Melding) -> Came:
    """How this melding came to whom it lies with now."""
    state = melding.state
    if state in WITH_THE_CRISIS_TEAM and melding.screening in FOR_CRISIS:
        return Came(pack().screened(melding.screening), melding.target)
    decided = melding.decided_at
    if state in AT_ITS_TARGET and decided and melding.outcome in pack().region.routes:
        sent = pack().sent(melding.outcome, melding.gemeente or None, decided)
        return Came(sent, melding.target, pack().fan_rule(melding.outcome, melding.gemeente, decided))
    received = pack().received(melding.door, gemeente=melding.gemeente, at=melding.created_at)
    return Came(received, melding.owner_team_id)
