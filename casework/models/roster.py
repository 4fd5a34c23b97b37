"""Who has the duty of a service, from when until when? Colleagues and hours; never anything of a client."""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Record
from casework.models.region import Team
from privacy.classification import INT


class Roster(Record):
    """The roster of one team, from the first shift that was planned. A clock of its own watches it for gaps."""

    REF_PREFIX: ClassVar[str] = "L"

    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        fields = {"team": INT}


class Shift(Record):
    """One colleague has the duty of a team for a while (UTC, the end not included). In the past it stays as it was.

    in_place_of: whose it was before. signed_on, signed_off: when the holder signed at its start and at its end;
    taken_list and left_list: the references that stood on the list then.
    """

    REF_PREFIX: ClassVar[str] = "X"

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="shifts")
    holder = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    signed_on = models.DateTimeField(null=True)
    signed_off = models.DateTimeField(null=True)
    taken_list = models.JSONField(default=list)
    left_list = models.JSONField(default=list)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_shift_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["roster", "starts_at"], name="one_shift_at_a_time_begins"),
        ]
        indexes = [models.Index(fields=["roster", "ends_at"], name="shifts_that_are_not_over")]

    class Privacy:
        fields = {
            "roster": INT, "holder": INT, "starts_at": INT, "ends_at": INT, "planned_by": INT, "in_place_of": INT,
            "signed_on": INT, "signed_off": INT, "taken_list": INT, "left_list": INT,
        }  # fmt: skip
