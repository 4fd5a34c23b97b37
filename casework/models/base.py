"""What does every record have? An identity, a version, and for an item that can be open: one owner and one clock."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.clock import Clock
from casework.models.region import Team
from privacy.classification import INT
from privacy.ids import public_ref, uuid7
from workflows.lifecycle import Lifecycle, Owner, States


class Record(models.Model):
    """A row with an unguessable reference and a version that rises with every change.

    `seen` holds the values as loaded, so that a change knows its fields. Never compare sealed values by content.
    """

    REF_PREFIX: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ref = models.CharField(max_length=16, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    class Privacy:
        about = "ref"
        fields = {"id": INT, "ref": INT, "version": INT, "created_at": INT, "changed_at": INT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.ref:
            self.ref = public_ref(self.REF_PREFIX)
        self.remember()

    @classmethod
    def kind(cls) -> str:
        """The one word for this noun: in events, URLs, clocks and scenarios."""
        return str(cls._meta.model_name)

    @classmethod
    def sealed_attributes(cls) -> list[str]:
        """The names of the fields that are stored sealed."""
        return [field.attname for field in cls._meta.concrete_fields if hasattr(field, "seal_name")]

    def remember(self) -> None:
        """Take the present values as the ones that were seen."""
        self.seen = {f.attname: self.__dict__.get(f.attname) for f in self._meta.concrete_fields}

    def refresh_from_db(
        self, using: str | None = None, fields: Any = None, from_queryset: Any = None
    ) -> None:
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        if fields is None:
            self.remember()
        else:
            loaded = [
                field.attname
                for field in self._meta.concrete_fields
                if field.name in fields or field.attname in fields
            ]
            self.seen |= {attname: self.__dict__.get(attname) for attname in loaded}

    def not_called(self) -> frozenset[UUID]:
        """The ids of the accounts that are never called or told about this now, in whatever role: it is about them."""
        return frozenset()

    def changed(self) -> list[str]:
        """The names of the fields that differ from what was seen."""
        return [
            field.name
            for field in self._meta.concrete_fields
            if self.__dict__.get(field.attname) is not self.seen.get(field.attname)
            and self.__dict__.get(field.attname) != self.seen.get(field.attname)
        ]

    def save_changes(self, names: list[str]) -> None:
        """Write the named fields, only when nobody else did: `UPDATE ... WHERE version = the version seen`.

        Raises django.db.DatabaseError when the row moved on.
        """
        self._expected_version = self.version
        self.version += 1
        self.save(update_fields=[*names, "version"], force_update=True)

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        expected = self.__dict__.pop("_expected_version", None)
        if expected is not None:
            base_qs = base_qs.filter(version=expected)
        return super()._do_update(base_qs, *args, **kwargs)

    def __str__(self) -> str:
        return f"{self.kind()} {self.ref}"


DISPUTE = {
    "gemeente_returned": INT, "gemeente_settled": INT, "named_gemeente": INT, "ruled_gemeente": INT,
    "ruled_by": INT, "disputed_at": INT,
}  # fmt: skip
"""How the columns of workflows.gemeente.Disputable are classified."""


class Owned(Lifecycle, Record):
    """An item somebody must do something about. One owner and one running clock at every instant.

    due_at: the end of its running term, UTC, kept here too so that a desk can be read in order; None when final.
    shielded_for: the ids of the accounts that alone may know of it, with spaces between; empty for an ordinary item.
    """

    owner_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    owner_person = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    shielded_for = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    class Privacy:
        fields = {"state": INT, "owner_team": INT, "owner_person": INT, "clock": INT, "due_at": INT,
                  "shielded_for": INT}  # fmt: skip

    def place_owner(self) -> None:
        """Set the owner columns as the state demands. A duty has a team and no person."""
        if self.state_info.owner is Owner.DUTY:
            self.owner_person = None

    def name_owner(self) -> None:
        """Whoever becomes the owner of a shielded item may know of it."""
        owner = str(self.owner_person_id or "")
        if self.shielded_for and owner and owner not in self.shielded_for.split():
            self.shielded_for = f"{self.shielded_for} {owner}"

    def write_due(self) -> None:
        """Store a term that moved while nothing else of the item did: nobody's page of it has become old."""
        if self.due_at != self.seen.get("due_at"):
            self.save(update_fields=["due_at"], force_update=True)
            self.seen["due_at"] = self.due_at

    def clock_kind(self) -> str | None:
        """The kind of the leading clock in the present state; None when final."""
        return self.state_info.clock

    def clock_since(self) -> datetime | None:
        """The moment the present term counts from, when that is not the moment of the change itself. UTC."""
        return None

    def term_runs_on(self) -> bool:
        """Does the running term stay as it is although the state moved? Then it is not begun again."""
        return False

    def clock_since_for(self, kind: str) -> datetime | None:
        """From when a clock of this kind counts when it takes the place of another; None: from now."""
        return None

    def clock_ends(self, kind: str, due: datetime) -> datetime:
        """The end of a term of this kind, when something promised on the item ends it otherwise than `due`. UTC."""
        return due

    def clock_origin(self) -> str:
        """The origin that decides how long its terms are: ordinary, or crisis."""
        return "ordinary"

    def clock_urgency(self) -> str:
        """The urgency code that decides how long its terms are."""
        return "U4"

    def clock_team_id(self) -> str:
        """The team whose opening hours count for the running term: the one that has to act."""
        return str(self.owner_team_id)

    @classmethod
    def unfinished(cls) -> "models.QuerySet[Self]":
        """Every item that is not finished."""
        return cls._default_manager.exclude(state__in=cls.State.finals())


class OwnedWithSideClock(Owned):
    """An item of which a second term may run beside the leading one, and is not moved by what moves that one."""

    other_terms: ClassVar[tuple[str, ...]] = ()
    """Columns of further terms, which begin and move by acts of their own and end with the item."""

    side_clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    class Privacy:
        fields = {"side_clock": INT}

    @classmethod
    def side_kind_of(cls, state: str) -> str | None:
        """The kind of the term that runs beside the leading clock as long as it is in this state; None: none."""
        return None


def owned_constraints(noun: str, states: type[States]) -> list[models.BaseConstraint]:
    """The database's own guard: known states only, a clock and its end unless final, a person where one is demanded."""
    values = [str(state) for state in states]
    finals = states.finals()
    personal = [str(state) for state in states if state.owner in (Owner.PERSON, Owner.SENDER, Owner.RECEIVER)]
    found: list[models.BaseConstraint] = [
        models.CheckConstraint(condition=Q(state__in=values), name=f"{noun}_state_is_listed"),
        models.CheckConstraint(
            condition=Q(state__in=finals, clock__isnull=True)
            | (~Q(state__in=finals) & Q(clock__isnull=False)),
            name=f"{noun}_has_a_clock_unless_final",
        ),
        models.CheckConstraint(
            condition=Q(clock__isnull=True, due_at__isnull=True)
            | Q(clock__isnull=False, due_at__isnull=False),
            name=f"{noun}_ends_with_its_clock",
        ),
    ]
    if personal:
        somebody = ~Q(state__in=personal) | Q(owner_person__isnull=False)
        found.append(models.CheckConstraint(condition=somebody, name=f"{noun}_has_a_person_where_needed"))
    return found


def desk_index(noun: str, *order: str, of_a_state: bool = False) -> models.Index:
    """Open items of this noun in the order of a desk, first due first: reading a page stops at its last row.

    of_a_state: for a noun of which a desk shows a rare state alone. What is in it is found without passing the others.
    """
    order = (*(("state",) if of_a_state else ()), "due_at", *order, "id")
    return models.Index(
        fields=order,
        condition=Q(due_at__isnull=False),
        name=f"{noun}_{'by_state' if of_a_state else 'in_order'}",
    )
