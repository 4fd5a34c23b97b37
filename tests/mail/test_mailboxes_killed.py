"""What if a worker is killed in a round, or two workers look at the same moment? Nothing is lost, nothing is double."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connections

from casework.invariants import violations
from casework.mailbox.folder import Folder
from casework.mailbox.polling import Round
from casework.models import Melding, PostbakItem
from casework.preparing import region_loaded
from privacy.context import now

ROOT = Path(__file__).parents[2]
READABLE, UNREADABLE = 30, 10
ROUND = """
import json, sys
from casework.invariants import violations
from casework.mailbox.folder import Folder
from casework.mailbox.polling import Round
from casework.models import Melding, PostbakItem
from privacy.context import now
from pathlib import Path
Round("file:test", lambda: Folder(Path(sys.argv[-1]), quiet=0), at=now()).run()
print(json.dumps([Melding.objects.count(), PostbakItem.objects.count(), len(violations())]))
"""


def filled(folder: Path) -> Path:
    """A folder with mails, one in four of which no machine can read."""
    folder.mkdir()
    for number in range(READABLE):
        head = f"From: <a@post.example>\r\nSubject: zorgen\r\nMessage-ID: <{number}@post.example>\r\n\r\n"
        (folder / f"{number:02}-a.eml").write_bytes(f"{head}Gordijnen dicht, dag {number}.".encode())
    for number in range(UNREADABLE):
        (folder / f"{number:02}-b.eml").write_bytes(bytes([number, 0, 255]) * 40)
    return folder


def test_a_worker_that_is_killed_in_a_round_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder, done = filled(tmp_path / "in"), tmp_path / "in" / "done"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"SLUITEND_DATA": str(tmp_path / "data")}
    ours = {"cwd": ROOT, "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    subprocess.run([sys.executable, "manage.py", "prepare"], check=True, **ours)
    code = f"import sys; sys.argv.append({str(folder)!r})\n{ROUND}"
    one_round = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    for before in (3, 17):
        child = subprocess.Popen(one_round, **ours)
        until = time.monotonic() + 60
        while time.monotonic() < until and (not done.exists() or len(os.listdir(done)) < before):
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert before <= len(os.listdir(done)) < READABLE + UNREADABLE, "it was killed in the middle"
    last = subprocess.run(one_round, check=True, text=True, **ours)
    assert json.loads(last.stdout.strip().splitlines()[-1]) == [READABLE, UNREADABLE, 0]
    assert len(os.listdir(done)) == READABLE + UNREADABLE


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_make_no_second_melding(tmp_path: Path) -> None:
    region_loaded()
    folder = Folder(filled(tmp_path / "in"), quiet=0)

    def look() -> None:
        try:
            Round("file:test", lambda: folder, at=now()).run()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=look) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert folder.waiting() == []
    assert (Melding.objects.count(), PostbakItem.objects.count()) == (READABLE, UNREADABLE)
    assert violations() == []
