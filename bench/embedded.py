"""How long until the embedded process serves an empty region, what does it weigh, how soon does it stop?"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
REQUESTS = 200


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, path: str) -> bool:
    """True when `path` answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def resident_megabytes(process: int) -> float:
    """Memory of a process from /proc, in MB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def seconds_per_request(port: int, path: str) -> float:
    """Median of REQUESTS requests, one after another."""
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        ask(port, path)
        times.append(time.perf_counter() - started)
    return median(times)


def once(data: str) -> dict[str, float]:
    """One start, some requests, one stop. Raises RuntimeError when the process ends by itself."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--no-demo", "--port", str(port)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SLUITEND_DATA": data},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not ask(port, "/health/ready"):
        if process.poll() is not None:
            raise RuntimeError("the embedded process ended by itself")
        time.sleep(0.05)
    figures = {"ready after (s)": time.perf_counter() - started}
    figures["alive (ms)"] = seconds_per_request(port, "/health/live") * 1000
    figures["three databases (ms)"] = seconds_per_request(port, "/health/ready") * 1000
    figures["login page (ms)"] = seconds_per_request(port, "/account/login/") * 1000
    figures["memory (MB)"] = resident_megabytes(process.pid)
    asked = time.perf_counter()
    process.send_signal(signal.SIGINT)
    process.wait(20)
    figures["stopped after (s)"] = time.perf_counter() - asked
    return figures


def run() -> None:
    """The first round starts on an empty folder, the others on the same folder again."""
    with tempfile.TemporaryDirectory(prefix="sluitend-bench-") as data:
        first, *others = [once(data) for _ in range(ROUNDS)]
    print(f"{'':<24} {'first start':>12} {'later, median':>14} {'ratio':>6}")
    for name, value in first.items():
        later = median(round_[name] for round_ in others)
        print(f"{name:<24} {value:>12.2f} {later:>14.2f} {later / value:>6.2f}")
