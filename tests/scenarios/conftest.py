"""Which tests begin first? The stories: they are one long piece of work, and everything else fits beside it."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests without a database of their own otherwise come last, and one worker would wait for the other."""
    items.sort(key=lambda item: item.path.stem != "test_scenarios")
