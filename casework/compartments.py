"""Who may see what has no record of its own yet? The same rows as in casework/policy.py, for the files that come later.

A dossier under the Wvggz is a compartment, as a crisis and a profile of the night service are: who may see one sees
nothing of another by that. The stage of such a row is the stage of the file. When a noun gets a model its
rows move to the table, with its states; tests/access/test_table.py says so by name.
"""

from casework.conditions import Condition
from casework.ties import Relation
from privacy.decisions import Rule
from workflows.roles import COORDINATORS, WITH_TEAM, Role

NOT_YET: dict[str, str] = {
    "wvggz_dossier": "an inquiry under the Wvggz, under a master key of its own",
    "ledger": "who looked at what, and the reviews of it",
    "configuration": "the pack, the teams and the accounts",
    "item_card": "reference, days and reason of an item, for who decides and not treats",
    "aggregates": "numbers after suppression of the small ones",
    "roster": "which colleague has which duty when, and nothing of any client",
}
"""Noun without a model of its own -> what it will hold, or what it is."""

STAGES = ("advice", "intake", "screening", "crisis", "outreach", "fan", "offered", "accepted", "closed")
RUNNING = STAGES[1:-1]

OFFICERS = (Role.LOG_AUDITOR, Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER)
MANAGERS = (Role.REGION_COORDINATOR, Role.GEMEENTE_MANAGER)
ON_DUTY = frozenset({Condition.DUTY})
MATCHED_ON_DUTY = ON_DUTY | {Condition.MATCHED}


def only(*conditions: Condition) -> frozenset[str]:
    """The conditions of a row."""
    return frozenset(conditions)


COMPARTMENTS: tuple[Rule, ...] = (
    Rule("wvggz_dossier", ("intake", "outreach", "closed"), (Role.WVGGZ_INQUIRER,), (Relation.OWNER,),
         frozenset({"wvggz"})),
    Rule("ledger", STAGES, OFFICERS, (Relation.CONTROLLER,), frozenset({"access_ledger"})),
    Rule("configuration", STAGES, (Role.FUNCTIONAL_ADMIN,), (Relation.CONTROLLER,), frozenset({"configuration"})),
    Rule("item_card", RUNNING, MANAGERS, (Relation.REGION, Relation.GEMEENTE), frozenset({"item_card"})),
    Rule("aggregates", STAGES, (Role.EPIDEMIOLOGIST, *MANAGERS), (Relation.REGION, Relation.GEMEENTE),
         frozenset({"aggregates"})),
    Rule("roster", STAGES, WITH_TEAM, (Relation.OWNER_TEAM,), frozenset({"roster"})),
    Rule("roster", STAGES, COORDINATORS, (Relation.OWNER_TEAM,), frozenset({"arranging"})),
    Rule("roster", STAGES, (Role.FUNCTIONAL_ADMIN,), (Relation.CONTROLLER,), frozenset({"roster", "arranging"})),
)  # fmt: skip
