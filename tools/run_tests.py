"""Does everything hold? Runs the suite on each engine that is here and says what ran and what did not.

Everything on SQLite; on PostgreSQL with Redis, when both answer, what depends on the engine; a real browser when
Chromium is installed.
With REQUIRE_ALL=1 an absent part and a skipped test count as failures.
"""

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Asked in this order; the first server that lets us make databases is used. A socket answers in half the time.
DATABASE_URLS = (
    os.environ.get("TEST_DATABASE_URL", ""),
    f"postgresql://{getpass.getuser()}@/sluitend?host=/var/run/postgresql",
    "postgresql://root@127.0.0.1:5432/sluitend",
    "postgresql://postgres@127.0.0.1:5432/sluitend",
)
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@dataclass
class Part:
    """One run of pytest: what it was, how many tests passed and failed, and why it did not run."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    absent: str = ""


def database_url() -> tuple[str, str]:
    """The address of a PostgreSQL server where we may make databases, or "" and the reason why not."""
    reason = "no PostgreSQL server was found"
    for url in filter(None, DATABASE_URLS):
        try:
            with psycopg.connect(url, dbname="postgres", connect_timeout=3) as connection:
                row = connection.execute(
                    "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except psycopg.OperationalError:
            continue
        if row and row[0]:
            return url, ""
        reason = "PostgreSQL answers, but its role may not make databases"
    return "", reason


def redis_answers() -> bool:
    """True when a Redis server answers at REDIS_URL."""
    client = redis.Redis.from_url(REDIS_URL, socket_connect_timeout=3)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def run(name: str, arguments: list[str], environment: dict[str, str]) -> Part:
    """Runs pytest once in its own process and reads its counts from its own report."""
    print(f"\n== {name} ==", flush=True)
    part = Part(name)
    clean = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
    with tempfile.TemporaryDirectory(prefix="sluitend-report-") as folder:
        report = Path(folder) / "report.xml"
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--durations=12", f"--junitxml={report}", *arguments],
            cwd=ROOT,
            env=clean | environment,
            check=False,
        )
        part.seconds = time.monotonic() - started
        if report.exists():
            for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314  pytest's own file
                failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                skipped = int(suite.get("skipped", 0))
                part.failed += failed
                part.skipped += skipped
                part.passed += int(suite.get("tests", 0)) - failed - skipped
    if done.returncode == 5:
        part.absent = "it found no tests"
    elif done.returncode and not part.failed:
        # A crash before or after the tests leaves no failed test behind, and is a failure all the same.
        part.failed = 1
    return part


def main() -> int:
    """Runs every part, prints one table and the closing line; 0 when nothing failed."""
    most = ["-n", "2", "--dist", "loadscope", "--ignore=tests/browser", "tests", *sys.argv[1:]]
    parts = [run("SQLite", most, {})]

    url, reason = database_url()
    if url and not redis_answers():
        url, reason = "", "no Redis server answers on this machine"
    if url:
        parts.append(
            run(
                "PostgreSQL and Redis", ["-m", "engine", *most], {"DATABASE_URL": url, "REDIS_URL": REDIS_URL}
            )
        )
    else:
        parts.append(Part("PostgreSQL and Redis", absent=reason))

    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        given = ["-n", "2", "--dist", "loadgroup", "tests/browser", *sys.argv[1:]]
        parts.append(run("browser", given, {"CHROMIUM": browser}))
    else:
        parts.append(Part("browser", absent="Chromium is not installed"))

    print(f"\n{'part':<22} {'passed':>7} {'failed':>7} {'skipped':>8} {'seconds':>8}")
    for part in parts:
        counts = f"{part.passed:>7} {part.failed:>7} {part.skipped:>8} {part.seconds:>8.0f}"
        print(f"{part.name:<22} {counts}" + (f"  did not run: {part.absent}" if part.absent else ""))
    failed = sum(part.failed for part in parts)
    if REQUIRE_ALL:
        missing = sum(1 for part in parts if part.absent) + sum(part.skipped for part in parts)
        if missing:
            print(f"REQUIRE_ALL=1: {missing} absent parts or skipped tests count as failures.")
        failed += missing
    print(f"{sum(part.passed for part in parts)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
