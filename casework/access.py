"""How does anybody reach a record? Through this door: it decides, leaves a trace, and only then opens.

"Not there" and "not yours" raise the same NotYours after the same statements. Without a written trace nothing is
opened (privacy.errors.TraceUnavailable).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import QuerySet

from casework.errors import ChangedMeanwhile, NotYours
from casework.models.base import Owned, Record
from casework.policy import may_see
from casework.work import current_work
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.declarations import classification
from privacy.ledger.record import denied, release
from privacy.rows import the_one
from privacy.sealed import open_for, reveal, sealed_names, subject_of
from workflows.roles import Role

Item = TypeVar("Item", bound=Owned)
Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True)
class Opened(Mapping[str, Any]):
    """The revealed values of one record: only the names the decision allows. A missing name reads as empty."""

    record: Record
    revealed: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.revealed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.revealed)

    def __len__(self) -> int:
        return len(self.revealed)

    def text(self, *names: str) -> str:
        """The values of `names` joined by spaces; empty when they may not be seen or are not known."""
        return " ".join(str(self.revealed[name]) for name in names if self.revealed.get(name))


def find(
    items: "QuerySet[Item]", ref: str, *, by: Acting, action: str, listing: bool = False
) -> tuple[Item, Decision]:
    """The item with this reference and what `by` may see of it. Raises NotYours for unknown and forbidden alike.

    `listing`: what `by` may know of it as a row of the own team's list is enough.
    """
    record = the_one(items.filter(ref=ref))
    decision = may_see(record, by, listing=listing) if record is not None else None
    if record is None or decision is None or not decision.permit:
        denied(by, action=action, about=ref)
        raise NotYours
    return record, replace(decision, relation=by.on_behalf_of(record.owner_person_id))


def open_records(
    decision: Decision, records: Sequence[Record], *, by: Acting, about: str, action: str
) -> list[Opened]:
    """Reveal what `decision` allows of these records, after one access row for all of them is committed."""
    wanted = [(record, allowed(record, decision.groups)) for record in records]
    return open_fields(wanted, by=by, about=about, action=action, relation=decision.relation)


def open_fields(
    wanted: Iterable[tuple[Record, Sequence[str]]], *, by: Acting, about: str, action: str, relation: str = ""
) -> list[Opened]:
    """Reveal the named fields of each record. One access row, one key look-up, for all together.

    relation: the tie the access row keeps, such as that of a deputy (see Decision).
    """
    wanted = [(record, list(names)) for record, names in wanted]
    asked = [(record, names) for record, names in wanted if names]
    if not asked:
        return [Opened(record, {}) for record, _ in wanted]
    subjects = [subject_of(record) for record, _ in asked]
    labels = [label for record, names in asked for label in sealed_names(record, *names)]
    permit = release(by, action, subjects, labels, about=about, relation=relation)
    open_for([record for record, _ in asked])
    return [
        Opened(record, reveal(record, *names, release=permit) if names else {}) for record, names in wanted
    ]


def allowed(record: Record, groups: frozenset[str]) -> list[str]:
    """The sealed attributes of this record whose data group is among those allowed."""
    return [name for name in record.sealed_attributes() if classification(type(record), name).group in groups]


def for_change(
    items: "QuerySet[Item]",
    ref: str,
    *,
    by: Acting,
    action: str,
    seen_version: int | None,
    named_by: str = "ref",
) -> Item:
    """The item, locked for this transaction, for the step that `action` names.

    `named_by`: the column `ref` stands in, where an item may also be named by the one it belongs to.

    Raises NotYours; NotYourStep or NotFromThisState; ChangedMeanwhile when its version moved on.
    """
    record = _locked(items.filter(**{named_by: ref}))
    if record is None or not (by.role == Role.SYSTEM or may_see(record, by).permit):
        denied(by, action=action, about=ref)
        raise NotYours
    if seen_version is not None and record.version != seen_version:
        raise ChangedMeanwhile(record)
    step = record.steps().get(action.rpartition(".")[2])
    if step is not None:
        record.require(step, role=record.role_of(by))
    current_work().touch(record)
    return record


def locked_together(items: "QuerySet[Row]", **which: Any) -> Row:
    """A second record that changes in the same transaction as one already decided on: its parent or child."""
    record = _locked(items.filter(**which))
    if record is None:
        raise items.model.DoesNotExist
    current_work().touch(record)
    return record


def locked_once(items: "QuerySet[Row]", *, pk: Any) -> Row:
    """The same, unless this change has it locked already: a second copy of one row would overwrite the first."""
    same = (one for one in current_work().touched if isinstance(one, items.model) and one.pk == pk)
    return next(same, None) or locked_together(items, pk=pk)


def _locked(items: "QuerySet[Row]") -> Row | None:
    """The one record, locked, with the rows joined to it.

    PostgreSQL reads a row anew after waiting for it, but not what was joined to it: an owner from before the wait.
    """
    record = the_one(items.select_for_update(of=("self",)))
    if record is None or not any(_from_before(record, field) for field in record._meta.concrete_fields):
        return record
    return items.get(pk=record.pk)


def _from_before(record: Record, field: Any) -> bool:
    """Is the joined row another one than the column names?"""
    if not (field.is_relation and field.is_cached(record)):
        return False
    joined = field.get_cached_value(record)
    return getattr(joined, "pk", None) != getattr(record, field.attname)
