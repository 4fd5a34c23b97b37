"""Do the pages written by hand name what exists? The glossary names classes, the tree page names the tree."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from workflows.roles import Role

ROOT = Path(__file__).resolve().parents[2]
OURS = {"casework", "workflows", "notifications", "privacy"}
NAME = re.compile(r"`((?:casework|workflows|notifications|privacy)(?:\.\w+)+)`")


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under `heading`, without its two head lines."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1]
    table = [line for line in text.split("\n## ", 1)[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def named(path: str) -> object:
    """What a dotted path names. Raises ImportError or AttributeError when it names nothing."""
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ImportError(path)


def glossary_names() -> list[str]:
    return NAME.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", glossary_names())
def test_every_name_in_the_glossary_exists(path):
    named(path)


def test_a_name_that_does_not_exist_is_noticed():
    with pytest.raises(AttributeError):
        named("casework.models.Zaak")


def test_every_record_has_its_line_in_the_glossary():
    explained = {named(path) for path in glossary_names()}
    models = {model for model in apps.get_models() if model.__module__.split(".")[0] in OURS}
    assert {model.__name__ for model in models - explained} == set()


def test_the_glossary_lists_every_role_with_its_code():
    listed = {(cells[0], cells[3].strip("`").rpartition(".")[2]) for cells in rows("glossary.md", "Roles")}
    assert listed == {(role.value, role.name) for role in Role}


def test_the_tree_page_says_what_the_tree_says():
    tree = tomllib.loads((ROOT / "workflows" / "tree" / "2026-11-01.toml").read_text(encoding="utf-8"))
    questions = [cells[:2] for cells in rows("triage-tree.md", "The questions, in the order of asking")]
    assert questions == [[one["id"], one["text"]] for one in tree["question"]]
    outcomes = [cells[:5] for cells in rows("triage-tree.md", "The outcomes")]
    assert outcomes == [
        [code, one["text"], *one.get("urgency", ["", "", ""])] for code, one in tree["outcome"].items()
    ]
