"""What does a region run on that can be killed? A PostgreSQL and a Redis of its own, web, worker and beat, each apart.

Whatever is killed here is killed with SIGKILL, as by a power cut or the out-of-memory killer, and started again as a
service manager would do it. Mail goes to files: what somebody would have received.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 120
BEAT = ["-m", "celery", "--app", "config.celery", "beat", "--loglevel", "WARNING"]
WORKER = ["-m", "celery", "--app", "config.celery", "worker", "--concurrency", "2", "--without-gossip",
          "--without-mingle", "--loglevel", "WARNING"]  # fmt: skip
WEB = [
    "-m",
    "uvicorn",
    "config.asgi:application",
    "--lifespan",
    "off",
    "--no-access-log",
    "--no-server-header",
]


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Does anybody listen on this port?"""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Machines:
    """Everything that runs, by name. `folder`: readable for whoever PostgreSQL runs as."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.running = folder, dict[str, subprocess.Popen[bytes]]()
        self.database_port, self.redis_port, self.web_port = free_port(), free_port(), free_port()
        tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        self.postgres = tools[-1] if tools else Path(shutil.which("postgres") or "").parent
        self.cluster = folder / "cluster"
        self.data = folder / "data"
        self.commands = {"web": [*WEB, "--port", str(self.web_port)], "worker": WORKER, "beat": BEAT}

    @property
    def environment(self) -> dict[str, str]:
        """Nobody's own settings take part."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{self.database_port}/region", "DATABASE_POOL": "4",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0", "SLUITEND_DATA": str(self.data), "POSTBAK_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def install(self) -> None:
        """A new cluster with three databases, a Redis, and the product prepared on them."""
        user, group = _owner()
        self.cluster.mkdir()
        os.chown(self.cluster, user, group)
        self._tool("initdb", "--auth", "trust", "--username", "postgres", "--pgdata", str(self.cluster))
        self.start("postgres")
        for name in ("region", "region_keystore", "region_ledger"):
            self._tool("createdb", "--host", "127.0.0.1", "--port", str(self.database_port), "--username",
                       "postgres", name)  # fmt: skip
        self.start("redis")
        self.manage("prepare")

    def start(self, name: str) -> None:
        """Start it, and wait until it answers."""
        log = (self.folder / f"{name}.log").open("ab")
        command, port = self._command(name)
        user, group = _owner() if name == "postgres" else (None, None)
        self.running[name] = subprocess.Popen(
            command, cwd=ROOT if name != "postgres" else self.folder, env=self.environment, stdout=log, stderr=log,
            start_new_session=True, user=user, group=group, extra_groups=[] if user is not None else None,
        )  # fmt: skip
        until = time.monotonic() + READY_WITHIN
        while port and not self._answers(name, port):
            assert time.monotonic() < until, f"{name} does not answer: {self.log(name)}"
            time.sleep(0.05)

    def _answers(self, name: str, port: int) -> bool:
        if name != "postgres":
            return answers(port)
        ready = [str(self.postgres / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        return subprocess.run(ready, check=False).returncode == 0

    def kill(self, name: str) -> None:
        """No warning: the process and everything it started are gone."""
        _gone(self.running.pop(name))
        if name == "postgres":
            # Children of a killed postmaster notice within moments; a new one refuses while they hold the memory.
            time.sleep(1)
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def kill_and_start(self, name: str) -> None:
        """As the service manager does: gone, and there again."""
        self.kill(name)
        self.start(name)

    def look_after(self) -> int:
        """What ended by itself is started again, as the service manager does; how many that were."""
        ended = [name for name, process in self.running.items() if process.poll() is not None]
        for name in ended:
            self.running.pop(name)
            self.start(name)
        return len(ended)

    def flush(self) -> None:
        """Redis forgets everything while it runs."""
        with socket.create_connection(("127.0.0.1", self.redis_port), timeout=5) as redis:
            redis.sendall(b"FLUSHALL\r\n")
            assert redis.recv(64).startswith(b"+OK")

    def manage(self, *command: str) -> str:
        """What a management command on these databases prints."""
        return self.run("manage.py", *command)

    def run(self, *command: str) -> str:
        """What a program of ours prints on these databases. Raises AssertionError with what went wrong."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def log(self, name: str) -> str:
        """The end of what it printed."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def mails(self) -> list[str]:
        """Every mail that went out, whole."""
        files = sorted((self.data / "mail").glob("*")) if (self.data / "mail").exists() else []
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
        return [one for text in texts for one in text.split("-" * 79) if one.strip()]

    def _command(self, name: str) -> tuple[list[str], int]:
        if name == "postgres":
            where = ["-D", str(self.cluster), "-p", str(self.database_port), "-k", "", "-h", "127.0.0.1"]
            return [str(self.postgres / "postgres"), *where], self.database_port
        if name == "redis":
            where = [
                "--port",
                str(self.redis_port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                str(self.folder),
            ]
            return ["redis-server", *where], self.redis_port
        return [sys.executable, *self.commands[name]], self.web_port if name == "web" else 0

    def _tool(self, name: str, *arguments: str) -> None:
        user, group = _owner()
        done = subprocess.run(
            [str(self.postgres / name), *arguments], cwd=self.folder, capture_output=True, text=True, check=False,
            user=user, group=group, extra_groups=[],
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def _gone(process: subprocess.Popen[bytes]) -> None:
    """It and what it started are no more, whether it ended by itself before or not."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _owner() -> tuple[int, int]:
    """As whom PostgreSQL runs: never as root."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    found = pwd.getpwnam("postgres")
    return found.pw_uid, found.pw_gid


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """They run for as long as the block lasts."""
    folder.chmod(0o755)
    found = Machines(folder)
    try:
        found.install()
        yield found
    finally:
        for process in found.running.values():
            _gone(process)
