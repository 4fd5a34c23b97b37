"""Who sits behind a screen in these tests? Fictional colleagues, signed in through the product's own door."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from casework.models import Account, Team
from config.asgi import application


@dataclass
class Colleague:
    """Somebody who is signed in, with the cookie of the browser."""

    account: Account
    browser: Client

    @property
    def cookie(self) -> str:
        return f"{settings.SESSION_COOKIE_NAME}={self.browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def socket(cookie: str = "") -> WebsocketCommunicator:
    """The socket a page of this browser opens. Not yet connected."""
    headers = [(b"origin", b"http://testserver"), (b"host", b"testserver"), (b"cookie", cookie.encode())]
    return WebsocketCommunicator(application, "/ws/", headers=headers)


@pytest.fixture
async def signed_in(transactional_db: None) -> AsyncIterator[Callable[[str, str], Awaitable[Colleague]]]:
    """Make a colleague of this name in this team, signed in."""

    def make(name: str, team: str) -> Colleague:
        unit, _ = Team.objects.get_or_create(id=team, defaults={"name": team, "organisation": "proef"})
        account = get_user_model().objects.create_user(
            name, "een lang geheim", name=name, email=f"{name}@example.invalid", role="R11", team=unit
        )
        browser = Client()
        browser.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return Colleague(account, browser)

    yield database_sync_to_async(make)
    # The communicator keeps connections of the worker thread open, and an open one holds the database.
    await sync_to_async(connections.close_all)()


Opened = Callable[[Colleague], Awaitable[WebsocketCommunicator]]


@pytest.fixture
async def page() -> AsyncIterator[Opened]:
    """Open a live page for a colleague; every page is closed at the end."""
    async with AsyncExitStack() as stack:

        async def opened(colleague: Colleague) -> WebsocketCommunicator:
            communicator = socket(colleague.cookie)
            connected, _ = await communicator.connect(timeout=10)
            assert connected
            stack.push_async_callback(communicator.disconnect)
            return communicator

        yield opened
