"""On what does a benchmark run that needs databases? On empty ones of its own, gone when it ends."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
ENGINES = os.environ.get("BENCH_ENGINES", "SQLite PostgreSQL").split()
ALIASES = ("", "_keystore", "_ledger")


@contextmanager
def own_databases(url: str) -> Iterator[str]:
    """Three empty databases on this server for as long as the block lasts; the address of the first."""
    import psycopg

    name = f"sluitend_bench_{os.getpid()}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        try:
            for alias in ALIASES:
                server.execute(f'CREATE DATABASE "{name}{alias}"')
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            for alias in ALIASES:
                server.execute(f'DROP DATABASE IF EXISTS "{name}{alias}" WITH (FORCE)')


@contextmanager
def prepared(url: str = "", *, redis: str = "") -> Iterator[dict[str, str]]:
    """The environment of an empty region on the server at `url`, on SQLite without one; `redis`: its address."""
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="sluitend-bench-"))
        # As an installation: only the demonstration asks its database what time it is.
        environment = {
            **os.environ,
            "SLUITEND_DATA": data,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEMO": "0",
        }
        for name in ("DATABASE_URL", "REDIS_URL"):
            environment.pop(name, None)
        if redis:
            environment["REDIS_URL"] = redis
        if url:
            environment |= {
                "DATABASE_URL": stack.enter_context(own_databases(url)),
                "STATEMENT_TIMEOUT_MS": "600000",
                "IDLE_TRANSACTION_TIMEOUT_MS": "0",
            }
        for command in (["prepare"], ["master_keys", "--make"]):
            manage = [sys.executable, "manage.py", *command]
            subprocess.run(manage, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield environment


def in_region(module: str, environment: dict[str, str], *arguments: str) -> None:
    """Run a module of this folder in a process of its own."""
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, check=True)


def on_each_engine(module: str) -> None:
    """Run a module on an empty region of every engine that is here."""
    from tools.run_tests import database_url

    url, why_not = database_url()
    for engine in ENGINES:
        if engine == "PostgreSQL" and not url:
            print(f"{engine}: not measured, {why_not}")
            continue
        print(engine, flush=True)
        with prepared(url if engine == "PostgreSQL" else "") as environment:
            in_region(module, environment)


def on_servers(module: str) -> None:
    """Run a module on an empty region with PostgreSQL and Redis, as it runs with many processes."""
    from tools.run_tests import REDIS_URL, database_url, redis_answers

    url, why_not = database_url()
    if url and not redis_answers():
        url, why_not = "", "no Redis server answers on this machine"
    if not url or "PostgreSQL" not in ENGINES:
        print(f"not measured: {why_not or 'PostgreSQL is left out'}")
        return
    with prepared(url, redis=REDIS_URL) as environment:
        in_region(module, environment)
