"""Does every model keep to the rules? Django system checks, run at every start and in `check`."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from privacy.classification import PER, READABLE
from privacy.declarations import classification, unclassified
from privacy.errors import Unclassified
from privacy.fields import SealedField

REGISTRY = Path(__file__).with_name("seal_names.toml")


@register
def check_privacy(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """All findings for the models of `app_configs`, or of every app."""
    configs = app_configs if app_configs is not None else list(apps.get_app_configs())
    known = [model for config in configs for model in config.get_models(include_auto_created=True)]
    return findings(known, registered_names())


def registered_names() -> dict[str, str]:
    """Seal name -> data class, from the checked-in registry."""
    return tomllib.loads(REGISTRY.read_text(encoding="utf-8"))["names"]


def findings(known: Sequence[type[models.Model]], registry: dict[str, str]) -> list[CheckMessage]:
    """What is wrong with these models, given the registry of seal names."""
    found: list[CheckMessage] = []
    taken: dict[str, str] = {}
    for model in known:
        if not model._meta.proxy:
            found += [
                Error(f"{model._meta.label}.{name} is not classified.", obj=model, id="privacy.E001")
                for name in unclassified(model)
            ]
            found += _misplaced(model)
        for field in _sealed(model):
            found += _about_field(model, field, registry)
            owner = taken.setdefault(field.seal_name, model._meta.label)
            if owner != model._meta.label:
                found.append(
                    Error(f"{field.seal_name} is also a seal name of {owner}.", obj=model, id="privacy.E003")
                )
    return found


def _sealed(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]


def _about_field(model: type[models.Model], field: Any, registry: dict[str, str]) -> list[CheckMessage]:
    wrong = []
    try:
        data_class = classification(model, field.attname).sensitivity
    except Unclassified:
        return []
    if registry.get(field.seal_name) != data_class.value:
        wrong.append(
            ("E002", f"{field.seal_name} is not registered in seal_names.toml as {data_class.value}.")
        )
    if data_class in READABLE:
        wrong.append(("E004", f"{field.seal_name} is sealed but classified as readable."))
    if field.unique or field.db_index or _used_in_meta(model, field.name):
        wrong.append(("E005", f"{field.seal_name} cannot be unique, indexed, ordered or constrained."))
    if not isinstance(_key_field(model), models.UUIDField):
        wrong.append(("E006", f"{model._meta.label} seals values, so its primary key must be a UUID."))
    if field.attname in _names_used_by_str(model):
        wrong.append(("E008", f"{model._meta.label}.__str__ touches {field.seal_name}."))
    return [Error(text, obj=model, id=f"privacy.{code}") for code, text in wrong]


def _names_used_by_str(model: type[models.Model]) -> set[str]:
    """The attribute names in the code of `model`'s own __str__; what it calls in turn is not followed."""
    code = getattr(model.__str__, "__code__", None)
    return set(code.co_names) if code else set()


def _key_field(model: type[models.Model]) -> Any:
    key: Any = model._meta.pk
    while key.remote_field is not None:
        key = key.target_field
    return key


def _used_in_meta(model: type[models.Model], name: str) -> bool:
    meta = model._meta
    ordered = {str(item).lstrip("-") for item in meta.ordering or ()}
    indexed = {item for index in meta.indexes for item in index.fields}
    constrained = {item for constraint in meta.constraints for item in getattr(constraint, "fields", ())}
    together = {item for group in meta.unique_together for item in group}
    return name in ordered | {item.lstrip("-") for item in indexed} | constrained | together


def _misplaced(model: type[models.Model]) -> list[CheckMessage]:
    """Personal data of residents and melders must be sealed; employees (group "staff") may be readable."""
    wrong: list[CheckMessage] = []
    for field in model._meta.local_concrete_fields:
        try:
            said = classification(model, field.name)
        except Unclassified:
            continue
        employee = said.sensitivity is PER and said.group == "staff"
        if not (said.readable or employee or field.is_relation or isinstance(field, SealedField)):
            text = f"{model._meta.label}.{field.name} is {said.sensitivity.value} but not sealed."
            wrong.append(Error(text, obj=model, id="privacy.E007"))
    return wrong
