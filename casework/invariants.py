"""Do the three promises hold for everything that is stored now? Looks at stored truth only, never at lateness.

1. Nobody is without an owner and a clock. 2. A handover is done when the receiver has had contact of its own. 3. What
is sensitive is sealed, and every change leaves an event. Reads columns and hashes and opens nothing.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Max

from casework.directory.current import pack
from casework.models import (
    Case,
    Clock,
    ContactAttempt,
    Handover,
    HandoverMessage,
    Melding,
    Person,
    Reporter,
    Triage,
    TriageVersion,
)
from casework.models.base import Owned, Record
from privacy.errors import Integrity
from privacy.models import DataKey
from privacy.models.ledger import ChangeEvent
from privacy.sealed import Sealed
from workflows.lifecycle import Owner

OWNED: tuple[type[Owned], ...] = (Melding, Triage, Case, Handover)
RECORDS: tuple[type[Record], ...] = (
    *OWNED, Person, Reporter, TriageVersion, ContactAttempt, HandoverMessage,
)  # fmt: skip
NAMED = (Owner.PERSON, Owner.SENDER, Owner.RECEIVER)
NOT_RUNNING = ("draft", "completed", "withdrawn")
CHUNK = 500


class Violation(NamedTuple):
    """promise: 1, 2 or 3. object: such as handover:H-7K3QX9P2. why: one sentence without content."""

    promise: int
    object: str
    why: str


def violations() -> list[Violation]:
    """Everything that breaks one of the three promises, in the order of the promises."""
    found: list[Violation] = []
    for noun in OWNED:
        for record in _all(noun, "clock", "owner_person"):
            found += [
                Violation(1, _name(record), why) for why in (*owner_faults(record), *clock_faults(record))
            ]
    found += clocks_on_their_own()
    found += handover_faults()
    for model in RECORDS:
        found += ledger_faults(model)
    return found


# -- promise 1 ---------------------------------------------------------------------------------------------


def owner_faults(record: Owned) -> Iterator[str]:
    """What is wrong with who owns it: one active person by name, or the duty of a team that has one."""
    wanted, person = record.state_info.owner, record.owner_person
    if wanted is Owner.NONE:
        return
    if record.owner_team_id not in pack().region.teams:
        yield f"the owning team {record.owner_team_id} is not in the region"
    if wanted in NAMED and person is None:
        yield f"in state {record.state} a person must own it, and nobody does"
    if wanted is Owner.DUTY and person is not None:
        yield f"in state {record.state} the duty owns it, and a person does as well"
    if person is not None and not person.is_active:
        yield "its owner has no active account"
    if person is not None and person.team_id != record.owner_team_id:
        yield "its owner works in another team than the owning team"
    if person is None and not any(duty.team == record.owner_team_id for duty in pack().region.duties):
        yield f"the owning team {record.owner_team_id} has no duty"


def clock_faults(record: Owned) -> Iterator[str]:
    """What is wrong with its leading clock: one that will ring, of the kind its state names; none when final."""
    clock = record.clock
    if record.state_info.final:
        if clock is not None:
            yield "it is finished and still has a clock"
        return
    if clock is None:
        yield f"in state {record.state} a clock must run, and none does"
        return
    if clock.rings_at is None or not clock.leading:
        yield "its clock will not ring"
    if (clock.item_kind, clock.item_id) != (record.kind(), record.pk):
        yield "its clock belongs to another item"
    if clock.kind not in kinds_after(record.clock_kind() or ""):
        yield f"its clock is {clock.kind}, its state {record.state} asks for {record.clock_kind()}"


def kinds_after(kind: str) -> set[str]:
    """This kind of clock and every kind that may take its place when it is over."""
    found, waiting = set(), [kind]
    while waiting:
        one = waiting.pop()
        if one and one not in found:
            found.add(one)
            waiting += [row.then for row in pack().region.clocks.rows if row.kind == one and row.then]
    return found


def clocks_on_their_own() -> Iterator[Violation]:
    """Clocks that will ring for nothing: their item is gone, finished, or has another leading clock."""
    leading: dict[Any, Any] = {}
    for noun in OWNED:
        leading.update(noun.unfinished().values_list("pk", "clock_id"))
    for clock in Clock.objects.filter(rings_at__isnull=False).iterator(CHUNK):
        if clock.item_id not in leading:
            yield Violation(1, f"clock:{clock.pk}", f"it rings for a {clock.item_kind} that is not open")
        elif clock.leading and leading[clock.item_id] != clock.pk:
            yield Violation(
                1, f"clock:{clock.pk}", f"it leads a {clock.item_kind} that follows another clock"
            )


# -- promise 2 ---------------------------------------------------------------------------------------------


def handover_faults() -> Iterator[Violation]:
    """Where responsibility lies otherwise than the handover says, or a case and its handover disagree."""
    running: dict[Any, list[str]] = {}
    open_by_case: dict[Any, set[str]] = {}
    for handover in _all(Handover):
        for why in side_faults(handover):
            yield Violation(2, _name(handover), why)
        if not handover.state_info.final:
            open_by_case.setdefault(handover.case_id, set()).add(handover.state)
        if handover.state not in NOT_RUNNING:
            running.setdefault(handover.case_id, []).append(handover.ref)
            if len(running[handover.case_id]) > 1:
                yield Violation(2, _name(handover), "another handover of the same case is running")
    for case in _all(Case):
        states = open_by_case.get(case.pk, set())
        if case.state == "handing_over" and not states:
            yield Violation(2, _name(case), "it is being handed over without an open handover")
        if case.state == "aftercare" and "confirmed" not in states:
            yield Violation(2, _name(case), "it is in aftercare without a confirmed handover")
        if case.state == "closed" and case.pk in running:
            yield Violation(2, _name(case), "it is closed while its handover is running")


def side_faults(handover: Handover) -> Iterator[str]:
    """The sender owns until the receiver confirmed contact of its own; from then on the receiver does."""
    owner = (handover.owner_team_id, handover.owner_person_id)
    wanted = handover.state_info.owner
    if wanted is Owner.SENDER and owner != (handover.sender_team_id, handover.sender_person_id):
        yield "contact is not confirmed, and the sender is not the owner"
    if wanted is Owner.RECEIVER and owner != (handover.receiver_team_id, handover.receiver_person_id):
        yield "contact is confirmed, and the receiver is not the owner"
    if wanted is Owner.RECEIVER and not (handover.confirmed_at and handover.contact_on):
        yield "it counts as confirmed without a contact of its own"
    if handover.state not in NOT_RUNNING and handover.receiver_team_id is None:
        yield "it was offered to nobody"


# -- promise 3 ---------------------------------------------------------------------------------------------


def ledger_faults(noun: type[Record]) -> Iterator[Violation]:
    """Records whose latest change left no event, or whose sealed columns are no ciphertext under a known key."""
    latest = dict(
        ChangeEvent.objects.filter(about_kind=noun.kind())
        .values_list("about_ref")
        .annotate(Max("version"))
        .values_list("about_ref", "version__max")
    )
    keys = set(DataKey.objects.values_list("key_id", "version"))
    for record in _all(noun):
        if latest.get(record.ref) != record.version:
            why = f"it is at version {record.version}, its last event at {latest.get(record.ref)}"
            yield Violation(3, _name(record), why)
        for name in record.sealed_attributes():
            why = seal_fault(record.__dict__[name], keys)
            if why:
                yield Violation(3, _name(record), f"{name} {why}")


def seal_fault(value: Sealed | None, keys: set[tuple[int, int]]) -> str:
    """What is wrong with a stored value; "" when it is a ciphertext of a known format, or nothing at all."""
    if value is None:
        return ""
    try:
        key = value.key()
    except Integrity:
        return "is not sealed"
    return "" if key in keys else "is sealed under a key that is not there"


def _all(noun: type[Any], *related: str) -> Iterator[Any]:
    rows = noun.objects.select_related(*related) if related else noun.objects.all()
    yield from rows.order_by("pk").iterator(CHUNK)


def _name(record: Record) -> str:
    return f"{record.kind()}:{record.ref}"
