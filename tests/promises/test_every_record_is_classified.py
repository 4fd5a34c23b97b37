"""Does every column say how sensitive it is, and is what is sensitive sealed? Of every app, ours and others'."""

from django.apps import apps

from casework.models.base import Record
from privacy.checks import findings, registered_names
from privacy.declarations import classification, unclassified


def test_nobody_forgot_to_classify_a_field() -> None:
    forgotten = {
        model._meta.label: unclassified(model)
        for model in apps.get_models(include_auto_created=True)
        if unclassified(model)
    }
    assert forgotten == {}


def test_every_model_keeps_the_rules_of_the_kernel() -> None:
    assert findings(list(apps.get_models(include_auto_created=True)), registered_names()) == []


def test_every_name_in_the_registry_seals_a_field() -> None:
    used = {
        field.seal_name
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if hasattr(field, "seal_name")
    }
    assert set(registered_names()) == used


def test_every_sealed_field_of_a_record_belongs_to_a_group_that_the_policy_can_give() -> None:
    for model in apps.get_models():
        if issubclass(model, Record):
            for name in model.sealed_attributes():
                assert classification(model, name).group, f"{model.__name__}.{name}"
