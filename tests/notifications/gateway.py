"""An SMS gateway as it is: the POST interface of Kannel on a socket. An outside party that keeps what it was sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

ACCEPTED, QUEUED = b"0: Accepted for delivery", b"3: Queued for later delivery"


@dataclass
class Gateway:
    """What came in: (headers, text). `answers`: the status of the next answers, then 202."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)

    @property
    def numbers(self) -> list[str]:
        """Who was sent a text, in order."""
        return [headers["x-kannel-to"] for headers, _ in self.got]


KNOWN = ("sluitend", "geheim@1")
"""The one user of the gateway."""


@contextmanager
def listening() -> Iterator[Gateway]:
    """A gateway on a free port of this machine, which knows one user."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            text = self.rfile.read(int(headers["content-length"])).decode()
            known = (headers.get("x-kannel-username"), headers.get("x-kannel-password")) == KNOWN
            status = 403 if not known else gateway.answers.pop(0) if gateway.answers else 202
            if status == 202:
                gateway.got.append((headers | {"path": self.path}, text))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", gateway.url)
            self.end_headers()
            self.wfile.write(ACCEPTED if status == 202 else b"Temporal failure, try again later.")

        def log_message(self, *args: object) -> None:
            """A number called stands in no log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.url = f"http://sluitend:geheim%401@127.0.0.1:{server.server_port}/cgi-bin/sendsms"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
