"""How many tasks that do nothing does Celery take from Redis in a second?"""

import os
import subprocess
import sys
import time

from celery import Celery

from bench.made.region import ROOT
from bench.ringing.workers import CELERY, WORKER, running

TASKS = 4_000
PATIENCE = 120.0

app = Celery("bench", broker=os.environ.get("REDIS_URL"))
app.conf.update(task_default_queue=os.environ.get("BENCH_QUEUE", "bench"), task_ignore_result=True)


@app.task
def nothing() -> None:
    """A message has no more to it than this."""


def speed() -> float:
    """Tasks a second of one worker that finds them all waiting; its start does not count."""
    from redis import Redis

    queue = f"bench-{os.getpid()}"
    environment = {**os.environ, "BENCH_QUEUE": queue}
    put = f"from bench.ringing.empty import nothing\nfor _ in range({TASKS}): nothing.delay()"
    subprocess.run([sys.executable, "-c", put], cwd=ROOT, env=environment, check=True)
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:

        def until(left: int) -> tuple[int, float]:
            end = time.monotonic() + PATIENCE
            while (waiting := redis.llen(queue)) > left:
                if time.monotonic() > end:
                    raise TimeoutError(f"{waiting} tasks are left")
                time.sleep(0.01)
            return waiting, time.monotonic()

        with running([*CELERY, "bench.ringing.empty", *WORKER, "--concurrency", "1"], environment):
            # The first quarter also wakes the worker up.
            first, started = until(TASKS * 3 // 4)
            last, ended = until(0)
        redis.delete(queue, f"_kombu.binding.{queue}", f"_kombu.binding_permanent.{queue}")
    return (first - last) / (ended - started)
