"""How does the receiver's time stand still while the sender answers? It goes on with the opening time it had left."""

from casework.directory.current import pack
from casework.models import Clock, Handover
from casework.work import current_work
from privacy.context import Acting

LEAST = 60
"""Minutes of opening time to read an answer, for a team whose own time was over when it asked."""


def pause(handover: Handover, *, by: Acting) -> None:
    """Keep how long the receiving team still had, in minutes of its own opening time. Before the step is taken."""
    clock = handover.clock
    runs = isinstance(clock, Clock) and clock.kind == "handover_accept"
    calendar = pack().region.team_calendar(str(handover.receiver_team_id))
    handover.left_minutes = calendar.open_minutes(by.at, clock.due_at) if clock and runs else 0


def resume(handover: Handover, *, by: Acting) -> None:
    """The receiving team goes on where it stopped."""
    calendar = pack().region.team_calendar(str(handover.receiver_team_id))
    handover.resumes_until = calendar.add_open_minutes(by.at, max(handover.left_minutes, LEAST))
    current_work().restart_clock(handover)
