"""Do the three promises hold for everything that is stored now? Looks at stored truth only, never at lateness.

1. Nobody is without an owner and a clock. 2. A handover is done when the receiver has had contact of its own. 3. What
is sensitive is sealed, and every change leaves an event. Reads columns and hashes and opens nothing.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Max

from casework import nachtkaart_terms
from casework.directory.current import pack
from casework.holding import nouns
from casework.models import Case, Clock, Crisis, DraftForm, Handover, Roster
from casework.models.base import Owned, OwnedWithSideClock, Record
from casework.watching import faults
from privacy.errors import Integrity
from privacy.models import DataKey
from privacy.models.ledger import ChangeEvent
from privacy.sealed import Sealed
from workflows import informing
from workflows.lifecycle import Owner

NAMED = (Owner.PERSON, Owner.SENDER, Owner.RECEIVER)
NOT_RUNNING = ("draft", "completed", "withdrawn")
CHUNK = 500


class Violation(NamedTuple):
    """promise: 1, 2 or 3. object: such as handover:H-7K3QX9P2. why: one sentence without content."""

    promise: int
    object: str
    why: str


def violations() -> list[Violation]:
    """Everything that breaks one of the three promises, in their order and then by name."""
    found = [*clocks_on_their_own(), *handover_faults(), *forms_left_over()]
    found += [Violation(1, _name(record), why) for record, why in faults()]
    keys = set(DataKey.objects.values_list("key_id", "version"))
    for noun in kinds_of_record():
        found += record_faults(noun, keys)
    return sorted(found)


def kinds_of_record() -> list[type[Record]]:
    """Every kind of record there is: a new one cannot be forgotten here."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def record_faults(noun: type[Record], keys: set[tuple[int, int]]) -> Iterator[Violation]:
    """What each record of this noun shows by itself. `keys` (key id, version): those that are in the keystore."""
    owned = issubclass(noun, Owned)
    last_events: dict[str, int] | None = None
    for record in _all(noun, *(("clock", "owner_person") if owned else ())):
        last_events = _last_events(noun) if last_events is None else last_events
        if owned:
            for why in (*owner_faults(record), *clock_faults(record)):
                yield Violation(1, _name(record), why)
        for why in ledger_faults(record, last_events.get(record.ref), keys):
            yield Violation(3, _name(record), why)


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
    if record.due_at != clock.due_at:
        yield "it stands on a desk for another moment than its clock says"
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
    for noun in nouns():
        leading.update(noun.unfinished().values_list("pk", "clock_id"))
    # A roster has no leading clock; the watch beside it rings.
    leading.update((pk, None) for pk in Roster.objects.values_list("pk", flat=True))
    beside: set[tuple[Any, str]] = set()
    for clock in Clock.objects.filter(rings_at__isnull=False).iterator(CHUNK):
        if not clock.leading:
            beside.add((clock.item_id, clock.kind))
        if clock.item_id not in leading:
            yield Violation(1, f"clock:{clock.pk}", f"it rings for a {clock.item_kind} that is not open")
        elif clock.leading and leading[clock.item_id] != clock.pk:
            yield Violation(
                1, f"clock:{clock.pk}", f"it leads a {clock.item_kind} that follows another clock"
            )
    yield from _without_side_term(beside)
    yield from _nobody_told(beside)
    for _, ref in nachtkaart_terms.asked_nowhere():
        yield Violation(1, f"case:{ref}", "it needs a nachtkaart, and nobody is asked for one")


def _without_side_term(beside: set[tuple[Any, str]]) -> Iterator[Violation]:
    """Items whose state asks for a second term, that does not run."""
    for noun in [noun for noun in nouns() if issubclass(noun, OwnedWithSideClock)]:
        asking = {str(state): noun.side_kind_of(str(state)) for state in noun.State}
        states = [state for state, kind in asking.items() if kind]
        for pk, ref, state in _open_in(noun, states):
            if (pk, asking[state]) not in beside:
                yield Violation(1, f"{noun.kind()}:{ref}", f"in state {state} its second term does not run")


def _nobody_told(beside: set[tuple[Any, str]]) -> Iterator[Violation]:
    """Open cases of which the person was not told, and for which no term says until when."""
    runs = {pk for pk, kind in beside if kind in informing.KINDS}
    not_told = Case.unfinished().exclude(informed=informing.TOLD)
    for pk, ref in not_told.values_list("pk", "ref").iterator(CHUNK):
        if pk not in runs:
            yield Violation(1, f"case:{ref}", "the person was not told, and no term for that runs")


def _open_in(noun: type[Any], states: list[str]) -> Iterator[tuple[Any, str, str]]:
    rows = noun.unfinished().filter(state__in=states) if states else noun.unfinished().none()
    yield from rows.values_list("pk", "ref", "state").iterator(CHUNK)


# -- promise 2 ---------------------------------------------------------------------------------------------


def handover_faults() -> Iterator[Violation]:
    """Where responsibility lies otherwise than the handover says, or a case and its handover disagree."""
    running: dict[tuple[Any, str], list[str]] = {}
    open_by_case: dict[tuple[Any, str], set[str]] = {}
    for handover in _all(Handover):
        for why in side_faults(handover):
            yield Violation(2, _name(handover), why)
        sent = (handover.case_id or handover.crisis_id, handover.sender_team_id)
        if not handover.state_info.final:
            open_by_case.setdefault(sent, set()).add(handover.state)
        if handover.state not in NOT_RUNNING:
            running.setdefault(sent, []).append(handover.ref)
            if len(running[sent]) > 1:
                yield Violation(2, _name(handover), "another handover of the same case is running")
    yield from _crises(open_by_case)
    for case in _all(Case):
        own = (case.pk, case.owner_team_id)
        states = open_by_case.get(own, set())
        if case.state == "handing_over" and not states:
            yield Violation(2, _name(case), "it is being handed over without an open handover")
        if case.state == "aftercare" and not states & {"confirmed", "confirmed_outside"}:
            yield Violation(2, _name(case), "it is in aftercare without a confirmed handover")
        if case.state == "closed" and own in running:
            yield Violation(2, _name(case), "it is closed while its handover is running")


def _crises(open_of: dict[tuple[Any, str], set[str]]) -> Iterator[Violation]:
    """Crises whose state and plan or handover disagree."""
    for crisis in _all(Crisis):
        states = open_of.get((crisis.pk, crisis.owner_team_id), set())
        if crisis.state in ("handing_over", "handed_over") and not states:
            yield Violation(2, _name(crisis), "it is being handed over without an open handover")
        if crisis.state == "bridging" and crisis.bridged_until is None:
            yield Violation(1, _name(crisis), "it is being bridged without a settled plan")
        if crisis.state == "unbridged" and crisis.breached_at is None:
            yield Violation(1, _name(crisis), "its 24 hours are over without a plan, and nobody counted it")


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
    if handover.state == "confirmed_outside" and not (handover.outside_kind and handover.contact_on):
        yield "it counts as landed outside without a contact of its own"
    offered_to_somebody = handover.receiver_team_id is not None or handover.outside_kind
    if handover.state not in NOT_RUNNING and not offered_to_somebody:
        yield "it was offered to nobody"


# -- promise 3 ---------------------------------------------------------------------------------------------


def forms_left_over() -> list[Violation]:
    """What was typed in a draft that is no draft any more."""
    kept = DraftForm.objects.exclude(melding__state__in=("draft", "left_draft")).select_related("melding")
    return [Violation(3, _name(form.melding), "it is no draft, and its draft is still kept") for form in kept]


def ledger_faults(record: Record, last_event: int | None, keys: set[tuple[int, int]]) -> Iterator[str]:
    """A latest change that left no event, and sealed columns that are no ciphertext under one of these keys."""
    if last_event != record.version:
        yield f"it is at version {record.version}, its last event at {last_event}"
    for name in record.sealed_attributes():
        why = seal_fault(record.__dict__[name], keys)
        if why:
            yield f"{name} {why}"


def _last_events(noun: type[Record]) -> dict[str, int]:
    """Reference -> the version its last event tells of, for every record of this noun that ever left one."""
    events = ChangeEvent.objects.filter(about_kind=noun.kind()).values_list("about_ref")
    return dict(events.annotate(Max("version")).values_list("about_ref", "version__max"))


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
    yield from rows.order_by().iterator(CHUNK)


def _name(record: Record) -> str:
    return f"{record.kind()}:{record.ref}"
