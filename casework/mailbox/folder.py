"""How do mails come out of a folder? Every file in it is a message; what was taken in moves to `done/` inside it."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from casework.mail.message import MOST_BYTES
from casework.mailbox import CameInHalf, Silent
from privacy.context import wall_clock

QUIET_SECONDS = 2.0
"""A file that was written a moment ago may still be growing."""

DONE = "done"


class Folder:
    """A folder somebody else writes into. Files that begin with a dot are not ready yet and stay."""

    def __init__(self, path: Path, *, quiet: float = QUIET_SECONDS) -> None:
        self.path, self.quiet = path, quiet

    @classmethod
    def at(cls, path: str) -> "Folder":
        """The folder at this path, made when it is not there. Raises Silent."""
        try:
            Path(path).mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise Silent from None
        return cls(Path(path))

    def waiting(self) -> list[str]:
        """The names of what waits, oldest first. Raises Silent."""
        settled = wall_clock().timestamp() - self.quiet
        try:
            with os.scandir(self.path) as entries:
                found = [
                    (entry.stat(follow_symlinks=False), entry.name)
                    for entry in entries
                    if not entry.name.startswith(".")
                ]
        except OSError:
            raise Silent from None
        ready = [(stat.st_mtime, name) for stat, name in found if not S_ISDIR(stat.st_mode)]
        return [name for written, name in sorted(ready) if written <= settled]

    def fetch(self, key: str) -> bytes:
        """The bytes of a file. Raises CameInHalf for what is no file of its own: a link, a pipe."""
        path = self.path / key
        try:
            if not S_ISREG(path.lstat().st_mode):
                raise CameInHalf
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except OSError:
            raise CameInHalf from None

    def put_away(self, key: str) -> None:
        """Move the file to `done/`, beside one of the same name that is there already."""
        done = self.path / DONE
        try:
            done.mkdir(mode=0o700, exist_ok=True)
            # A link fails when the name is taken, so that no earlier file is ever overwritten.
            os.link(self.path / key, self._free(done, key))
            (self.path / key).unlink()
        except OSError:
            raise CameInHalf from None

    def close(self) -> None:
        """Nothing is held."""

    @staticmethod
    def _free(done: Path, name: str) -> Path:
        path, number = done / name, 1
        while path.exists():
            number += 1
            path = done / f"{number}-{name}"
        return path
