"""Where can a contact of the evening and night service stand, who carries it there, and by which clock?"""

from workflows.lifecycle import Owner, States


class State(States):
    """Source: docs/lifecycles.md, fan_contact."""

    CALLED = "called", "OPROEP", Owner.DUTY, "fan_pick_up"
    IN_CONTACT = "in_contact", "IN_CONTACT", Owner.PERSON, "fan_talk"
    UNKNOWN_CALLER = "unknown_caller", "ONBEKENDE_BELLER", Owner.PERSON, "fan_talk"
    OUT_OF_COVERAGE = "out_of_coverage", "BUITEN_DEKKING", Owner.PERSON, "fan_talk"
    ESCALATED = "escalated", "OPGESCHAALD", Owner.PERSON, "fan_escalated"
    FINISHED = "finished", "AFGEROND", Owner.PERSON, "fan_note"
    MORNING = "morning_handover", "OCHTENDOVERDRACHT", Owner.DUTY, "fan_morning"
    TAKEN_OVER = "taken_over", "OVERGENOMEN", Owner.NONE, None, True
    ENDED = "ended", "BEEINDIGD", Owner.NONE, None, True


TALKING = (State.IN_CONTACT, State.UNKNOWN_CALLER, State.OUT_OF_COVERAGE)
"""Somebody of the service speaks with the person, wherever they live and whoever they are."""

WITH_A_WORKER = tuple(state for state in State if state.owner is Owner.PERSON)
