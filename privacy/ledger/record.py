"""How does an event get into the ledger? Looking before anything is shown; changing, with the change.

`release()` is the only way to open sealed values: it commits one access event on the ledger's own connection
and returns the permit that `Sealed.reveal()` asks for. When the event cannot be written, nothing is shown.
`change()` only builds the event; the action that changes the record saves it in its own transaction.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID
from weakref import WeakSet

from django.db import Error as DatabaseError
from django.db import transaction

from privacy.context import Acting, written_at
from privacy.errors import NotReleased, TraceUnavailable
from privacy.ids import REFERENCE
from privacy.models.ledger import AccessEvent, ChangeEvent

log = logging.getLogger("privacy.ledger")
ALIAS = "ledger"
OK, DENIED, FAILED = "ok", "denied", "failed"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Release:
    """A recorded look: `by` may now open `fields` (seal names) of `subjects` (references), nothing else.

    Only `release()` issues one; a Release made by hand opens nothing.
    """

    event_id: UUID
    by: Acting
    subjects: frozenset[str]
    fields: frozenset[str]

    def require(self, *, by: Acting, subject: str, field: str) -> None:
        """Raises NotReleased unless this look was recorded for this person, subject and field."""
        if self not in _issued or by != self.by:
            raise NotReleased(f"{field}: released to somebody else or never recorded")
        if field not in self.fields or subject not in self.subjects:
            raise NotReleased(field)


_issued: WeakSet[Release] = WeakSet()


def release(
    by: Acting,
    action: str,
    subjects: Sequence[str],
    fields: Sequence[str],
    purpose: str | None = None,
    about: str | None = None,
    outcome: str = OK,
    relation: str = "",
) -> Release:
    """Record one look at `fields` (seal names) of `subjects` and permit it. One INSERT, committed at once.

    purpose: overrides that of `by`. about: the record the look belongs to, such as "handover:H-7K3QX9P2".
    relation: overrides that of `by`. outcome: anything but "ok" is recorded and permits nothing.
    Raises TraceUnavailable.
    """
    event = AccessEvent(
        **_who(by, action, purpose, relation),
        outcome=outcome,
        subjects=sorted({str(subject) for subject in subjects}),
        fields=sorted(set(fields)),
        about=about or "",
    )
    _commit(event)
    permitted = outcome == OK
    issued = Release(
        event_id=event.event_id,
        by=by,
        subjects=frozenset(event.subjects) if permitted else frozenset(),
        fields=frozenset(event.fields) if permitted else frozenset(),
    )
    _issued.add(issued)
    return issued


def denied(by: Acting, action: str, subjects: Sequence[str] = (), about: str | None = None) -> None:
    """Record that a look or an act was refused. Raises TraceUnavailable.

    about: a reference. Where one was asked for, anything can have been typed, a name too: that is not kept.
    """
    known = about if REFERENCE.fullmatch((about or "").rpartition(":")[2]) else ""
    release(by, action, subjects, (), about=known, outcome=DENIED)


def change(
    by: Acting,
    action: str,
    about_kind: str,
    about_ref: str,
    version: int,
    fields: Mapping[str, str | None],
    from_state: str = "",
    to_state: str = "",
    reason_code: str | None = None,
    relation: str = "",
) -> ChangeEvent:
    """The unsaved event of one change; the caller saves it in the transaction of the change.

    about_kind, about_ref: as the model's Privacy.kind and Privacy.about say. version: of the record after
    the change. fields: attribute name -> SHA-256 of the new ciphertext in hex (`Sealed.digest()`), None for
    a readable field and for a sealed one that is now empty. reason_code: a code, never free text. relation: overrides
    that of `by`.
    """
    return ChangeEvent(
        **_who(by, action, None, relation),
        about_kind=about_kind,
        about_ref=str(about_ref),
        version=version,
        fields=dict(fields),
        from_state=from_state or "",
        to_state=to_state or "",
        reason_code=reason_code or "",
    )


def _who(by: Acting, action: str, purpose: str | None, relation: str) -> dict[str, object]:
    by = replace(by, purpose=purpose) if purpose else by
    return {
        "at": by.at,
        "recorded_at": written_at(),
        "actor": by.actor,
        "role": by.role,
        "unit": by.unit,
        "purpose": by.purpose,
        "relation": relation or by.relation,
        "request_id": by.request_id,
        "action": action,
    }


def _commit(event: AccessEvent) -> None:
    try:
        # Durable: never inside a transaction that might still be rolled back.
        with transaction.atomic(using=ALIAS, durable=True):
            event.save(force_insert=True, using=ALIAS)
    except (DatabaseError, RuntimeError) as error:
        log.error("an access event could not be written: %s", type(error).__name__)
        # Without the cause: a database's message repeats the row.
        raise TraceUnavailable(event.action) from None
