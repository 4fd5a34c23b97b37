"""Rotations that are killed again and again, while people read, search and write: nobody notices, nothing is lost.

Starts the real commands on an installation of their own, on the engine of this run.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
LONG = os.environ.get("SLUITEND_LONG") == "1"
KILLS = 20 if LONG else 2
NAMES = ("", "_keystore", "_ledger")
pytestmark = [
    pytest.mark.engine,
    pytest.mark.slow,
    pytest.mark.chaos,
    pytest.mark.timeout(3600 if LONG else 900),
]


@pytest.fixture
def environment(tmp_path):
    """The environment of a new installation with its own databases, which are gone afterwards."""
    given = {
        "PATH": os.environ["PATH"],
        "SLUITEND_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield given
        return
    parts = urlsplit(url)
    name = f"rotation_{os.getpid()}_{random.randrange(10**6)}"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        for suffix in NAMES:
            server.execute(f'CREATE DATABASE "{name}{suffix}"')
        yield given | {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
        for suffix in NAMES:
            server.execute(f'DROP DATABASE "{name}{suffix}" WITH (FORCE)')


@pytest.fixture
def start(environment):
    """Starts a program in that environment; whatever still runs at the end is killed."""
    started = []

    def run(*arguments):
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def answer(process):
    """What it printed. Fails when it did not end well."""
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err[-2000:]
    return out


@pytest.fixture
def installation(start):
    """Eighty meldingen, as an import brings them."""
    answer(start("manage.py", "prepare"))
    answer(start("manage.py", "import_meldingen", "tests/data/meldingen.jsonl"))


@pytest.fixture
def busy(start, environment):
    """Two people who go on reading and writing; asked at the end what they met."""
    people = [start("-m", "tests.privacy.busy", what) for what in ("read", "write")]

    def stop():
        (Path(environment["SLUITEND_DATA"]) / "stop").touch()
        return [json.loads(answer(person)) for person in people]

    return stop


def until_it_has_begun(process, lock, moment):
    """Wait until it holds the lock, and `moment` seconds more; False when it ended before."""
    while process.poll() is None and not _held_by(process.pid, lock):
        time.sleep(0.005)
    time.sleep(moment)
    return process.poll() is None


def _held_by(pid, lock):
    try:
        opened = [os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return False
    return str(lock) in opened


def test_rotations_killed_half_way_are_finished_later_and_nobody_notices(
    installation, busy, start, environment
):
    lock = Path(environment["SLUITEND_DATA"]) / "keys" / "rotation.lock"
    killed = resumed = 0
    for which in ("--master", "--data", "--index"):
        for _ in range(KILLS):
            process = start("manage.py", "rotate_keys", which, "--settle", "1")
            if until_it_has_begun(process, lock, random.uniform(0.0, 1.0)):
                process.kill()
                killed += 1
            process.communicate()
        said = json.loads(answer(start("manage.py", "rotate_keys", which, "--settle", "1")))
        resumed += said["resumed"]
    answer(start("manage.py", "rotate_keys", "--master", "--forget"))
    reader, writer = busy()
    state = json.loads(answer(start("-m", "tests.privacy.busy", "state")))
    print(f"killed {killed} times, resumed {resumed}; {reader}; {writer}; {state}")
    assert killed >= KILLS
    assert [kind for counts in (reader, writer) for kind in counts if kind.startswith("error")] == []
    assert reader["not found"] == 0
    assert min(reader["read"], reader["searched"], writer["written"], writer["new"]) > 0
    nothing = dict.fromkeys(("old", "unreadable", "not found", "problems", "behind"), 0)
    assert {name: state[name] for name in nothing} == nothing
    assert state["values"] >= 1200
    assert state["token versions"] == 1
    assert state["least"] >= 2


def test_a_rotation_without_databases_says_so_in_one_line(environment, start):
    process = start("manage.py", "rotate_keys", "--data")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.strip().splitlines()[-1].startswith("CommandError: The rotation stopped: a database refused")
    assert "Traceback" not in err
