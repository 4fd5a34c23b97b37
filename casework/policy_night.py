"""From which items does whoever has the duty at night reach the card of a case? Rows for casework/policy.py.

Only from what is open and lies with them already, on duty, after a confirmed match or a hit on the address: the table
of the region says so. Which card that is, and whether it counts now, is found in casework/nachtkaart.py.
"""

from casework.compartments import MATCHED_ON_DUTY
from casework.ties import MELDING_UNSCREENED, Relation
from privacy.decisions import Rule
from workflows.roles import CRISIS, Role

CRISIS_RUNNING = ("announced", "accepted", "on_the_way", "on_site", "stabilising", "unbridged", "bridging",
                  "handing_over", "handed_over")  # fmt: skip
FAN_OPEN = ("called", "in_contact", "unknown_caller", "out_of_coverage", "escalated")
"""A contact that is over gives no reason to read any more."""
SCREENS = (Relation.ANSWERING_DUTY, Relation.OWNER_TEAM)
NIGHT = (*CRISIS, Role.FAN_WORKER)
CARD = frozenset({"nachtkaart"})

NACHTKAART: tuple[Rule, ...] = (
    Rule("melding", MELDING_UNSCREENED, NIGHT, SCREENS, CARD, when=MATCHED_ON_DUTY),
    Rule("melding", ("at_crisis",), NIGHT, (Relation.OWNER,), CARD, when=MATCHED_ON_DUTY),
    Rule("melding", ("at_crisis",), CRISIS, (Relation.TARGET_TEAM,), CARD, when=MATCHED_ON_DUTY),
    Rule("melding", ("in_crisis",), CRISIS, (Relation.OWNER_TEAM,), CARD, when=MATCHED_ON_DUTY),
    # Whoever is in a shielded crisis or contact reads no card of a shielded case all the same.
    Rule("crisis", CRISIS_RUNNING, CRISIS, (Relation.OWNER_TEAM,), CARD, when=MATCHED_ON_DUTY, though_shielded=True),
    Rule("fan_contact", FAN_OPEN, (Role.FAN_WORKER,), (Relation.OWNER_TEAM,), CARD, when=MATCHED_ON_DUTY),
    Rule("fan_contact", ("escalated",), CRISIS, (Relation.TARGET_TEAM,), CARD, when=MATCHED_ON_DUTY,
         though_shielded=True),
)  # fmt: skip
