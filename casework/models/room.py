"""How much room does a receiving team say it has? Information for whoever chooses a receiver, never a reason."""

from django.db import models

from casework.models.account import Account
from casework.models.region import Team
from privacy.classification import INT


class TeamRoom(models.Model):
    """What the coordinator of a team last said: free places, the first start date, and until when that holds.

    `places`: how many people they can begin with now. `first_start`: the first day they can begin, None when that is
    at once. `holds_until`: the last day (local) this counts; afterwards nothing is known.
    """

    team = models.OneToOneField(Team, on_delete=models.PROTECT, primary_key=True, related_name="room")
    places = models.PositiveSmallIntegerField()
    first_start = models.DateField(null=True)
    holds_until = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        fields = {
            "team": INT, "places": INT, "first_start": INT, "holds_until": INT, "said_at": INT, "said_by": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"room of {self.team_id}"
