"""Does one command start everything, and does it stop cleanly? Runs the real command."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The embedded process with an empty data folder, ended when the test forgot."""
    environment = {"PATH": os.environ["PATH"], "SLUITEND_DATA": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--no-demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
        process.communicate()


def answers(process: subprocess.Popen[str], port: int) -> bool:
    """True as soon as everything is ready; False when the process ended or two minutes passed."""
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_stops_within_five_seconds(start, port, number):
    assert answers(start, port), start.communicate()[0]
    # The sweeps run every two seconds: let each have run before stopping.
    time.sleep(6)
    asked = time.monotonic()
    start.send_signal(number)
    output, _ = start.communicate(timeout=20)
    assert time.monotonic() - asked < 5
    assert start.returncode == 0, output
    assert "ERROR" not in output
    assert "Traceback" not in output
    assert output.rstrip().endswith("Stopped.")


def test_a_taken_port_is_one_sentence_before_anything_starts(port, tmp_path):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run(
            [sys.executable, "manage.py", "start", "--no-demo", "--port", str(port)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "SLUITEND_DATA": str(tmp_path / "other")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"Port {port} is in use on 127.0.0.1; choose another with PORT=.")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "other" / "records.sqlite3").exists()
