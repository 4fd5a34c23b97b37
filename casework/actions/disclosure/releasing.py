"""How does it leave, or not? A colleague looks along where that is asked, and what goes is what was weighed."""

from casework.actions.command import command
from casework.actions.disclosure.shared import ask_colleagues, locked, refused_now, was_shared
from casework.disclosing import unchanged
from casework.models import Disclosure
from casework.telling import tell_person
from privacy.context import Acting


@command
def ask_review(*, by: Acting, disclosure_ref: str, seen_version: int | None = None) -> Disclosure:
    """A colleague of the team looks along."""
    disclosure = locked(disclosure_ref, by=by, step="ask_review", seen_version=seen_version)
    disclosure.ask_review(by=by)
    ask_colleagues(disclosure)
    return disclosure


@command
def approve(*, by: Acting, disclosure_ref: str, seen_version: int | None = None) -> Disclosure:
    """The colleague thinks so too: it may go."""
    disclosure = locked(disclosure_ref, by=by, step="approve", seen_version=seen_version)
    unchanged(disclosure, by=by)
    disclosure.approve(by=by, refused=refused_now(disclosure))
    _reviewed(disclosure, by=by, judgement="right")
    return disclosure


@command
def disagree(*, by: Acting, disclosure_ref: str, reason: str, seen_version: int | None = None) -> Disclosure:
    """The colleague thinks otherwise. Nothing leaves."""
    disclosure = locked(disclosure_ref, by=by, step="disagree", seen_version=seen_version)
    disclosure.disagree(by=by, reason=reason)
    disclosure.remark = reason
    _reviewed(disclosure, by=by, judgement="not_right")
    return disclosure


@command
def release(*, by: Acting, disclosure_ref: str, seen_version: int | None = None) -> Disclosure:
    """Nobody has to look along: it may go."""
    disclosure = locked(disclosure_ref, by=by, step="release", seen_version=seen_version)
    unchanged(disclosure, by=by)
    disclosure.release(by=by, refused=refused_now(disclosure))
    return disclosure


@command
def deliver_first(*, by: Acting, disclosure_ref: str, seen_version: int | None = None) -> Disclosure:
    """U0 or U1: share it now, the colleague looks afterwards."""
    disclosure = locked(disclosure_ref, by=by, step="deliver_first", seen_version=seen_version)
    unchanged(disclosure, by=by)
    disclosure.deliver_first(by=by, refused=refused_now(disclosure))
    was_shared(disclosure, by=by)
    ask_colleagues(disclosure)
    return disclosure


@command
def deliver(*, by: Acting, disclosure_ref: str, seen_version: int | None = None) -> Disclosure:
    """The receiver knows it now."""
    disclosure = locked(disclosure_ref, by=by, step="deliver", seen_version=seen_version)
    unchanged(disclosure, by=by)
    disclosure.deliver(by=by, refused=refused_now(disclosure))
    was_shared(disclosure, by=by)
    return disclosure


@command
def review_after(
    *, by: Acting, disclosure_ref: str, judgement: str, reason: str, seen_version: int | None = None
) -> Disclosure:
    """Was sharing in haste right? `judgement`: right or not_right, with the reason."""
    disclosure = locked(disclosure_ref, by=by, step="review_after", seen_version=seen_version)
    disclosure.review_after(by=by, judgement=judgement, reason=reason)
    disclosure.remark = reason
    _reviewed(disclosure, by=by, judgement=judgement)
    return disclosure


@command
def withdraw(*, by: Acting, disclosure_ref: str, reason: str, seen_version: int | None = None) -> Disclosure:
    """It does not go after all."""
    disclosure = locked(disclosure_ref, by=by, step="withdraw", seen_version=seen_version)
    disclosure.withdraw(by=by, reason=reason)
    disclosure.remark = reason
    return disclosure


def _reviewed(disclosure: Disclosure, *, by: Acting, judgement: str) -> None:
    disclosure.reviewed_by_id, disclosure.reviewed_at = by.actor, by.at
    disclosure.judgement = judgement
    tell_person(disclosure.owner_person, "disclosure.reviewed", about=disclosure)
