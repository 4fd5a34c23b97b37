"""In which words is a report written down? Codes for who calls, how it came in, and what the melder wants."""

PARTS = ("concern", "partner", "child", "resident")
"""What somebody is in a report: a person of concern too, or who lives with one."""

WISHES = ("known_to_us", "anonymous", "open")
"""How far a melder may be known: to the meldpunt only, to nobody, to the resident too."""

REACHABLE_WISHES = ("known_to_us", "open")
"""Wishes of melders who can be told something by a person."""

STATUS_PAGE = "status_page"
FEEDBACK_CHANNELS = ("phone", "mail", "letter", STATUS_PAGE)
"""How a melder hears from us."""

MELDERS = ("neighbour", "family", "client", "police", "huisarts", "housing", "wijkteam", "school", "care",
           "other")  # fmt: skip
"""The kinds of people who report."""

KNOWS = ("yes", "no", "onbekend")
"""Does the person know that somebody reported?"""

SPEAKING_GROUNDS = ("not_said", "consent", "law", "conflict_of_duties", "own_task")
"""On what a professional with secrecy speaks. Source: docs/privacy.md, on what somebody may tell us."""

FEEDBACK_WISHES = ("not_said", "wanted", "not_wanted")
"""Does the melder want to hear from us?"""

CHANNELS = ("phone", "mail", "web_form", "police_form", "app", "video", "visit", "post", "file")
"""The ways a report comes in. Who called is the kind of melder, not another channel."""
