"""How much memory does the intake take, and is any mail lost? Imports strange mails in an installation of its own.

`python -m tests.mail.flood COUNT` prints one JSON line. A process of its own, because the highest memory of a process
never comes down.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command


def main(count: int) -> dict[str, float]:
    """Import `count` mails one after another. Memory in megabytes, `before`: with nothing imported yet."""
    from casework.importing_mail import import_mails
    from casework.invariants import violations
    from casework.models import Attachment, Melding, PostbakItem
    from tests.mail.strange import strange_mail

    call_command("prepare", stdout=StringIO())

    def mails(folder: Path) -> Iterator[Path]:
        for number in range(count):
            path = folder / f"{number:05}.eml"
            path.write_bytes(strange_mail(number))
            yield path
            path.unlink()

    before, started = _memory(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        summary = import_mails(mails(Path(folder)))
    return {
        "mails": count, "imported": summary.imported, "repeated": summary.repeated,
        "rejected": len(summary.rejected), "meldingen": Melding.objects.count(), "items": PostbakItem.objects.count(),
        "attachments": Attachment.objects.filter(melding__isnull=False).count(), "violations": len(violations()),
        "before_mb": before, "peak_mb": _memory(), "seconds": round(time.monotonic() - started, 1),
    }  # fmt: skip


def _memory() -> float:
    """The most this process ever held, in megabytes.

    From Linux itself where that is there: getrusage counts what the parent held when it started this one.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    highest = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return round((highest[0] if highest else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024, 1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="sluitend-flood-") as data:
        os.environ["SLUITEND_DATA"] = data
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        print(json.dumps(main(int(sys.argv[1]))))
