"""Which records are there? One noun per file."""

from casework.models.account import Account
from casework.models.advice import Advice
from casework.models.agreed import Score, Stance
from casework.models.attachment import Attachment, AttachmentPiece
from casework.models.beside import Escalation, PartnerTask
from casework.models.case import Case, ContactAttempt
from casework.models.clock import Clock
from casework.models.crisis import BridgingPlan, Crisis, CrisisLine
from casework.models.disclosure import Consent, Disclosure
from casework.models.fan_contact import FanContact
from casework.models.fan_profile import FanProfile
from casework.models.handover import Handover, HandoverMessage
from casework.models.melding import DraftForm, Involved, Melding, Reporter
from casework.models.nachtkaart import ConfirmedMatch, Nachtkaart
from casework.models.person import Person
from casework.models.postbak import MailboxWatch, PostbakItem
from casework.models.receipt import Receipt
from casework.models.recognition import Pattern, SamePerson
from casework.models.region import LoadedPack, Team
from casework.models.room import TeamRoom
from casework.models.roster import Roster, Shift
from casework.models.shielding import Shielding
from casework.models.sociale_kaart import ClosedToday, KaartLine
from casework.models.stated import StatedReason
from casework.models.triage import Triage, TriageVersion

__all__ = [
    "Account",
    "Advice",
    "Attachment",
    "AttachmentPiece",
    "BridgingPlan",
    "Case",
    "Clock",
    "ClosedToday",
    "ConfirmedMatch",
    "Consent",
    "ContactAttempt",
    "Disclosure",
    "Crisis",
    "CrisisLine",
    "DraftForm",
    "Escalation",
    "FanContact",
    "FanProfile",
    "Handover",
    "HandoverMessage",
    "Involved",
    "KaartLine",
    "LoadedPack",
    "MailboxWatch",
    "Melding",
    "Nachtkaart",
    "PartnerTask",
    "Pattern",
    "Person",
    "PostbakItem",
    "Receipt",
    "Reporter",
    "Roster",
    "SamePerson",
    "Shielding",
    "Shift",
    "Score",
    "Stance",
    "StatedReason",
    "Team",
    "TeamRoom",
    "Triage",
    "TriageVersion",
]
