"""What did the evening and night service do in one contact, and what does the day have to know of it?"""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.base import Owned, desk_index, owned_constraints
from casework.models.person import Person
from casework.models.region import Team
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.fan_contact import FanContactLifecycle
from workflows.fan_contact_planned import RETRIES
from workflows.fan_contact_states import VISITING
from workflows.fan_contact_states import State as FanContactState

A_NIGHT = timedelta(hours=16)
"""Longer than any shift of the service: what ends later than its notes are due ended in the morning."""


SOMEBODY_WAITS = models.CheckConstraint(
    condition=~Q(state__in=VISITING)
    | (
        Q(visitor__isnull=False, lookout__isnull=False, visit_until__isnull=False)
        & ~Q(lookout=models.F("visitor"))
    ),
    name="fan_contact_visit_has_a_lookout",
)
"""The database's own guard: nobody is at a door without a moment to be back and somebody else who waits."""


class FanContact(FanContactLifecycle, Owned):
    """One contact. Without a person: the caller gave no name, and no dossier is made for that.

    gemeente: where the person lives. caller: the number, or whatever else finds them back. safety: the two questions
    with their answers. outside: {name, organisation} of a receiver without an account, and {signed_by} once signed.
    target: the team (its id) it was taken to, when that team has this system; acceptor: who took it there.
    visitor, companion: who went to the door; lookout: who waits for them, and called when they are late. visit_until:
    when they are back. where: the address; checked_out: how somebody else knew that they were safely away.
    planned_at: when the service calls, as agreed; tries: how often nobody answered; tried_at, tried_by: the last time.
    receiver_person: for whom the note is, when that is a name; signed_by: who of that team took it over.
    """

    REF_PREFIX: ClassVar[str] = "FC"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="fan_contacts")
    urgency = models.CharField(max_length=2, default="U3")
    gemeente = models.CharField(max_length=4, blank=True)
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    taken_over_at = models.DateTimeField(null=True)
    risk_changed = models.BooleanField(default=False)
    agreement_open = models.BooleanField(default=False)
    visitor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    companion = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    lookout = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    visit_until = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    visit_ended_at = models.DateTimeField(null=True)
    tried_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    receiver_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    receiver_person = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=4, blank=True)
    consent = models.CharField(max_length=10, blank=True)
    where = SealedField(seal_name="fan_contact.where", blank=True, null=True)
    checked_out = SealedField(seal_name="fan_contact.checked_out", blank=True, null=True)
    caller = SealedField(seal_name="fan_contact.caller", blank=True)
    said = SealedField(seal_name="fan_contact.said", blank=True)
    safety = SealedJSONField(seal_name="fan_contact.safety", blank=True)
    acceptor = SealedField(seal_name="fan_contact.acceptor", blank=True)
    note = SealedField(seal_name="fan_contact.note", blank=True)
    outside = SealedJSONField(seal_name="fan_contact.outside", blank=True)

    class Meta:
        constraints = [*owned_constraints("fan_contact", FanContactState), SOMEBODY_WAITS]
        indexes = [
            models.Index(fields=["owner_team", "state"], name="fan_contact_worklist"),
            desk_index("fan_contact"),
            models.Index(fields=["receiver_team", "state"], name="fan_contact_inbox"),
        ]

    class Privacy:
        kind = "fan_contact"
        scope = "fan"
        fields = {
            "person": INT, "urgency": INT, "gemeente": INT, "channel": INT, "routed_to": INT, "chain": INT,
            "target": INT, "called_at": INT, "answered_at": INT, "ended_at": INT, "taken_over_at": INT,
            "risk_changed": INT, "agreement_open": INT, "receiver_team": INT, "receiver_person": INT,
            "visitor": INT, "companion": INT, "lookout": INT, "visit_until": INT, "arrived_at": INT,
            "visit_ended_at": INT, "where": PER("visit"), "checked_out": SPC("contact_log"),
            "planned_at": INT, "tries": INT, "tried_at": INT, "tried_by": INT,
            "signed_by": INT, "ground": INT, "consent": INT, "caller": PER("contact_log"), "said": SPC("contact_log"),
            "safety": SPC("contact_log"), "acceptor": PER("contact_log"), "note": SPC("morning_note"),
            "outside": PER("morning_note"),
        }  # fmt: skip

    @property
    def visited(self) -> bool:
        """Was somebody at the door? Then the day hears of it."""
        return self.visit_ended_at is not None

    @classmethod
    def kind(cls) -> str:
        return "fan_contact"

    def clock_kind(self) -> str | None:
        """A message in the app may wait longer than a telephone that rings; each try waits longer for the next."""
        kind = super().clock_kind()
        if kind == RETRIES[0]:
            return RETRIES[max(self.tries, 1) - 1]
        return "fan_pick_up_app" if kind == "fan_pick_up" and self.channel == "app" else kind

    def clock_since(self) -> datetime | None:
        """The time to pick up counts from the call, the time to be back from the moment that was said."""
        since = {
            "called": self.called_at,
            "planned": self.planned_at,
            "no_answer": self.tried_at,
            "silent": self.tried_at,
            "on_the_way": self.visit_until,
            "on_site": self.visit_until,
        }
        return since.get(str(self.state))

    def term_runs_on(self) -> bool:
        """At the door the clock of the visit runs on as it was."""
        clock = self.clock
        return self.state == FanContactState.ON_SITE and clock is not None and clock.kind == self.clock_kind()

    def not_called(self) -> frozenset[UUID]:
        """Who is at the door cannot say why nobody hears of them."""
        went = (self.visitor_id, self.companion_id) if self.state in VISITING else ()
        return frozenset(one for one in went if one is not None)

    def clock_ends(self, kind: str, due: datetime) -> datetime:
        """A contact that ends when the notes of the night are out gets its note within the hour, not a day later."""
        if kind == "fan_note" and self.ended_at is not None and due - self.ended_at > A_NIGHT:
            return self.ended_at + timedelta(hours=1)
        return due

    def clock_urgency(self) -> str:
        return self.urgency

    def clock_team_id(self) -> str:
        """By when the day has it counts in the hours of the team that receives it."""
        in_the_morning = self.state == FanContactState.MORNING and self.receiver_team_id
        return str(self.receiver_team_id if in_the_morning else self.owner_team_id)
