"""How much dearer is asking for nothing, as somebody who is signed in, than Django's bare "not found"? (P18)

Both over HTTP by the same web server in a process each, on an empty region; one request after another, in turn. What a
request costs in statements, and how that grows, is asked by `growth`.
"""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from bench.embedded import free_port
from bench.made.region import ROOT, on_each_engine

REQUESTS = 400
SERVER = [sys.executable, "-m", "uvicorn", "--lifespan", "off", "--no-access-log", "--no-server-header"]
PATIENCE = 30.0


def measure() -> None:
    """Two servers, four questions in turn."""
    import django

    django.setup()
    from bench.asked.requests import EMPTY

    cookie = signed_in()
    with serving("config.asgi:application") as ours, serving("bench.asked.bare:application") as bare:
        asked = {
            "Django's bare 404": (bare, "/nothing/", 404, ""),
            "our process alone, /health/live": (ours, "/health/live", 200, ""),
            "asking for nothing, signed in": (ours, EMPTY, 200, cookie),
            "our 404, signed in": (ours, "/nothing/", 404, cookie),
        }
        times: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(REQUESTS):
            for name, (connection, path, status, signed) in asked.items():
                started = time.perf_counter()
                connection.request("GET", path, headers={"Cookie": signed, "Host": "localhost"})
                answer = connection.getresponse()
                answer.read()
                times[name].append(time.perf_counter() - started)
                assert answer.status == status
    least = median(times["Django's bare 404"])
    for name, taken in times.items():
        goal = "   goal <= 3" if "nothing" in name else ""
        print(f"  {name:<36}{median(taken) * 1_000:>7.2f} ms{median(taken) / least:>7.1f} x{goal}")


def signed_in() -> str:
    """The cookie of a triagist's browser."""
    from django.conf import settings
    from django.test import Client

    from casework.seeding import staff_of_region

    browser = Client()
    browser.force_login(staff_of_region().triagist, backend="casework.accounts.Backend")
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}"


@contextmanager
def serving(application: str) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of its own, which is kept open."""
    port = free_port()
    server = subprocess.Popen(
        [*SERVER, application, "--port", str(port), "--log-level", "critical"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                connection.connect()
                break
            except OSError:
                time.sleep(0.05)
        yield connection
    finally:
        connection.close()
        server.kill()
        server.wait()


def run() -> None:
    """On each engine, in a region of its own."""
    on_each_engine("bench.requests")


if __name__ == "__main__":
    measure()
