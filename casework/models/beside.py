"""Who acts beside a case: which service is tracked to its result, and which partner was asked for what?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.base import Owned, desk_index, owned_constraints
from casework.models.case import Case
from casework.models.crisis import Crisis
from casework.models.person import Person
from casework.models.region import Team
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.escalation import TERMS, EscalationLifecycle
from workflows.escalation import State as EscalationState
from workflows.lifecycle import Owner
from workflows.task import State as TaskState
from workflows.task import TaskLifecycle


class Escalation(EscalationLifecycle, Owned):
    """What another service was asked, and what came of it, beside a case or a crisis.

    `asked_on`: the local date it was taken there. `acceptor`: who has it there; empty while it was only called.
    """

    REF_PREFIX: ClassVar[str] = "O"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="escalations")
    crisis = models.ForeignKey(Crisis, on_delete=models.PROTECT, null=True, related_name="escalations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=2)
    gemeente = models.CharField(max_length=4, blank=True)
    chain = models.CharField(max_length=20)
    asked_on = models.DateField()
    result = models.CharField(max_length=20, blank=True)
    acceptor = SealedField(seal_name="escalation.acceptor", blank=True)
    note = SealedField(seal_name="escalation.note", blank=True)

    class Meta:
        constraints = [
            *owned_constraints("escalation", EscalationState),
            models.CheckConstraint(
                condition=Q(case__isnull=False) ^ Q(crisis__isnull=False), name="beside_a_case_or_a_crisis"
            ),
        ]
        indexes = [
            models.Index(fields=["owner_team", "state"], name="escalation_worklist"),
            desk_index("escalation"),
        ]

    class Privacy:
        scope = "case"
        fields = {
            "case": INT, "crisis": INT, "person": INT, "urgency": INT, "gemeente": INT, "chain": INT, "asked_on": INT,
            "result": INT, "acceptor": PER("contact_log"), "note": SPC("contact_log"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case or the crisis: they are destroyed together."""
        return ("crisis", str(self.crisis_id)) if self.crisis_id else ("case", str(self.case_id))

    def clock_kind(self) -> str | None:
        """The term of this service when it has one of its own, once somebody there took it."""
        kind = super().clock_kind()
        return TERMS.get(self.chain, kind) if self.state == EscalationState.OPEN else kind

    def clock_urgency(self) -> str:
        return self.urgency


class PartnerTask(TaskLifecycle, Owned):
    """One question to a partner. `package`: only the fields that were released, as they were at that moment.

    sharing_stopped: the person took back the yes with which more than the door was released.
    """

    REF_PREFIX: ClassVar[str] = "K"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=2)
    gemeente = models.CharField(max_length=4, blank=True)
    sender_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    sender_person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    receiver_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    receiver_person = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    released = models.JSONField(default=list)
    sharing_stopped = models.BooleanField(default=False)
    minutes = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True)
    ask = SealedField(seal_name="task.ask")
    package = SealedJSONField(seal_name="task.package", blank=True)
    result = SealedField(seal_name="task.result", blank=True)

    class Meta:
        constraints = owned_constraints("task", TaskState)
        indexes = [
            models.Index(fields=["owner_team", "state"], name="task_worklist"),
            desk_index("task"),
            models.Index(fields=["receiver_team", "state"], name="task_inbox"),
        ]

    class Privacy:
        scope = "handover_package"
        fields = {
            "case": INT, "person": INT, "urgency": INT, "gemeente": INT, "sender_team": INT, "sender_person": INT,
            "receiver_team": INT, "receiver_person": INT, "released": INT, "sharing_stopped": INT, "minutes": INT,
            "reason": INT, "ask": SPC("task"), "package": SPC("package"), "result": SPC("task"),
        }  # fmt: skip

    @classmethod
    def kind(cls) -> str:
        return "task"

    def place_owner(self) -> None:
        """Who asked, until somebody of the partner took it by name."""
        if self.state_info.owner is Owner.SENDER:
            self.owner_team_id, self.owner_person_id = self.sender_team_id, self.sender_person_id
        elif self.state_info.owner is Owner.RECEIVER:
            self.owner_team_id, self.owner_person_id = self.receiver_team_id, self.receiver_person_id

    def clock_urgency(self) -> str:
        return self.urgency

    def clock_team_id(self) -> str:
        """The partner acts: its opening hours count."""
        return str(self.receiver_team_id)
