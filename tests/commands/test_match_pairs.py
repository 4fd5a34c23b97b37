"""Does the command score every pair of a file, keep nothing of it, and say in one line what is wrong with a bad one?"""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from privacy.models import BlindToken
from privacy.tokens import PersonFacts, write_tokens

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "tests" / "data" / "pairs_train.csv"
HEADING = (
    "pair_id,a_given,a_prefix,a_surname,a_birthdate,a_pc4,a_housenumber,a_phone,"
    "b_given,b_prefix,b_surname,b_birthdate,b_pc4,b_housenumber,b_phone"
)
SAME = "P1,Wytske,,Bijlstra,1940-02-19,8321,137,,Wijtske,,Bylstra,1940-02-19,8321,137,"
FATHER_AND_SON = "P2,Ids,van,Oosten,1951-07-30,8302,7,,Ids,van,Oosten,1983-01-12,8302,7,"


@pytest.fixture
def score(tmp_path, db):
    """Writes lines to a file, runs the command, and reads what it wrote."""

    def run(*lines, source=None):
        if source is None:
            source = tmp_path / "in.csv"
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        target = tmp_path / "out.csv"
        call_command("match_pairs", str(source), str(target))
        with target.open(encoding="utf-8", newline="") as text:
            return list(csv.DictReader(text))

    return run


def complaint(call, *arguments, **named):
    """The one line with which a call is refused."""
    with pytest.raises(CommandError) as refused:
        call(*arguments, **named)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_each_pair_gets_a_score_a_verdict_and_reasons(score):
    same, other = score(HEADING, SAME, FATHER_AND_SON)
    assert list(same) == ["pair_id", "score", "match", "reasons"]
    assert (same["pair_id"], same["match"]) == ("P1", "1")
    assert {"given_same", "family_same", "birth_same", "address_same"} <= set(same["reasons"].split("|"))
    assert (other["pair_id"], other["match"]) == ("P2", "0")
    assert "birth_other" in other["reasons"].split("|")
    assert 0 <= float(other["score"]) < 0.5 <= float(same["score"]) <= 1


def test_the_answers_in_a_file_are_not_read(score):
    lying = [
        HEADING + ",same_person,difficulty,remark",
        SAME + ",0,hard:twins,x",
        FATHER_AND_SON + ",1,easy:exact,y",
    ]
    assert score(*lying) == score(HEADING, SAME, FATHER_AND_SON)


def test_nothing_is_kept_and_nobody_stored_is_touched(score):
    write_tokens("stored", PersonFacts(given="Wytske", surname="Bijlstra", birthdate="1940-02-19"))
    before = sorted(map(bytes, BlindToken.objects.values_list("token", flat=True)))
    score(HEADING, *[SAME.replace("P1", f"P{n}") for n in range(45)])
    assert sorted(map(bytes, BlindToken.objects.values_list("token", flat=True))) == before


def test_semicolons_a_mark_at_the_start_and_quotes_are_read(score, tmp_path):
    source = tmp_path / "sheet.csv"
    line = SAME.replace(",", ";").replace("Bylstra", '"van\nBylstra"')
    source.write_text(f"{HEADING.replace(',', ';')}\n{line}\n", encoding="utf-8-sig")
    assert score(source=source)[0]["match"] == "1"


def test_a_file_with_only_a_heading_gives_only_a_heading(score):
    assert score(HEADING) == []


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([""], "no column pair_id"),
        (["pair_id,a_given", "P1,Wytske"], "no column a_surname, a_birthdate, b_given"),
        ([HEADING, "P1,Wytske"], "line 2, has another number of fields"),
        ([HEADING, SAME + ",more"], "line 2, has another number of fields"),
        ([HEADING, 'P1,"Wytske'], "is no CSV"),
    ],
    ids=["nothing", "columns lacking", "short line", "long line", "open quote"],
)
def test_a_file_that_is_no_file_of_pairs_is_refused_in_one_line(score, lines, says):
    assert says in complaint(score, *lines)


def test_a_file_that_cannot_be_read_or_written_is_refused_in_one_line(score, tmp_path):
    assert "cannot be read" in complaint(score, source=tmp_path / "nowhere.csv")
    assert "cannot be read" in complaint(score, source=tmp_path)
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    assert "not UTF-8" in complaint(score, source=picture)
    (tmp_path / "empty.csv").touch()
    assert "is empty" in complaint(score, source=tmp_path / "empty.csv")
    (tmp_path / "in.csv").write_text(f"{HEADING}\n{SAME}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("match_pairs", str(tmp_path / "in.csv"), str(tmp_path))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_training_pairs_are_recognised_through_stored_tokens(score):
    scored = {row["pair_id"]: row["match"] for row in score(source=TRAINING)}
    with TRAINING.open(encoding="utf-8", newline="") as text:
        counted = Counter((scored[row["pair_id"]], row["same_person"]) for row in csv.DictReader(text))
    right = counted["1", "1"]
    assert sum(counted.values()) == 600
    assert right / (right + counted["0", "1"]) >= 0.95
    assert right / (right + counted["1", "0"]) >= 0.97


@pytest.fixture
def empty_installation(tmp_path):
    """The environment of an installation in which nothing was ever prepared, on the engine of this run."""
    environment = {"PATH": os.environ["PATH"], "SLUITEND_DATA": str(tmp_path / "data")}
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield environment
        return
    url, name = os.environ["DATABASE_URL"], f"unprepared_{os.getpid()}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield environment | {"DATABASE_URL": url.replace(urlsplit(url).path, f"/{name}", 1)}
        server.execute(f"DROP DATABASE {name}")


@pytest.mark.engine
def test_no_prepared_database_is_needed_and_none_is_left(empty_installation, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADING}\n{SAME}\n", encoding="utf-8")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "manage.py", "match_pairs", str(tmp_path / "in.csv"), str(tmp_path / "out.csv")],
            cwd=ROOT, env=empty_installation, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[1].startswith("P1,0.99")
