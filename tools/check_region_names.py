"""Does the code know any region? Names, codes and numbers of gemeenten and teams belong in regions/ alone.

Looked for in code, templates, styles and scripts of the product; tests, tools and documents may name them.
"""

import csv
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "casework", "workflows", "notifications", "privacy")
KINDS = (".py", ".html", ".txt", ".js", ".css", ".toml")
# Columns and keys of a region pack whose values say which region it is.
NAMING = {"gemeente", "gemeente_code", "woonplaats", "gemeenten", "phone", "number", "team", "teams"}
NAMED_TABLES = {"gemeente", "gemeenten", "team", "teams"}
# A Dutch telephone number, whoever it belongs to: 0, then nine digits with or without a dash.
NUMBER = re.compile(r"\b0[1-9]\d{1,2}-?\d{6,7}\b")


def names() -> set[str]:
    """Every name, code and number in any region pack that is specific enough to look for."""
    found: set[str] = set()
    for path in (ROOT / "regions").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                found.update(str(row[column]) for column in NAMING & row.keys())
    for path in (ROOT / "regions").rglob("*.toml"):
        found.update(_in_table(tomllib.loads(path.read_text(encoding="utf-8")), ""))
    return {name for name in found if len(name) > 3 or name.istitle()}


def _in_table(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"name", "id"} and key in NAMED_TABLES and isinstance(inner, str):
                yield inner
            yield from _in_table(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_table(inner, key)
    elif key in NAMING and isinstance(value, str):
        yield value


def main() -> int:
    """0 when no file of the product names a region; prints file, line and name."""
    wanted = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, sorted(names()))) + r")(?![\w-])")
    found = 0
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix not in KINDS or "vendor" in path.parts:
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for hit in [*wanted.findall(line), *NUMBER.findall(line)]:
                    print(f"{path.relative_to(ROOT)}:{number} names {hit}")
                    found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
