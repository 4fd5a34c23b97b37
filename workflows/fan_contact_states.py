"""Where can a contact of the evening and night service stand, who carries it there, and by which clock?"""

from workflows.lifecycle import Owner, States


class State(States):
    """Source: docs/lifecycles.md, fan_contact."""

    CALLED = "called", "OPROEP", Owner.DUTY, "fan_pick_up"
    IN_CONTACT = "in_contact", "IN_CONTACT", Owner.PERSON, "fan_talk"
    UNKNOWN_CALLER = "unknown_caller", "ONBEKENDE_BELLER", Owner.PERSON, "fan_talk"
    OUT_OF_COVERAGE = "out_of_coverage", "BUITEN_DEKKING", Owner.PERSON, "fan_talk"
    PLANNED = "planned", "BELAFSPRAAK", Owner.DUTY, "fan_planned"
    NO_ANSWER = "no_answer", "GEEN_GEHOOR", Owner.PERSON, "fan_retry"
    SILENT = "silent", "GEEN_GEHOOR_BESLISSEN", Owner.PERSON, "fan_silence"
    ON_THE_WAY = "on_the_way", "BEZOEK_ONDERWEG", Owner.PERSON, "fan_visit"
    ON_SITE = "on_site", "TER_PLAATSE", Owner.PERSON, "fan_visit"
    ALARM = "visit_alarm", "BEZOEK_ALARM", Owner.PERSON, "fan_alarm"
    ESCALATED = "escalated", "OPGESCHAALD", Owner.PERSON, "fan_escalated"
    FINISHED = "finished", "AFGEROND", Owner.PERSON, "fan_note"
    MORNING = "morning_handover", "OCHTENDOVERDRACHT", Owner.DUTY, "fan_morning"
    TAKEN_OVER = "taken_over", "OVERGENOMEN", Owner.NONE, None, True
    ENDED = "ended", "BEEINDIGD", Owner.NONE, None, True


TALKING = (State.IN_CONTACT, State.UNKNOWN_CALLER, State.OUT_OF_COVERAGE)
"""Somebody of the service speaks with the person, wherever they live and whoever they are."""

OUT = (State.ON_THE_WAY, State.ON_SITE)
"""Somebody of the service is away to a door, and nobody worries yet."""

VISITING = (*OUT, State.ALARM)
"""Somebody is at a door, or should be back."""

WITH_A_WORKER = tuple(state for state in State if state.owner is Owner.PERSON and state not in VISITING)
"""A colleague can go on with it. Not while somebody is at the door: then it is theirs until they are away."""
