"""How does a test get the real product? It starts the real command with an empty data folder and stops it again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 120
STOPPED_WITHIN = 5


@dataclass(frozen=True)
class Account:
    """One account of the demo, as the start prints it."""

    username: str
    password: str
    role: str
    team: str


@dataclass
class Running:
    """The product, running. `url` has no slash at the end."""

    process: subprocess.Popen[bytes]
    url: str
    folder: Path
    log: Path

    @property
    def output(self) -> str:
        """Everything it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def accounts(self) -> dict[str, Account]:
        """Username -> account, as the start prints them."""
        word = re.search(r"^The password of all of them: (\S+)$", self.output, re.M)
        assert word is not None, self.output
        lines = re.findall(r"^  (\S+) +(R\d\d)  [^,]+, (.+)$", self.output, re.M)
        return {name: Account(name, word[1], role, team) for name, role, team in lines}

    def who(self, role: str, number: int = 0, team: str = "") -> str:
        """The username of a colleague in this role (R-code), the `number`-th of them."""
        found = [one.username for one in self.accounts.values() if one.role == role and team in one.team]
        assert len(found) > number, f"the demo has no {role} of that kind: {found}"
        return found[number]

    def manage(self, *command: str) -> str:
        """What a management command on the same data prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment(self.folder), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def environment(folder: Path) -> dict[str, str]:
    """Nobody's own settings take part."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"SLUITEND_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


def start(folder: Path, port: int = 0) -> Running:
    """Starts the command as a person would and waits until it is ready; on `port` when it ran there before.

    Where more processes want to run than there are cores, it waits longer by as much.

    Raises AssertionError with its output.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = int(probe.getsockname()[1])
    log = folder / "start.log"
    with log.open("wb") as handle:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "start", "--port", str(port)],
            cwd=ROOT, env=environment(folder / "data"), stdout=handle, stderr=subprocess.STDOUT,
        )  # fmt: skip
    # Passkeys need a host name.
    running = Running(process, f"http://localhost:{port}", folder / "data", log)
    until = time.monotonic() + READY_WITHIN * _crowd()
    while not _ready(port):
        if process.poll() is not None or time.monotonic() > until:
            # Whoever is not ready in time does not stay behind, to slow the next one down.
            process.kill()
            raise AssertionError(running.output)
        time.sleep(0.1)
    return running


def _crowd() -> float:
    """How many processes want to run for each core, at least one."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def stop(running: Running) -> None:
    """Presses Ctrl-C. It ends within five seconds, cleanly, and nothing went wrong while it ran.

    Where more processes want to run than there are cores, the five seconds are longer by as much.
    """
    asked = time.monotonic()
    running.process.send_signal(signal.SIGINT)
    try:
        code = running.process.wait(timeout=20)
    finally:
        if running.process.poll() is None:
            running.process.kill()
    took = time.monotonic() - asked
    assert took < STOPPED_WITHIN * _crowd(), f"stopping took {took:.1f} s"
    assert code == 0, running.output
    assert not re.search(r"Traceback|\bERROR\b", running.output), running.output
