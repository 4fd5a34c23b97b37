"""How does everything run in one process? Web server in the main thread, worker and beat in threads.

For one machine: demo, pilot, tests. A hub in memory reaches only this process, so there is one process.
"""

import asyncio
import signal
import socket
import threading
import warnings

import uvicorn
from celery.apps.worker import Worker
from celery.beat import EmbeddedService
from django.db import connections

from config.celery import app
from notifications import live

HOST = "127.0.0.1"


class PortTaken(Exception):
    """The port is in use by another program."""


def reserve(port: int) -> socket.socket:
    """The bound socket of `port` on this machine. Raises PortTaken before anything else has begun."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise PortTaken from None
    return listener


class Embedded(uvicorn.Server):
    """A web server that starts the timers only when it can be reached."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        # WorkController can be stopped from outside; `worker_main` takes over output and cannot.
        self.worker: Worker = app.WorkController(
            app=app,
            pool="threads",
            concurrency=2,
            loglevel="WARNING",
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
        self.worker_thread = threading.Thread(target=self.worker.start, name="worker", daemon=True)
        self.beat = EmbeddedService(app, thread=True)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Binds the live channel to this loop, listens, then starts worker and beat."""
        live.bind_loop(asyncio.get_running_loop())
        await super().startup(sockets)
        self.worker_thread.start()
        self.beat.start()

    def stop_timers(self) -> None:
        """Lets a running task finish (at most three seconds) and ends both threads."""
        if self.beat.is_alive():
            self.beat.stop()
        if self.worker_thread.is_alive():
            self.worker.stop()
            self.worker_thread.join(3)


def serve(listener: socket.socket) -> None:
    """Serves on `listener` until SIGINT or SIGTERM; returns when everything has stopped."""
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    app.finalize()
    # Without this the worker refuses every task as unknown.
    app.loader.import_default_modules()
    config = uvicorn.Config(
        "config.asgi:application",
        lifespan="off",
        log_config=None,
        access_log=False,
        ws_max_size=65_536,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = Embedded(config)
    # uvicorn raises the signal it caught once more after its own clean stop.
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        server.stop_timers()
        connections.close_all()
