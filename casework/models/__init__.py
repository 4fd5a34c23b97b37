"""Which records are there? One noun per file."""

from casework.models.account import Account
from casework.models.case import Case, ContactAttempt
from casework.models.clock import Clock
from casework.models.handover import Handover, HandoverMessage
from casework.models.melding import Melding, Reporter
from casework.models.person import Person
from casework.models.region import LoadedPack, Team
from casework.models.triage import Triage, TriageVersion

__all__ = [
    "Account",
    "Case",
    "Clock",
    "ContactAttempt",
    "Handover",
    "HandoverMessage",
    "LoadedPack",
    "Melding",
    "Person",
    "Reporter",
    "Team",
    "Triage",
    "TriageVersion",
]
