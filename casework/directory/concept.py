"""What would the region pack say with these rules in it? A concept of destinations and doors, laid over the pack.

The file has the tables of destinations.toml and front_doors.toml. A row with the id of a row in force takes its place,
every other is added; the whole is checked like a pack. Nothing is loaded and nothing is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from casework.directory import routes
from casework.directory.entries import FrontDoor, Route
from casework.directory.pack import RegionPack, by_outcome
from casework.directory.pack_reading import Folder, PackError, Problem

T = TypeVar("T", bound=Route | FrontDoor)
TABLES = ("destination", "front_door")


@dataclass(frozen=True)
class Concept:
    """The pack with the concept in it. `day`: the local date on which all of the concept has come into force.

    outcomes, doors: what the concept speaks about; elsewhere nothing can change.
    """

    region: RegionPack
    day: date
    outcomes: frozenset[str]
    doors: frozenset[str]


def read_concept(path: Path, region: RegionPack, *, today: date) -> Concept:
    """The concept in the file `path` over `region`. Raises PackError with every mistake in it."""
    folder = Folder(path.parent)
    tables = folder.names(path.name)
    for name in sorted(tables - set(TABLES)):
        folder.note(path.name, name, "unknown table")
    if not folder.problems and not tables:
        folder.note(path.name, "destination", "is missing")
    new_routes = folder.table(path.name, "destination", routes.route) if "destination" in tables else []
    new_doors = folder.table(path.name, "front_door", routes.front_door) if "front_door" in tables else []
    problems = folder.problems or list(_mistakes(path.name, new_routes, new_doors, region))
    if problems:
        raise PackError(problems)
    rows = [row for of_one in region.routes.values() for row in of_one]
    days = [*(row.valid_from for row in new_routes), *(row.valid_from for row in new_doors)]
    return Concept(
        region=replace(
            region, routes=by_outcome(_over(rows, new_routes)), doors=_over(region.doors, new_doors)
        ),
        day=max((day for day in days if day), default=today),
        outcomes=frozenset(row.outcome for row in new_routes),
        doors=frozenset(row.door for row in new_doors),
    )


def typed_concept(text: str, region: RegionPack, *, today: date) -> Concept:
    """The same for a concept that was typed; its mistakes name the file "concept.toml"."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "concept.toml"
        path.write_text(text, encoding="utf-8")
        return read_concept(path, region, today=today)


def _over(rows: Iterable[T], concept: list[T]) -> tuple[T, ...]:
    """The rows in force with those of the concept: in the place of the same id, else behind them."""
    new: dict[str, T] = {row.id: row for row in concept}
    kept: list[T] = [new.pop(row.id, row) for row in rows]
    return (*kept, *new.values())


def _mistakes(
    file: str, new_routes: list[Route], new_doors: list[FrontDoor], region: RegionPack
) -> Iterable[Problem]:
    """The pack in force has none, so that every mistake of the whole is one of the concept."""
    for row in new_routes:
        if row.outcome not in region.routes:
            yield Problem(
                file,
                f"destination[{row.id}].outcome",
                f"{row.outcome!r} is not an outcome of the crisiswijzer",
            )
    for table, ids in (
        ("destination", [row.id for row in new_routes]),
        ("front_door", [row.id for row in new_doors]),
    ):
        yield from (
            Problem(file, f"{table}[{one}]", "occurs twice")
            for one in dict.fromkeys(ids)
            if ids.count(one) > 1
        )
    rows = [row for of_one in region.routes.values() for row in of_one]
    found = routes.check(
        _over(rows, new_routes), _over(region.doors, new_doors), teams=region.teams,
        gemeenten=list(region.gemeenten), card=list(region.card),
    )  # fmt: skip
    yield from (Problem(file, problem.key, problem.reason) for problem in found)
