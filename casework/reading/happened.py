"""What happened with an item, in words? Change events as lines of a timeline: who did what, never what was written."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext

from casework.holding import nouns
from casework.models import Account, Disclosure
from casework.reading.marks import moment_in
from casework.reading.words import role_word, state_badge
from privacy.ledger.record import ChangeEvent
from workflows.roles import Role

Mark = tuple[datetime, UUID]
"""The place of a line in a timeline: when, and the identity of its row."""

ICONS = {
    "case.assign": "person", "case.reassign": "people", "case.close": "check", "case.reopen": "back",
    "handover.draft_onward": "pen",
    "handover.draft": "pen", "handover.offer": "share", "handover.open": "eye", "handover.ask": "question",
    "handover.answer": "pen", "handover.accept": "check", "handover.start": "check", "handover.give_back": "back",
    "handover.put_on_waiting_list": "pause", "handover.expire": "late", "handover.plan_talk": "clock",
    "handover.hold_talk": "people", "handover.confirm": "bridge", "handover.complete": "check",
    "handover.lose": "back", "handover.redraft": "pen", "handover.withdraw": "cross",
    "handover.go_together": "together", "handover.let_go": "arrow", "handover.call_incomplete": "question",
    "handover.fill_in": "pen", "handover.accept_for_now": "check", "handover.name_professional": "person",
    "handover.step_aside": "person", "handover.pass_on": "share", "handover.move_start": "clock",
    "handover.decide_acceptance": "check", "handover.decide_waiting": "pause", "handover.decide_elsewhere": "back",
    "handover.offer_outside": "share", "handover.record_acceptance": "check", "handover.record_return": "back",
    "handover.confirm_outside": "bridge", "handover.log_joint_contact": "together",
    "handover.log_after_contact": "person", "handover.review_together": "together", "postbak.keep": "inbox",
    "postbak.take_up": "person", "postbak.put_back": "back", "postbak.make_melding": "check",
    "postbak.set_aside": "minus", "postbak.reopen": "back",
    "case.score": "pen", "case.ask_partner": "people", "case.agree_neighbours": "home", "escalation.ask_again": "phone",
    "escalation.name_acceptor": "person",
    "escalation.end": "check", "task.accept": "person", "task.finish": "check", "task.give_back": "back",
    "task.withdraw": "cross",
    "handover.dispute_gemeente": "people",
    "handover.agree_gemeente": "check", "handover.propose_gemeente": "pen", "handover.sign_gemeente": "check",
    "handover.rule_gemeente": "check",
    "disclosure.call": "phone", "disclosure.propose": "pen", "disclosure.choose_ground": "why",
    "disclosure.ask_consent": "question", "disclosure.grant": "check", "disclosure.refuse": "cross",
    "disclosure.skip_consent": "minus", "disclosure.weigh": "pen", "disclosure.ask_review": "people",
    "disclosure.approve": "check", "disclosure.disagree": "cross", "disclosure.release": "check",
    "disclosure.deliver_first": "danger", "disclosure.deliver": "share", "disclosure.review_after": "eye",
    "disclosure.withdraw": "back", "consent.record": "pen",
    "fan_contact.receive": "phone", "fan_contact.answer": "phone", "fan_contact.lapse": "cross",
    "fan_contact.identify": "person", "fan_contact.take_over": "people", "fan_contact.finish": "check",
    "fan_contact.route": "arrow", "fan_contact.escalate": "danger", "fan_contact.name_acceptor": "person",
    "fan_contact.accept": "check", "fan_contact.write_note": "pen", "fan_contact.take": "bridge",
    "fan_contact.sign_outside": "bridge", "fan_contact.set_out": "arrow", "fan_contact.arrive": "home",
    "fan_contact.plan_call": "clock", "fan_contact.reach": "phone", "fan_contact.miss": "cross",
    "fan_contact.let_rest": "people", "fan_contact.cancel": "cross",
    "fan_profile.sign_up": "person", "fan_profile.activate": "pen", "fan_profile.write_plan": "pen",
    "fan_profile.pause": "clock", "fan_profile.weigh": "people", "fan_profile.keep": "check",
    "fan_profile.end": "cross",
    "fan_contact.extend": "clock", "fan_contact.go_on": "check", "fan_contact.check_out": "check",
    "fan_contact.call_for_help": "danger", "fan_contact.raise_alarm": "danger", "fan_contact.report_safe": "check",
}  # fmt: skip
"""Actions that are worth a line, with their drawing."""

OWN_WORDS = {"task": "task change", "fan_contact": "fan change", "fan_profile": "profile change"}
"""Nouns of which the same verb is said otherwise: a partner accepts and gives back as well, and that is no handover."""


def events_of(
    refs: Sequence[str],
    *,
    limit: int,
    before: Mark | None = None,
    but: Iterable[str] = (),
    of_case: Any = None,
) -> list[ChangeEvent]:
    """The newest change events of these records that are worth a line, newest first. One statement.

    `of_case`: the id of a case of which also what was shared is told. `but`: actions that are told otherwise. What a
    case did only because of its handover is told by the handover.
    """
    kinds = ("case", "handover", "postbak", "escalation", "task", "disclosure", "fan_contact", "fan_profile")
    about = Q(about_kind__in=kinds, about_ref__in=refs)
    if of_case is not None:
        shared = Disclosure.objects.filter(case_id=of_case)
        about |= Q(about_kind="disclosure", about_ref__in=shared.values("ref"))
    found = ChangeEvent.objects.filter(about, action__in=set(ICONS) - set(but)).exclude(
        about_kind="case", action__startswith="handover."
    )
    return list(older(found, before, "event_id").order_by("-at", "-event_id")[:limit])


def older(found: "QuerySet[Any]", before: Mark | None, identity: str) -> "QuerySet[Any]":
    """Only the rows that come after this place in a list with the newest first."""
    if before is None:
        return found
    at, pk = before
    return found.filter(Q(at__lt=at) | Q(**{"at": at, f"{identity}__lt": pk}))


def names_of(events: Iterable[ChangeEvent], *, known: Iterable[Account | None] = ()) -> dict[str, str]:
    """Actor -> name. One statement, and none when everybody is known already."""
    names = {str(account.pk): account.name for account in known if account is not None}
    missing = {event.actor for event in events if event.role != Role.SYSTEM} - set(names)
    found = Account.objects.filter(pk__in=missing) if missing else ()
    return names | {str(account.pk): account.name for account in found}


def line(event: ChangeEvent, names: dict[str, str]) -> dict[str, Any]:
    """One event for parts/timeline.html."""
    moved = event.to_state and event.to_state != event.from_state
    return {
        "at": event.at, "icon": ICONS.get(event.action, "pen"), "title": change_word(event.action),
        "who": by_whom(event, names), "text": "", "url": None,
        "state": state_badge(event.about_kind, event.to_state) if moved else None,
    }  # fmt: skip


def change_word(action: str) -> str:
    """What an action did, as a short sentence."""
    noun, _dot, verb = action.partition(".")
    if action not in ICONS:
        return gettext("Changed")
    return pgettext(OWN_WORDS.get(noun, "change"), verb.replace("_", " "))


def by_whom(event: ChangeEvent, names: dict[str, str]) -> str:
    """The name of who acted, or that the system did."""
    return names.get(event.actor) or role_word(event.role)


def newest_change(ref: str) -> tuple[ChangeEvent | None, str]:
    """The last change of one record and the name of who made it. Two statements."""
    kinds = [noun.kind() for noun in nouns()]
    # A clock that rings and a key that is replaced leave an event too; nobody wrote anything then.
    by_people = ChangeEvent.objects.exclude(action__in=("clock.ring", "keys.reseal"))
    event = by_people.filter(about_kind__in=kinds, about_ref=ref).order_by("-id").first()
    return event, by_whom(event, names_of([event])) if event else ""


def mark_of(at: datetime, pk: UUID) -> str:
    """A place in a timeline as text for an address."""
    return f"{at.isoformat()}_{pk}"


def mark_from(text: str | None) -> Mark | None:
    """The place this text names; None for none, and for anything that is no such place."""
    at, _, pk = (text or "").partition("_")
    try:
        return moment_in(at), UUID(pk)
    except ValueError:
        return None
