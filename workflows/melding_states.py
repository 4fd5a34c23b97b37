"""Where can a melding stand, and who owns it there by which clock?"""

from workflows import gemeente
from workflows.lifecycle import Owner, States


class State(States):
    """Source: docs/lifecycles.md, melding."""

    DRAFT = "draft", "CONCEPT", Owner.PERSON, "draft_age"
    LEFT_DRAFT = "left_draft", "CONCEPT_BIJ_DIENST", Owner.DUTY, "left_draft"
    DROPPED = "dropped", "CONCEPT_VERVALLEN", Owner.NONE, None, True
    ADVICE = "advice", "ADVIES", Owner.NONE, None, True
    RECEIVED = "received", "ONTVANGEN", Owner.DUTY, "first_look"
    SCREENED = "screened", "GESCREEND", Owner.DUTY, "first_look_screened"
    AT_CRISIS = "at_crisis", "NAAR_CRISISTEAM", Owner.SENDER, "accept_forward"
    IN_CRISIS = "in_crisis", "BIJ_CRISISTEAM", Owner.PERSON, "crisis_to_day"
    IN_TRIAGE = "in_triage", "IN_TRIAGE", Owner.PERSON, "triage_lease"
    WAITING_INFO = "waiting_info", "WACHT_INFO", Owner.PERSON, "waiting_info"
    LINKED = "linked", "HERMELDING_GEKOPPELD", Owner.PERSON, "linked_read"
    ADDED = "added", "TOEGEVOEGD", Owner.PERSON, "linked_read"
    DECIDED = "decided", "BESLOTEN", Owner.PERSON, "accept_forward"
    FORWARDED = "forwarded", "DOORGEZET", Owner.SENDER, "accept_forward"
    DISPUTED = "disputed", "GEMEENTE_IN_GESCHIL", Owner.SENDER, gemeente.DISPUTE_CLOCK
    IN_CARE = "in_care", "IN_BEHANDELING", Owner.PERSON, "melding_close"
    GEMEENTE_UNKNOWN = "gemeente_unknown", "GEMEENTE_ONBEKEND", Owner.PERSON, "side_state"
    OUT_OF_AREA = "out_of_area", "BUITEN_GEBIED", Owner.PERSON, "out_of_area"
    INSUFFICIENT = "insufficient", "ONVOLDOENDE", Owner.PERSON, "side_state"
    NOT_TAKEN_UP = "not_taken_up", "NIET_OPGEPAKT", Owner.PERSON, "side_state"
    REOPENED = "reopened", "HEROPEND", Owner.DUTY, "first_look"
    CLOSED = "closed", "AFGEROND", Owner.NONE, None, True


WEIGHING = (State.IN_TRIAGE, State.WAITING_INFO, State.LINKED, State.GEMEENTE_UNKNOWN)
"""While these last the triagist may still decide which gemeente it is."""

ENDING = (State.IN_CARE, State.ADDED, State.OUT_OF_AREA, State.INSUFFICIENT, State.NOT_TAKEN_UP)
WITH_A_PERSON = tuple(
    state
    for state in State
    if state.owner in (Owner.PERSON, Owner.SENDER) and state not in (State.DRAFT, State.AT_CRISIS)
)
"""Where a colleague owns it by name and may hand it on: not what is still typed, nor what the crisis team takes now."""
