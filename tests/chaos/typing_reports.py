"""How does a triagist type reports into a region that falls over? As a browser does: the same form again, until saved.

A form that was sent and never answered is sent again with the same token, so that it counts once.
"""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="token" value="([^"]+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REF = re.compile(r"/melding/(M-[0-9A-Z]{8})/")
GIVEN_UP = 90.0
"""Seconds without an answer after which the region counts as not recovering."""


class Unanswered(Exception):
    """The server is not there, or not well."""


@dataclass
class Typist:
    """One screen. `saved`: the references that were answered, in order; `again`: how often a form was sent again."""

    port: int
    username: str
    password: str
    cookies: dict[str, str] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    again: int = 0
    slowest: float = 0

    def sign_in(self) -> None:
        """As everybody does."""
        form = self._ask("GET", "/account/login/")[1]
        csrf = _found(CSRF, form)
        body = {"csrfmiddlewaretoken": csrf, "login": self.username, "password": self.password}
        status, _, _ = self._ask("POST", "/account/login/", body)
        assert status == 302, status

    def type_until(self, stop: threading.Event) -> None:
        """One report after the other. Raises AssertionError when the region does not come back."""
        while not stop.is_set():
            began = time.monotonic()
            page = self._until_answered("GET", "/melding/nieuw/")[1]
            body = {
                "csrfmiddlewaretoken": _found(CSRF, page), "token": _found(TOKEN, page), "next": "",
                "location": "Bankje bij de haven", "narrative": "Roept al uren.", "anonymity": "anonymous",
                "kind_of_melder": "other", "melder_phone": "geen", "Q1": "no", "Q1b": "no", "Q2": "no", "Q3": "no",
            }  # fmt: skip
            status, text, where = self._until_answered("POST", "/melding/nieuw/", body)
            assert status == 302, (status, text[:2000])
            self.saved.append(_found(REF, where))
            self.slowest = max(self.slowest, time.monotonic() - began)

    def _until_answered(
        self, method: str, path: str, body: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        began = time.monotonic()
        while True:
            try:
                return self._ask(method, path, body)
            except Unanswered:
                self.again += 1
                assert time.monotonic() - began < GIVEN_UP, f"no answer to {method} {path} for {GIVEN_UP} s"
                time.sleep(0.2)

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str, str]:
        """(status, page, where it sends us). Raises Unanswered."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("localhost", self.port, timeout=15)
        try:
            connection.request(method, path, urlencode(body) if body is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as problem:
            raise Unanswered from problem
        finally:
            connection.close()
        if answer.status >= 500:
            raise Unanswered(answer.status)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found is not None, f"no {pattern.pattern} in {text[:500]}"
    return found[1]
