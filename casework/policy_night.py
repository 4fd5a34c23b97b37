"""Who at night reaches the card of a case, and whose profile does the night service read? Rows for casework/policy.py.

Only from what is open and lies with them already, on duty, after a confirmed match or a hit on the address: the table
of the region says so. Which card that is, and whether it counts now, is found in casework/nachtkaart.py.
"""

from casework.compartments import MATCHED_ON_DUTY, only
from casework.conditions import Condition
from casework.ties import MELDING_UNSCREENED, Relation
from privacy.decisions import Rule
from workflows.roles import CRISIS, FAN, Role

CRISIS_RUNNING = ("announced", "accepted", "on_the_way", "on_site", "stabilising", "unbridged", "bridging",
                  "handing_over", "handed_over")  # fmt: skip
FAN_OPEN = ("called", "in_contact", "unknown_caller", "out_of_coverage", "planned", "no_answer", "silent",
            "escalated")  # fmt: skip
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

PROFILE_RUNNING = ("signed_up", "active", "weighed", "paused")
PROFILE = frozenset({"identity", "flags", "signal_plan", "urgency"})
AT_THE_DOOR = frozenset({"contact"})

PROFILES: tuple[Rule, ...] = (
    Rule("fan_profile", PROFILE_RUNNING, (Role.FAN_WORKER,), (Relation.OWNER_TEAM,), PROFILE | {"disclosure"}),
    # Who weighs whether it is still the right help reads the plan too. Source: domain dossier 6, FANprofiel.
    Rule("fan_profile", PROFILE_RUNNING, (Role.FAN_COORDINATOR,), (Relation.OWNER_TEAM,), PROFILE),
    Rule("fan_profile", PROFILE_RUNNING, (Role.FAN_WORKER,), (Relation.OWNER_TEAM,), AT_THE_DOOR,
         when=only(Condition.VISIT)),
    Rule("fan_profile", PROFILE_RUNNING, (Role.FAN_WORKER,), (Relation.OWNER_TEAM,), frozenset({"bridging_plan"}),
         when=only(Condition.BRIDGING)),
    Rule("fan_profile", PROFILE_RUNNING, (Role.FAN_WORKER,), (Relation.OWNER_TEAM,), CARD, when=MATCHED_ON_DUTY),
    # An alarm never goes back to the visitor: at night the lead of the crisis team gets the address with it.
    Rule("fan_profile", PROFILE_RUNNING, (Role.CRISIS_LEAD,), (Relation.ANSWERING_DUTY, Relation.TARGET_TEAM),
         AT_THE_DOOR, when=only(Condition.ALARM)),
    Rule("fan_profile", ("ended",), FAN, (Relation.OWNER_TEAM,), frozenset()),
    Rule("fan_profile", ("ended",), (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,), frozenset({"identity"}),
         when=only(Condition.REASON)),
)  # fmt: skip
"""Whom the night service has a plan for: its own people, and nobody by that of anything beside it."""
