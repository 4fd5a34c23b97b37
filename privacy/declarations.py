"""What does a model say of its fields: how sensitive, in which database, destroyed with what?

A model says so in an inner `class Privacy`; models of other packages are listed in `thirdparty`. Inherited declarations
are merged, nearest class first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Model

from privacy.classification import INT, Classified, Sensitivity
from privacy.errors import Unclassified
from privacy.thirdparty import DECLARED


@dataclass(frozen=True, slots=True)
class Declaration:
    """database: alias. scope: kind of key, None when nothing is sealed. kind: the model's name in the ledger.
    about: attribute that holds its reference in the ledger. fields: attribute name -> class.
    """

    database: str = "default"
    scope: str | None = None
    kind: str = ""
    about: str = "pk"
    fields: Mapping[str, Classified] = field(default_factory=dict)


@cache
def declaration(model: type[Model]) -> Declaration:
    """What `model` declares, merged over its bases; nothing, in `default`, when it says nothing."""
    said: dict[str, Any] = {"kind": model._meta.model_name or "", "fields": {}}
    said.update(DECLARED.get(model._meta.label_lower, {}))
    for base in reversed(model.__mro__):
        own = base.__dict__.get("Privacy")
        if own is None:
            continue
        fields = {**said["fields"], **getattr(own, "fields", {})}
        own_words = ("database", "scope", "kind", "about")
        said.update({word: getattr(own, word) for word in own_words if hasattr(own, word)})
        said["fields"] = fields
    said["fields"] = {name: _classified(value) for name, value in said["fields"].items()}
    return Declaration(**said)


def _classified(value: Sensitivity | Classified) -> Classified:
    return Classified(value) if isinstance(value, Sensitivity) else value


def classification(model: type[Model], name: str) -> Classified:
    """The class of one field. Primary keys and links to a parent row are INT unless declared otherwise.

    Raises Unclassified when nothing is known.
    """
    found = declaration(model).fields.get(name)
    if found is not None:
        return found
    if name in _self_evident(model):
        return Classified(INT)
    raise Unclassified(f"{model._meta.label}.{name}")


def unclassified(model: type[Model]) -> list[str]:
    """Names of the concrete fields of `model` that nobody classified, in the order of definition."""
    known = {*declaration(model).fields, *_self_evident(model)}
    return [column.name for column in model._meta.concrete_fields if column.name not in known]


def fields_in(model: type[Model], groups: Iterable[str]) -> list[str]:
    """Names of the fields of `model` whose data group is one of `groups`, in the order of declaration."""
    wanted = set(groups)
    return [name for name, value in declaration(model).fields.items() if value.group in wanted]


def _self_evident(model: type[Model]) -> set[str]:
    meta = model._meta
    if meta.auto_created:
        # The table behind a many-to-many relation holds two references and nothing else.
        return {column.name for column in meta.concrete_fields}
    return {meta.pk.name, *(link.name for link in meta.parents.values() if link is not None)}
