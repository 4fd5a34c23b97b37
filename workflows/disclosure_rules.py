"""May this information go to this receiver, and who has to look along first? Plain values in, yes or no out.

Source: the six questions and the peer review of docs/privacy.md, "Sharing".
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from workflows import refusals, sharing_refusals
from workflows.calendars import local_date
from workflows.roles import Role
from workflows.rules import guard

RECIPIENTS = (
    "wijkteam", "gp", "ggz", "addiction_care", "housing_corporation", "police", "prosecutor", "veilig_thuis", "zvh",
    "partner", "family", "other_professional",
)  # fmt: skip
"""The kinds of receiver. Consent is asked and refused per kind."""

EVERYBODY = "everybody"
ASKED_ABOUT = (EVERYBODY, *RECIPIENTS)
"""About whom the person may be asked: one kind of receiver, or everybody."""

OF_OUTSIDE = {
    "ggz": "ggz", "gp": "gp", "addiction_care": "addiction_care", "wlz_or_sheltered": "other_professional",
    "shelter": "other_professional", "other_care": "other_professional",
}  # fmt: skip
"""Sort of receiver without a login (workflows.handover_outside) -> the kind the person is asked about."""

KINDS = (
    "name", "birthdate", "address", "phone", "flags", "goal", "concern", "health", "help_running", "agreements",
)  # fmt: skip
"""What can be ticked. Who reported, what a melder told and who lives next door are not among it, and never will be."""

IN_WORDS = ("concern", "health", "help_running", "agreements")
"""Kinds of information that only exist in the words of whoever shares."""

SPECIAL = frozenset({"flags", "goal", "concern", "health", "help_running"})
"""Kinds that tell of health, crime or help: special data (AVG art. 9 and 10)."""

ALWAYS_REVIEWED = ("police", "prosecutor", "housing_corporation")
"""Receivers for whom a colleague always looks along."""

BY_THE_LEAD = ("police", "prosecutor")
"""Receivers for whom that colleague is the team lead or the privacy officer."""

URGENT = ("U0", "U1")
"""The urgencies at which sharing may come first and the colleague afterwards."""

QUESTIONS = ("purpose", "consent", "why_now", "least", "what_to_whom", "telling")
"""The six questions: which purpose; is consent possible; why now; is there a lighter way; exactly what to whom; how
and when does the person hear of it."""

CONSENT = ("yes", "no", "not_asked")
SOURCES = ("person", "representative", "second_source")
"""Who said it: the person, who speaks for them, or somebody who heard it."""

VALID_DAYS = 30
"""The longest time between a release and the sharing itself, in calendar days."""


def review_needed(*, kinds: Iterable[str], consent: str, recipient_kind: str) -> bool:
    """Does a colleague have to look along? After a no always; not asked, when it tells of health, crime or help."""
    special = consent != "yes" and bool(SPECIAL.intersection(kinds))
    return consent == "no" or special or recipient_kind in ALWAYS_REVIEWED


def kinds_are_listed(kinds: Any) -> bool:
    """At least one kind, and none that is not in the list."""
    return bool(kinds) and all(isinstance(one, str) and one in KINDS for one in kinds)


def in_words_without_words(kinds: Iterable[str], text: str) -> bool:
    """Was something ticked that stands nowhere but in a text, and is there no text?"""
    return bool(set(IN_WORDS).intersection(kinds)) and not text.strip()


@guard(sharing_refusals.SixAnswersNeeded)
def six_questions_are_answered(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Each of the six has words."""
    answers = given.get("answers") or {}
    return all(str(answers.get(question) or "").strip() for question in QUESTIONS)


@guard(sharing_refusals.GroundNeedsConsent)
def ground_fits_the_consent(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Without a yes only a ground that needs none."""
    return record.consent == "yes" or record.ground in given.get("without_consent", ())


@guard(sharing_refusals.ValidTooLong)
def release_ends_in_time(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A release that never ends is a key that was lost."""
    end = given.get("valid_until")
    return isinstance(end, date) and 0 <= (end - local_date(by.at)).days <= VALID_DAYS


@guard(sharing_refusals.PeerReviewFirst)
def nobody_has_to_look_along(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Releasing alone is for what a colleague need not see."""
    return not review_needed(kinds=record.kinds, consent=record.consent, recipient_kind=record.recipient_kind)


@guard(sharing_refusals.NotUrgent)
def it_cannot_wait(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Only U0 and U1 go first."""
    return record.urgency in URGENT


@guard(refusals.SecondPersonIsYou)
def somebody_else_looks(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Four eyes are two people: not who proposed it."""
    return str(by.actor) != str(record.proposed_by_id)


@guard(sharing_refusals.LeadLooksAlong)
def the_right_colleague_looks(record: Any, given: dict[str, Any], by: Any) -> bool:
    """To the police and the prosecutor only with the team lead or the privacy officer."""
    return record.recipient_kind not in BY_THE_LEAD or by.role in (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)


@guard(sharing_refusals.ReleaseIsOver)
def release_still_counts(record: Any, given: dict[str, Any], by: Any) -> bool:
    """After its last day it is weighed anew."""
    return record.valid_until is not None and local_date(by.at) <= record.valid_until


@guard(sharing_refusals.SharingRefused)
def nobody_said_no_since(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A no that came later stops what comes after it; a no that was known was weighed by two people."""
    return record.consent == "no" or not given.get("refused")
