"""Where was this rotation, and who may go on with it? One process at a time on a machine, and a row to resume from.

The lock is the operating system's: it is gone with the process, also with one that was killed.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from privacy.context import Acting, acting, now, wall_clock
from privacy.crypto.providers import key_file
from privacy.errors import RotationRefused
from privacy.ledger.record import release
from privacy.models import KeyRotation

# The role and the actor of what the product does by itself.
SYSTEM, NOBODY = "R00", str(UUID(int=0))
PURPOSE = "key_rotation"


@dataclass
class Running:
    """A rotation that this process is busy with: its row, and what it did so far (`counts`, by name)."""

    row: KeyRotation
    by: Acting
    resumed: bool
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """The reference of this rotation in the ledger."""
        return f"rotation:{self.row.kind}-{self.row.pk}"

    def count(self, name: str, more: int = 1) -> None:
        """Add to what was done."""
        self.counts[name] = self.counts.get(name, 0) + more

    def trace(self, step: str) -> None:
        """Record that a step is about to be taken. Raises TraceUnavailable, and then it is not taken."""
        release(self.by, f"keys.{self.row.kind}.{step}", (), (), about=self.about)

    def move(self, stage: str, cursor: str = "") -> None:
        """Remember the stage, and how far it is."""
        self.row.stage, self.row.cursor = stage, cursor
        self.row.save(update_fields=["stage", "cursor"])

    def finish(self) -> None:
        """It is done."""
        self.trace("finish")
        self.row.finished_at = wall_clock()
        self.row.save(update_fields=["finished_at"])


@contextmanager
def running(kind: str, stage: str, target: Callable[[], dict[str, int]]) -> Iterator[Running]:
    """Go on with the unfinished rotation of this kind, or begin one at `stage` towards `target`.

    Raises RotationRefused when another process of this machine is rotating.
    """
    by = Acting(actor=NOBODY, role=SYSTEM, unit="system", purpose=PURPOSE, at=now(), request_id=str(uuid4()))
    with _alone(), acting(by):
        row = unfinished(kind)
        resumed = row is not None
        if row is None:
            row = KeyRotation.objects.create(kind=kind, stage=stage, target=target(), started_at=wall_clock())
        job = Running(row, by, resumed)
        job.trace("resume" if resumed else "begin")
        yield job


def unfinished(kind: str) -> KeyRotation | None:
    """The rotation of this kind that was begun and not finished."""
    return KeyRotation.objects.filter(kind=kind, finished_at=None).first()


@contextmanager
def _alone() -> Iterator[None]:
    path = key_file().with_name("rotation.lock")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RotationRefused("keys are being rotated by another process") from None
    else:
        yield
    finally:
        os.close(held)
