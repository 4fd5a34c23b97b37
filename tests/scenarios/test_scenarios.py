"""Does every story of `scenarios/` go as it is written, on the engine of this run, and does every refusal have one?"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from casework.actions import ACTIONS
from casework.catalogue import refusals_of

ROOT = Path(__file__).resolve().parent.parent.parent
STORIES = sorted((ROOT / "scenarios").rglob("*.toml"))
OF_A_REFUSAL = [path for path in STORIES if path.parent.name == "refusals"]
WHOLE = [path for path in STORIES if path not in OF_A_REFUSAL]
"""Played on every engine. A refusal is given by rules that know no engine; its story is played on the first."""

# The first test waits for all stories to be played.
pytestmark = pytest.mark.timeout(1800)


def play(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run `manage.py play` as a person would, in a data folder of its own."""
    environment = {**os.environ, "SLUITEND_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", "play", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """File -> result of its story; all that this engine tells, played once."""
    told = (
        [str(path.relative_to(ROOT)) for path in WHOLE] if os.environ.get("DATABASE_URL") else ["scenarios"]
    )
    done = play(*told, "--json", data=tmp_path_factory.mktemp("play"))
    assert done.returncode in (0, 1), done.stderr
    return {result["file"]: result for result in json.loads(done.stdout)}


@pytest.mark.engine
@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_the_story_goes_as_it_is_written(played, path):
    goes_as_written(played, path)


@pytest.mark.parametrize("path", OF_A_REFUSAL, ids=lambda path: path.stem)
def test_the_story_of_a_refusal_goes_as_it_is_written(played, path):
    goes_as_written(played, path)


def goes_as_written(played: dict[str, Any], path: Path) -> None:
    """Every step of this story came out as it says."""
    result = played[str(path.relative_to(ROOT))]
    wrong = [
        (step["at"], step["do"], step["differences"]) for step in result["steps"] if not step["as_expected"]
    ]
    assert wrong == []
    assert result["ok"]
    assert result["steps"]


def test_every_refusal_an_action_can_give_has_a_story_that_ends_in_it(played):
    given = {kind.__name__ for action in ACTIONS.values() for kind in refusals_of(action)}
    told = {
        result["id"]: {step["refused"] for step in result["steps"]}
        for file, result in played.items()
        if "/refusals/" in file
    }
    assert given - told.keys() == set(), "these refusals have no story"
    assert told.keys() - given == set(), "these stories are about refusals that nobody gives"
    assert {name for name, refused in told.items() if name not in refused} == set()


def test_every_refusal_is_in_the_file_that_is_named_after_it():
    for path in (ROOT / "scenarios" / "refusals").glob("*.toml"):
        (name,) = re.findall(r'^id = "(\w+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert path.stem == re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


WRONG = """
id = "WRONG"
title = "Everything is expected otherwise"
continues = "{root}/scenarios/starts/in_triage.toml"

[[step]]
at = "+1h"
expect.m1.state = "gesloten"
expect.m1.owner = "anke"
expect.m1.clock = {{ kind = "first_look", due = "2027-01-11T10:00:00+01:00" }}
expect.told = [{{ to = "anke", event = "case.assigned" }}]
expect.not_told = ["emma"]
expect.asked = [{{ to = "anke", about = "$m1" }}]
expect.ledger = [{{ action = "melding.close", about = "$m1" }}]
expect.values.m1 = {{ feedback = "given", narrative = "x" }}
expect.refused = "NotYours"
"""


@pytest.mark.engine
def test_every_kind_of_difference_is_told_and_gives_exit_code_one(tmp_path):
    story = tmp_path / "wrong.toml"
    story.write_text(WRONG.format(root=ROOT), encoding="utf-8")
    done = play(str(story), "--json", data=tmp_path / "data")
    assert done.returncode == 1, done.stderr
    differences = json.loads(done.stdout)[0]["steps"][-1]["differences"]
    assert differences[0] == "was not refused, expected NotYours"
    assert "m1: state is in_triage, expected gesloten" in differences
    assert "m1: owner is emma, expected anke" in differences
    assert "m1: clock is triage_lease, expected first_look" in differences
    assert "m1: clock is due 2027-01-11 10:20, expected 2027-01-11 10:00" in differences
    assert "m1: feedback is open, expected given" in differences
    assert "m1: narrative cannot be compared: it is sealed, or there is no such column" in differences
    assert "nobody told to anke, event case.assigned" in differences
    assert "was told all the same: to emma" in differences
    assert "$m1 asks nobody, expected anke" in differences
    assert "not in the ledger: action melding.close, about $m1" in differences
    assert len(differences) == 11


def test_an_unexpected_refusal_is_a_difference_and_the_story_goes_on(tmp_path):
    story = tmp_path / "refused.toml"
    story.write_text(
        f'id = "R"\ntitle = "R"\ncontinues = "{ROOT}/scenarios/starts/in_triage.toml"\n'
        '[[step]]\nat = "+6m"\nby = "anke"\ndo = "melding.claim"\nwith = { melding = "$m1" }\n'
        '[[step]]\nat = "+7m"\nexpect.m1 = "in triage"\n',
        encoding="utf-8",
    )
    done = play(str(story), data=tmp_path / "data")
    assert done.returncode == 1
    assert "was refused: NotYours" in done.stdout
    assert done.stdout.splitlines()[-2].startswith("  ok")
    assert done.stdout.splitlines()[-1] == "0 scenarios as expected, 1 not."


def is_there_and_goes(place: str) -> bool:
    """Did this database stay behind? A file goes with the folder of the test, a database on a server by hand."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return Path(place).exists()
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [place]).fetchone()
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(place)))
    return found is not None


@pytest.mark.engine
def test_a_story_stays_behind_when_asked_and_leaves_nothing_otherwise(tmp_path):
    kept, data = tmp_path / "kept", tmp_path / "data"
    done = play("scenarios/starts/a_melding.toml", "--json", "--keep", str(kept), data=data)
    assert done.returncode == 0, done.stderr
    places = json.loads(done.stdout)[0]["kept"]
    assert len(places) == 3
    assert (kept / "a_melding" / "keys" / "master.json").exists()
    assert not list(data.glob("*.sqlite3"))
    assert all(is_there_and_goes(place) for place in places)


@pytest.mark.parametrize("arguments", [(), ("nowhere.toml",), ("docs",)])
def test_a_wrong_call_is_exit_code_two(arguments, tmp_path):
    assert play(*arguments, data=tmp_path).returncode == 2
