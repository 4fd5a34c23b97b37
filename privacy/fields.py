"""Which column holds a sealed value? The Django fields: wrapped when assigned, encrypted when saved.

Only `isnull` can be asked of such a column; update() and bulk_update() of one are refused, because a value
is bound to its row. Fixtures, forms and serialisers get a mask or nothing.
"""

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from privacy.crypto.envelope import Binding, Secret
from privacy.crypto.keyring import tenant
from privacy.declarations import classification, declaration
from privacy.errors import ForeignSealed
from privacy.ledger.record import Release
from privacy.opaque import MASK, Sealed


def scope_of(record: models.Model) -> tuple[str, str]:
    """What `record` is destroyed with, as (kind, ref): its sealing_scope(), else Privacy.scope and pk."""
    own = getattr(record, "sealing_scope", None)
    if own is not None:
        kind, ref = own()
        return kind, str(ref)
    return declaration(type(record)).scope or "", str(record.pk)


def subject_of(record: models.Model) -> str:
    """The reference under which looks at `record` are recorded: its subject_ref(), else its pk."""
    own = getattr(record, "subject_ref", None)
    return str(own() if own is not None else record.pk)


def binding_of(record: models.Model, attribute: str, seal_name: str) -> Binding:
    """Where the value of one field of `record` belongs."""
    kind, ref = scope_of(record)
    if record.pk is None or not kind or not ref or ref == "None":
        raise ForeignSealed(f"{seal_name}: the row or its scope is not known yet")
    return Binding(
        tenant=tenant(),
        scope_kind=kind,
        scope_ref=ref,
        field=seal_name,
        row=str(record.pk if isinstance(record.pk, UUID) else UUID(str(record.pk))),
        data_class=classification(type(record), attribute).sensitivity.value,
    )


class _Ciphertext(bytes):
    """What pre_save() hands to the database. Nothing else gets into a sealed column."""


class SealedAttribute(DeferredAttribute):
    """Wraps at every assignment and ties the value to its row at every reading."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed) and not value.pending:
            self.field.tie(instance, value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.wrap(value)


if TYPE_CHECKING:
    # Assigned are texts, found are Sealed values; the type of the column says bytes for both.
    _Column = models.BinaryField[Any, Any]
else:
    _Column = models.BinaryField


class SealedField(_Column):
    """Text that only opens with a Release. `seal_name` is frozen: it stands in every ciphertext."""

    descriptor_class = SealedAttribute
    description = "Sealed text"
    EMPTY: str | None = ""

    def __init__(self, seal_name: str, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)
        self.seal_name = seal_name

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["seal_name"] = self.seal_name
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    # --- assignment -------------------------------------------------------------------------------------
    def wrap(self, value: Any) -> Sealed | None:
        """`value` as a pending Sealed; a Sealed and None pass. Raises TypeError for anything not storable."""
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(pending=Secret(self.dump(value)))

    def dump(self, value: Any) -> bytes:
        """A value of this field as bytes. Raises TypeError without repeating the value."""
        if not isinstance(value, str):
            raise TypeError(f"{self.seal_name} holds text, not {type(value).__name__}")
        return value.encode()

    def reveal(self, value: Sealed, release: Release) -> Any:
        """The value, opened."""
        return value.reveal(release)

    def tie(self, instance: models.Model, value: Sealed) -> None:
        """Tell `value` which row it was reached through; a row that is half built is told at its saving."""
        if value.bound:
            return
        try:
            binding = binding_of(instance, self.attname, self.seal_name)
        except ForeignSealed:
            return
        value.bind(binding, subject_of(instance))

    # --- to and from the database -----------------------------------------------------------------------
    def get_default(self) -> Any:
        """The declared default; else None where NULL is allowed, and the empty text where it is not."""
        if self.has_default():
            return self.default() if callable(self.default) else self.default
        return None if self.null else self.EMPTY

    def _check_str_default_value(self) -> list[Any]:
        # Unlike the column, the value is text.
        return []

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(ciphertext=bytes(value))

    def to_python(self, value: Any) -> Any:
        return self.wrap(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if not isinstance(value, Sealed):
            return value
        if add and value.taken_over:
            raise ForeignSealed(f"{self.seal_name}: a new row cannot take over a ciphertext")
        binding = binding_of(model_instance, self.attname, self.seal_name)
        return _Ciphertext(value.encrypt(binding, subject_of(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, _Ciphertext):
            return super().get_db_prep_value(value, connection, prepared)
        raise FieldError(f"{self.seal_name} can only be written by saving its record")

    # --- questions and other ways out -------------------------------------------------------------------
    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.seal_name} is sealed: only isnull can be asked of it")

    def get_transform(self, name: str) -> Any:
        raise FieldError(f"{self.seal_name} is sealed: only isnull can be asked of it")

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """A form never shows or fills a sealed field by itself."""
        return None

    def value_to_string(self, obj: models.Model) -> str:
        return MASK

    def validate(self, value: Any, model_instance: Any) -> None:
        if value is None and not self.null:
            raise ValidationError(self.error_messages["null"], code="null")
        if not self.blank and isinstance(value, Sealed) and value.is_empty():
            raise ValidationError(self.error_messages["blank"], code="blank")


class SealedJSONField(SealedField):
    """A JSON value that only opens with a Release; texts inside come out masked against printing."""

    description = "Sealed JSON"
    EMPTY = None

    def dump(self, value: Any) -> bytes:
        try:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        except TypeError:
            # Without the cause: it names the type of a value somewhere inside.
            raise TypeError(f"{self.seal_name} holds JSON") from None

    def reveal(self, value: Sealed, release: Release) -> Any:
        return value.reveal_json(release)


class SealedBytesField(SealedField):
    """Bytes that only open with a Release: a piece of a file that nobody has read yet."""

    description = "Sealed bytes"
    EMPTY = None

    def dump(self, value: Any) -> bytes:
        if not isinstance(value, bytes):
            raise TypeError(f"{self.seal_name} holds bytes, not {type(value).__name__}")
        return value

    def reveal(self, value: Sealed, release: Release) -> Any:
        return value.open(release)
