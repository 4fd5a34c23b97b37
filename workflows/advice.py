"""What can be asked without naming anybody? Closed lists only, so that an advice holds no person by construction."""

from workflows.roles import Role

TOPICS = (
    "where_to_turn", "worry_about_someone", "how_to_report", "living_conditions", "confusion", "addiction",
    "money", "nuisance", "violence", "carer_support", "law_and_privacy", "other",
)  # fmt: skip
"""What the question was about. One advice may have several."""

ASKERS = (
    "self",
    "neighbour",
    "family",
    "police",
    "huisarts",
    "housing",
    "wijkteam",
    "school",
    "care",
    "other",
)
"""The kinds of people who ask."""

ADVISERS = (Role.TRIAGIST, Role.CRISIS_WORKER, Role.CRISIS_LEAD, Role.FAN_WORKER, Role.FAN_COORDINATOR)
"""Who takes calls from outside."""
