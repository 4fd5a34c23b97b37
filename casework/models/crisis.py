"""Which crisis runs beside a melding, what was seen there, and who answers until somebody goes on with it?"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import OwnedWithSideClock, Record, desk_index, owned_constraints
from casework.models.melding import Melding
from casework.models.person import Person
from casework.models.region import Team
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.bridging import first_day_ends
from workflows.crisis import CrisisLifecycle
from workflows.crisis_states import BEFORE_A_VISIT, FIRST_DAY
from workflows.crisis_states import State as CrisisState


class Crisis(CrisisLifecycle, OwnedWithSideClock):
    """A crisis. `day_from`: the moment its 24 hours count from. `companion`: the second of the pair.

    offered_at: when it was announced. `stays_gemeente`: where the person is; `gemeente`: where they live. sheet: the
    five questions, each with an answer and what was seen.
    """

    REF_PREFIX: ClassVar[str] = "U"

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="crises")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="crises")
    urgency = models.CharField(max_length=2)
    gemeente = models.CharField(max_length=4, blank=True)
    companion = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    day_from = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    visit_ended_at = models.DateTimeField(null=True)
    where = SealedField(seal_name="crisis.where", blank=True)
    sheet = SealedJSONField(seal_name="crisis.sheet", blank=True)
    summary = SealedField(seal_name="crisis.summary", blank=True)

    class Meta:
        constraints = owned_constraints("crisis", CrisisState)
        indexes = [
            models.Index(fields=["owner_team", "state"], name="crisis_worklist"),
            desk_index("crisis"),
            models.Index(fields=["melding", "state"], name="crises_of_a_melding"),
        ]

    class Privacy:
        scope = "crisis"
        fields = {
            "melding": INT, "person": INT, "urgency": INT, "gemeente": INT, "stays_gemeente": INT, "companion": INT,
            "signed_by": INT, "offered_at": INT, "accepted_at": INT, "day_from": INT, "arrived_at": INT,
            "visit_ended_at": INT, "bridged_until": INT, "breached_at": INT, "plan_written_at": INT, "ending": INT,
            "where": PER("contact"), "sheet": SPC("bridging_plan"), "summary": SPC("summary"),
        }  # fmt: skip

    @property
    def day_ends(self) -> datetime | None:
        """The end of its 24 hours (UTC); None as long as nobody took it."""
        return first_day_ends(self.day_from) if self.day_from else None

    def clock_since(self) -> datetime | None:
        """The 24 hours count from one moment, whatever is done in between; the time to accept from the offer."""
        return {**dict.fromkeys(map(str, FIRST_DAY), self.day_from), "announced": self.offered_at}.get(
            str(self.state)
        )

    def term_runs_on(self) -> bool:
        """A step within the 24 hours moves nothing of that clock: not its end, and not who heard of it already."""
        clock = self.clock
        return self.state in FIRST_DAY and clock is not None and clock.kind == self.clock_kind()

    def clock_kind(self) -> str | None:
        """An offer is no plan: without one it rings on as it did, until a receiver has taken it."""
        offered_only = self.state == "handing_over" and self.bridged_until is None
        return "plan_overdue" if offered_only else super().clock_kind()

    def clock_ends(self, kind: str, due: datetime) -> datetime:
        """A plan holds until the moment it names."""
        return self.bridged_until if kind == "bridge" and self.bridged_until else due

    def clock_origin(self) -> str:
        return "crisis"

    def clock_urgency(self) -> str:
        return self.urgency

    @classmethod
    def side_kind_of(cls, state: str) -> str | None:
        """Within how long somebody is there, as long as nobody is."""
        return "on_site" if state in BEFORE_A_VISIT else None

    def nothing_runs_longer(self) -> datetime:
        """The moment at which whoever prepares something for it is asked: the end of its plan, or of its own term."""
        return self.bridged_until or self.day_ends or self.offered_at + timedelta(days=1)


class CrisisLine(Record):
    """One moment of a crisis: a visit, a call, or why something was done. Written once."""

    REF_PREFIX: ClassVar[str] = "CL"

    crisis = models.ForeignKey(Crisis, on_delete=models.PROTECT, related_name="lines")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    text = SealedField(seal_name="crisis_line.text", blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        scope = "crisis"
        fields = {"crisis": INT, "at": INT, "by": INT, "what": INT, "text": SPC("bridging_plan")}

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the crisis: they are destroyed together."""
        return ("crisis", str(self.crisis_id))


class BridgingPlan(Record):
    """One version of the plan. The newest that is not settled is the draft; a settled one is never changed.

    blocks: [{begins, ends, who, team, account}], moments in ISO 8601 (UTC) and ids, never a typed name. names: number
    of a block -> {name, phone} as typed. texts: see workflows.bridging.TEXTS.
    """

    REF_PREFIX: ClassVar[str] = "BP"

    crisis = models.ForeignKey(Crisis, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    receiver_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    first_signer = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    second_signer = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    covers_from = models.DateTimeField(null=True)
    covers_until = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    blocks = models.JSONField(default=list)
    names = SealedJSONField(seal_name="bridging_plan.names", blank=True)
    texts = SealedJSONField(seal_name="bridging_plan.texts", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["crisis", "number"], name="one_plan_of_each_number")]

    class Privacy:
        scope = "crisis"
        fields = {
            "crisis": INT, "number": INT, "receiver_team": INT, "first_signer": INT, "second_signer": INT,
            "settled_at": INT, "covers_from": INT, "covers_until": INT, "digest": INT, "blocks": INT,
            "names": PER("bridging_plan"), "texts": SPC("bridging_plan"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the crisis."""
        return ("crisis", str(self.crisis_id))
