"""Which teams and which gemeente do the tests tell about, and in which team does a role work?"""

from typing import Any

VA = "va-meldpunt"
CRISIS_TEAM = "crisisteam"
WIJKTEAM_TEAM = "wijkteam-dronten"
SECOND_TEAM = "gezinsteam-dronten"
"""Another team of the same gemeente that receives."""
FAN_TEAM = "fan-noord"
PARTNER_TEAM = "partner-kwintes"
GEMEENTE = "0303"
TEAM_OF = {
    **dict.fromkeys(("R10", "R11", "R12", "R92", "R90"), VA),
    **dict.fromkeys(("R20", "R21"), CRISIS_TEAM),
    **dict.fromkeys(("R50", "R51", "R52"), WIJKTEAM_TEAM),
    **dict.fromkeys(("R30", "R31"), FAN_TEAM),
    "R13": "regio-flevoland",
    "R40": PARTNER_TEAM,
}

OUTSIDE: dict[str, Any] = {
    "receiver_team_id": None, "receiver_person": None, "outside_kind": "gp", "outside_receiver": "Praktijk Voorbeeld",
}  # fmt: skip
"""A receiver without a login."""
