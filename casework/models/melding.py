"""What was reported, through which door, and by whom? The melder is kept apart, under a key of its own."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Value

from casework.models.account import Account
from casework.models.advice import Advice
from casework.models.base import DISPUTE, Owned, Record, desk_index, owned_constraints
from casework.models.person import Person
from casework.worry import MOST
from privacy.classification import INT, PER, REP, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.melding import MeldingLifecycle
from workflows.melding_states import State as MeldingState

SIDE = ("gemeente_unknown", "insufficient", "not_taken_up")
"""States beside the way. Together they last five working days, however often they follow each other."""


class Melding(MeldingLifecycle, Owned):
    """A report of concern. `person` may be an unknown person; `target` is a team id or an external destination.

    `typed_at`: when its draft was last saved. `person_knows`: one of workflows.melding.KNOWS. `disrupted_household`:
    None as long as nobody said, and `disrupted_set_by` is who did.
    """

    REF_PREFIX: ClassVar[str] = "M"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="meldingen")
    door = models.CharField(max_length=20)
    channel = models.CharField(max_length=30)
    received_at = models.DateTimeField()
    # NULL for "no source": two of those are not the same melding.
    source_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    # What the source said, so that another message with the same identity is not taken for the same one.
    content_digest = models.CharField(max_length=64, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    anonymity = models.CharField(max_length=20)
    urgency = models.CharField(max_length=2, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    typed_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=20, blank=True)
    person_knows = models.CharField(max_length=10, default="onbekend")
    disrupted_household = models.BooleanField(null=True)
    disrupted_set_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    # Facts of casework/worry.py as bits, so that the most worrying of equal terms stands first.
    worry = models.PositiveSmallIntegerField(default=0)
    # The other way round, so that one index goes up by term, then by worry, then by age.
    calm = models.GeneratedField(
        expression=Value(MOST) - F("worry"), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )
    feedback_template = models.CharField(max_length=40, blank=True)
    feedback_channel = models.CharField(max_length=20, blank=True)
    feedback_at = models.DateTimeField(null=True)
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, null=True, related_name="meldingen")
    fan_contact = models.ForeignKey(
        "FanContact", on_delete=models.PROTECT, null=True, related_name="meldingen"
    )
    side_since = models.DateTimeField(null=True)
    gemeente_rule = models.CharField(max_length=10, blank=True)
    stays_gemeente = models.CharField(max_length=10, blank=True)
    gemeente_reason = SealedField(seal_name="melding.gemeente_reason", blank=True, null=True)
    dispute_reason = SealedField(seal_name="melding.dispute_reason", blank=True, null=True)
    ruling_reason = SealedField(seal_name="melding.ruling_reason", blank=True, null=True)
    acceptor = SealedField(seal_name="melding.acceptor", blank=True, null=True)
    narrative = SealedField(seal_name="melding.narrative", blank=True)
    location = SealedField(seal_name="melding.location", blank=True)
    link_evidence = SealedField(seal_name="melding.link_evidence", blank=True)
    remark = SealedField(seal_name="melding.remark", blank=True)
    help_running = SealedField(seal_name="melding.help_running", null=True, blank=True)

    class Meta:
        constraints = owned_constraints("melding", MeldingState)
        indexes = [
            models.Index(fields=["owner_team", "state"], name="melding_worklist"),
            desk_index("melding", "calm"),
            models.Index(fields=["channel", "received_at"], name="meldingen_of_a_channel"),
        ]

    class Privacy:
        scope = "melding"
        fields = {
            "feedback": INT, "screening": INT, "worry": INT, "calm": INT, "person": INT, "door": INT, "channel": INT,
            "received_at": INT, "source_digest": INT, "content_digest": INT, "gemeente": INT, "anonymity": INT,
            "urgency": INT, "outcome": INT, "target": INT, "decided_at": INT, "feedback_template": INT,
            "feedback_channel": INT, "feedback_at": INT, "advice": INT, "fan_contact": INT, "side_since": INT,
            "gemeente_rule": INT,
            "stays_gemeente": INT, **DISPUTE, "gemeente_reason": SPC("triage"), "dispute_reason": SPC("dispute"),
            "ruling_reason": SPC("dispute"), "acceptor": PER("taker"),
            "narrative": SPC("concern"), "location": SPC("concern"), "link_evidence": SPC("concern"),
            "remark": SPC("triage"), "help_running": SPC("concern"), "typed_at": INT, "drop_reason": INT,
            "person_knows": INT, "disrupted_household": INT, "disrupted_set_by": INT,
        }  # fmt: skip

    def clock_urgency(self) -> str:
        return self.urgency or "U3"

    def clock_since(self) -> datetime | None:
        """The melder hears within a term of the decision; a dispute and the side states count from their beginning."""
        counted_from = dict.fromkeys(SIDE, self.side_since) | {
            str(MeldingState.IN_CARE): self.decided_at,
            str(MeldingState.DISPUTED): self.disputed_at,
        }
        return counted_from.get(self.state)

    def clock_since_for(self, kind: str) -> datetime | None:
        """Whatever came in between: a side state ends five working days after it began."""
        return self.side_since if kind == "side_state" else None

    def clock_team_id(self) -> str:
        """Who has to act: the crisis team while it lies there, the gemeente that decides along in a dispute."""
        acts = self.state in (MeldingState.AT_CRISIS, MeldingState.DISPUTED)
        return self.target if acts else super().clock_team_id()


class DraftForm(Record):
    """What somebody typed so far in a form that is not sent yet, field -> values, as typed.

    Sealed under a key of its own: when the draft becomes a melding, an advice or nothing, row and key are destroyed.
    `page`: hash of the page that saved last, so that one page never stands in its own way.
    """

    REF_PREFIX: ClassVar[str] = "D"

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="draft_form")
    page = models.CharField(max_length=64)
    typed = SealedJSONField(seal_name="draft_form.typed", blank=True)

    class Privacy:
        scope = "draft"
        fields = {"melding": INT, "page": INT, "typed": REP("reporter")}

    def sealing_scope(self) -> tuple[str, str]:
        """The draft of this melding: destroyed long before the melding is."""
        return ("draft", str(self.melding_id))


class Involved(Record):
    """Somebody else in the same report: a partner, a child, another resident, or a second person of concern.

    Each has a file, a log and a term of their own; the first person of concern stands in `Melding.person`.
    """

    REF_PREFIX: ClassVar[str] = "I"

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="involved")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involvements")
    part = models.CharField(max_length=20)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["melding", "person"], name="once_in_a_melding")]

    class Privacy:
        fields = {"melding": INT, "person": INT, "part": INT}


class Reporter(Record):
    """Who reported. Sealed under the reporter's key, which is destroyed earlier than the melding's.

    `speaking_ground` and `feedback_wish`: codes of workflows.melding, for a professional.
    """

    REF_PREFIX: ClassVar[str] = "R"

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="reporter")
    kind_of_melder = models.CharField(max_length=20)
    name = SealedField(seal_name="reporter.name", blank=True)
    speaking_ground = models.CharField(max_length=20, default="not_said")
    feedback_wish = models.CharField(max_length=20, default="not_said")
    organisation = SealedField(seal_name="reporter.organisation", blank=True)
    function = SealedField(seal_name="reporter.function", null=True, blank=True)
    relation = SealedField(seal_name="reporter.relation", blank=True)
    phone = SealedField(seal_name="reporter.phone", blank=True)
    email = SealedField(seal_name="reporter.email", blank=True)

    class Privacy:
        scope = "reporter"
        fields = {
            "melding": INT, "kind_of_melder": INT, "speaking_ground": INT, "feedback_wish": INT,
            "function": REP("reporter"),
            "name": REP("reporter"), "organisation": REP("reporter"), "relation": REP("reporter"),
            "phone": REP("callback"), "email": REP("reporter"),
        }  # fmt: skip
