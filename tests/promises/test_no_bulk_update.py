"""Is there a way around the unit of work? No `.update(`, `bulk_` or raw statement on a record outside the loader."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from casework.models import Clock
from casework.models.base import Record

RECORDS = {
    model.__name__ for model in apps.get_app_config("casework").get_models() if issubclass(model, Record)
}
QUERY_WORDS = {"objects", "_default_manager", "unfinished", "filter", "exclude", "select_for_update", "all"}
GOING_ROUND = {"update", "bulk_update", "bulk_create", "aupdate", "abulk_update", "abulk_create", "_raw_delete",
               "delete", "raw", "get_or_create", "update_or_create"}  # fmt: skip
LOADERS = {"casework/seeding.py", "casework/play/scratch.py"}
"""One writes a whole region with its events at once, into an empty database; one makes and drops such databases."""


def names_in(node: ast.AST) -> set[str]:
    """Every name and attribute in an expression."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


def queries_of(function: ast.AST) -> set[str]:
    """The variables of a function that hold a query."""
    return {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and QUERY_WORDS & names_in(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def ways_round(source: str) -> Iterator[str]:
    """Calls that change records without the unit of work: of a record by name, or of a query of unknown kind."""
    tree = ast.parse(source)
    others = {
        "Clock",
        "Account",
        "Team",
        "LoadedPack",
        "MailboxWatch",
        "ChangeEvent",
        "Notice",
        "Outbox",
        "KaartLine",
        "ClosedToday",
    }
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        queries = queries_of(function)
        for node in ast.walk(function):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in GOING_ROUND
            ):
                receiver = names_in(node.func.value)
                named, unknown = (
                    receiver & RECORDS,
                    receiver & (QUERY_WORDS | queries) and not receiver & others,
                )
                if named or unknown:
                    yield f"{node.lineno}: {ast.unparse(node.func)}"
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "execute"
            ):
                yield f"{node.lineno}: {ast.unparse(node.func)}"


def sources() -> list[str]:
    """Every module of casework and workflows, from the root of the product."""
    root = Path(settings.BASE_DIR)
    found = [
        p
        for name in ("casework", "workflows")
        for p in (root / name).rglob("*.py")
        if "migrations" not in p.parts
    ]
    return sorted(str(path.relative_to(root)) for path in found)


@pytest.mark.parametrize("path", sources())
def test_records_change_in_the_unit_of_work_alone(path: str) -> None:
    found = list(ways_round((Path(settings.BASE_DIR) / path).read_text(encoding="utf-8")))
    assert not found or path in LOADERS, found


@pytest.mark.parametrize(
    "statement",
    [
        "Melding.objects.filter(pk=1).update(state='closed')",
        "model.objects.bulk_create(rows)",
        "Case.unfinished().delete()",
        "cursor.execute('UPDATE casework_case')",
        "rows = Handover.objects.all()\n    rows.update(state='completed')",
    ],
)
def test_a_way_round_would_be_found(statement: str) -> None:
    assert list(ways_round(f"def act():\n    {statement}\n"))


@pytest.mark.parametrize(
    "statement", ["seen.update(values)", "digest.update(b'x')", "names = {}\n    names.update(a=1)"]
)
def test_a_dictionary_is_no_way_round(statement: str) -> None:
    assert not list(ways_round(f"def act():\n    {statement}\n"))


def test_every_record_and_clock_is_known_here() -> None:
    assert {"Melding", "Triage", "Case", "Handover", "Person", "Reporter"} <= RECORDS
    assert not issubclass(Clock, Record)
