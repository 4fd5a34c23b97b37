"""What does the evening and night service keep of somebody who may call more often?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.base import Owned, desk_index, owned_constraints
from casework.models.person import Person
from privacy.classification import INT, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.fan_profile import FanProfileLifecycle
from workflows.fan_profile import State as FanProfileState


class FanProfile(FanProfileLifecycle, Owned):
    """One person with a plan. `plan`: the parts of workflows.fan_profile.PLAN, in words.

    weighed_at: when the contacts were counted last; older ones ask nothing any more. reason: why the last step was
    taken: a pause, going on, or the end.
    """

    REF_PREFIX: ClassVar[str] = "FP"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fan_profiles")
    urgency = models.CharField(max_length=2, default="U5")
    gemeente = models.CharField(max_length=4)
    weighed_at = models.DateTimeField(null=True)
    plan = SealedJSONField(seal_name="fan_profile.plan", blank=True)
    reason = SealedField(seal_name="fan_profile.reason", blank=True)

    class Meta:
        constraints = [
            *owned_constraints("fan_profile", FanProfileState),
            models.UniqueConstraint(
                fields=["person"], condition=~Q(state="ended"), name="one_running_profile_per_person"
            ),
        ]
        indexes = [
            models.Index(fields=["owner_team", "state"], name="fan_profile_worklist"),
            desk_index("fan_profile"),
        ]

    class Privacy:
        kind = "fan_profile"
        scope = "fan"
        fields = {
            "person": INT, "urgency": INT, "gemeente": INT, "weighed_at": INT, "ending": INT,
            "plan": SPC("signal_plan"), "reason": SPC("signal_plan"),
        }  # fmt: skip

    @classmethod
    def kind(cls) -> str:
        return "fan_profile"

    def clock_urgency(self) -> str:
        return self.urgency
