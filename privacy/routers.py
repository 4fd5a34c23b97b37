"""In which database does a row live? Where the model's `class Privacy` says, records when it says nothing.

Migration steps that belong to no model say their database with hints={"database": alias}; without one they
run on the records.
"""

from typing import Any

from django.apps import apps
from django.db.models import Model

from privacy.declarations import declaration


def _home(app_label: str, model_name: str) -> str:
    """The alias of a model, also of its past versions in migrations, which carry no declaration."""
    try:
        model: type[Model] = apps.get_model(app_label, model_name)
    except LookupError:
        return "default"
    return declaration(model).database


class ByClassification:
    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """The alias to read `model` from."""
        if model.__module__ == "__fake__":
            return _home(model._meta.app_label, str(model._meta.model_name))
        return declaration(model).database

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        """Foreign keys stay inside one database."""
        # A signed-in user may be wrapped lazily; its class shows through, its type does not.
        return self.db_for_read(first.__class__) == self.db_for_read(second.__class__)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        """Does this step of a migration belong in `db`?"""
        if model_name is None:
            return db == hints.get("database", "default")
        return db == _home(app_label, model_name)
