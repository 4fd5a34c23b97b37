"""Which tables only grow? Database triggers that refuse UPDATE and DELETE, on PostgreSQL TRUNCATE as well.

They stop mistakes and code that goes around the kernel. Whoever owns the database can drop them; the real
control there is a role with only INSERT and SELECT, and the signed tree that shows what was changed.
"""

from typing import Any

APPEND_ONLY = {
    "default": ("ledger_change",),
    "ledger": ("ledger_access", "ledger_leaf", "ledger_checkpoint"),
}

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
"""


def raise_guards(connection: Any, alias: str) -> None:
    """Make the triggers for the tables of `alias` in the database behind `connection`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table in APPEND_ONLY[alias]:
            for statement in _create(connection.vendor, table):
                cursor.execute(statement)


def lower_guards(connection: Any, alias: str) -> None:
    """Take the triggers away: for undoing the migration and for emptying a test or demonstration database."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY[alias]:
            for act in ("update", "delete", "truncate"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            f"FOR EACH {'STATEMENT' if act == 'truncate' else 'ROW'} EXECUTE FUNCTION ledger_is_append_only()"
            for act in ("update", "delete", "truncate")
        ]
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for act in ("update", "delete")
    ]
