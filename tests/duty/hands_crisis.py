"""What does the crisis team do next with a crisis? Mostly it is settled on the phone; now and then it was none.

Nobody who is there takes it over from a colleague who is not: a crisis does not wait for a working day.
"""

from datetime import datetime

from casework.models import Crisis
from tests.duty.hands import Hands


class Crew(Hands):
    """The crisis team, day and night."""

    def crisis_announced(self, crisis: Crisis, at: datetime) -> bool:
        who = self.staff.somebody("R20", at)
        if self.chance(0.2):
            return self.act("crisis.find_none", who, at, crisis_ref=crisis.ref, reason="Ruzie over geluid.",
                            advice="Wijkagent bellen.")  # fmt: skip
        return self.act("crisis.accept", who, at, crisis_ref=crisis.ref, alone_reason="De ander is op pad.")

    def crisis_accepted(self, crisis: Crisis, at: datetime) -> bool:
        return self.act("crisis.settle_by_phone", self.staff.somebody("R20", at), at, crisis_ref=crisis.ref,
                        reason="Zij gaat naar haar moeder.", goes_on="L. Visser")  # fmt: skip

    def crisis_unbridged(self, crisis: Crisis, at: datetime) -> bool:
        """Nobody got to it within a day: it is said what it was, and by whom."""
        return self.act("crisis.find_none", self.staff.somebody("R20", at), at, crisis_ref=crisis.ref,
                        reason="Niet meer nodig.", advice="Dagdienst belt.")  # fmt: skip
