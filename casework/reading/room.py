"""What does a receiving team say about its room, in one phrase? Nothing once it no longer holds."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Team, TeamRoom
from casework.reading.bridge import day_word


def room_of(team_id: str, *, today: date) -> TeamRoom | None:
    """What this team said and still holds on `today` (local). One statement."""
    return TeamRoom.objects.filter(team_id=team_id, holds_until__gte=today).first()


def room_words(room: TeamRoom | None, *, today: date) -> str:
    """Places, first start, and until when it holds; empty when nothing is said, or nothing that still holds."""
    if room is None or room.holds_until < today:
        return ""
    places = (
        ngettext("room for %(count)d", "room for %(count)d", room.places) % {"count": room.places}
        if room.places
        else _("no room now")
    )
    start = _("from %(day)s") % {"day": day_word(room.first_start)} if room.first_start else ""
    until = _("holds until %(day)s") % {"day": day_word(room.holds_until)}
    return ", ".join(part for part in (places, start, until) if part)


def with_room(team: Team, *, today: date) -> str:
    """The name of a team and what it says about its room. `team`: loaded with its room."""
    words = room_words(getattr(team, "room", None), today=today)
    return f"{team.name} ({words})" if words else team.name
