"""What holds for every test: which databases it may touch, and which engine it says something about."""

import os
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from tests.world import World

hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.register_profile(
    "long", parent=hypothesis_settings.get_profile("suite"), max_examples=10_000
)
hypothesis_settings.load_profile("long" if os.environ.get("SLUITEND_LONG") == "1" else "suite")

DATABASE_FIXTURES = {"db", "transactional_db"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what this engine cannot show, opens all three databases to every database test, and marks it."""
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
        if asks and item.get_closest_marker("once") is None:
            item.add_marker(pytest.mark.engine)
        given = dict(marker.kwargs) if marker else {}
        if asks and "databases" not in given and not (marker and marker.args):
            item.add_marker(pytest.mark.django_db(**given, databases="__all__"), append=False)


@pytest.fixture
def world(db: None) -> "World":
    """The people and items of a test, made on demand."""
    from tests.world import World

    return World()
