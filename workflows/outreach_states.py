"""Where can a bemoeizorg case stand, and what do its lists contain?"""

from workflows.lifecycle import Owner, States

OUTCOMES = (
    "accepted_wijkteam", "ggz", "addiction_care", "gp", "other_care", "wlz_or_sheltered", "shelter",
    "family_or_network", "no_help_needed", "no_contact", "keeps_refusing", "moved", "deceased", "wvggz", "zvh",
)  # fmt: skip
CHANNELS = ("visit", "phone", "letter", "message", "through_network")
DAYPARTS = ("morning", "afternoon", "evening", "night")
INFORMED = ("yes", "unsafe", "not_now")
"""Was the person told about the melding, or why not yet?"""

MDO_DECISIONS = ("go_on", "partner", "wvggz")
"""What an MDO may decide beside stopping, which is closing with the reason."""

AGREED_WITH = ("client", "representative", "both")
"""Who agreed about the neighbours. Source: docs/glossary.md."""

DOMAINS = (
    "money", "work", "day", "housing", "relations", "mental_health", "physical_health", "substances", "daily_life",
    "household", "network", "participation", "justice", "parenting",
)  # fmt: skip
"""The domains of life that can be scored, in our own words. Nobody has to score them all."""

RENEWALS = 2
"""How often staying away may be weighed again before several disciplines look along. Source: docs/lifecycles.md."""


class State(States):
    """Source: docs/lifecycles.md, outreach."""

    PROPOSED = "proposed", "VOORGESTELD", Owner.DUTY, "assign"
    ASSIGNED = "assigned", "TOEGEWEZEN", Owner.PERSON, "first_attempt"
    CONTACT_PHASE = "contact_phase", "CONTACTFASE", Owner.PERSON, "next_attempt"
    CONTACT_MADE = "contact_made", "CONTACT_GELEGD", Owner.PERSON, "plan"
    GUIDANCE = "guidance", "TOELEIDING", Owner.PERSON, "review"
    HANDING_OVER = "handing_over", "OVERDRACHT", Owner.PERSON, "handing_over"
    AFTERCARE = "aftercare", "NAZORG", Owner.PERSON, "aftercare"
    NO_CONTACT_MDO = "no_contact_mdo", "GEEN_CONTACT_MDO", Owner.PERSON, "mdo"
    REFUSES = "refuses", "WEIGERT", Owner.PERSON, "reweigh"
    ESCALATED = "escalated", "OPGESCHAALD", Owner.PERSON, "escalated"
    PAUSED = "paused", "GEPAUZEERD", Owner.PERSON, "pause_check"
    MOVED = "moved", "VERHUISD", Owner.PERSON, "moved"
    DECEASED = "deceased", "OVERLEDEN", Owner.PERSON, "deceased"
    CLOSED = "closed", "GESLOTEN", Owner.NONE, None, True


WITH_AN_OWNER = tuple(state for state in State if state.owner is Owner.PERSON)
TRYING = (State.CONTACT_PHASE, State.CONTACT_MADE, State.GUIDANCE)
ALIVE = tuple(state for state in WITH_AN_OWNER if state not in (State.MOVED, State.DECEASED))
"""Somebody has it and there is still somebody to help."""
