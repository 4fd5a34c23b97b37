"""Which advice may somebody see? That of one's own team: it holds nobody, so there is nothing to open or to trace."""

from casework.errors import NotYours
from casework.models import Advice
from privacy.context import Acting


def of_own_team(ref: str, *, by: Acting) -> Advice:
    """The advice with this number. Raises NotYours for unknown and for another team's alike."""
    advice = Advice.objects.filter(ref=ref, team_id=by.unit).first()
    if advice is None:
        raise NotYours
    return advice
