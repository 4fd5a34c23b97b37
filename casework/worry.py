"""Which of two meldingen with the same term comes first? A few yes-or-no facts, the heaviest first, and their words.

The facts are bits of one clear column: larger is more worrying, and a row can say why it stands where it does.
No text, no name, no kind of danger.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

DANGER, CONTACT, UNKNOWN, HOUSEHOLD, FLAGS, REPEAT = 32, 16, 8, 4, 2, 1
MOST = 63

REASONS = {
    DANGER: gettext_noop("a safety question was answered with yes"),
    CONTACT: gettext_noop("the night duty asks for contact today"),
    UNKNOWN: gettext_noop("a safety question is still unknown"),
    HOUSEHOLD: gettext_noop("children or violence in the home"),
    FLAGS: gettext_noop("there are safety flags"),
    REPEAT: gettext_noop("possibly reported before"),
}
"""Fact -> why the row stands there, in a few words."""


def worry_of(
    answers: Mapping[str, str], *, outcome: str = "", flags: Any = (), urgent: bool = False, before: int = 0
) -> int:
    """The facts of these answers and flags, together. `urgent`: the tree says U0-U2. `before`: what was known already.

    Flags and a repeat stay; what was answered since counts as it is now.
    """
    safety = [answers.get(question, "onbekend") for question in ("Q1", "Q1b", "Q2", "Q3")]
    household = [answers.get(question) for question in ("Q6a", "Q6b")]
    facts = {
        DANGER: urgent or "yes" in safety,
        CONTACT: outcome in ("contact_by_day", "crisis_now", "crisis_calls_today"),
        UNKNOWN: "onbekend" in safety or "onbekend" in household,
        HOUSEHOLD: "yes" in household,
        FLAGS: bool(flags) or bool(before & FLAGS),
        REPEAT: bool(before & REPEAT),
    }
    return sum(fact for fact, holds in facts.items() if holds)


def reason_of(worry: int) -> str:
    """The two heaviest facts as one line in the reader's language; empty when there is none."""
    held = [gettext(words) for fact, words in REASONS.items() if worry & fact]
    return ", ".join(held[:2])
