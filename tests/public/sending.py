"""How does somebody without an account fill in the form? What they type, and a page that was open for half a minute."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from casework.forms.sending import new_mark
from privacy.context import now

TYPED: dict[str, str] = {
    "danger": "no", "narrative": "De gordijnen zijn al weken dicht.", "surname": "Dijkgraaf", "postcode": "8255 AB",
    "house_number": "12", "anonymity": "known_to_us", "kind_of_melder": "neighbour", "melder_name": "Mevrouw Buur",
    "melder_phone": "085-0000777",
}  # fmt: skip
CODE = re.compile(r"<strong>((?:[0-9A-Z]{5}-){4}[0-9A-Z]{5})</strong>")


def mark() -> str:
    """The mark of a page that was opened half a minute ago."""
    return new_mark(now() - timedelta(seconds=30))


def send(browser: Client | None = None, **typed: str) -> HttpResponse:
    """Send the form with what is always typed, changed by `typed`."""
    given = {"mark": typed.get("mark") or mark()} | TYPED | typed
    answer: Any = (browser or Client()).post("/melden/", given)
    return answer


def code_of(answer: HttpResponse) -> str:
    """The code on the page."""
    found = CODE.search(answer.content.decode())
    assert found is not None
    return found[1]


def word_of(code: str) -> str:
    """The word on the status page for this code; empty when there is none."""
    page = Client().post("/melden/status/", {"code": code}).content.decode()
    found = re.search(r'role="status".*?<strong>([^<]+)</strong>', page, re.DOTALL)
    return found[1] if found else ""
