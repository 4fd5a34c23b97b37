"""Who sits at which screen in a test? Signed-in clients, what a page says in words, and what it cost to make."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape

from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.models import Account

COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")


def at_the_screen_of(account: Account) -> Client:
    """A browser in which this colleague is signed in."""
    client = Client()
    client.force_login(account, backend="casework.accounts.Backend")
    return client


def words(response: HttpResponse) -> str:
    """What a person reads on the page: its text, without tags, in one line."""
    html = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The SELECT, INSERT, UPDATE and DELETE statements over all databases in the block."""
    seen: list[str] = []
    with ExitStack() as stack:
        captures = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        yield seen
    for capture in captures:
        seen += [query["sql"] for query in capture if query["sql"].lstrip().upper().startswith(COUNTED)]
