"""Where can a crisis stand, who carries it there, and by which clock?"""

from workflows.lifecycle import Owner, States

K24 = "first_day"
"""The clock of the first 24 hours: one term, from the acceptance to a settled plan, whatever happens in between."""


class State(States):
    """Source: docs/lifecycles.md, crisis."""

    ANNOUNCED = "announced", "AANGEMELD", Owner.DUTY, "crisis_accept"
    ACCEPTED = "accepted", "AANGENOMEN", Owner.PERSON, K24
    ON_THE_WAY = "on_the_way", "ONDERWEG", Owner.PERSON, K24
    ON_SITE = "on_site", "TER_PLAATSE", Owner.PERSON, K24
    STABILISING = "stabilising", "STABILISATIE", Owner.PERSON, K24
    UNBRIDGED = "unbridged", "ZONDER_PLAN", Owner.DUTY, "plan_overdue"
    BRIDGING = "bridging", "OVERBRUGGING", Owner.PERSON, "bridge"
    HANDING_OVER = "handing_over", "OVERDRACHT", Owner.PERSON, "crisis_handover"
    HANDED_OVER = "handed_over", "OVERGEDRAGEN", Owner.DUTY, "crisis_watch"
    CLOSED = "closed", "GESLOTEN", Owner.NONE, None, True
    NO_CRISIS = "no_crisis", "GEEN_CRISIS", Owner.NONE, None, True
    BY_PHONE = "by_phone", "TELEFONISCH_AFGEHANDELD", Owner.NONE, None, True


FIRST_DAY = (State.ACCEPTED, State.ON_THE_WAY, State.ON_SITE, State.STABILISING)
"""The 24 hours run: a named pair has it, and no plan is settled yet."""

BEFORE_A_VISIT = (State.ACCEPTED, State.ON_THE_WAY)
WITH_A_PERSON = tuple(state for state in State if state.owner is Owner.PERSON)
TAKEN = tuple(state for state in State if not state.final and state is not State.ANNOUNCED)
"""Somebody of the crisis team took it, and it is not over."""

PLANNING = (State.STABILISING, State.UNBRIDGED, State.BRIDGING)
"""A plan can be signed: the questions were asked, or the 24 hours are over."""

OURS = (*FIRST_DAY, State.UNBRIDGED, State.BRIDGING)
"""Taken, and offered to nobody. An offer is withdrawn before anything else ends it."""

HANDING = (State.BRIDGING, State.UNBRIDGED, State.HANDING_OVER)
"""It can be offered to a receiver. Without a plan too: then the receiver is the plan."""
