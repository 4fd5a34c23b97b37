"""What does somebody without an account learn? Which door is open now, and one of three words about an own report."""

from datetime import datetime
from typing import Any

from casework.directory.current import pack
from casework.forms.public import CHANNEL
from casework.models import Melding, Receipt
from casework.reading.words import team_word
from privacy import receipts
from privacy.context import Acting
from privacy.ledger.record import DENIED, OK, release
from workflows.melding_states import State

WAITING = (State.DRAFT, State.RECEIVED, State.SCREENED, State.REOPENED)


def open_door(at: datetime) -> dict[str, Any]:
    """Whom to call at `at` (aware): the meldpunt, or while it is closed who answers for it. Name and number, with the
    number of the meldpunt itself and when it opens again (aware), or None."""
    region = pack().region
    door = next(row for row in region.doors if row.team == region.about.meldpunt)
    hours = region.calendar_of(door.opening)
    if hours.is_working_time(at):
        return _door(door, meldpunt=door.phone, opens=None)
    answering = next((row for row in region.doors if row.team == door.fallback_team), door)
    return _door(answering, meldpunt=door.phone, opens=hours.next_opening(at))


def _door(door: Any, *, meldpunt: str, opens: datetime | None) -> dict[str, Any]:
    return {"name": team_word(door.team), "phone": door.phone, "meldpunt": meldpunt, "opens": opens}


def is_full(by: Acting) -> bool:
    """Did the public form take as much this hour as it may? Counts what is stored; knows nothing of who sent it."""
    taken = Melding.objects.filter(channel=CHANNEL, received_at=by.at).count()
    return taken >= pack().region.public_form.per_hour


def status_of(typed: str, *, by: Acting) -> str | None:
    """received, working or done; None for a code that belongs to no report, whatever is wrong with it.

    Every asking costs the same: one statement, one hash, one access row. Raises TraceUnavailable.
    """
    code = receipts.code_from(typed)
    found = list(Receipt.objects.select_related("melding").filter(look_up=code.look_up if code else ""))
    place = receipts.belongs_to(code, [receipt.secret_hash for receipt in found])
    about = "" if place is None else found[place].ref
    release(by, "receipt.read", (), (), about=about, outcome=DENIED if place is None else OK)
    return None if place is None else word_for(found[place].melding)


def word_for(melding: Melding) -> str:
    """Nothing but how far our work is: told by a state, and by whether the melder was told that it is done."""
    if melding.state == State.CLOSED or melding.feedback != "open":
        return "done"
    return "received" if melding.state in WAITING else "working"
