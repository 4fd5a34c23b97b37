"""What does a request cost: making a melding, opening it, taking it up, and asking for nothing? (P4, P5, P7, P18)

Whole requests of somebody who is signed in, without a network. Statements are those that ask or write something. Goals:
16 for making, 10 for opening, 12 for taking up, 4 for nothing. The emptiest answer is that nobody calls.
"""

import re
from typing import Any

from bench.asked.timing import Figures, asking, counted, in_rounds

ROUNDS = 15
NEW, EMPTY = "/melding/nieuw/", "/oproepen/"
TYPED = {
    "narrative": "Buurvrouw al dagen niet gezien.", "kind_of_melder": "neighbour", "anonymity": "known_to_us",
    "surname": "Proef", "postcode": "8255 AB", "melder_name": "Mevrouw Buur",
}  # fmt: skip
NAMES = {
    "P4 making a melding": "make",
    "P7 opening it": "open",
    "P5 taking it up": "take_up",
    "P18 asking for nothing": "nothing",
}


def ask() -> Figures:
    """Of a triagist of the meldpunt, on meldingen of its own: each is made, opened and taken up."""
    from django.test import Client

    from casework.models import Account

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(Account.objects.get(username="seed_triagist"), backend="casework.accounts.Backend")
    steps = _Steps(browser)
    acts = {name: getattr(steps, step) for name, step in NAMES.items()}
    # Once before it counts: what a process keeps in memory it has read by then.
    for act in acts.values():
        act()
    found: Figures = {}
    for name, act in acts.items():
        with counted() as seen:
            act()
        found[f"{name}, statements"] = asking(seen)
    return found | in_rounds(acts, rounds=ROUNDS)


def _token(page: str) -> str:
    field = next(field for field in re.findall(r"<input[^>]*>", page) if 'name="token"' in field)
    return field.partition('value="')[2].partition('"')[0]


class _Steps:
    """A browser that goes on with the melding it made last."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        # Each form can be sent once.
        self.tokens = [_token(browser.get(NEW).content.decode()) for _ in range(ROUNDS + 3)]
        self.page = ""

    def make(self) -> None:
        answer = self.browser.post(NEW, TYPED | {"token": self.tokens.pop()})
        assert answer.status_code == 302
        self.page = answer["Location"]

    def open(self) -> None:
        assert self.browser.get(self.page).status_code == 200

    def take_up(self) -> None:
        answer = self.browser.post(f"{self.page}stap/claim/", {"seen_version": 1})
        assert answer.status_code == 302

    def nothing(self) -> None:
        assert self.browser.get(EMPTY).status_code == 200
