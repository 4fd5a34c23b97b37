"""What holds for every test: which databases it may touch, and which engine it says something about."""

import os
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.conf import settings
from django.db import connections, transaction
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.register_profile(
    "long", parent=hypothesis_settings.get_profile("suite"), max_examples=10_000
)
hypothesis_settings.load_profile("long" if os.environ.get("SLUITEND_LONG") == "1" else "suite")

DATABASE_FIXTURES = {"db", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what this engine cannot show, and opens all three databases to every database test."""
    absent = set()
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        absent.add("postgres")
    if not settings.REDIS_URL:
        absent.add("redis")
    left_out = [item for item in items if absent & {marker.name for marker in item.iter_markers()}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        marker = item.get_closest_marker("django_db")
        asks = marker is not None or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        given = dict(marker.kwargs) if marker else {}
        if asks and "databases" not in given and not (marker and marker.args):
            item.add_marker(pytest.mark.django_db(**given, databases="__all__"), append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Lets a database be emptied after a transactional test: its append-only tables refuse that else."""
    originals = {}
    for alias in settings.DATABASES:
        ops = connections[alias].ops
        originals[alias] = ops.execute_sql_flush
        ops.execute_sql_flush = _without_triggers(alias, ops.execute_sql_flush)
    yield
    for alias, original in originals.items():
        connections[alias].ops.execute_sql_flush = original


def _without_triggers(alias: str, flush: Callable[[Sequence[str]], None]) -> Callable[[Sequence[str]], None]:
    """`flush` with the triggers of one database lifted, all in one transaction."""

    def flush_everything(statements: Sequence[str]) -> None:
        connection = connections[alias]
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                triggers = cursor.fetchall()
                lift = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
                restore = [sql for _, sql in triggers]
            else:
                cursor.execute(
                    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
                )
                tables = [row[0] for row in cursor.fetchall()]
                lift = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
                restore = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
            for statement in lift:
                cursor.execute(statement)
            flush(statements)
            for statement in restore:
                cursor.execute(statement)

    return flush_everything
