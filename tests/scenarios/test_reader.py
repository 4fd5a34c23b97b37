"""Is a mistake in a story named so that whoever wrote it can find it?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.directory.pack import load_pack
from casework.play.moments import NoMoment, day, moment
from casework.play.reader import read
from casework.play.scenario import Named, ScenarioError
from workflows.roles import Role

ROOT = Path(__file__).resolve().parent.parent.parent
REGION = load_pack(ROOT / "regions" / "flevoland")
HEAD = """
id = "X"
title = "A story"
start = "2027-01-11T10:00:00+01:00"
[cast]
emma = { role = "triagist", team = "va-meldpunt" }
[[step]]
at = "+0m"
by = "emma"
do = "melding.receive"
with = { narrative = "Stank.", received_at = "+1wd 09:00" }
as = "m1"
"""
MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "story.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as wrong:
        read(path, REGION)
    return [str(problem).removeprefix(f"{path}, ") for problem in wrong.value.problems]


def test_a_story_is_read_with_roles_moments_and_names(tmp_path):
    path = tmp_path / "story.toml"
    path.write_text(
        HEAD + '[[step]]\nat = "+5m"\nby = "emma"\ndo = "melding.claim"\nwith = { melding = "$m1" }\n',
        encoding="utf-8",
    )
    story = read(path, REGION)
    assert story.cast["emma"].role is Role.TRIAGIST
    assert story.steps[0].given["received_at"].isoformat() == "2027-01-12T09:00:00+01:00"
    assert story.steps[1].given == {"melding_ref": Named("m1")}
    assert (story.steps[1].at - story.start).total_seconds() == 300


CLAIM = 'at = "+1m"\nby = "emma"\ndo = "melding.claim"\n'
RECEIVE = 'at = "+1m"\nby = "emma"\ndo = "melding.receive"\n'
LOOK = 'at = "+1m"\n'
MISTAKES = {
    CLAIM.replace("emma", "tom") + 'with = { melding = "$m1" }': ", by: 'tom' is not in the cast",
    CLAIM.replace("claim", "grab"): ", do: 'melding.grab' is not an action",
    LOOK + 'by = "emma"': ": give both `by` and `do`, or neither to look only",
    CLAIM + 'with = { melding = "$m9" }': ", with.melding: '$m9' was not named",
    CLAIM: ", with.melding: is missing",
    CLAIM + 'with = { melding = "$m1", colour = "red" }': ", with.colour: melding.claim has no such argument",
    RECEIVE + "with = { narrative = 7 }": ", with.narrative: must be a text",
    RECEIVE + 'with = { received_at = "morgen" }': ", with.received_at: morgen is not a moment",
    'at = "morgen"': ", at: morgen is not a moment",
    'note = "when?"': ", at: is missing",
    'at = "-1h"': ", at: is earlier than the step before it",
    LOOK + 'when = "now"': ": unknown key 'when'",
    LOOK + 'expect.m9 = "open"': ", expect.m9: is not a record that was named before",
    LOOK + 'expect.m1 = { mood = "good" }': ", expect.m1.mood: is not one of clock, owner, state",
    LOOK + 'expect.m1.clock = { due = "soon" }': ", expect.m1.clock.due: 'soon' is not a moment or a date",
    LOOK + 'expect.refused = "Nope"': ", expect.refused: 'Nope' is no refusal",
    LOOK + 'expect.told = [{ to = "nobody" }]': ", expect.told.to: 'nobody' is nobody in the cast",
    LOOK + 'expect.asked = [{ to = "iemand", about = "$m1" }]': (
        ", expect.asked.to: 'iemand' is nobody in the cast, nor 'nobody'"
    ),
    LOOK + 'expect.asked = ["nobody"]': ", expect.asked: each entry needs about",
    LOOK + 'expect.ledger = [{ about = "$m1" }]': ", expect.ledger: each entry needs action",
    CLAIM + 'with = { melding = "$m1" }\nas = "told"': ", as: 'told' has a meaning of its own",
}


@pytest.mark.parametrize("step", MISTAKES, ids=lambda step: MISTAKES[step].strip(", :")[:40])
def test_a_mistake_in_a_step_is_named_with_its_step_and_key(tmp_path, step):
    (problem,) = problems(tmp_path, f"{HEAD}[[step]]\n{step}\n")
    assert problem.startswith(f"step 2{MISTAKES[step]}")


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('role = "triagist"', 'role = "boss"', "cast.emma.role: 'boss' is not a role"),
        ('team = "va-meldpunt"', 'team = "ajax"', "cast.emma.team: 'ajax' is not a team"),
        ("emma = {", "melder = {", "cast.melder: 'melder' cannot be the name of somebody in the cast"),
        ('id = "X"', "", "scenario, id: is missing"),
        ('start = "2027-01-11T10:00:00+01:00"', "", "start: is missing"),
        ('title = "A story"', 'title = "A story"\ncontinues = "nowhere.toml"', "No such file"),
    ],
)
def test_a_mistake_at_the_top_is_named(tmp_path, before, after, problem):
    assert any(problem in found for found in problems(tmp_path, HEAD.replace(before, after)))


def test_all_mistakes_are_told_at_once_and_a_file_that_is_no_toml_as_well(tmp_path):
    assert (
        len(
            problems(
                tmp_path, HEAD.replace('id = "X"', "") + '[[step]]\nat = "morgen"\n[[step]]\nat = "later"\n'
            )
        )
        == 3
    )
    assert problems(tmp_path, "id = ")[0].startswith("file: is not TOML")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2027-01-11T10:12:00", "2027-01-11T10:12:00+01:00"), ("+40m", "2027-01-11T09:40:00+00:00"),
        ("+1wd 09:30", "2027-01-12T09:30:00+01:00"), ("+5wd 09:30", "2027-01-18T09:30:00+01:00"),
        ("-1wd 16:00", "2027-01-08T16:00:00+01:00"), ("-10wd 16:00", "2026-12-24T16:00:00+01:00"),
        ("+80d 08:00", "2027-04-01T08:00:00+02:00"), ("+1wd", "2027-01-12T10:00:00+01:00"),
    ],
)  # fmt: skip
def test_a_moment_is_a_date_and_time_or_counted_from_the_start(said, meant):
    assert moment(said, start=MONDAY, calendar=REGION.office_calendar).isoformat() == meant


@pytest.mark.parametrize("said", ["", "+3", "3wd", "+3wd 25:00", "+2h 09:00", "2027-13-01", 7])
def test_anything_else_is_no_moment(said):
    with pytest.raises(NoMoment):
        moment(said, start=MONDAY, calendar=REGION.office_calendar)


def test_a_date_is_read_in_the_same_words():
    assert day("+1wd", start=MONDAY, calendar=REGION.office_calendar).isoformat() == "2027-01-12"
    assert day("2027-03-01", start=MONDAY, calendar=REGION.office_calendar).isoformat() == "2027-03-01"
