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


WIJKTEAM = (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR)
"""The roles in which a receiving team takes a handover."""
