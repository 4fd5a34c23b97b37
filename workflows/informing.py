"""Does the person know that something is kept and shared about them, and if not, why may that wait?

Source: AVG art. 14(3): at the first contact, at the first disclosure to somebody else, or a month after it came in,
whichever is first. It may wait with a ground (AVG art. 14(5), UAVG art. 41) and is weighed anew every 14 days. Who
reported is never told.
"""

TOLD = "yes"
WAIT_GROUNDS = ("unsafe", "would_fail", "impossible")
"""Somebody would be in danger; the help would fail; the person cannot be reached."""

WAYS = ("talk", "phone", "letter")

WITHIN_A_MONTH = "tell_person"
TODAY = "tell_person_now"
LATER = "tell_person_later"
KINDS = (WITHIN_A_MONTH, TODAY, LATER)
"""The kinds of clock, in the order in which they may follow each other."""

TELLERS = ("sender", "receiver")
"""Who tells the person, said in the offer. Until somebody there accepted by name it is the sender in any case."""
