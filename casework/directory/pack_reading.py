"""What stands in the files of a region pack, value by value? Reads on after a mistake and collects them all.

Every mistake is noted with file, key and reason, so that one run shows them all. A missing file, a missing
table and a key that nobody takes are mistakes too.
"""

import csv
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from casework.directory.pack_row import Row

T = TypeVar("T")
WHOLE_FILE = "-"
"""The key of a mistake that is in no place of a file."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a pack: in which file, at which key, and why."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


class PackError(ValueError):
    """The region pack has mistakes."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Folder:
    """The files of one pack, with the mistakes found so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def note(self, file: str, key: str, reason: str) -> None:
        self.problems.append(Problem(file, key, reason))

    def names(self, file: str) -> set[str]:
        """The names that stand at the top of `file`."""
        return set(self._toml(file))

    def table(self, file: str, name: str, make: Callable[[Row], T], *, by: str = "id") -> list[T]:
        """Every `[[name]]` of `file` made into an entry; `by` is the key that names a row in messages."""
        rows = self._toml(file).get(name, [])
        if not isinstance(rows, list) or not rows:
            self.note(file, name, "is missing")
            return []
        if not all(isinstance(row, dict) for row in rows):
            self.note(file, name, "must hold tables")
            return []
        return [
            self._made(file, f"{name}[{row.get(by, place)}]", row, make) for place, row in enumerate(rows)
        ]

    def single(self, file: str, name: str, make: Callable[[Row], T]) -> T:
        """The one `[name]` of `file`."""
        row = self._toml(file).get(name, {})
        return self._made(file, name, row if isinstance(row, dict) else {}, make)

    def csv_rows(self, file: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
        """The rows of a CSV file with exactly these columns."""
        try:
            with (self.path / file).open(encoding="utf-8", newline="") as stream:
                reader = csv.DictReader(stream)
                rows = list(reader)
                if tuple(reader.fieldnames or ()) == columns:
                    return rows
        except FileNotFoundError:
            self.note(file, WHOLE_FILE, "the file is missing")
            return []
        except (UnicodeDecodeError, csv.Error) as error:
            self.note(file, WHOLE_FILE, f"cannot be read: {error}")
            return []
        self.note(file, "header", f"must be {','.join(columns)}")
        return []

    def _made(self, file: str, key: str, values: Mapping[str, Any], make: Callable[[Row], T]) -> T:
        row = Row(values, lambda name, reason: self.note(file, f"{key}.{name}", reason))
        made = make(row)
        for left in row.values:
            self.note(file, f"{key}.{left}", "unknown key")
        return made

    def _toml(self, file: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.path / file).read_text(encoding="utf-8"))
        except FileNotFoundError:
            reason = "the file is missing"
        except OSError as error:
            reason = f"cannot be read: {error.strerror}"
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            reason = f"cannot be read: {error}"
        problem = Problem(file, WHOLE_FILE, reason)
        if problem not in self.problems:
            self.problems.append(problem)
        return {}
