"""How are the codes of sharing said on screen? Receivers, kinds of information, the six questions; no record."""

from collections.abc import Iterable

from casework.reading.care_words import choices, ground_word, word
from workflows.disclosure_rules import ASKED_ABOUT, KINDS, QUESTIONS, RECIPIENTS, SOURCES
from workflows.handover import CHECKLIST

__all__ = [
    "CONSENT_SOURCE",
    "KIND",
    "JUDGEMENT",
    "QUESTION",
    "RECIPIENT",
    "WHOM_ASKED",
    "kind_words",
    "ground_word",
]

RECIPIENT = choices("receiver", RECIPIENTS)
WHOM_ASKED = choices("receiver", ASKED_ABOUT)
KIND = choices("shared kind", KINDS)
QUESTION = choices("six questions", QUESTIONS)
CONSENT_SOURCE = choices("consent source", SOURCES)
JUDGEMENT = choices("judgement", ("right", "not_right"))


def kind_words(kinds: Iterable[str], *, of_a_handover: bool) -> list[str]:
    """The kinds of information in words: of a call or a package, or the parts of a handover."""
    return [word("checklist" if of_a_handover else "shared kind", one) for one in kinds]


def left_out(kinds: Iterable[str], *, of_a_handover: bool) -> list[str]:
    """What stayed back, in words."""
    every = CHECKLIST if of_a_handover else KINDS
    return kind_words((one for one in every if one not in set(kinds)), of_a_handover=of_a_handover)
