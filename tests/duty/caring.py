"""How does a case go on after the first try? Contact, a goal, and a handover that a wijkteam takes, day by day."""

from datetime import datetime, timedelta
from typing import Any

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.models import Account, Case, Handover
from tests.duty.living import as_of
from tests.named import WIJKTEAM_TEAM
from tests.world import PACKAGE
from workflows.calendars import local_date

EVERY_FIFTH = 5
"""One in five offers gets a question first, another one in five a place on the waiting list."""


def doer_of(owner: Account | None, at: datetime) -> Account | None:
    """Who does the work of this colleague at `at`: the colleague, or the deputy, or nobody that day."""
    assert owner is not None
    doer = owner.deputy if owner.is_away(at) else owner
    return None if doer is None or doer.is_away(at) else doer


def go_on_with_cases(at: datetime) -> None:
    """Whoever was tried twice is reached; two days later there is a goal, and the case is offered."""
    for case in Case.objects.filter(state__in=("contact_phase", "contact_made")).select_related(
        "owner_person__deputy"
    ):
        doer = doer_of(case.owner_person, at)
        if doer is None:
            continue
        if case.state == "contact_phase" and case.attempts.count() > 1:
            cases.make_contact(by=as_of(doer, at), informed="yes", case_ref=case.ref)
        elif (
            case.state == "contact_made"
            and case.clock is not None
            and case.clock.started_at < at - timedelta(days=7)
        ):
            set_goal(case, doer, at)
            offer(handovers.draft(by=as_of(doer, at), case_ref=case.ref), doer, at)


def set_goal(case: Case, doer: Account, at: datetime) -> None:
    """A goal in the words of the client."""
    cases.set_goal(by=as_of(doer, at), case_ref=case.ref, goal="Weer koken.", supporter_offered="yes")


def offer(drafted: Handover, doer: Account, at: datetime) -> None:
    """The wijkteam gets the card of this draft, with the whole package behind it."""
    handovers.offer(
        by=as_of(doer, at), handover_ref=drafted.ref, receiver_team=WIJKTEAM_TEAM, ground="L10", consent="yes",
        package=PACKAGE, requested_action="begeleiding",
    )  # fmt: skip


def receive_and_meet(workers: list[Account], coordinators: list[Account], at: datetime) -> None:
    """The wijkteam reads what was offered, asks, makes wait or accepts, meets, and has contact of its own."""
    waiting = Handover.unfinished().select_related("sender_person__deputy", "receiver_person__deputy")
    for number, handover in enumerate(waiting.order_by("pk")):
        worker = workers[handover.pk.int % len(workers)] if handover.receiver_person is None else None
        doer = worker or doer_of(handover.receiver_person, at)
        if doer is not None:
            _next_of(handover, doer, coordinators[0], number, at)


def _next_of(handover: Handover, worker: Account, coordinator: Account, number: int, at: datetime) -> None:
    given: dict[str, Any] = {"handover_ref": handover.ref}
    by, day = as_of(worker, at), local_date(at)
    if handover.state == "offered":
        handovers.open(by=by, **given)
    elif handover.state in ("received", "expired"):
        if number % EVERY_FIFTH == 0 and not handover.questions_asked:
            handovers.ask(by=by, question="Is er een hond?", **given)
        elif number % EVERY_FIFTH == 1:
            handovers.put_on_waiting_list(
                by=as_of(coordinator, at), contact=worker.username, start_date=day + timedelta(days=10),
                bridge="De afzender belt elke week.", **given,
            )  # fmt: skip
        else:
            handovers.accept(by=by, acceptor=worker.username, **given)
    elif handover.state == "asking":
        sender = doer_of(handover.sender_person, at)
        if sender is not None:
            handovers.answer(by=as_of(sender, at), answer="Nee.", **given)
    elif handover.state == "waiting_list" and handover.start_date and handover.start_date <= day:
        handovers.start(by=by, acceptor=worker.username, **given)
    elif handover.state == "accepted":
        handovers.plan_talk(by=by, talk_at=at + timedelta(days=2), **given)
    elif handover.state == "talk_planned" and handover.talk_at and handover.talk_at <= at:
        handovers.hold_talk(by=by, agreements="Elke dinsdag.", supporter_offered="yes", **given)
    elif handover.state == "talk_held":
        handovers.confirm(
            by=by, kind="visit", contact_on=day, next_appointment=day + timedelta(days=7), **given
        )
