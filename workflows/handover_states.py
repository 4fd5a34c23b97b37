"""In which states can a handover be? Each with its Dutch code, who owns it meanwhile, and which clock runs."""

from workflows import gemeente
from workflows.lifecycle import Owner, States


class State(States):
    """Source: docs/lifecycles.md, handover."""

    DRAFT = "draft", "CONCEPT", Owner.SENDER, "handover_draft"
    OFFERED = "offered", "AANGEBODEN", Owner.SENDER, "handover_open"
    RECEIVED = "received", "ONTVANGEN", Owner.SENDER, "handover_accept"
    ASKING = "asking", "VRAAG", Owner.SENDER, "handover_answer"
    INCOMPLETE = "incomplete", "ONVOLLEDIG", Owner.SENDER, "handover_answer"
    OFFERED_OUTSIDE = "offered_outside", "AANGEBODEN_EXTERN", Owner.SENDER, "outside_answer"
    ACCEPTED = "accepted", "GEACCEPTEERD", Owner.SENDER, "talk"
    TALK_PLANNED = "talk_planned", "GESPREK_GEPLAND", Owner.SENDER, "talk"
    TALK_HELD = "talk_held", "DRIEGESPREK_GEHOUDEN", Owner.SENDER, "own_contact"
    CONFIRMED = "confirmed", "BEVESTIGD", Owner.RECEIVER, "aftercare_check"
    CONFIRMED_OUTSIDE = "confirmed_outside", "BEVESTIGD_EXTERN", Owner.SENDER, "aftercare_check"
    COMPLETED = "completed", "AFGEROND", Owner.NONE, None, True
    DISPUTED = "disputed", "GEMEENTE_IN_GESCHIL", Owner.SENDER, gemeente.DISPUTE_CLOCK
    RETURNED = "returned", "TERUGGELEGD", Owner.SENDER, "returned"
    EXPIRED = "expired", "VERLOPEN", Owner.SENDER, "ladder_manager"
    WITHDRAWN = "withdrawn", "INGETROKKEN", Owner.NONE, None, True
    WAITING_LIST = "waiting_list", "WACHTLIJST_MET_OVERBRUGGING", Owner.SENDER, "waiting_list_check"
    TOGETHER = "together", "SAMEN_VERDER", Owner.SENDER, "together_review"
    REOPENED = "reopened", "HEROPEND", Owner.SENDER, "reopened"


UNANSWERED = (State.RECEIVED, State.EXPIRED)
"""The receiver can answer. An offer that expired has the same ways out as one that was read."""

UNTIL_CONTACT = (State.ACCEPTED, State.TALK_PLANNED, State.TALK_HELD)
"""Accepted, and the receiver has had no contact of its own yet."""

LANDED = (State.CONFIRMED, State.CONFIRMED_OUTSIDE)
"""The receiver has had contact of its own; six weeks later somebody asks whether it held."""

BEFORE_CONFIRMATION = tuple(s for s in State if not s.final and s not in (*LANDED, State.REOPENED))
