"""A model that breaks a rule of the kernel is named before anything starts."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from privacy.checks import findings, registered_names
from privacy.classification import INT, PER, PUB, SPC, Classified, Sensitivity
from privacy.declarations import classification, declaration, fields_in, unclassified
from privacy.errors import Unclassified
from privacy.ids import uuid7
from privacy.routers import ByClassification
from privacy.sealed import SealedField
from tests.privacy.sample import Note, Someone

REGISTRY = {
    "sample.name": "PER",
    "sample.concern": "SPC",
    "sample.melder": "REP",
    "sample.answers": "SPC",
    "sample_note.text": "SPC",
}


def told(*known, registry=REGISTRY):
    return sorted(message.id for message in findings(known, registry))


def test_the_samples_keep_every_rule():
    assert told(Someone, Note) == []


def test_every_table_of_the_kernel_is_classified():
    assert {model: unclassified(model) for model in apps.get_app_config("privacy").get_models()} == {
        model: [] for model in apps.get_app_config("privacy").get_models()
    }


def test_the_registry_knows_five_classes_and_no_other():
    assert set(registered_names().values()) <= {"PER", "SPC", "REP"}


@isolate_apps("privacy")
def test_a_field_nobody_classified_is_named():
    class Forgotten(models.Model):
        class Meta:
            app_label = "privacy"

        note = models.CharField(max_length=10)

        def __str__(self):
            return "Forgotten"

    assert unclassified(Forgotten) == ["note"]
    assert told(Forgotten) == ["privacy.E001"]
    with pytest.raises(Unclassified):
        classification(Forgotten, "note")
    assert classification(Forgotten, "id") == Classified(INT)


@isolate_apps("privacy")
def test_an_unregistered_or_reclassified_seal_name_is_named():
    class Renamed(models.Model):
        class Privacy:
            scope = "person"
            fields = {"name": PER("identity")}

        class Meta:
            app_label = "privacy"

        id = models.UUIDField(primary_key=True, default=uuid7)
        name = SealedField("renamed.name")

        def __str__(self):
            return "Renamed"

    assert told(Renamed) == ["privacy.E002"]
    assert told(Renamed, registry={"renamed.name": "SPC"}) == ["privacy.E002"]
    assert told(Renamed, registry={"renamed.name": "PER"}) == []


@isolate_apps("privacy")
def test_one_seal_name_belongs_to_one_model():
    class First(models.Model):
        class Privacy:
            scope = "person"
            fields = {"name": PER("identity")}

        class Meta:
            app_label = "privacy"

        id = models.UUIDField(primary_key=True, default=uuid7)
        name = SealedField("sample.name")

        def __str__(self):
            return "First"

    assert told(Someone, First) == ["privacy.E003"]


@isolate_apps("privacy")
def test_order_index_readable_class_and_number_keys_are_refused_for_sealed_columns():
    class Careless(models.Model):
        class Privacy:
            scope = "person"
            fields = {"name": INT, "note": SPC("notes"), "story": SPC("notes")}

        class Meta:
            app_label = "privacy"
            ordering = ["-note"]

        name = SealedField("sample.name")
        note = SealedField("sample.concern", unique=True)
        story = models.TextField()

        def __str__(self):
            return str(self.note)

    assert set(told(Careless)) == {f"privacy.E00{n}" for n in (2, 4, 5, 6, 7, 8)}


def test_classes_are_called_with_their_group():
    assert PER("identity") == Classified(Sensitivity.PER, "identity")
    assert (classification(Someone, "name").group, classification(Someone, "ref").readable) == (
        "identity",
        True,
    )
    assert not classification(Someone, "concern").readable
    assert fields_in(Someone, {"identity", "triage"}) == ["name", "answers"]
    assert PUB is Sensitivity.PUB


def test_a_row_lives_where_its_model_says():
    router = ByClassification()
    homes = {
        name: router.db_for_read(apps.get_model("privacy", name))
        for name in (
            "DataKey",
            "AccessEvent",
            "LedgerLeaf",
            "Checkpoint",
            "ChangeEvent",
            "BlindToken",
            "DemoClock",
        )
    }
    assert homes == {
        "DataKey": "keystore",
        "AccessEvent": "ledger",
        "LedgerLeaf": "ledger",
        "Checkpoint": "ledger",
        "ChangeEvent": "default",
        "BlindToken": "default",
        "DemoClock": "default",
    }
    assert router.allow_migrate("keystore", "privacy", "datakey")
    assert not router.allow_migrate("default", "privacy", "datakey")
    assert not router.allow_migrate("ledger", "auth", "group")
    assert router.allow_migrate("default", "gone", "model")
    assert router.allow_migrate("ledger", "privacy", database="ledger")


def test_declarations_of_bases_are_merged():
    class Base(models.Model):
        class Privacy:
            about = "ref"
            fields = {"ref": INT}

        class Meta:
            abstract = True

        ref = models.CharField(max_length=4)

    class Child(Base):
        class Privacy:
            scope = "person"
            fields = {"name": PER}

        class Meta:
            app_label = "privacy_sample"

        name = models.CharField(max_length=4)

        def __str__(self):
            return "Child"

    said = declaration(Child)
    assert (said.scope, said.about, said.kind, said.database) == ("person", "ref", "child", "default")
    assert set(said.fields) == {"ref", "name"}
    del apps.all_models["privacy_sample"]["child"]
