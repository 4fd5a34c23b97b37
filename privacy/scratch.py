"""How are pairs of records scored without keeping anything? In a space for tokens that is always rolled back.

Works on a database with or without our tables: what is missing is made inside the transaction and goes with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from privacy.models.tokens import BlindToken


class _Undone(Exception):
    """Carries a transaction to its rollback."""


@contextmanager
def scratch_tokens() -> Iterator[None]:
    """Tokens written inside the block are gone after it, and so is the table when it had to be made."""
    try:
        if BlindToken._meta.db_table in connection.introspection.table_names():
            with transaction.atomic():
                yield
                raise _Undone
        else:
            # The editor opens the transaction itself: SQLite refuses to make tables inside an earlier one.
            with connection.schema_editor() as editor:
                editor.create_model(BlindToken)
                yield
                raise _Undone
    except _Undone:
        return
