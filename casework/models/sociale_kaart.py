"""What did people say about the sociale kaart since the region pack was loaded? A number, a check, a closed day."""

from django.db import models

from casework.models.account import Account
from privacy.classification import INT, PUB
from privacy.ids import public_ref


class KaartLine(models.Model):
    """One line of the sociale kaart, as far as its owner said something about it; the rest is in the region pack.

    `entry`: the id of the line in the pack. `phone`: the number that counts, "" as in the pack. `asked_phone`: a new
    number that nobody called yet, so that nobody sees it. `confirmed_on`: the last day (local) somebody looked at it.
    `reminded_on`: the last day its owner was asked to look. `ref`: what a notice names.
    """

    entry = models.SlugField(primary_key=True, max_length=80)
    ref = models.CharField(max_length=16, unique=True, editable=False)
    phone = models.CharField(max_length=20, blank=True)
    asked_phone = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField(null=True)

    class Privacy:
        fields = {
            "entry": PUB, "ref": INT, "phone": PUB, "asked_phone": INT, "asked_by": INT, "confirmed_on": PUB,
            "confirmed_by": INT, "reminded_on": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return self.entry

    def save(self, *args: object, **kwargs: object) -> None:
        self.ref = self.ref or public_ref("SK")
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came


class ClosedToday(models.Model):
    """A team or organisation that answers no more today, before its usual hour: a storm, an outage.

    `service`: its id in the region pack. `since`, `until`: aware; `until` is the midnight after `since`.
    """

    service = models.SlugField(primary_key=True, max_length=60)
    since = models.DateTimeField()
    until = models.DateTimeField()
    said_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        fields = {"service": PUB, "since": PUB, "until": PUB, "said_by": INT}

    def __str__(self) -> str:
        return self.service
