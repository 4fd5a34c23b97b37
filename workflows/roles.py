"""Which roles exist, by the R-codes of the region's covenant? Names here, rights in the lifecycles and the policy."""

from enum import StrEnum


class Role(StrEnum):
    """A person acts in exactly one role at a time. Source: docs/glossary.md."""

    SYSTEM = "R00"
    REPORTER_CITIZEN = "R01"
    REPORTER_PROFESSIONAL = "R02"
    CLIENT = "R03"
    TRIAGIST = "R10"
    CARE_COORDINATOR = "R11"
    TEAM_LEAD = "R12"
    REGION_COORDINATOR = "R13"
    CRISIS_WORKER = "R20"
    CRISIS_LEAD = "R21"
    FAN_WORKER = "R30"
    FAN_COORDINATOR = "R31"
    PARTNER = "R40"
    WIJKTEAM_WORKER = "R50"
    WIJKTEAM_COORDINATOR = "R51"
    GEMEENTE_MANAGER = "R52"
    WVGGZ_INQUIRER = "R60"
    EXTERNAL = "R70"
    CLIENT_SUPPORTER = "R80"
    PRIVACY_OFFICER = "R90"
    LOG_AUDITOR = "R91"
    FUNCTIONAL_ADMIN = "R92"
    TECHNICAL_ADMIN = "R93"
    EPIDEMIOLOGIST = "R94"
    SUPERVISOR = "R95"
    DATA_PROTECTION_OFFICER = "R96"


PUBLIC = (Role.REPORTER_CITIZEN, Role.REPORTER_PROFESSIONAL)
"""Who reports through the public form, without an account."""

WIJKTEAM = (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR)
"""The roles in which a receiving team takes a handover."""

RECEIVING = (*WIJKTEAM, Role.CARE_COORDINATOR, Role.TEAM_LEAD)
"""Who stands on the receiving side of a handover: of a wijkteam, or of a team with outreach."""

CRISIS = (Role.CRISIS_WORKER, Role.CRISIS_LEAD)
"""The roles that take a crisis."""

FAN = (Role.FAN_WORKER, Role.FAN_COORDINATOR)
"""The roles of the evening and night service."""

SCREENERS = (*CRISIS, *FAN)
"""The roles that look at safety while the day team is closed."""

COORDINATORS = (Role.TEAM_LEAD, Role.CRISIS_LEAD, Role.FAN_COORDINATOR, Role.WIJKTEAM_COORDINATOR)
"""The roles that arrange working days and deputies for their team."""

WITH_TEAM = (Role.TRIAGIST, Role.CARE_COORDINATOR, Role.CRISIS_WORKER, Role.FAN_WORKER, Role.PARTNER,
             Role.WIJKTEAM_WORKER,
             *COORDINATORS)  # fmt: skip
"""Who works with items in a team, and so has colleagues to stand in for."""

DECIDERS = (Role.GEMEENTE_MANAGER, Role.REGION_COORDINATOR)
"""Who decides by name what two teams, or a silent receiver, did not settle in time."""
