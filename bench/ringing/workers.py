"""Who lets terms ring? So many workers at once, each with the product's own sweep; or Celery's worker and its beat."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from bench.made.region import ROOT

# Celery warns whoever runs it as root, as in a container.
CELERY = [sys.executable, "-W", "ignore", "-m", "celery", "--app"]
WORKER = ["worker", "--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
BEAT = ["beat", "--loglevel", "ERROR"]
PATIENCE = 120.0


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """A program for as long as the block lasts. It may finish what it does: nothing stays behind in Redis."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
        process.terminate()
        process.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def worker_and_beat() -> Iterator[None]:
    """The timers of an installation: two tasks at a time, and a sweep every two seconds."""
    environment = {**os.environ, "POSTBAK_URL": ""}
    worker = [*CELERY, "config.celery", *WORKER, "--concurrency", "2"]
    with running(worker, environment), running([*CELERY, "config.celery", *BEAT], environment):
        yield


def drain(workers: int, at: datetime, *, kill_at: int = 0) -> float:
    """Seconds until so many workers rang everything that is due at `at` (aware).

    kill_at: when no more than so many terms are left, one worker is killed.
    """
    from casework.tasks import due_clocks

    command = [sys.executable, "-m", "bench.ringing.workers", at.isoformat()]
    started = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(workers)
    ]
    try:
        for worker in started:
            assert worker.stdout is not None
            worker.stdout.readline()
        begin = time.monotonic()
        for worker in started:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        while kill_at and due_clocks(at).count() > kill_at:
            time.sleep(0.05)
        if kill_at:
            started[-1].kill()
        while due_clocks(at).exists():
            if time.monotonic() - begin > PATIENCE:
                raise TimeoutError(f"{due_clocks(at).count()} terms are left")
            time.sleep(0.005)
        return time.monotonic() - begin
    finally:
        for worker in started:
            worker.kill()


def _work(at: datetime) -> None:
    """Load everything, wait for the word, and ring until nothing is due."""
    import django

    django.setup()
    from casework.tasks import due_clocks, ring_due

    ring_due(at - timedelta(days=365))
    print("ready", flush=True)
    sys.stdin.readline()
    while due_clocks(at).exists():
        ring_due(at)


if __name__ == "__main__":
    _work(datetime.fromisoformat(sys.argv[1]))
