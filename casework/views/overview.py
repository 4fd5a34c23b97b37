"""How does my team stand, and what waits? The overview of a coordinator, a manager and the region; and the room."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework.edge import acting_at
from casework.errors import NotYours
from casework.forms.team import SayRoom
from casework.reading import overview as reading
from casework.reading import waiting
from casework.reading.desk import Chosen
from casework.reading.room import room_of, room_words
from casework.reading.words import team_word
from casework.reading.worklist import worklist
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step
from casework.views.worklist import item_of
from workflows.calendars import local_date
from workflows.roles import DECIDERS, Role

UNANSWERED = Chosen(
    noun="handover", states=("offered", "received", "asking", "incomplete", "expired", "disputed")
)
"""What a receiving team has said neither yes nor a day to."""

MOST_OFFERS = 50


@reads("overview.read")
def page(request: HttpRequest) -> HttpResponse:
    """Load and waiting days of the own team; for who decides, the cards of what waits."""
    by = acting_at(request)
    reading.may_oversee(by)
    rows = waiting.waiting(by)
    receives = by.role == Role.WIJKTEAM_COORDINATOR
    found: dict[str, Any] = {
        "team": team_word(by.unit), "side": "sender" if receives else "receiver",
        "lines": waiting.per_side(rows, side="sender" if receives else "receiver"), "decides": by.role in DECIDERS,
        "receives": receives,
    }  # fmt: skip
    if by.role in DECIDERS:
        return show(request, "casework/overview.html", cards=waiting.cards(rows), **found)
    if receives:
        offers = worklist(by, chosen=UNANSWERED, limit=MOST_OFFERS)
        today = local_date(by.at)
        found |= {
            "offers": [item_of(row, by) for row in offers.rows], "more_offers": offers.after is not None,
            "starts": waiting.starts(rows), "room": room_words(room_of(by.unit, today=today), today=today),
        }  # fmt: skip
    return show(request, "casework/overview.html", load=reading.of_team(by), **found)


@reads("overview.read")
@declares("team.say_room")
def room(request: HttpRequest) -> HttpResponse:
    """The coordinator of a receiving team says how much room there is."""
    by = acting_at(request)
    if by.role != Role.WIJKTEAM_COORDINATOR:
        raise NotYours
    said = room_of(by.unit, today=local_date(by.at))
    return take_step(
        request, form_class=SayRoom, arguments={}, about=None, back=reverse("overview"),
        form_kwargs={"room": said},
    )  # fmt: skip
