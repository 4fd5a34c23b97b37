"""Who sits at the screen in these tests?"""

import pytest
from django.test import Client

from tests.screens.people import at_the_screen_of
from tests.world import World


@pytest.fixture
def triagist(world: World) -> Client:
    """The browser of the triagist of this world."""
    return at_the_screen_of(world.account("R10"))
