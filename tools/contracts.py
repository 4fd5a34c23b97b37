"""May this package import that part of a library? A contract for import-linter, which itself sees a library
only as a whole: "workflows may use django, but not django.http" is said here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ROOT = Path(__file__).resolve().parent.parent


def imported_names(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of every absolute import in `source`, `from a import b` as `a.b`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def files_of(module: str) -> list[Path]:
    """The files of a package with everything below it, or of a single module."""
    place = ROOT.joinpath(*module.split("."))
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


class ForbiddenParts(Contract):
    """`source_modules` import none of `forbidden_parts`, directly, by whichever spelling."""

    source_modules = fields.SetField(subfield=fields.StringField())
    forbidden_parts = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when no file names a forbidden part; the metadata lists file, line and name."""
        # On an instance the two fields hold their values.
        parts = tuple(cast(set[str], self.forbidden_parts))
        found = [
            f"{path.relative_to(ROOT)}:{line} imports {name}"
            for module in sorted(cast(set[str], self.source_modules))
            for path in files_of(module)
            for line, name in imported_names(path.read_text(encoding="utf-8"))
            if any(name == part or name.startswith(f"{part}.") for part in parts)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line per forbidden import."""
        for line in check.metadata["found"]:
            output.print_error(line)
