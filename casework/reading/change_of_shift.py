"""Was the shift before this one handed over out loud? If not, whom to call stands at every row it is about."""

from dataclasses import dataclass

from django.utils.translation import gettext

from casework import duty
from casework.directory.current import pack
from casework.ties import answers_for
from privacy.context import Acting
from workflows import rosters


@dataclass(frozen=True)
class Untold:
    """A change of shift without two signatures. name: who left; phone: of the duty."""

    name: str
    phone: str
    by: Acting

    @property
    def words(self) -> str:
        """What stands at the row."""
        said = gettext("not handed over out loud, call %(name)s (%(phone)s)")
        return said % {"name": self.name, "phone": self.phone}

    def is_about(self, owner_team: str, owner_name: str) -> bool:
        """Is it with the duty that changed, or with who left?"""
        return owner_name == self.name or (not owner_name and answers_for(owner_team, self.by))


def not_told(by: Acting) -> Untold | None:
    """The change of shift in the reader's own team that should be signed by now and is not; None when all is well.

    One statement, and none for a team without a roster or while it is closed.
    """
    found = pack().region.rostered_duty(by.unit)
    if found is None or duty.own(by.unit, by.at) is None:
        return None
    shifts = duty.last_two(by.unit, by.at)
    held = [duty.held_of(one) for one in shifts]
    change = rosters.unsigned(held, by.at)
    return Untold(shifts[0].holder.name, found.phone, by) if change else None
